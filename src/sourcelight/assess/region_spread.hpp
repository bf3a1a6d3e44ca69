// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/workers.hpp"

#include <array>
#include <span>
#include <vector>

namespace sourcelight::assess {

/// A value for each region of the anchors.
using RegionValues = std::array<double, kIloRegions.size()>;

/// Scales the countries' weights to their region's total. A country above its ceiling is held
/// there and the others share the rest, so that the region's total is met all the same.
void spread_over_regions(std::span<const CountryWorkers> workers, const RegionValues& targets,
                         double ceiling, std::vector<double>& totals);

}  // namespace sourcelight::assess
