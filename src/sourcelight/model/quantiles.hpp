// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/estimate.hpp"

#include <span>

namespace sourcelight::model {

/// Quantile of type 7 (linear between order statistics, h = (n - 1) p).
///
/// @param sorted       n >= 1 values in ascending order
/// @param probability  in [0, 1]
/// @throws Error kShapeMismatch if `sorted` is empty; kValueOutOfDomain if probability is not
///         in [0, 1]
[[nodiscard]] double quantile_of_sorted(std::span<const double> sorted, double probability);

/// The same for float32 draws.
[[nodiscard]] double quantile_of_sorted(std::span<const float> sorted, double probability);

/// Median, 50 % and 90 % interval of draws in any order.
///
/// @param draws  n >= 1 finite values; the copy is sorted here, the argument is left alone
/// @throws Error kShapeMismatch if `draws` is empty
[[nodiscard]] Estimate interval_of(std::span<const double> draws);

/// The same for float32 draws.
[[nodiscard]] Estimate interval_of(std::span<const float> draws);

/// Monte-Carlo standard error of the median: half the spread of the order statistics one
/// binomial standard deviation to either side of the middle, sqrt(n) / 2 ranks away.
///
/// @param draws  n >= 1 values in any order
/// @throws Error kShapeMismatch if `draws` is empty
[[nodiscard]] double median_error(std::span<const double> draws);

}  // namespace sourcelight::model
