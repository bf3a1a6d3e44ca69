// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/cell_model.hpp"
#include "sourcelight/core/estimate.hpp"
#include "sourcelight/reference/activity_tree.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace sourcelight::assess {

/// Draws of theta of a sector, or of all work, in a covered country (its index in the world):
/// the private economy alone.
[[nodiscard]] std::vector<float> sector_theta(const CellModel& model, std::size_t country,
                                              std::optional<reference::Sector> sector);

/// Draws of P of a sector, or of all work, in a covered country (its index in the world), with the
/// state programmes that take in every activity.
[[nodiscard]] std::vector<float> sector_prevalence(const CellModel& model, std::size_t country,
                                                   std::optional<reference::Sector> sector);

/// Median and intervals of draws of persons per worker, per 1,000 workers.
[[nodiscard]] Estimate per_thousand(std::span<const float> theta);

/// Median and intervals of draws of theta over the mean of the world in the same draws; `theta` may
/// hold the first draws only.
[[nodiscard]] Estimate relative_prevalence(const CellModel& model, std::span<const float> theta);

/// Share of draws of P that stand at the model's ceiling; 0 where a state programme adds to it.
[[nodiscard]] float held_share(const CellModel& model, const CellDraws& draws);

}  // namespace sourcelight::assess
