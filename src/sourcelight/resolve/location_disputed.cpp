// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/resolve/location.hpp"
#include "sourcelight/resolve/location_findings.hpp"
#include "sourcelight/resolve/location_work.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace sourcelight::resolve {
namespace {

constexpr float kPartyConfidence = 0.98F;
/// Probability of the country where enclaves lie whose borders are not known (expert prior).
constexpr float kAmongEnclaves = 0.6F;

std::optional<geo::LonLat> point_of(const ResolvedPlace& place) noexcept
{
    return place.has_point ? std::optional{geo::LonLat{place.lon, place.lat}} : std::nullopt;
}

}  // namespace

/// What is at a point under the view in force.
LocationResolver::Sited LocationResolver::sited_at(geo::LonLat point) const
{
    Sited sited{false, point, m_index.locate(point), nullptr};
    auto& where = sited.where;
    sited.area = m_areas.find(where.country, where.region, point);
    if (sited.area != nullptr && sited.area->unclaimed) {
        where = {};
    } else if (sited.area != nullptr) {
        m_areas.apply(*sited.area, where.country, where.region, where.subregion);
    }
    return sited;
}

/// Where the stated country is a party of the area, the view says whose it is.
bool LocationResolver::settle_in_dispute(Work& work) const
{
    auto& sited = work.sited;
    const auto stated = work.stated.country;
    if (sited.area == nullptr || sited.area->enclaves || sited.where.country.empty() ||
        !is_party(*sited.area, stated)) {
        return false;
    }
    const auto country = sited.where.country;
    sited.usable = true;
    work.place.country = country;
    work.place.country_method = CountryMethod::kCoordinates;
    work.stated = {country, CountryMethod::kCoordinates, kPartyConfidence, stated};
    return true;
}

/// "Simferopol, Russia": the stated country has no such town, but claims the area that has it.
void LocationResolver::Work::move_to_claimed_place(const LocationResolver& resolver)
{
    if (cells.city.empty() || !resolver.m_areas.concern(place.country)) {
        return;
    }
    auto settlement = cells;
    settlement.address = {};
    const auto& here = resolver.look_up(settlement, place.country, memo);
    if (here.level >= geo::PlaceLevel::kRegion && !here.spelling) {
        return;
    }
    settlement.region = {};
    const auto& answer = resolver.look_up(settlement, {}, memo);
    if (answer.level != geo::PlaceLevel::kPlace || answer.spelling) {
        return;
    }
    const auto* area = resolver.m_areas.find(answer.country, answer.region, answer.point);
    if (area == nullptr || area->enclaves || !is_party(*area, place.country)) {
        return;
    }
    stated = {answer.country, CountryMethod::kAddress, kPartyConfidence, place.country};
    place.country = answer.country;
    place.country_method = CountryMethod::kAddress;
}

/// The last step: names the claims, and applies the view to places that texts gave.
void LocationResolver::weigh_dispute(Work& work) const
{
    auto& place = work.place;
    const bool by_point = place.method == PlaceMethod::kCoordinates;
    const auto* area =
        by_point ? work.sited.area : m_areas.find(place.country, place.region, point_of(place));
    if (area == nullptr || area->unclaimed) {
        return;
    }
    if (area->enclaves) {
        place.confidence = std::min(place.confidence, kAmongEnclaves);
        work.report(kBorderMissing, by_point ? "latitude" : "city",
                    fmt::format("{}: taken as {}; it may as well be {}", area->name,
                                place.country.view(),
                                place.country == area->holder ? area->country.view()
                                                              : area->holder.view()));
        return;
    }
    if (!by_point) {
        m_areas.apply(*area, place.country, place.region, place.subregion);
    }
    work.report(kDisputedArea, "country",
                fmt::format("{}: counted under {} (geo.view = {}); held by {}; claimed by {}",
                            area->name, place.country.view(), m_areas.view_name(), area->held_by,
                            area->claimed_by));
}

}  // namespace sourcelight::resolve
