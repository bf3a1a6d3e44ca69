// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace sourcelight::model {

/// Log-odds of a probability.
///
/// @param probability  in [0, 1]; 0 gives -infinity, 1 gives +infinity.
[[nodiscard]] double logit(double probability) noexcept;

/// Probability of a log-odds; the inverse of logit(), exact to round-off in both tails.
[[nodiscard]] double expit(double log_odds) noexcept;

/// ln(Gamma(x + a) / Gamma(x)), accurate relative to `a` even where a is tiny.
///
/// The difference of two log-gammas loses all digits when a << 1, which is the usual case
/// here (theta of one in a thousand): the argument is therefore moved up to 16 by the
/// recurrence and Stirling's series is differenced term by term.
///
/// @param x  > 0
/// @param a  >= 0
[[nodiscard]] double log_gamma_ratio(double x, double a) noexcept;

/// ln Gamma(x) for x > 0. Unlike std::lgamma it writes no global, so threads may share it.
[[nodiscard]] double log_gamma(double x) noexcept;

/// Lower regularised incomplete gamma function P(shape, x), in [0, 1].
///
/// @param shape  > 0
/// @param x      >= 0
[[nodiscard]] double gamma_cdf(double shape, double x) noexcept;

/// Regularised incomplete beta function I_x(a, b), in [0, 1].
///
/// @param a, b  > 0
/// @param x     in [0, 1]
[[nodiscard]] double beta_cdf(double a, double b, double x) noexcept;

}  // namespace sourcelight::model
