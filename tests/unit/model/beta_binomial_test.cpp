// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/model/beta_binomial.hpp"

#include "tests/unit/model/error_matcher.hpp"
#include "tests/unit/model/many_cases.hpp"

#include <array>
#include <cmath>

using namespace sourcelight::model;
using sourcelight::Errc;
using sourcelight::Error;

TEST_CASE("site probabilities equal the worked numbers of the methodology", "[model][oracle]")
{
    // methodology section 7
    CHECK(site_probability(0.0035, 0.2, 10) == Approx(0.0186987665134).epsilon(1e-10));
    CHECK(site_probability(0.0035, 0.2, 100) == Approx(0.0462896920759).epsilon(1e-10));
    CHECK(site_probability(0.0035, 0.2, 1000) == Approx(0.0761444911246).epsilon(1e-10));
    CHECK(site_probability(0.05, 0.2, 10) == Approx(0.2394079928320).epsilon(1e-10));
    CHECK(site_probability(0.05, 0.2, 100) == Approx(0.4945390433505).epsilon(1e-10));
    CHECK(site_probability(0.05, 0.2, 1000) == Approx(0.6791535599750).epsilon(1e-10));
    CHECK(site_probability(0.02, 0.2, 2000) == Approx(0.3986849100).epsilon(1e-9));
}

TEST_CASE("without correlation workers are independent", "[model][beta_binomial]")
{
    CHECK(site_probability(0.01, 0.0, 50) == Approx(1.0 - std::pow(0.99, 50)).epsilon(1e-12));
    CHECK(site_probability(0.01, 1e-6, 50) == Approx(1.0 - std::pow(0.99, 50)).epsilon(1e-4));
}

TEST_CASE("one worker is at risk like the cell, whatever the correlation", "[model][beta_binomial]")
{
    const auto rho = GENERATE(0.0, 0.01, 0.2, 0.5, 0.95, 1.0);
    const auto theta = GENERATE(1e-7, 0.0035, 0.5, 0.999);
    CHECK(site_probability(theta, rho, 1) == Approx(theta).epsilon(1e-9));
}

TEST_CASE("the ends of the scale stay at the ends", "[model][beta_binomial]")
{
    CHECK(site_probability(0.0, 0.2, 100) == 0.0);
    CHECK(site_probability(1.0, 0.2, 100) == 1.0);
    CHECK(site_probability(0.3, 0.2, 0) == 0.0);
    CHECK(site_probability(0.3, 1.0, 1000) == 0.3);
}

TEST_CASE("more workers, or more prevalence, never lower the probability",
          "[model][beta_binomial][property]")
{
    CHECK(holds_in_many_cases([] {
        const double theta = *rc::gen::inRange(1, 5000) / 10000.0;
        const double rho = *rc::gen::inRange(1, 60) / 100.0;
        const double n = *rc::gen::inRange(1, 20000);
        const double pi = site_probability(theta, rho, n);
        RC_ASSERT(pi >= theta * (1.0 - 1e-9));
        RC_ASSERT(pi <= 1.0);
        RC_ASSERT(site_probability(theta, rho, n + 1) >= pi);
        RC_ASSERT(site_probability(theta * 1.1, rho, n) >= pi);
    }));
}

TEST_CASE("several head counts at once equal one at a time", "[model][beta_binomial]")
{
    const std::array<double, 3> workers{1, 30, 5000};
    std::array<double, 3> together{};
    site_probabilities(0.004, 0.3, workers, together);
    for (std::size_t i = 0; i < workers.size(); ++i) {
        CHECK(together[i] == site_probability(0.004, 0.3, workers[i]));
    }
}

TEST_CASE("a head count is placed between its knots on a log scale", "[model][beta_binomial]")
{
    const std::array<double, 4> knots{1, 10, 100, 1000};

    CHECK(knot_position(knots, 10).lower == 1);
    CHECK(knot_position(knots, 10).upper_share == Approx(0.0));
    CHECK(knot_position(knots, std::sqrt(1000.0)).lower == 1);
    CHECK(knot_position(knots, std::sqrt(1000.0)).upper_share == Approx(0.5));
    CHECK(knot_position(knots, 0.5).upper_share == 0.0);
    CHECK(knot_position(knots, 1e6).lower == 2);
    CHECK(knot_position(knots, 1e6).upper_share == 1.0);
}

TEST_CASE("impossible sites are refused by name", "[model][beta_binomial][error]")
{
    CHECK_THROWS_MATCHES(site_probability(-0.1, 0.2, 10), Error, has_code(Errc::kValueOutOfDomain));
    CHECK_THROWS_MATCHES(site_probability(0.1, 1.2, 10), Error, has_code(Errc::kValueOutOfDomain));
    CHECK_THROWS_MATCHES(site_probability(0.1, 0.2, -1), Error, has_code(Errc::kValueOutOfDomain));
    CHECK_THROWS_MATCHES(site_probability(std::nan(""), 0.2, 1), Error,
                         has_code(Errc::kValueOutOfDomain));
    const std::array<double, 2> workers{1, 2};
    std::array<double, 1> room{};
    CHECK_THROWS_MATCHES(site_probabilities(0.1, 0.2, workers, room), Error,
                         has_code(Errc::kShapeMismatch));
    CHECK_THROWS_MATCHES(knot_position(room, 3), Error, has_code(Errc::kShapeMismatch));
    CHECK_THROWS_MATCHES(knot_position(workers, 0), Error, has_code(Errc::kValueOutOfDomain));
}
