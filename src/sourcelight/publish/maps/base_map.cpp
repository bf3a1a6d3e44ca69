// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/maps/base_map.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

namespace sourcelight::publish::maps {
namespace {

constexpr double kNorth = 83.7;
constexpr double kSouth = -56.0;
constexpr double kSides = 28.0;
/// Below this many square points a place gets a disc.
constexpr double kSmallest = 7.0;
constexpr double kEmptyDotRadius = 1.3;
constexpr std::size_t kWideClasses = 3;
constexpr const char* kBorder = "#85919b";

using Places = std::vector<const DrawnPlace*>;

template <typename Keep>
Places chosen(const std::vector<DrawnPlace>& places, bool region, Keep keep)
{
    Places found;
    for (const auto& place : places) {
        const bool is_region = place.shape->code.size() > 2;
        if (is_region == region && keep(place)) {
            found.push_back(&place);
        }
    }
    return found;
}

std::vector<Area> areas_of(const Places& places)
{
    std::vector<Area> areas;
    for (const auto* place : places) {
        areas.insert(areas.end(), place->page.areas.begin(), place->page.areas.end());
    }
    return areas;
}

std::vector<Path> edges_of(const Places& places)
{
    std::vector<Path> edges;
    for (const auto* place : places) {
        edges.insert(edges.end(), place->page.edges.begin(), place->page.edges.end());
    }
    return edges;
}

void add_fills(Scene& scene, const std::vector<DrawnPlace>& places, bool region)
{
    const auto add = [&](const char* fill, auto keep) {
        std::vector<const PageShape*> pages;
        for (const auto* place : chosen(places, region, keep)) {
            pages.push_back(&place->page);
        }
        add_fill(scene, fill, pages);
    };
    add(kNoData, [](const DrawnPlace& p) { return p.look.no_data(); });
    add(kListedFill, [](const DrawnPlace& p) { return !p.look.tone && p.look.listed; });
    for (std::size_t tone = 0; tone < kClasses; ++tone) {
        add(kRamp[tone], [tone](const DrawnPlace& p) { return p.look.tone == tone; });
    }
    const auto empty =
        areas_of(chosen(places, region, [](const DrawnPlace& p) { return p.look.no_data(); }));
    scene.layers.emplace_back(Lines{kNoDataHatch, 0.4, {}, hatch(empty, 2.4, true)});
    scene.layers.emplace_back(Lines{
        kBorder, 0.3, {}, edges_of(chosen(places, region, [](const auto&) { return true; }))});
}

void add_dots(Scene& scene, const std::vector<DrawnPlace>& places)
{
    for (const auto& place : places) {
        if (!place.dot) {
            continue;
        }
        const auto radius = place.look.no_data() ? kEmptyDotRadius : kDotRadius;
        scene.layers.emplace_back(Areas{fill_of(place.look),
                                        place.look.listed ? kEvidence : "#6b7680",
                                        place.look.listed ? 0.9 : 0.45,
                                        1.0,
                                        {disc(place.page.label, radius)}});
    }
}

}  // namespace

Placing world_placing(const Projection& world, double page_width, double top)
{
    const auto middle = world.west() + 180.0;
    const auto half = world({middle + 180.0, 0.0}).x;
    const auto north = world({middle, kNorth}).y;
    const auto south = world({middle, kSouth}).y;
    Placing placing;
    placing.scale = (page_width - 2 * kSides) / (2 * half);
    placing.frame = {kSides, top, page_width - kSides, top + (north - south) * placing.scale};
    placing.centre = {0.0, (north + south) / 2};
    return placing;
}

void add_sea(Scene& scene, const Projection& world, const Placing& placing)
{
    constexpr double kStep = 30.0;
    const auto west = world.west();
    Shape globe;
    globe.polygons = {{{{west, -89.9}, {west + 360.0, -89.9}, {west + 360.0, 89.9}, {west, 89.9}}}};
    scene.layers.emplace_back(Areas{kSea, {}, 0.0, 1.0, lay(globe, world, placing).areas});
    Lines net{"#e3e9ee", 0.35, {}, {}};
    const auto add = [&](const GeoRing& line) {
        for (auto& path : lay_line(line, world, placing)) {
            net.paths.push_back(std::move(path));
        }
    };
    for (auto lat = -60.0; lat <= 60.0; lat += kStep) {
        add({{west, lat}, {west + 360.0, lat}});
    }
    for (auto lon = std::ceil(west / kStep) * kStep; lon <= west + 360.0; lon += kStep) {
        add({{lon, -89.9}, {lon, 89.9}});
    }
    scene.layers.emplace_back(std::move(net));
}

const MaybeEstimate& estimate_of(const PlaceMeasure& place, Measure measure) noexcept
{
    return measure == Measure::kHazard ? place.hazard_24m : place.prevalence_per_1000;
}

Look look_of(const PlaceMeasure& place, Measure measure)
{
    Look look;
    look.listed = place.listed.has_value();
    if (const auto& estimate = estimate_of(place, measure)) {
        look.tone = class_of(estimate->median, measure);
        look.wide =
            class_of(estimate->hi90, measure) - class_of(estimate->lo90, measure) >= kWideClasses;
    }
    return look;
}

const char* fill_of(const Look& look) noexcept
{
    return look.tone ? kRamp[*look.tone] : look.listed ? kListedFill : kNoData;
}

std::function<bool(std::string_view)> has_regions(const std::vector<PlaceMeasure>& places)
{
    std::set<std::string, std::less<>> countries;
    for (const auto& place : places) {
        if (place.place.size() > 2) {
            countries.insert(place.place.substr(0, 2));
        }
    }
    return [countries](std::string_view country) { return countries.contains(country); };
}

std::vector<DrawnPlace> lay_places(const Boundaries& boundaries,
                                   const std::vector<PlaceMeasure>& measures, Measure measure,
                                   const Projection& projection, const Placing& placing)
{
    std::map<std::string_view, const PlaceMeasure*> by_code;
    for (const auto& place : measures) {
        by_code[place.place] = &place;
    }
    std::vector<DrawnPlace> places;
    const auto add = [&](const Shape& shape) {
        const auto found = by_code.find(shape.code);
        if (found == by_code.end() && shape.code.size() > 2) {
            return;
        }
        auto page = lay(shape, projection, placing);
        if (page.areas.empty() && !placing.frame.holds(page.label)) {
            return;
        }
        const auto* values = found == by_code.end() ? nullptr : found->second;
        const bool dot = page.area < kSmallest && placing.frame.holds(page.label);
        places.push_back({&shape, std::move(page),
                          values == nullptr ? Look{} : look_of(*values, measure), values, dot});
    };
    std::for_each(boundaries.countries.begin(), boundaries.countries.end(), add);
    std::for_each(boundaries.regions.begin(), boundaries.regions.end(), add);
    return places;
}

void add_places(Scene& scene, const std::vector<DrawnPlace>& places)
{
    add_fills(scene, places, false);
    add_fills(scene, places, true);
    Places listed;
    for (const auto& place : places) {
        // A listing names the country: its regions need no outline each.
        if (place.look.listed && !place.dot && place.shape->code.size() == 2) {
            listed.push_back(&place);
        }
    }
    scene.layers.emplace_back(Lines{kEvidence, 0.9, {}, edges_of(listed)});
    add_dots(scene, places);
}

std::string month_text(Date date)
{
    constexpr std::array<const char*, 12> kMonths{"January",   "February", "March",    "April",
                                                  "May",       "June",     "July",     "August",
                                                  "September", "October",  "November", "December"};
    const auto text = to_string(date);
    const auto month = static_cast<std::size_t>((text[5] - '0') * 10 + (text[6] - '0'));
    return std::string{kMonths[month - 1]} + " " + text.substr(0, 4);
}

}  // namespace sourcelight::publish::maps
