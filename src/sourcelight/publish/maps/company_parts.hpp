// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/publish/maps/boundaries.hpp"
#include "sourcelight/publish/maps/projection.hpp"
#include "sourcelight/publish/maps/scene.hpp"
#include "sourcelight/publish/maps/supplier_marks.hpp"
#include "sourcelight/publish/run_collector.hpp"
#include "sourcelight/publish/run_outcome.hpp"

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sourcelight::publish::maps {

/// What every page of a run shares.
struct Company {
    const RunOutcome& outcome;
    const RunCollection& run;
    Boundaries boundaries;
    std::vector<SupplierMark> marks;
    std::map<std::string_view, std::size_t> countries;  ///< suppliers by country
    std::vector<std::string> sources;
};

/// Shapes with the suppliers in them.
using ShapeOrder = std::vector<std::pair<std::size_t, const Shape*>>;

/// How many suppliers a country has.
[[nodiscard]] std::size_t suppliers_in(const Company& company, std::string_view country);
/// Its English name, else its code.
[[nodiscard]] std::string country_name(const Company& company, std::string_view code);
/// Countries with suppliers, most first.
[[nodiscard]] ShapeOrder countries_by_suppliers(const Company& company);
/// The regions of those countries.
[[nodiscard]] ShapeOrder all_regions(const Company& company);

/// Land and borders, a little darker where suppliers are; with water and the borders of regions
/// where `regions`.
void add_land(Scene& scene, const Company& company, const Projection& projection,
              const Placing& placing, bool regions);
/// Names of shapes in their order, where they cover no marker.
void add_place_names(Scene& scene, const ShapeOrder& order, const std::vector<MarkGroup>& groups,
                     const Projection& projection, const Placing& placing, double size);

}  // namespace sourcelight::publish::maps
