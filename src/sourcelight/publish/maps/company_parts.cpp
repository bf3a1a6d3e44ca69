// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/maps/company_parts.hpp"

#include "sourcelight/publish/maps/labels.hpp"
#include "sourcelight/publish/maps/scale.hpp"
#include "sourcelight/publish/maps/shapes.hpp"

#include <algorithm>
#include <cmath>
#include <deque>
#include <iterator>

namespace sourcelight::publish::maps {
namespace {

constexpr const char* kLand = "#f1f0eb";
constexpr const char* kSupplierLand = "#e3e2da";
constexpr const char* kWater = "#fafbfc";

/// How far a name must stay from its point: a marker may stand there.
double clearance_at(const Point& at, const std::vector<MarkGroup>& groups)
{
    double clearance = 0.0;
    for (const auto& group : groups) {
        const auto far = std::hypot(at.x - group.at.x, at.y - group.at.y);
        if (far < group.radius) {
            clearance = std::max(clearance, group.radius + far);
        }
    }
    return clearance;
}

}  // namespace

std::size_t suppliers_in(const Company& company, std::string_view country)
{
    const auto found = company.countries.find(country);
    return found == company.countries.end() ? 0 : found->second;
}

void add_land(Scene& scene, const Company& company, const Projection& projection,
              const Placing& placing, bool regions)
{
    std::deque<PageShape> pages;
    std::vector<const PageShape*> land;
    std::vector<const PageShape*> home;
    Lines borders{"#9aa4ad", 0.4, {}, {}};
    Lines inner{"#c6cbd0", 0.3, {}, {}};
    for (const auto& shape : company.boundaries.countries) {
        const auto& page = pages.emplace_back(lay(shape, projection, placing));
        (suppliers_in(company, shape.code) > 0 ? home : land).push_back(&page);
        borders.paths.insert(borders.paths.end(), page.edges.begin(), page.edges.end());
    }
    if (regions) {
        scene.layers.emplace_back(Areas{kWater, {}, 0.0, 1.0, {rectangle(placing.frame)}});
        for (const auto& shape : company.boundaries.regions) {
            auto page = lay(shape, projection, placing);
            std::move(page.edges.begin(), page.edges.end(), std::back_inserter(inner.paths));
        }
    }
    add_fill(scene, kLand, land);
    add_fill(scene, kSupplierLand, home);
    scene.layers.emplace_back(std::move(inner));
    scene.layers.emplace_back(std::move(borders));
}

void add_place_names(Scene& scene, const ShapeOrder& order, const std::vector<MarkGroup>& groups,
                     const Projection& projection, const Placing& placing, double size)
{
    // The upper left corner is kept for the letter of an inset.
    std::vector<Box> markers{
        {placing.frame.x0, placing.frame.y0, placing.frame.x0 + 14.0, placing.frame.y0 + 14.0}};
    for (const auto& group : groups) {
        // Room for the number beside a marker.
        const auto number = group.ranks.empty() ? 0.0 : 9.0;
        markers.push_back(box_around(group.at, group.radius + number));
    }
    std::vector<LabelWish> wishes;
    for (const auto& [count, shape] : order) {
        const auto shift = shape->label.lon < projection.west()           ? 360.0
                           : shape->label.lon > projection.west() + 360.0 ? -360.0
                                                                          : 0.0;
        const auto at = placing(projection({shape->label.lon + shift, shape->label.lat}));
        if (placing.frame.holds(at)) {
            wishes.push_back({at, clearance_at(at, groups), shape->name, true});
        }
    }
    Texts look;
    look.size = size;
    look.colour = kQuiet;
    look.halo = 1.2;
    auto placed = place_labels(wishes, std::move(markers), placing.frame, look);
    scene.layers.emplace_back(std::move(placed.texts));
}

ShapeOrder countries_by_suppliers(const Company& company)
{
    ShapeOrder order;
    for (const auto& shape : company.boundaries.countries) {
        if (const auto count = suppliers_in(company, shape.code); count > 0) {
            order.emplace_back(count, &shape);
        }
    }
    std::stable_sort(order.begin(), order.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    return order;
}

ShapeOrder all_regions(const Company& company)
{
    ShapeOrder order;
    for (const auto& shape : company.boundaries.regions) {
        order.emplace_back(0, &shape);
    }
    return order;
}

std::string country_name(const Company& company, std::string_view code)
{
    for (const auto& shape : company.boundaries.countries) {
        if (shape.code == code) {
            return shape.name;
        }
    }
    return std::string{code};
}

}  // namespace sourcelight::publish::maps
