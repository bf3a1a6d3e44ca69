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
constexpr float kStateByName = 0.8F;    ///< a state whose name is the stated country's too
constexpr float kContradicted = 0.6F;   ///< the region, where city and region cell contradict
constexpr double kSuburbKm = 25.0;      ///< so far from a region its cities' names are used
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
    const bool by_name = !cells.by_name.country.empty() && code.empty();
    const auto known = by_code ? m_codes_of_regions.find(code) : m_codes_of_regions.end();
    if (!by_name && known == m_codes_of_regions.end()) {
        return;
    }
    const auto text = by_code ? code.view() : trim(cells.country);
    if (!cells.region.empty() && cells.region != text) {
        return;
    }
    // "Ontario" in Canada is no town of California, unless the postcode is of California.
    const bool here = is_settlement(text_answer(work)) || named_region(work);
    if (here && (by_name || cells.postcode.empty())) {
        return;
    }
    if (by_code) {
        follow_region_of_country_text(work, known->second, text, here);
        return;
    }
    // "Georgia" beside "Savannah".
    auto found = region_of_cell(m_gazetteer.names(), text);
    std::erase(found.countries, cells.by_name.country);
    follow_region_of_country_text(work, found, text, here);
}

void LocationResolver::follow_region_of_country_text(Work& work, const StatedRegion& found,
                                                     std::string_view text, bool here) const
{
    const auto code = work.stated.country;
    auto stated = work.cells;
    stated.region = text;
    for (const auto country : found.countries) {
        const auto& answer = look_up(stated, country, work.memo);
        const bool there = is_settlement(answer) && holds(found.regions, answer.region) &&
                           (!here || postcode_says(work, country, found.regions, code));
        if (there) {
            work.report(kCountryIsState, "country",
                        fmt::format("\"{}\" was read as {}, where {} lies, not as the country {}, "
                                    "which has no such place",
                                    text, answer.region.view(), answer.name, code.view()));
            const bool short_form = work.cells.by_name.country.empty();
            work.stated = {country, CountryMethod::kAddress, kFollowed, code};
            work.state = work.cells.region.empty() ? text : std::string_view{};
            work.country_share = std::min(work.country_share, short_form ? 1.0F : kStateByName);
            work.place.country = country;
            work.place.country_method = CountryMethod::kAddress;
            return;
        }
    }
}

/// "Lebanon, PA" at the end of an address in Lebanon: a region of another country has the place.
bool LocationResolver::region_abroad_has_place(Work& work) const
{
    const auto found = stated_region(work.cells);
    for (const auto country : found.countries) {
        if (country == work.place.country || !settlement_in(work, country, found.regions)) {
            continue;
        }
        const auto& answer = look_up(work.cells, country, work.memo);
        work.report(
            kPlaceElsewhere, work.cells.region.empty() ? "address" : "region",
            fmt::format("\"{}\" is a region of {} and has {}; no such place is known in {}, "
                        "which was followed",
                        found.text, country.view(), answer.name, work.place.country.view()));
        work.country_share = std::min(work.country_share, kAbroad);
        return true;
    }
    return false;
}

/// "Urumqi" beside "Shandong": one of the two cells is wrong, and neither tells which.
bool LocationResolver::weigh_contradiction(Work& work, const geo::PlaceAnswer& answer) const
{
    const auto& conflict = answer.conflict;
    auto& place = work.place;
    // The boundaries are rough, and suburbs are known by the city's name.
    const bool near =
        std::any_of(conflict.stated.begin(), conflict.stated.end(), [&](RegionCode region) {
            return m_index.distance_to_region_km(region, conflict.point, kSuburbKm) <= kSuburbKm;
        });
    if (conflict.settlement.empty() || near || place.region.empty()) {
        return false;
    }
    const auto stated = conflict.stated.front();
    const auto other = place.region == stated ? conflict.settlement_in : stated;
    work.report(kRegionAgainstCity, work.cells.region.empty() ? "city" : "region",
                fmt::format("{} lies in {}, not in {}, which is stated and has no place of the "
                            "name; counted as {} with probability {:.2f}, else {}",
                            conflict.settlement, conflict.settlement_in.view(), stated.view(),
                            place.region.view(), std::min(place.confidence, kContradicted),
                            other.view()));
    place.confidence = std::min(place.confidence, kContradicted);
    std::erase_if(place.rivals,
                  [other](const RegionShare& share) { return share.region == other; });
    place.rivals.insert(place.rivals.begin(), {other, 1.0F - place.confidence});
    return true;
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
    if (answer.level < geo::PlaceLevel::kRegion && region_abroad_has_place(work)) {
        return true;
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
