// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/model/distributions.hpp"

#include "sourcelight/model/special.hpp"
#include "tests/unit/model/error_matcher.hpp"

#include <array>
#include <cmath>
#include <numeric>

namespace {

using namespace sourcelight::model;
using sourcelight::Errc;
using sourcelight::Error;

}  // namespace

TEST_CASE("the normal quantile agrees with published values", "[model][distributions]")
{
    // Python: statistics.NormalDist().inv_cdf(u)
    CHECK(normal_quantile(0.5) == 0.0);
    CHECK(normal_quantile(0.975) == Approx(1.9599639845400545).epsilon(1e-15));
    CHECK(normal_quantile(0.025) == Approx(-1.9599639845400545).epsilon(1e-15));
    CHECK(normal_quantile(1e-9) == Approx(-5.997807015007691).epsilon(1e-14));
    CHECK(normal_quantile(1e-100) == Approx(-21.27345356096532).epsilon(1e-13));
}

TEST_CASE("quantiles undo their distribution functions", "[model][distributions][property]")
{
    const auto u = GENERATE(1e-6, 0.01, 0.2, 0.5, 0.8, 0.99, 1.0 - 1e-6);

    CHECK(normal_cdf(normal_quantile(u)) == Approx(u).epsilon(1e-12));
    for (const double shape : {0.05, 0.5, 1.0, 2.0, 7.5, 400.0}) {
        CHECK(gamma_cdf(shape, gamma_quantile(u, shape)) == Approx(u).epsilon(1e-9));
    }
    for (const double a : {0.3, 1.0, 2.0, 14.0}) {
        for (const double b : {0.7, 4.0, 60.0}) {
            CHECK(beta_cdf(a, b, beta_quantile(u, a, b)) == Approx(u).epsilon(1e-9));
        }
    }
}

TEST_CASE("gamma and beta quantiles agree with published values", "[model][distributions]")
{
    // Half of the chi-square quantiles with 2 and 10 degrees of freedom.
    CHECK(gamma_quantile(0.95, 1.0) == Approx(-std::log(0.05)).epsilon(1e-12));
    CHECK(gamma_quantile(0.95, 5.0) == Approx(18.307038053275146 / 2.0).epsilon(1e-12));
    // I_x(2, 4) = x^2 (10 - 20 x + 15 x^2 - 4 x^3), worked by hand.
    const double x = beta_quantile(0.3, 2.0, 4.0);
    CHECK(x * x * (10.0 - 20.0 * x + 15.0 * x * x - 4.0 * x * x * x) == Approx(0.3).epsilon(1e-12));
    CHECK(beta_quantile(0.5, 3.0, 3.0) == Approx(0.5).epsilon(1e-12));
    CHECK(gamma_cdf(2.0, 0.0) == 0.0);
    CHECK(beta_cdf(2.0, 4.0, 0.0) == 0.0);
    CHECK(beta_cdf(2.0, 4.0, 1.0) == 1.0);
}

TEST_CASE("a truncated normal stays above its bound", "[model][distributions]")
{
    CHECK(truncated_normal_quantile(1e-9, 0.43, 0.20, 0.0) >= 0.0);
    // Far above the bound the cut does not show.
    CHECK(truncated_normal_quantile(0.5, 10.0, 0.5, 0.0) == Approx(10.0).epsilon(1e-12));
    // Half-normal: the median of |N(0, 1)| is the 75 % quantile of N(0, 1).
    CHECK(truncated_normal_quantile(0.5, 0.0, 1.0, 0.0) == Approx(normal_quantile(0.75)));
}

TEST_CASE("log-normal noise has mean one, and none at all when its sd is zero",
          "[model][distributions]")
{
    CHECK(unit_mean_lognormal_quantile(0.9, 0.0) == 1.0);
    double sum = 0.0;
    constexpr int kPoints = 100000;
    for (int i = 0; i < kPoints; ++i) {
        sum += unit_mean_lognormal_quantile((i + 0.5) / kPoints, 0.43);
    }
    CHECK(sum / kPoints == Approx(1.0).epsilon(1e-4));
}

TEST_CASE("a Dirichlet draw sums to one and favours the larger parameter", "[model][distributions]")
{
    const std::array<double, 3> uniforms{0.5, 0.5, 0.5};
    const std::array<double, 3> alpha{4.0, 60.0, 36.0};
    std::array<double, 3> weights{};
    dirichlet_draw(uniforms, alpha, weights);

    CHECK(std::accumulate(weights.begin(), weights.end(), 0.0) == Approx(1.0).epsilon(1e-14));
    CHECK(weights[1] > weights[2]);
    CHECK(weights[2] > weights[0]);
    CHECK_THROWS_MATCHES(dirichlet_draw({}, {}, {}), Error, has_code(Errc::kShapeMismatch));
}

TEST_CASE("distributions refuse what they are not defined for", "[model][distributions][error]")
{
    CHECK_THROWS_MATCHES(normal_quantile(0.0), Error, has_code(Errc::kValueOutOfDomain));
    CHECK_THROWS_MATCHES(normal_quantile(1.0), Error, has_code(Errc::kValueOutOfDomain));
    CHECK_THROWS_MATCHES(normal_quantile(std::nan("")), Error, has_code(Errc::kValueOutOfDomain));
    CHECK_THROWS_MATCHES(gamma_quantile(0.5, 0.0), Error, has_code(Errc::kValueOutOfDomain));
    CHECK_THROWS_MATCHES(beta_quantile(0.5, 1.0, -1.0), Error, has_code(Errc::kValueOutOfDomain));
    CHECK_THROWS_MATCHES(truncated_normal_quantile(0.5, 0.0, 0.0, 0.0), Error,
                         has_code(Errc::kValueOutOfDomain));
}

TEST_CASE("the ratio of gammas keeps its digits where a is tiny", "[model][special]")
{
    // a -> 0: ln Gamma(x + a) / Gamma(x) -> a psi(x); psi(4) = 1 + 1/2 + 1/3 - Euler's constant.
    const double psi4 = 11.0 / 6.0 - 0.57721566490153286061;
    CHECK(log_gamma_ratio(4.0, 1e-12) == Approx(1e-12 * psi4).epsilon(1e-10));
    // Gamma(9) / Gamma(4) = 8! / 3!.
    CHECK(log_gamma_ratio(4.0, 5.0) == Approx(std::log(6720.0)).epsilon(1e-14));
    CHECK(log_gamma(0.5) == Approx(0.5 * std::log(std::acos(-1.0))).epsilon(1e-13));
}

TEST_CASE("log-odds and probability are inverses", "[model][special]")
{
    const auto p = GENERATE(1e-12, 0.003, 0.5, 0.98);
    CHECK(expit(logit(p)) == Approx(p).epsilon(1e-13));
    CHECK(expit(800.0) == 1.0);
    CHECK(expit(-800.0) == 0.0);
}
