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

/// What is assumed of counts by region.
struct RegionCountModel {
    /// Variance of the true rate ratio between regions, mean 1; > 0.
    double ratio_variance = 0.0;
    /// Share of that variance (on the log scale) that all activities of a region have in common,
    /// 0 to 1: counts over all activities say nothing of the rest.
    double common_share = 1.0;
    /// sd >= 0 of ln search effort, how hard a region's authorities looked; mean effort 1.
    double search_sd = 0.0;
};

/// What counts say of a region's log effect.
struct RegionFromCounts {
    RegionEffect effect;    ///< of one activity in the region
    RegionEffect found;     ///< ln of the rate found there against the one expected
    double believed = 0.0;  ///< rho, share of `found` that counts as forced labour, not as search
};

/// Effect of a region from the cases found there. With t2 = ln(1 + ratio_variance), k =
/// common_share and s = search_sd:
///   e = c + d             effect of one activity: common to all, N(-k t2/2, k t2), and its own
///   y = c + u             u ~ N(-s^2/2, s^2): ln of search effort
///   observed ~ Poisson(expected exp(y)),  y ~ N(-T/2, T),  T = k t2 + s^2,  rho = k t2 / T
///   E[e | observed]   = -t2/2 + rho (E[y | observed] + T/2)
///   Var[e | observed] = t2 - rho k t2 + rho^2 Var[y | observed]
/// However many cases: the variance never falls below t2 - rho k t2, and a region found ten times
/// as often counts as 10^rho times as exposed. Moments of y by the trapezoid rule (log-concave
/// density, exact to 1e-9); some 200 exponentials.
///
/// @param observed  cases found there, >= 0; need not be whole
/// @param expected  cases expected from its workers alone, > 0; >= 0 if none was found
/// @throws Error kValueOutOfDomain outside the ranges named here and above
[[nodiscard]] RegionFromCounts region_effect_from_counts(double observed, double expected,
                                                         const RegionCountModel& assumed);

}  // namespace sourcelight::model
