// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace sourcelight::model {

/// The place of each candidate under each draw, 1 = first.
///
/// @param own_evidence  m flags; candidates with own evidence come before all others
/// @param scores        m * draws, candidate after candidate; higher = earlier
/// @param draws         >= 1
/// @return m * draws places, draw after draw: each draw has every place from 1 to m once. Equal
///         scores go to the earlier candidate, so pass candidates in the order to compare with
/// @throws Error kShapeMismatch if scores is not of size m * draws or draws is 0
///
/// Cost: a sort of m a draw.
[[nodiscard]] std::vector<std::uint32_t> places_by_draw(const std::vector<bool>& own_evidence,
                                                        std::span<const float> scores,
                                                        std::size_t draws);

/// Mean over candidates of |place - place in the order given|, by draw: the average shift in rank
/// that is usual for composite indicators.
/// @param places  of places_by_draw(), of m candidates in the order to compare with
/// @throws Error kShapeMismatch if places is not a multiple of m, or m is 0
[[nodiscard]] std::vector<double> mean_shifts(std::span<const std::uint32_t> places, std::size_t m);

/// Mean over candidates and draws of |place - place in the other order|.
/// @throws Error kShapeMismatch if the sizes differ or are 0
[[nodiscard]] double mean_distance(std::span<const std::uint32_t> places,
                                   std::span<const std::uint32_t> others);

}  // namespace sourcelight::model
