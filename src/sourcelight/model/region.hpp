// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

namespace sourcelight::model {

/// Factors of the regions of one country: f_r = exp(e_r) / sum_r s_r exp(e_r), so that their
/// worker-weighted mean is 1 and regions never change the country.
///
/// @param shares   s, worker shares >= 0 with a sum > 0 (scaled to 1 here)
/// @param effects  e, log effects, same size
/// @return one factor > 0 a region
/// @throws Error kShapeMismatch if sizes differ or are 0; kValueOutOfDomain if a share is
///         negative, they sum to 0 or an effect is not finite
[[nodiscard]] std::vector<double> region_factors(std::span<const double> shares,
                                                 std::span<const double> effects);

/// A normal posterior of a region's log effect.
struct RegionEffect {
    double mean = 0.0;
    double sd = 0.0;
};

/// Empirical-Bayes effect of a region from counts: gamma-Poisson with prior mean 1 and prior
/// variance v of the rate ratio (so shape = rate = 1/v), on the log scale by matching
/// ln E and the coefficient of variation.
///   ratio | counts ~ Gamma(1/v + observed, 1/v + expected)
///
/// @param observed  cases found there, >= 0
/// @param expected  cases expected from its workers alone, >= 0
/// @param variance  v > 0, prior variance of the rate ratio between regions
/// @throws Error kValueOutOfDomain outside these ranges
[[nodiscard]] RegionEffect region_effect_from_counts(double observed, double expected,
                                                     double variance);

}  // namespace sourcelight::model
