// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/model/composite_index.hpp"

#include "tests/unit/model/error_matcher.hpp"

#include <array>
#include <cmath>

using namespace sourcelight::model;
using sourcelight::Errc;
using sourcelight::Error;

TEST_CASE("goalposts give one to the best and a hundred to the worst", "[model][index]")
{
    const Goalposts rule_of_law{2.5, -2.5, false};
    CHECK(goalpost_score(2.5, rule_of_law) == 1.0);
    CHECK(goalpost_score(-2.5, rule_of_law) == 100.0);
    CHECK(goalpost_score(0.0, rule_of_law) == Approx(50.5));
    CHECK(goalpost_score(7.0, rule_of_law) == 1.0);

    const Goalposts income{100000, 100, true};
    CHECK(goalpost_score(std::sqrt(100000.0 * 100.0), income) == Approx(50.5));
    CHECK(goalpost_score(1.0, income) == 100.0);
    CHECK(goalpost_score(-5.0, income) == 100.0);
}

TEST_CASE("power means equal the worked numbers of the oracles", "[model][oracle]")
{
    // oracle scalars: (1, 2, 3) with several weights
    const std::array<double, 3> values{1, 2, 3};
    const std::array<double, 3> last{1, 1, 2};
    const std::array<double, 3> first{2, 1, 1};
    const std::array<double, 3> equal{1, 1, 1};
    CHECK(power_mean(values, last, 1.0) == Approx(2.25));
    CHECK(power_mean(values, last, 0.0) == Approx(2.0597671).margin(5e-8));
    CHECK(power_mean(values, first, -1.0) == Approx(1.4117647).margin(5e-8));
    CHECK(power_mean(values, equal, 0.5) == Approx(1.9101676).margin(5e-8));
    CHECK(power_mean(values, equal, 2.0) == Approx(2.1602469).margin(5e-8));
}

TEST_CASE("skewness and kurtosis equal the worked numbers of the oracles", "[model][oracle]")
{
    // oracle scalars: 1..10, 30, 100
    const std::vector<double> values{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 30, 100};
    CHECK(skewness(values) == Approx(3.063241).margin(5e-7));
    CHECK(kurtosis(values) == Approx(9.7413908).margin(5e-8));

    const auto treated = treat_outliers(values);
    CHECK(treated.winsorised == 1);
    CHECK(treated.values.back() == 30.0);
    CHECK(skewness(treated.values) == Approx(1.7120381).margin(5e-8));
    CHECK(kurtosis(treated.values) == Approx(1.8157805).margin(5e-8));
}

TEST_CASE("min-max equals the worked numbers of the oracles", "[model][oracle]")
{
    const std::vector<double> values{10, 20, 40, 80};
    const auto scaled = min_max(values, 0, 100, 1);
    CHECK(scaled[1] == Approx(14.285714).margin(5e-7));
    CHECK(scaled[2] == Approx(42.857143).margin(5e-7));
    CHECK(scaled[3] == 100.0);
    CHECK(min_max(values, 0, 100, -1)[0] == 100.0);
}

TEST_CASE("a distribution no clipping can tame is logged", "[model][index]")
{
    // Seven far points among many near ones: five may be moved, which is not enough.
    std::vector<double> values(100, 1.0);
    for (std::size_t i = 0; i < values.size(); ++i) {
        values[i] = 1.0 + 0.001 * static_cast<double>(i);
    }
    for (std::size_t i = 0; i < 7; ++i) {
        values[i] = 1000.0 + static_cast<double>(i);
    }
    const auto treated = treat_outliers(values);
    CHECK(treated.logarithm);
    CHECK(treated.winsorised == 0);
    // ln(x - min + .01 range) of the smallest value, worked by hand
    CHECK(treated.values[7] == Approx(std::log(0.01 * (1006.0 - 1.007))));
}

TEST_CASE("a long tail to the left is clipped on the left", "[model][index]")
{
    const std::vector<double> values{-100, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
    const auto treated = treat_outliers(values);
    CHECK(treated.winsorised == 1);
    CHECK(treated.values.front() == 1.0);
}

TEST_CASE("standard scores leave out what is missing", "[model][index]")
{
    const std::vector<std::optional<double>> values{1.0, std::nullopt, 3.0, 2.0};
    const auto scores = standard_scores(values);
    // mean 2, sd with n - 1 = 1
    CHECK(*scores[0] == Approx(-1.0));
    CHECK_FALSE(scores[1].has_value());
    CHECK(*scores[2] == Approx(1.0));
}

TEST_CASE("indices of nothing are refused", "[model][index][error]")
{
    const std::vector<double> flat{1, 1, 1, 1};
    const std::vector<double> few{1, 2};
    const std::vector<double> none;
    const std::array<double, 2> zero{0, 0};
    const auto domain = has_code(Errc::kValueOutOfDomain);
    CHECK_THROWS_MATCHES(goalpost_score(1, {2, 2, false}), Error, domain);
    CHECK_THROWS_MATCHES(goalpost_score(1, {0, 2, true}), Error, domain);
    CHECK_THROWS_MATCHES(goalpost_score(std::nan(""), {0, 2, false}), Error, domain);
    CHECK_THROWS_MATCHES(power_mean(none, none, 1), Error, has_code(Errc::kShapeMismatch));
    CHECK_THROWS_MATCHES(power_mean(zero, zero, 1), Error, domain);
    CHECK_THROWS_MATCHES(power_mean(few, zero, 1), Error, domain);
    CHECK_THROWS_MATCHES(power_mean(zero, few, 0), Error, domain);
    CHECK_THROWS_MATCHES(skewness(few), Error, domain);
    CHECK_THROWS_MATCHES(kurtosis(flat), Error, domain);
    CHECK_THROWS_MATCHES(min_max(flat, 0, 1, 1), Error, domain);
    CHECK_THROWS_MATCHES(min_max(few, 0, 1, 2), Error, domain);
    const std::vector<std::optional<double>> lonely{1.0, std::nullopt};
    CHECK_THROWS_MATCHES(standard_scores(lonely), Error, domain);
}
