// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

/// Random quantities as pure functions of uniforms in (0, 1): one uniform in, one value out.
/// A draw is therefore a function of (seed, parameter, cell, draw) alone, and two scenarios
/// that share their uniforms share their noise.
namespace sourcelight::model {

/// Quantile of the standard normal distribution (Wichura's rational approximations, AS 241).
///
/// @param u  in (0, 1)
/// @return relative error below 1e-15
/// @throws Error kValueOutOfDomain if u is not in (0, 1)
[[nodiscard]] double normal_quantile(double u);

/// Cumulative distribution of the standard normal.
[[nodiscard]] double normal_cdf(double x) noexcept;

/// Quantile of N(mean, sd) cut off below `lower` (and renormalised).
///
/// @param u   in (0, 1)
/// @param sd  > 0
/// @throws Error kValueOutOfDomain if u is not in (0, 1) or sd is not > 0
[[nodiscard]] double truncated_normal_quantile(double u, double mean, double sd, double lower);

/// Quantile of the triangular distribution over [low, high] with its peak at `mode`.
///
/// @param u     in (0, 1)
/// @param mode  low <= mode <= high, low < high
/// @throws Error kValueOutOfDomain outside these ranges
[[nodiscard]] double triangular_quantile(double u, double low, double mode, double high);

/// exp(N(-sd^2/2, sd)): a factor whose mean is 1, so that noise does not raise the total.
///
/// @param u   in (0, 1)
/// @param sd  >= 0; 0 gives exactly 1
[[nodiscard]] double unit_mean_lognormal_quantile(double u, double sd);

/// Quantile of the gamma distribution with scale 1.
///
/// @param u      in (0, 1)
/// @param shape  > 0
/// @throws Error kValueOutOfDomain outside these ranges
[[nodiscard]] double gamma_quantile(double u, double shape);

/// Quantile of the beta distribution.
///
/// @param u     in (0, 1)
/// @param a, b  > 0
/// @throws Error kValueOutOfDomain outside these ranges
[[nodiscard]] double beta_quantile(double u, double a, double b);

/// Dirichlet draw: gamma quantiles of the uniforms, divided by their sum.
///
/// @param uniforms  k values in (0, 1)
/// @param alpha     k values > 0
/// @param weights   k values, overwritten; sum 1
/// @throws Error kShapeMismatch if the three sizes differ or are 0; kValueOutOfDomain as above
void dirichlet_draw(std::span<const double> uniforms, std::span<const double> alpha,
                    std::span<double> weights);

}  // namespace sourcelight::model
