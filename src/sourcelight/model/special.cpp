// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/model/special.hpp"

#include <cmath>
#include <limits>

namespace sourcelight::model {
namespace {

/// From here on four terms of Stirling's correction are exact to double precision.
constexpr double kStirlingFrom = 16.0;
constexpr double kLogSqrtTwoPi = 0.91893853320467274178;
constexpr double kEpsilon = std::numeric_limits<double>::epsilon();
/// Keeps a continued fraction off division by zero (modified Lentz).
constexpr double kTiny = 1e-300;
constexpr int kMaxTerms = 1000;

// Stirling's correction to ln Gamma(x): 1/(12x) - 1/(360x^3) + 1/(1260x^5) - 1/(1680x^7).
constexpr double kFirst = 1.0 / 12.0;
constexpr double kThird = 1.0 / 360.0;
constexpr double kFifth = 1.0 / 1260.0;
constexpr double kSeventh = 1.0 / 1680.0;

double stirling_correction(double x) noexcept
{
    const double inverse = 1.0 / x;
    const double square = inverse * inverse;
    return inverse * (kFirst - square * (kThird - square * (kFifth - square * kSeventh)));
}

/// stirling_correction(x + a) - stirling_correction(x), each power differenced by
/// u^k - v^k = (u - v)(u^(k-1) + u^(k-2) v + ... + v^(k-1)), so that a tiny a keeps its digits.
double correction_step(double x, double a) noexcept
{
    const double u = 1.0 / (x + a);
    const double v = 1.0 / x;
    const double uv = u * v;
    const double squares = u * u + v * v;
    const double third = squares + uv;
    const double fifth = squares * squares - uv * uv + uv * squares;
    const double seventh = squares * (squares * (squares + uv) - 2.0 * uv * uv) - uv * uv * uv;
    return -a * uv * (kFirst - kThird * third + kFifth * fifth - kSeventh * seventh);
}

double not_zero(double value) noexcept { return std::fabs(value) < kTiny ? kTiny : value; }

/// Upper tail by continued fraction, good for x > shape + 1.
double gamma_tail_fraction(double shape, double x) noexcept
{
    double b = x + 1.0 - shape;
    double c = 1.0 / kTiny;
    double d = 1.0 / not_zero(b);
    double h = d;
    for (int i = 1; i <= kMaxTerms; ++i) {
        const double an = -static_cast<double>(i) * (static_cast<double>(i) - shape);
        b += 2.0;
        d = 1.0 / not_zero(an * d + b);
        c = not_zero(b + an / c);
        const double step = c * d;
        h *= step;
        if (std::fabs(step - 1.0) < kEpsilon) {
            break;
        }
    }
    return h;
}

/// Lower tail by series, good for x <= shape + 1.
double gamma_head_series(double shape, double x) noexcept
{
    double term = 1.0 / shape;
    double sum = term;
    for (int i = 1; i <= kMaxTerms; ++i) {
        term *= x / (shape + static_cast<double>(i));
        sum += term;
        if (term < sum * kEpsilon) {
            break;
        }
    }
    return sum;
}

/// One even and one odd step of the incomplete beta's continued fraction.
struct BetaFraction {
    double c = 1.0;
    double d = 1.0;
    double h = 1.0;

    double step(double coefficient) noexcept
    {
        d = 1.0 / not_zero(1.0 + coefficient * d);
        c = not_zero(1.0 + coefficient / c);
        h *= c * d;
        return c * d;
    }
};

double beta_fraction(double a, double b, double x) noexcept
{
    BetaFraction fraction;
    fraction.d = 1.0 / not_zero(1.0 - (a + b) * x / (a + 1.0));
    fraction.h = fraction.d;
    for (int i = 1; i <= kMaxTerms; ++i) {
        const auto m = static_cast<double>(i);
        fraction.step(m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m)));
        const double odd =
            fraction.step(-(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0)));
        if (std::fabs(odd - 1.0) < kEpsilon) {
            break;
        }
    }
    return fraction.h;
}

}  // namespace

double logit(double probability) noexcept
{
    return std::log(probability) - std::log1p(-probability);
}

double expit(double log_odds) noexcept
{
    if (log_odds >= 0.0) {
        return 1.0 / (1.0 + std::exp(-log_odds));
    }
    const double odds = std::exp(log_odds);
    return odds / (1.0 + odds);
}

double log_gamma_ratio(double x, double a) noexcept
{
    // prod(1 + a / (x + i)) - 1, kept as its excess over 1 so that a tiny a survives.
    double excess = 0.0;
    while (x < kStirlingFrom) {
        const double u = a / x;
        excess += u + excess * u;
        x += 1.0;
    }
    const double stirling =
        (x - 0.5) * std::log1p(a / x) + a * std::log(x + a) - a + correction_step(x, a);
    return stirling - std::log1p(excess);
}

double log_gamma(double x) noexcept
{
    double product = 1.0;
    while (x < kStirlingFrom) {
        product *= x;
        x += 1.0;
    }
    return (x - 0.5) * std::log(x) - x + kLogSqrtTwoPi + stirling_correction(x) - std::log(product);
}

double gamma_cdf(double shape, double x) noexcept
{
    if (x <= 0.0) {
        return 0.0;
    }
    const double front = std::exp(shape * std::log(x) - x - log_gamma(shape));
    if (x <= shape + 1.0) {
        return std::fmin(1.0, front * gamma_head_series(shape, x));
    }
    return 1.0 - front * gamma_tail_fraction(shape, x);
}

double beta_cdf(double a, double b, double x) noexcept
{
    if (x <= 0.0) {
        return 0.0;
    }
    if (x >= 1.0) {
        return 1.0;
    }
    const double log_front =
        log_gamma(a + b) - log_gamma(a) - log_gamma(b) + a * std::log(x) + b * std::log1p(-x);
    const double front = std::exp(log_front);
    if (x < (a + 1.0) / (a + b + 2.0)) {
        return front * beta_fraction(a, b, x) / a;
    }
    return 1.0 - front * beta_fraction(b, a, 1.0 - x) / b;
}

}  // namespace sourcelight::model
