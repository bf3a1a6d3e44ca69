// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

namespace sourcelight::model {

/// How much of the variance of a result one group of inputs stands for, as shares of 1.
struct SobolIndex {
    double first = 0.0;        ///< S: alone, by its main effect. Noise may carry it below 0
    double first_error = 0.0;  ///< Monte-Carlo standard error of `first`
    double total = 0.0;        ///< ST: alone and together with others
    double total_error = 0.0;  ///< Monte-Carlo standard error of `total`
};

/// Variance over all values of both samples: V of the indices.
/// Throws Error kShapeMismatch if the samples are empty or of different length.
[[nodiscard]] double sobol_variance(std::span<const double> a, std::span<const double> b);

/// Jansen's estimators, S = 1 - mean((b - ab)^2) / 2V and ST = mean((a - ab)^2) / 2V.
///
/// The errors are those of a ratio of means to first order (delta method): V is estimated from
/// the same draws as the numerator, and the two move together.
///
/// @param a   the result under one set of draws of all inputs
/// @param b   the result under a second, independent set
/// @param ab  the result under the first set, the group's inputs taken from the second
/// @return all 0 if nothing varies
/// @throws Error kShapeMismatch if the samples are empty or of different length
[[nodiscard]] SobolIndex sobol_index(std::span<const double> a, std::span<const double> b,
                                     std::span<const double> ab);

}  // namespace sourcelight::model
