// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/publish/maps/boundaries.hpp"
#include "sourcelight/publish/maps/projection.hpp"
#include "sourcelight/publish/maps/scene.hpp"
#include "sourcelight/publish/run_collector.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

namespace sourcelight::publish::maps {

/// A supplier as a map shows it.
struct SupplierMark {
    LonLat at;
    bool exact = false;   ///< coordinates or address; else only city, region or country is known
    bool listed = false;  ///< its place and good are on an official list
    std::optional<double> prevalence;       ///< per 1,000; empty = not scored
    std::optional<std::size_t> first_rank;  ///< 1 to 10 of the first priorities
    const SupplierRecord* record = nullptr;
};

/// Numbered on the maps.
inline constexpr std::size_t kFirstRanks = 10;

/// Suppliers with a place, in the order of the run; one without a point stands at the label point
/// of its region or country.
[[nodiscard]] std::vector<SupplierMark> supplier_marks(const RunCollection& run,
                                                       const Boundaries& boundaries);

/// Suppliers that would cover each other, drawn as one circle.
struct MarkGroup {
    Point at;
    double radius = 0.0;
    std::size_t count = 0;
    std::size_t listed = 0;
    bool exact = false;               ///< at least one of them
    std::optional<std::size_t> tone;  ///< class of their median; empty = none is scored
    std::vector<std::size_t> ranks;   ///< of the first priorities among them
    std::vector<const SupplierRecord*> records;
};

/// Groups by squares of `cell` points, the largest first; those outside the frame are left away.
[[nodiscard]] std::vector<MarkGroup> group_marks(const std::vector<SupplierMark>& marks,
                                                 const Projection& projection,
                                                 const Placing& placing, double cell);

/// Circles, filled where exact, hollow else, with a rim of the evidence colour where listed; the
/// numbers of the first priorities beside them.
void add_marks(Scene& scene, const std::vector<MarkGroup>& groups, const Box& frame);

/// Radius of a group of so many suppliers, points.
[[nodiscard]] double mark_radius(std::size_t count);

}  // namespace sourcelight::publish::maps
