// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/geo/place_text.hpp"
#include "sourcelight/resolve/location.hpp"
#include "sourcelight/resolve/location_findings.hpp"
#include "sourcelight/resolve/location_work.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace sourcelight::resolve {
namespace {

// Probability that a country is the right one by what its region's name and the settlement say
// (expert prior).
constexpr float kPostcodeToo = 0.99F;
constexpr float kSettlementToo = 0.98F;
constexpr float kRegionAlone = 0.97F;
constexpr float kSeveralSettlements = 0.8F;
constexpr float kSettlementAbroad = 0.7F;
/// Coordinates are the better voice where the region leaves more doubt than this.
constexpr float kBeforeCoordinates = 0.97F;

bool holds(const std::vector<RegionCode>& list, RegionCode region)
{
    return std::find(list.begin(), list.end(), region) != list.end();
}

}  // namespace

CountryCode LocationResolver::country_of_region(std::string_view name) const
{
    const auto found = region_of_cell(m_gazetteer.names(), name);
    return found.countries.size() == 1 ? found.countries.front() : CountryCode{};
}

bool LocationResolver::names_region(std::string_view text) const
{
    return !region_of_cell(m_gazetteer.names(), text).countries.empty();
}

/// The region named by its cell, else by the end of the address. The two-letter end of an address
/// may be a country just as well.
StatedRegion LocationResolver::stated_region(const LocationCells& cells) const
{
    const auto& names = m_gazetteer.names();
    auto found = cells.region.empty() ? StatedRegion{} : region_of_cell(names, cells.region);
    if (!found.countries.empty()) {
        found.or_country = cells.by_address.country;
        return found;
    }
    found = region_of_address(names, cells.address);
    take_postcode_cell(cells, found);
    constexpr std::size_t kShortCode = 2;
    if (!found.with_postcode) {
        const CountryCode code{found.text.size() == kShortCode ? found.text : std::string_view{}};
        const bool known =
            !code.empty() && names.country_index(code) != geo::NameIndex::kAnyCountry;
        found.or_country = !cells.by_address.country.empty() ? cells.by_address.country
                           : known                           ? code
                                                             : CountryCode{};
    }
    return found;
}

/// The postcode may stand in a cell of its own: "Salem, IN" and "47167".
void LocationResolver::take_postcode_cell(const LocationCells& cells, StatedRegion& found) const
{
    for (const auto country : found.countries) {
        const bool fits =
            !found.with_postcode && fits_postcode(country, cells.postcode) &&
            holds(found.regions,
                  m_gazetteer.names().region_of_postcode(m_gazetteer.names().country_index(country),
                                                         geo::compact_name(cells.postcode)));
        if (fits) {
            found.with_postcode = true;
            found.countries = {country};
            return;
        }
    }
}

/// Whether a settlement that the texts name lies in the stated region of the country.
bool LocationResolver::settlement_in(Work& work, CountryCode country,
                                     const std::vector<RegionCode>& regions) const
{
    const auto& answer = look_up(work.cells, country, work.memo);
    return answer.level == geo::PlaceLevel::kPlace && !answer.spelling &&
           answer.confidence >= kLeastNamesake &&
           (regions.empty() || holds(regions, answer.region));
}

/// Fixes the country by the region that is stated, if none is.
void LocationResolver::settle_by_region(Work& work) const
{
    auto& voice = work.voice;
    voice = stated_region(work.cells);
    if (voice.countries.empty()) {
        return;
    }
    std::vector<CountryCode> confirmed;
    for (const auto country : voice.countries) {
        if (settlement_in(work, country, voice.regions)) {
            confirmed.push_back(country);
        }
    }
    const bool or_there = !voice.or_country.empty() &&
                          voice.or_country != voice.countries.front() &&
                          settlement_in(work, voice.or_country, {});
    float sure = 0.0F;
    CountryCode country;
    if (voice.with_postcode) {
        country = voice.countries.front();
        sure = kPostcodeToo;
    } else if (confirmed.size() == 1) {
        country = confirmed.front();
        sure = or_there ? kSeveralSettlements : kSettlementToo;
    } else if (confirmed.empty() && or_there && work.stated.country.empty()) {
        country = voice.or_country;
        sure = kSettlementToo;
    } else if (confirmed.empty() && voice.countries.size() == 1 && voice.or_country.empty()) {
        country = voice.countries.front();
        sure = names_place_abroad(work, country) ? kSettlementAbroad : kRegionAlone;
    }
    take_region_country(work, country, sure, or_there);
}

/// Whether city or address, read without the region, name a place in another country.
bool LocationResolver::names_place_abroad(Work& work, CountryCode country) const
{
    if (work.cells.city.empty() && work.cells.address.empty()) {
        return false;
    }
    const auto& answer = look_up_anywhere(work);
    return answer.level == geo::PlaceLevel::kPlace && answer.country != country;
}

/// What city and address say without the region.
const geo::PlaceAnswer& LocationResolver::look_up_anywhere(Work& work) const
{
    auto cells = work.cells;
    cells.region = {};
    return look_up(cells, {}, work.memo);
}

void LocationResolver::take_region_country(Work& work, CountryCode country, float sure,
                                           bool or_there) const
{
    auto& voice = work.voice;
    const bool usable = work.coordinates.state == CoordinateState::kUsable;
    if (country.empty() || (usable && sure < kBeforeCoordinates)) {
        return;
    }
    // "Berlin, DE" and "London, CA": where both readings have the settlement, the larger one is
    // meant.
    auto rival = or_there && !voice.with_postcode ? voice.or_country : CountryCode{};
    if (!rival.empty() && rival != country &&
        look_up(work.cells, voice.or_country, work.memo).radius_km >=
            look_up(work.cells, country, work.memo).radius_km) {
        rival = country;
        country = voice.or_country;
    }
    rival = rival == country ? CountryCode{} : rival;
    work.stated = {country, CountryMethod::kAddress, sure, rival};
    work.country_share = std::min(work.country_share, sure);
    work.report_country_from_place(
        sure < kSureCountry ? kCountryUncertain : kCountryFromPlace,
        fmt::format("taken as {}, by \"{}\" ({:.0f} %){}", country.view(), voice.text,
                    100.0F * sure,
                    rival.empty() ? "" : fmt::format("; could be {}", rival.view())));
}

/// An unknown text in the country cell has a finding of its own, with that text.
void LocationResolver::Work::report_country_from_place(const FindingKind& kind,
                                                       std::string message) const
{
    if (!place.country_replaced) {
        report(kind, "country", std::move(message));
    }
}

/// The country was taken from elsewhere: a stated region that it has not speaks against it.
void LocationResolver::weigh_region_abroad(Work& work)
{
    const auto& voice = work.voice;
    auto& place = work.place;
    if (voice.countries.empty() || place.country.empty() ||
        std::find(voice.countries.begin(), voice.countries.end(), place.country) !=
            voice.countries.end() ||
        voice.or_country == place.country) {
        return;
    }
    place.confidence = std::min(place.confidence, kSettlementAbroad);
    work.report(kRegionElsewhere, "region",
                fmt::format("\"{}\" is a region of {}, not of {}, which was taken", voice.text,
                            voice.countries.front().view(), place.country.view()));
}

}  // namespace sourcelight::resolve
