// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/core/parse_whole.hpp"
#include "sourcelight/resolve/location.hpp"
#include "sourcelight/resolve/location_findings.hpp"
#include "sourcelight/resolve/location_work.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <set>

namespace sourcelight::resolve {
namespace {

constexpr double kWideKm = 50.0;
constexpr double kEarthKm = 6371.0;
constexpr int kDirections = 16;
/// Probability of the country that has all land around a wide shape (expert prior, as that of
/// coordinates without a text).
constexpr float kAllLandAround = 0.98F;
/// The same of a stated country that has none of it.
constexpr float kNoLandAround = 0.7F;

/// The point some kilometres from another one, on the sphere.
geo::LonLat away(geo::LonLat from, double km, double bearing) noexcept
{
    constexpr double kRadians = std::numbers::pi / 180.0;
    const double arc = km / kEarthKm;
    const double lat = from.lat * kRadians;
    const double sine = std::clamp(std::sin(lat) * std::cos(arc) +
                                       std::cos(lat) * std::sin(arc) * std::cos(bearing),
                                   -1.0, 1.0);
    const double east = std::atan2(std::sin(bearing) * std::sin(arc) * std::cos(lat),
                                   std::cos(arc) - std::sin(lat) * sine);
    return {std::remainder(from.lon + east / kRadians, 360.0), std::asin(sine) / kRadians};
}

/// Points on circles within the reach of a shape, the middle first.
std::vector<geo::LonLat> points_within(geo::LonLat middle, double reach_km, int circles)
{
    std::vector<geo::LonLat> points{middle};
    for (int circle = 1; circle <= circles; ++circle) {
        for (int i = 0; i < kDirections; ++i) {
            points.push_back(away(middle, reach_km * circle / circles,
                                  2.0 * std::numbers::pi * i / kDirections));
        }
    }
    return points;
}

/// "CH, FR, IT and 4 more"
std::string listed(const std::set<CountryCode>& countries)
{
    constexpr std::size_t kShown = 4;
    std::string text;
    std::size_t shown = 0;
    for (const auto country : countries) {
        if (++shown > kShown) {
            return fmt::format("{} and {} more", text, countries.size() - kShown);
        }
        text += fmt::format("{}{}", shown > 1 ? ", " : "", country.view());
    }
    return text;
}

}  // namespace

/// The coordinates of a shape that reaches far are no place: they are not asked for one.
void LocationResolver::Work::read_shape()
{
    shape_km = cells.shape_radius_km.empty()
                   ? 0.0
                   : parse_whole<double>(cells.shape_radius_km).value_or(0.0);
    wide = shape_km > kWideKm && coordinates.state == CoordinateState::kUsable &&
           coordinates.in_range();
    if (wide) {
        coordinates.state = CoordinateState::kAbsent;
    }
}

void LocationResolver::settle_wide_shape(Work& work) const
{
    constexpr int kCircles = 4;
    std::set<CountryCode> countries;
    for (const auto point :
         points_within({work.coordinates.lon, work.coordinates.lat}, work.shape_km, kCircles)) {
        const auto where = sited_at(point).where;
        if (!where.country.empty() && !where.at_sea) {
            countries.insert(where.country);
        }
    }
    const auto stated = work.stated.country;
    const bool one = countries.size() == 1;
    work.report(kShapeTooWide, "latitude",
                fmt::format("it reaches {:.0f} km from its middle {}; the land around it is {}; {}",
                            work.shape_km, work.pair(),
                            countries.empty() ? "of no country" : "of " + listed(countries),
                            !stated.empty() ? "the stated country was followed"
                            : one           ? "only the country was taken"
                                            : "no place was taken from it"));
    if (!stated.empty()) {
        if (!countries.contains(stated)) {
            work.country_share = std::min(work.country_share, kNoLandAround);
        }
    } else if (one) {
        work.place.country = *countries.begin();
        work.place.country_method = CountryMethod::kCoordinates;
        work.stated = {work.place.country, CountryMethod::kCoordinates, kAllLandAround, {}};
    }
}

/// A shape that reaches beyond the region of its middle: the region is as sure as its share of the
/// land within reach, the other regions of the country share the rest.
void LocationResolver::weigh_spread(Work& work) const
{
    if (work.shape_km <= 0.0) {
        return;
    }
    constexpr int kCircles = 2;
    auto& place = work.place;
    std::map<std::pair<CountryCode, RegionCode>, int> found;
    int all = 0;
    for (const auto point : points_within(work.sited.point, work.shape_km, kCircles)) {
        const auto where = sited_at(point).where;
        if (!where.country.empty() && !where.at_sea) {
            ++found[{where.country, where.region}];
            ++all;
        }
    }
    const int here = found[{place.country, place.region}];
    if (all == 0 || here == all) {
        return;
    }
    std::string others;
    const auto per_point = place.confidence / static_cast<float>(all);
    for (const auto& [where, points] : found) {
        const auto& [country, region] = where;
        if (points == 0 || (country == place.country && region == place.region)) {
            continue;
        }
        others += fmt::format("{}{}", others.empty() ? "" : ", ",
                              region.empty() ? country.view() : region.view());
        if (country == place.country && !region.empty()) {
            place.rivals.push_back({region, per_point * static_cast<float>(points)});
        }
    }
    std::stable_sort(place.rivals.begin(), place.rivals.end(),
                     [](const auto& a, const auto& b) { return a.probability > b.probability; });
    place.confidence = per_point * static_cast<float>(here);
    work.report(kShapeSpans, "latitude",
                fmt::format("it reaches {:.1f} km from its middle {}, in {}, and so into {}",
                            work.shape_km, work.pair(),
                            place.region.empty() ? place.country.view() : place.region.view(),
                            others));
}

}  // namespace sourcelight::resolve
