// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/model/distributions.hpp"

#include "sourcelight/core/error.hpp"
#include "sourcelight/model/special.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

namespace sourcelight::model {
namespace {

using Coefficients = std::array<double, 8>;

// Rational approximations of Wichura (1988), Applied Statistics 37, algorithm AS 241 (PPND16).
constexpr Coefficients kCentreTop{3.3871328727963666080e0, 1.3314166789178437745e2,
                                  1.9715909503065514427e3, 1.3731693765509461125e4,
                                  4.5921953931549871457e4, 6.7265770927008700853e4,
                                  3.3430575583588128105e4, 2.5090809287301226727e3};
constexpr Coefficients kCentreBottom{1.0,
                                     4.2313330701600911252e1,
                                     6.8718700749205790830e2,
                                     5.3941960214247511077e3,
                                     2.1213794301586595867e4,
                                     3.9307895800092710610e4,
                                     2.8729085735721942674e4,
                                     5.2264952788528545610e3};
constexpr Coefficients kMiddleTop{1.42343711074968357734e0,  4.63033784615654529590e0,
                                  5.76949722146069140550e0,  3.64784832476320460504e0,
                                  1.27045825245236838258e0,  2.41780725177450611770e-1,
                                  2.27238449892691845833e-2, 7.74545014278341407640e-4};
constexpr Coefficients kMiddleBottom{1.0,
                                     2.05319162663775882187e0,
                                     1.67638483018380384940e0,
                                     6.89767334985100004550e-1,
                                     1.48103976427480074590e-1,
                                     1.51986665636164571966e-2,
                                     5.47593808499534494600e-4,
                                     1.05075007164441684324e-9};
constexpr Coefficients kFarTop{6.65790464350110377720e0,  5.46378491116411436990e0,
                               1.78482653991729133580e0,  2.96560571828504891230e-1,
                               2.65321895265761230930e-2, 1.24266094738807843860e-3,
                               2.71155556874348757815e-5, 2.01033439929228813265e-7};
constexpr Coefficients kFarBottom{1.0,
                                  5.99832206555887937690e-1,
                                  1.36929880922735805310e-1,
                                  1.48753612908506148525e-2,
                                  7.86869131145613259100e-4,
                                  1.84631831751005468180e-5,
                                  1.42151175831644588870e-7,
                                  2.04426310338993978564e-15};

constexpr int kMaxSteps = 200;
/// A cubic step smaller than this leaves an error far below double precision.
constexpr double kSettled = 1e-7;
constexpr double kSqrtHalf = 0.70710678118654752440;

double polynomial(const Coefficients& coefficients, double x) noexcept
{
    return std::accumulate(coefficients.rbegin(), coefficients.rend(), 0.0,
                           [x](double sum, double factor) { return sum * x + factor; });
}

void require_open_unit(double u, const char* what)
{
    if (!(u > 0.0 && u < 1.0)) {
        throw Error{Errc::kValueOutOfDomain,
                    fmt::format("{}: u is {}; expected a number in (0, 1)", what, u)};
    }
}

void require_positive(double value, const char* what)
{
    if (!(value > 0.0) || !std::isfinite(value)) {
        throw Error{Errc::kValueOutOfDomain,
                    fmt::format("{} is {}; expected a finite number > 0", what, value)};
    }
}

/// Where a quantile is looked for.
struct Bracket {
    double low = 0.0;
    double high = 0.0;
    double start = 0.0;
    double end = std::numeric_limits<double>::infinity();  ///< upper end of the distribution
};

/// Root of cdf(x) = u for an increasing cdf: Halley steps inside a bracket that only shrinks.
/// `slope` is the derivative of the log-density; it makes the convergence cubic.
template <typename Cdf, typename LogDensity, typename Slope>
double invert(double u, Bracket bracket, const Cdf& cdf, const LogDensity& log_density,
              const Slope& slope)
{
    double x = bracket.start;
    bool settled = false;
    for (int i = 0; i < kMaxSteps && !settled; ++i) {
        const double error = cdf(x) - u;
        (error > 0.0 ? bracket.high : bracket.low) = x;
        const double newton = error * std::exp(-log_density(x));
        const double step = newton / (1.0 - 0.5 * std::clamp(newton * slope(x), -1.0, 1.0));
        // Near either end what matters is the distance from it.
        settled = std::fabs(step) <= kSettled * std::fmin(x, bracket.end - x);
        const double next = x - step;
        const bool inside = next > bracket.low && next < bracket.high;
        x = settled || inside ? next : 0.5 * (bracket.low + bracket.high);
    }
    return x;
}

}  // namespace

double normal_quantile(double u)
{
    require_open_unit(u, "normal quantile");
    const double q = u - 0.5;
    if (std::fabs(q) <= 0.425) {
        const double r = 0.180625 - q * q;
        return q * polynomial(kCentreTop, r) / polynomial(kCentreBottom, r);
    }
    const double tail = std::sqrt(-std::log(q < 0.0 ? u : 1.0 - u));
    const double size =
        tail <= 5.0 ? polynomial(kMiddleTop, tail - 1.6) / polynomial(kMiddleBottom, tail - 1.6)
                    : polynomial(kFarTop, tail - 5.0) / polynomial(kFarBottom, tail - 5.0);
    return q < 0.0 ? -size : size;
}

double normal_cdf(double x) noexcept { return 0.5 * std::erfc(-x * kSqrtHalf); }

double truncated_normal_quantile(double u, double mean, double sd, double lower)
{
    require_open_unit(u, "truncated normal quantile");
    require_positive(sd, "sd of a truncated normal");
    // Worked in the upper tail, where the kept part lies: 1 - cdf would lose its digits.
    const double kept = normal_cdf((mean - lower) / sd);
    return mean - sd * normal_quantile(kept * (1.0 - u));
}

double triangular_quantile(double u, double low, double mode, double high)
{
    require_open_unit(u, "triangular quantile");
    require_positive(high - low, "width of a triangular");
    if (!(low <= mode && mode <= high)) {
        throw Error{
            Errc::kValueOutOfDomain,
            fmt::format("triangular quantile: the peak {} lies outside [{}, {}]", mode, low, high)};
    }
    const double below = (mode - low) / (high - low);
    return u < below ? low + std::sqrt(u * (high - low) * (mode - low))
                     : high - std::sqrt((1.0 - u) * (high - low) * (high - mode));
}

double unit_mean_lognormal_quantile(double u, double sd)
{
    if (sd == 0.0) {
        return 1.0;
    }
    require_positive(sd, "sd of a log-normal");
    return std::exp(sd * normal_quantile(u) - 0.5 * sd * sd);
}

double gamma_quantile(double u, double shape)
{
    require_open_unit(u, "gamma quantile");
    require_positive(shape, "shape of a gamma");
    // Wilson-Hilferty start; below shape 1 the density's pole asks for the power-law head.
    const double z = normal_quantile(u);
    const double cube = 1.0 - 1.0 / (9.0 * shape) + z / (3.0 * std::sqrt(shape));
    const double head = std::exp((std::log(u) + log_gamma(shape + 1.0)) / shape);
    const double start = (shape < 1.0 || cube <= 0.2) ? head : shape * cube * cube * cube;
    // Markov's inequality: no more than the share mean / high lies above it.
    const double high = std::fmax(2.0 * start, shape / (1.0 - u));
    const double log_norm = log_gamma(shape);
    return invert(
        u, {0.0, high, std::fmin(start, 0.999 * high)},
        [shape](double x) { return gamma_cdf(shape, x); },
        [shape, log_norm](double x) { return (shape - 1.0) * std::log(x) - x - log_norm; },
        [shape](double x) { return (shape - 1.0) / x - 1.0; });
}

double beta_quantile(double u, double a, double b)
{
    require_open_unit(u, "beta quantile");
    require_positive(a, "first shape of a beta");
    require_positive(b, "second shape of a beta");
    const double log_norm = log_gamma(a) + log_gamma(b) - log_gamma(a + b);
    const auto log_density = [a, b, log_norm](double x) {
        return (a - 1.0) * std::log(x) + (b - 1.0) * std::log1p(-x) - log_norm;
    };
    return invert(
        u, {0.0, 1.0, a / (a + b), 1.0}, [a, b](double x) { return beta_cdf(a, b, x); },
        log_density, [a, b](double x) { return (a - 1.0) / x - (b - 1.0) / (1.0 - x); });
}

void dirichlet_draw(std::span<const double> uniforms, std::span<const double> alpha,
                    std::span<double> weights)
{
    if (uniforms.empty() || uniforms.size() != alpha.size() || alpha.size() != weights.size()) {
        throw Error{Errc::kShapeMismatch,
                    fmt::format("Dirichlet draw: {} uniforms, {} parameters and {} weights; "
                                "expected three equal sizes >= 1",
                                uniforms.size(), alpha.size(), weights.size())};
    }
    double sum = 0.0;
    for (std::size_t i = 0; i < alpha.size(); ++i) {
        weights[i] = gamma_quantile(uniforms[i], alpha[i]);
        sum += weights[i];
    }
    for (double& weight : weights) {
        weight /= sum;
    }
}

}  // namespace sourcelight::model
