// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/core/text.hpp"
#include "sourcelight/resolve/location.hpp"
#include "sourcelight/resolve/location_findings.hpp"
#include "sourcelight/resolve/location_work.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace sourcelight::resolve {
namespace {

// Probabilities and least ones (expert prior).
constexpr float kFollowed = 0.97F;      ///< a state that its town or its postcode confirms
constexpr float kAbroad = 0.7F;         ///< the stated country, where the text names a place abroad
constexpr float kSureCity = 0.8F;       ///< of a city cell, to be a place abroad
constexpr float kSureAddress = 0.95F;   ///< the same of words in an address
constexpr float kLargeTownKm = 25.0F;   ///< radius of a town of about 70,000 people
constexpr std::string_view kNone{"-"};  ///< a postcode of no region; keeps numbers from being read

bool is_settlement(const geo::PlaceAnswer& answer) noexcept
{
    return answer.level == geo::PlaceLevel::kPlace && !answer.spelling;
}

bool holds(const std::vector<RegionCode>& list, RegionCode region)
{
    return std::find(list.begin(), list.end(), region) != list.end();
}

}  // namespace

/// The codes of countries that are short forms of another country's regions too: "IN", "CA", "DE".
void LocationResolver::find_codes_of_regions()
{
    for (const auto code : m_gazetteer.names().countries()) {
        auto found = region_of_cell(m_gazetteer.names(), code.view());
        found.text = {};
        std::erase(found.countries, code);
        if (!found.countries.empty()) {
            m_codes_of_regions.emplace(code, std::move(found));
        }
    }
}

/// "IL" beside "Chicago" and "60601": the country column holds the state. The town must lie in the
/// state and in no place of the country, or else the postcode must be the state's.
void LocationResolver::settle_code_or_state(Work& work) const
{
    const auto& cells = work.cells;
    const auto code = cells.by_code.country;
    const bool by_code =
        cells.by_name.country.empty() && cells.by_code.method == CountryMethod::kCode;
    if (!by_code) {
        return;
    }
    const auto found = m_codes_of_regions.find(code);
    if (found == m_codes_of_regions.end() ||
        (!cells.region.empty() && cells.region != code.view())) {
        return;
    }
    // "Ontario" in Canada is no town of California, unless the postcode is of California.
    const bool here = is_settlement(text_answer(work)) || named_region(work);
    if (here && cells.postcode.empty()) {
        return;
    }
    auto stated = cells;
    stated.region = code.view();
    for (const auto country : found->second.countries) {
        const auto& answer = look_up(stated, country, work.memo);
        const bool there = is_settlement(answer) && holds(found->second.regions, answer.region) &&
                           (!here || postcode_says(work, country, found->second.regions, code));
        if (there) {
            work.report(kCountryIsState, "country",
                        fmt::format("\"{}\" was read as {}, where {} lies, not as the country",
                                    code.view(), answer.region.view(), answer.name));
            work.stated = {country, CountryMethod::kAddress, kFollowed, code};
            work.place.country = country;
            work.place.country_method = CountryMethod::kAddress;
            return;
        }
    }
}

/// "Kinshasa, Congo": a country's name has two readings, and only the other one has the place.
void LocationResolver::Work::move_to_rival_country(const LocationResolver& resolver)
{
    const auto rival = cells.by_name.rival;
    if (rival.empty() || place.country != cells.by_name.country) {
        return;
    }
    const auto& here = resolver.look_up(cells, place.country, memo);
    if (here.level >= geo::PlaceLevel::kRegion && !here.spelling) {
        return;
    }
    const auto& there = resolver.look_up(cells, rival, memo);
    if (there.level < geo::PlaceLevel::kRegion || there.spelling) {
        return;
    }
    stated = {rival, cells.by_name.method, kFollowed, place.country};
    place.country = rival;
    place.country_method = cells.by_name.method;
}

/// "Atlanta, Georgia" ends with a state, and with no country, where the United States are stated.
bool LocationResolver::ends_with_place_of_stated(Work& work) const
{
    const auto address = work.cells.address;
    LocationCells last;
    last.city = trim(address.substr(std::min(address.rfind(',') + 1, address.size())));
    const auto& answer = look_up(last, work.stated.country, work.memo);
    return answer.level >= geo::PlaceLevel::kRegion && !answer.spelling;
}

/// Whether the postcode cell is of one of the regions, and not of the place in the other country.
bool LocationResolver::postcode_says(Work& work, CountryCode country,
                                     const std::vector<RegionCode>& regions,
                                     CountryCode other) const
{
    LocationCells postcode;
    postcode.postcode = work.cells.postcode;
    return holds(regions, look_up(postcode, country, work.memo).region) &&
           look_up(postcode, other, work.memo).region != text_answer(work).region;
}

/// The settlement that the city cell, else the address, names in another country than the stated
/// one; nothing where the texts name one in the stated country.
const geo::PlaceAnswer* LocationResolver::settlement_abroad(Work& work) const
{
    const auto& cells = work.cells;
    LocationCells alone;
    alone.city = cells.city;
    if (cells.city.empty()) {
        alone.address = cells.address;
        alone.postcode = kNone;
        if (cells.address.empty() || named_region(work)) {
            return nullptr;
        }
    }
    const auto& anywhere = look_up(alone, {}, work.memo);
    const float least = cells.city.empty() ? kSureAddress : kSureCity;
    const bool known = is_settlement(anywhere) && anywhere.country_probability >= least &&
                       (!cells.city.empty() || anywhere.radius_km >= kLargeTownKm);
    return known && anywhere.country != work.place.country ? &anywhere : nullptr;
}

/// Whether words, not a postcode alone nor one misspelt name, name a region of the country.
bool LocationResolver::named_region(Work& work) const
{
    auto words = work.cells;
    words.postcode = kNone;
    const auto& answer = look_up(words, work.place.country, work.memo);
    return answer.level >= geo::PlaceLevel::kRegion && (!answer.spelling || answer.witnesses > 1);
}

/// The texts name a place of another country than the stated one: that country stands, with less
/// confidence, and no region of it is taken from a postcode that is of the other country.
bool LocationResolver::weigh_place_abroad(Work& work, const geo::PlaceAnswer& answer) const
{
    if (work.stated.country.empty() || is_settlement(answer)) {
        return false;
    }
    const auto* abroad = settlement_abroad(work);
    // A letter may be wrong rather than the country, unless the name is a large town's abroad.
    const bool misspelt = answer.level == geo::PlaceLevel::kPlace;
    if (abroad == nullptr ||
        (misspelt && (answer.witnesses > 1 || abroad->radius_km < kLargeTownKm))) {
        return false;
    }
    work.report(kPlaceElsewhere, work.cells.city.empty() ? "address" : "city",
                fmt::format("{} lies in {}, and no such place is known in {}, which was followed",
                            abroad->name, abroad->country.view(), work.place.country.view()));
    work.country_share = std::min(work.country_share, kAbroad);
    return misspelt || !named_region(work);
}

}  // namespace sourcelight::resolve
