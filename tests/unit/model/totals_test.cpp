// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/model/region.hpp"
#include "sourcelight/model/totals.hpp"

#include "tests/unit/model/error_matcher.hpp"
#include "tests/unit/model/many_cases.hpp"

#include <array>
#include <cmath>
#include <limits>

using namespace sourcelight::model;
using sourcelight::Errc;
using sourcelight::Error;

TEST_CASE("a company total is its exposures times the draws", "[model][totals]")
{
    const DrawMatrix matrix{2, 2, {.5F, .25F, .125F, .75F}};
    const std::array<Exposure, 2> exposures{{{0, 2.0}, {1, 4.0}}};
    CHECK(total_draws(exposures, matrix) == std::vector<double>{1.5, 3.5});
    // 1 - .5^2 * .875^4 and 1 - .75^2 * .25^4, worked by hand
    const auto any = any_site_draws(exposures, matrix);
    CHECK(any[0] == Approx(1.0 - .25 * std::pow(.875, 4)));
    CHECK(any[1] == Approx(1.0 - .5625 * std::pow(.25, 4)));
    CHECK(total_draws({}, matrix) == std::vector<double>{0, 0});
}

TEST_CASE("a certain site makes at least one certain", "[model][totals]")
{
    const DrawMatrix matrix{1, 1, {1.0F}};
    const std::array<Exposure, 1> one{{{0, 1.0}}};
    CHECK(any_site_draws(one, matrix)[0] == 1.0);
}

TEST_CASE("an exposure to a row that is not there is refused", "[model][totals][error]")
{
    const DrawMatrix matrix{1, 1, {1.0F}};
    const std::array<Exposure, 1> beyond{{{1, 1.0}}};
    CHECK_THROWS_MATCHES(total_draws(beyond, matrix), Error, has_code(Errc::kShapeMismatch));
}

TEST_CASE("regions average to their country", "[model][region][property]")
{
    CHECK(holds_in_many_cases([] {
        const auto count = static_cast<std::size_t>(*rc::gen::inRange(1, 30));
        std::vector<double> shares(count);
        std::vector<double> effects(count);
        for (std::size_t r = 0; r < count; ++r) {
            shares[r] = *rc::gen::inRange(1, 1000);
            effects[r] = *rc::gen::inRange(-300, 300) / 100.0;
        }
        const auto factors = region_factors(shares, effects);
        double mean = 0.0;
        double total = 0.0;
        for (std::size_t r = 0; r < count; ++r) {
            mean += shares[r] * factors[r];
            total += shares[r];
        }
        RC_ASSERT(std::fabs(mean / total - 1.0) < 1e-12);
    }));
}

TEST_CASE("regions that cannot be weighed are refused", "[model][region][error]")
{
    const std::array<double, 1> zero{0.0};
    const std::array<double, 1> one{1.0};
    const std::array<double, 1> nan{std::numeric_limits<double>::quiet_NaN()};
    CHECK_THROWS_MATCHES(region_factors({}, {}), Error, has_code(Errc::kShapeMismatch));
    CHECK_THROWS_MATCHES(region_factors(zero, one), Error, has_code(Errc::kValueOutOfDomain));
    CHECK_THROWS_MATCHES(region_factors(one, nan), Error, has_code(Errc::kValueOutOfDomain));
}
