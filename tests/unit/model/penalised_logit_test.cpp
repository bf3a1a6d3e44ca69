// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/model/penalised_logit.hpp"

#include "sourcelight/model/quadrature.hpp"
#include "tests/unit/model/error_matcher.hpp"

#include <array>
#include <cmath>
#include <limits>

using namespace sourcelight::model;
using sourcelight::Errc;
using sourcelight::Error;

namespace {

constexpr double kFree = std::numeric_limits<double>::infinity();
const std::array<std::uint8_t, 8> kOutcome{1, 0, 1, 0, 0, 1, 0, 1};

/// Eight cases of an intercept, a number and a mark; the mark's zeros are not stored.
SparseCases eight_cases()
{
    SparseCases cases;
    cases.columns = 3;
    const std::array<double, 8> x{.5, -1.2, 2., .1, -.7, 1.5, .9, -2.1};
    for (std::size_t i = 0; i < x.size(); ++i) {
        cases.column.insert(cases.column.end(), {0, 1});
        cases.value.insert(cases.value.end(), {1.0, x[i]});
        if (i % 2 == 1) {
            cases.column.push_back(2);
            cases.value.push_back(1.0);
        }
        cases.end_case();
    }
    return cases;
}

std::vector<double> offsets()
{
    std::vector<double> offset;
    for (int i = 0; i < 8; ++i) {
        offset.push_back(std::log(i % 2 == 0 ? 1.0 : 2.0));
    }
    return offset;
}

const std::array<NormalPrior, 3> kPriors{{{0.0, kFree}, {.3, .5}, {0.0, 2.0}}};

}  // namespace

TEST_CASE("a penalised logit finds the mode and the curvature there", "[model][logit]")
{
    const auto fit = fit_penalised_logit(eight_cases(), kOutcome, offsets(), kPriors);
    // the same objective maximised with scipy (BFGS, then Newton to 1e-16)
    CHECK(fit.mode[0] == Approx(-0.310707025411229).epsilon(1e-10));
    CHECK(fit.mode[1] == Approx(0.3957604126322492).epsilon(1e-10));
    CHECK(fit.mode[2] == Approx(-0.1668627647566457).epsilon(1e-10));
    CHECK(fit.covariance[0] == Approx(0.8964594532810327).epsilon(1e-9));
    CHECK(fit.covariance[1] == Approx(-0.07296695462807737).epsilon(1e-9));
    CHECK(fit.covariance[8] == Approx(1.4643335989330881).epsilon(1e-9));
    CHECK(fit.log_posterior == Approx(-5.228819859790878).epsilon(1e-12));
}

TEST_CASE("a case of weight two counts as the case told twice", "[model][logit]")
{
    auto cases = eight_cases();
    cases.column.insert(cases.column.end(), {0, 1});
    cases.value.insert(cases.value.end(), {1.0, .5});
    cases.end_case();
    auto offset = offsets();
    offset.push_back(offset.front());
    const std::array<std::uint8_t, 9> outcome{1, 0, 1, 0, 0, 1, 0, 1, 1};
    const auto told_twice = fit_penalised_logit(cases, outcome, offset, kPriors);
    const std::array<double, 8> weights{2, 1, 1, 1, 1, 1, 1, 1};
    const auto weighted = fit_penalised_logit(eight_cases(), kOutcome, offsets(), kPriors, weights);
    for (std::size_t j = 0; j < told_twice.mode.size(); ++j) {
        CHECK(weighted.mode[j] == Approx(told_twice.mode[j]).epsilon(1e-9));
    }
}

TEST_CASE("the nearest normal expects as many outcomes as there were", "[model][logit]")
{
    const auto cases = eight_cases();
    const auto fit = fit_variational_logit(cases, kOutcome, offsets(), kPriors);
    const auto eta = linear_predictor(cases, offsets(), fit.mode);
    const auto rule = normal_quadrature(40);
    double expected = 0.0;
    for (std::size_t i = 0; i < eta.size(); ++i) {
        expected += mean_probability(rule, eta[i], std::sqrt(predictor_variance(cases, i, fit)));
    }
    // the intercept is free: its equation says that both sums agree; four of eight outcomes are 1
    CHECK(expected == Approx(4.0).epsilon(1e-6));
    CHECK(fit.covariance[1] == Approx(fit.covariance[3]));
}

TEST_CASE("a column without a case stays at its prior", "[model][logit]")
{
    auto cases = eight_cases();
    cases.columns = 4;
    const std::array<NormalPrior, 4> priors{{{0.0, kFree}, {.3, .5}, {0.0, 2.0}, {.7, .8}}};
    const auto fit = fit_penalised_logit(cases, kOutcome, offsets(), priors);
    CHECK(fit.mode[3] == Approx(.7));
    CHECK(fit.covariance[15] == Approx(.64));
}

TEST_CASE("outcomes that a free coefficient parts perfectly have no mode", "[model][logit]")
{
    const std::array<std::uint8_t, 8> never{};
    CHECK_THROWS_MATCHES(fit_penalised_logit(eight_cases(), never, offsets(), kPriors), Error,
                         has_code(Errc::kValueOutOfDomain));
}

TEST_CASE("a logit refuses shapes that do not agree and priors without spread", "[model][logit]")
{
    const std::array<NormalPrior, 3> flat{{{0.0, 0.0}, {}, {}}};
    CHECK_THROWS_MATCHES(fit_penalised_logit(eight_cases(), kOutcome, offsets(), flat), Error,
                         has_code(Errc::kValueOutOfDomain));
    const std::array<NormalPrior, 2> few{};
    CHECK_THROWS_MATCHES(fit_penalised_logit(eight_cases(), kOutcome, offsets(), few), Error,
                         has_code(Errc::kShapeMismatch));
    CHECK_THROWS_MATCHES(linear_predictor(eight_cases(), offsets(), std::vector<double>(2)), Error,
                         has_code(Errc::kShapeMismatch));
}

TEST_CASE("a linear predictor adds offset and terms", "[model][logit]")
{
    const std::vector<double> b{1.0, 2.0, 4.0};
    const auto eta = linear_predictor(eight_cases(), offsets(), b);
    CHECK(eta[0] == Approx(1.0 + 2.0 * .5));
    CHECK(eta[1] == Approx(std::log(2.0) + 1.0 - 2.0 * 1.2 + 4.0));
}
