// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/maps/supplier_marks.hpp"

#include "sourcelight/publish/maps/labels.hpp"
#include "sourcelight/publish/maps/scale.hpp"
#include "sourcelight/publish/maps/shapes.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string_view>
#include <utility>

namespace sourcelight::publish::maps {
namespace {

constexpr double kSmallestRadius = 2.2;
constexpr double kLargestRadius = 10.0;
constexpr double kGrowth = 0.75;
constexpr const char* kRim = "#4a555f";

bool is_exact(resolve::PlaceMethod method)
{
    return method == resolve::PlaceMethod::kCoordinates || method == resolve::PlaceMethod::kAddress;
}

std::map<std::string_view, LonLat> label_points(const Boundaries& boundaries)
{
    std::map<std::string_view, LonLat> points;
    for (const auto* shapes : {&boundaries.countries, &boundaries.regions}) {
        for (const auto& shape : *shapes) {
            points[shape.code] = shape.label;
        }
    }
    return points;
}

std::optional<LonLat> point_of(const resolve::ResolvedPlace& place,
                               const std::map<std::string_view, LonLat>& labels)
{
    if (place.has_point) {
        return LonLat{place.lon, place.lat};
    }
    auto found = labels.find(place.region.view());
    if (found == labels.end()) {
        found = labels.find(place.country.view());
    }
    return found == labels.end() ? std::nullopt : std::optional{found->second};
}

struct Cell {
    std::vector<const SupplierMark*> marks;
    Point sum;
};

MarkGroup group_of(const Cell& cell)
{
    MarkGroup group;
    group.count = cell.marks.size();
    const auto count = static_cast<double>(group.count);
    group.at = {cell.sum.x / count, cell.sum.y / count};
    group.radius = mark_radius(group.count);
    std::vector<double> values;
    for (const auto* mark : cell.marks) {
        group.records.push_back(mark->record);
        group.listed += mark->listed ? 1U : 0U;
        group.exact = group.exact || mark->exact;
        if (mark->prevalence) {
            values.push_back(*mark->prevalence);
        }
        if (mark->first_rank) {
            group.ranks.push_back(*mark->first_rank);
        }
    }
    if (!values.empty()) {
        const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
        std::nth_element(values.begin(), middle, values.end());
        group.tone = class_of(*middle, Measure::kPrevalence);
    }
    std::sort(group.ranks.begin(), group.ranks.end());
    return group;
}

void add_numbers(Scene& scene, const std::vector<MarkGroup>& groups, const Box& frame)
{
    std::vector<Box> markers;
    std::vector<std::pair<std::size_t, LabelWish>> wishes;
    for (const auto& group : groups) {
        markers.push_back(box_around(group.at, group.radius));
        if (!group.ranks.empty()) {
            wishes.emplace_back(
                group.ranks.front(),
                LabelWish{group.at, group.radius, fmt::format("{}", fmt::join(group.ranks, ", "))});
        }
    }
    std::sort(wishes.begin(), wishes.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<LabelWish> order;
    for (auto& [rank, wish] : wishes) {
        order.push_back(std::move(wish));
    }
    Texts look;
    look.weight = Weight::kBold;
    look.size = 7.6;
    look.halo = 1.5;
    auto placed = place_labels(order, std::move(markers), frame, look);
    scene.layers.emplace_back(std::move(placed.leaders));
    scene.layers.emplace_back(std::move(placed.texts));
}

}  // namespace

double mark_radius(std::size_t count)
{
    return std::min(kLargestRadius,
                    kSmallestRadius +
                        kGrowth * std::log2(static_cast<double>(std::max<std::size_t>(count, 1))));
}

std::vector<SupplierMark> supplier_marks(const RunCollection& run, const Boundaries& boundaries)
{
    const auto labels = label_points(boundaries);
    std::vector<SupplierMark> marks;
    for (const auto& supplier : run.suppliers) {
        const auto point = point_of(supplier.place, labels);
        if (!point || supplier.rank.repeat_of) {
            continue;
        }
        SupplierMark mark;
        mark.at = *point;
        mark.exact = supplier.place.has_point && is_exact(supplier.place.method);
        mark.listed = supplier.assessed.listed_since.has_value();
        mark.record = &supplier;
        if (is_scored(supplier.assessed) && supplier.assessed.prevalence_per_1000) {
            mark.prevalence = supplier.assessed.prevalence_per_1000->median;
        }
        if (const auto rank = supplier.rank.priority;
            rank && *rank <= static_cast<std::int64_t>(kFirstRanks)) {
            mark.first_rank = static_cast<std::size_t>(*rank);
        }
        marks.push_back(mark);
    }
    return marks;
}

std::vector<MarkGroup> group_marks(const std::vector<SupplierMark>& marks,
                                   const Projection& projection, const Placing& placing,
                                   double cell)
{
    std::map<std::pair<std::int64_t, std::int64_t>, Cell> cells;
    for (const auto& mark : marks) {
        const auto shift = mark.at.lon < projection.west()           ? 360.0
                           : mark.at.lon > projection.west() + 360.0 ? -360.0
                                                                     : 0.0;
        const auto at = placing(projection({mark.at.lon + shift, mark.at.lat}));
        if (!placing.frame.holds(at)) {
            continue;
        }
        auto& found = cells[{static_cast<std::int64_t>(std::floor(at.x / cell)),
                             static_cast<std::int64_t>(std::floor(at.y / cell))}];
        found.marks.push_back(&mark);
        found.sum = {found.sum.x + at.x, found.sum.y + at.y};
    }
    std::vector<MarkGroup> groups;
    for (const auto& [key, found] : cells) {
        groups.push_back(group_of(found));
    }
    std::stable_sort(groups.begin(), groups.end(),
                     [](const auto& a, const auto& b) { return a.count > b.count; });
    return groups;
}

void add_marks(Scene& scene, const std::vector<MarkGroup>& groups, const Box& frame)
{
    for (const auto& group : groups) {
        const char* colour = group.tone ? kRamp[*group.tone] : kNoData;
        if (group.listed > 0) {
            scene.layers.emplace_back(
                Areas{kEvidence,
                      {},
                      0.0,
                      1.0,
                      {cut_to(ring(group.at, group.radius + 1.5, group.radius + 0.5), frame)}});
        }
        if (group.exact) {
            scene.layers.emplace_back(
                Areas{colour, kRim, 0.5, 1.0, {cut_to(disc(group.at, group.radius), frame)}});
        } else {
            scene.layers.emplace_back(
                Areas{"#ffffff", kRim, 0.5, 1.0, {cut_to(disc(group.at, group.radius), frame)}});
            scene.layers.emplace_back(
                Areas{colour,
                      {},
                      0.0,
                      1.0,
                      {cut_to(ring(group.at, group.radius - 0.2, group.radius * 0.45), frame)}});
        }
        if (!group.tone) {
            scene.layers.emplace_back(
                Lines{kNoDataHatch,
                      0.45,
                      {},
                      hatch({cut_to(disc(group.at, group.radius), frame)}, 1.6, true)});
        }
    }
    add_numbers(scene, groups, frame);
}

}  // namespace sourcelight::publish::maps
