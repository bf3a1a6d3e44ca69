// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/model/quantiles.hpp"

#include "tests/unit/model/error_matcher.hpp"

#include <vector>

using namespace sourcelight::model;
using sourcelight::Errc;
using sourcelight::Error;

TEST_CASE("quantiles are of type 7", "[model][quantiles]")
{
    // numpy.quantile([1, 2, 3, 4, 10], p), whose default is type 7.
    const std::vector<double> sorted{1.0, 2.0, 3.0, 4.0, 10.0};
    CHECK(quantile_of_sorted(sorted, 0.0) == 1.0);
    CHECK(quantile_of_sorted(sorted, 0.05) == Approx(1.2));
    CHECK(quantile_of_sorted(sorted, 0.5) == 3.0);
    CHECK(quantile_of_sorted(sorted, 0.9) == Approx(7.6));
    CHECK(quantile_of_sorted(sorted, 1.0) == 10.0);
}

TEST_CASE("an interval does not depend on the order of the draws", "[model][quantiles]")
{
    const std::vector<double> draws{4.0, 1.0, 10.0, 3.0, 2.0};
    const auto interval = interval_of(draws);
    CHECK(interval.median == 3.0);
    CHECK(interval.lo50 == 2.0);
    CHECK(interval.hi50 == 4.0);
    CHECK(interval.lo90 == Approx(1.2));
    CHECK(interval.hi90 == Approx(8.8));

    const std::vector<float> singles{4.0F, 1.0F, 10.0F, 3.0F, 2.0F};
    CHECK(interval_of(singles).median == 3.0);
    const std::vector<float> one{7.0F};
    CHECK(quantile_of_sorted(one, 0.3) == 7.0);
}

TEST_CASE("the error of a median shrinks with the number of draws", "[model][quantiles]")
{
    std::vector<double> few;
    std::vector<double> many;
    for (int i = 0; i < 100; ++i) {
        few.push_back(i / 100.0);
    }
    for (int i = 0; i < 10000; ++i) {
        many.push_back(i / 10000.0);
    }
    // Uniform draws: sd of the median is 1 / (2 sqrt(n)).
    CHECK(median_error(few) == Approx(0.05).epsilon(0.02));
    CHECK(median_error(many) == Approx(0.005).epsilon(0.02));
}

TEST_CASE("quantiles of nothing, or beyond 1, are refused", "[model][quantiles][error]")
{
    const std::vector<double> none;
    const std::vector<double> one{1.0};
    CHECK_THROWS_MATCHES(interval_of(none), Error, has_code(Errc::kShapeMismatch));
    CHECK_THROWS_MATCHES(interval_of(std::vector<float>{}), Error, has_code(Errc::kShapeMismatch));
    CHECK_THROWS_MATCHES(median_error(none), Error, has_code(Errc::kShapeMismatch));
    CHECK_THROWS_MATCHES(quantile_of_sorted(one, 1.5), Error, has_code(Errc::kValueOutOfDomain));
}
