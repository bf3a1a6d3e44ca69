// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/parallel.hpp"
#include "sourcelight/assess/world.hpp"
#include "sourcelight/core/error.hpp"
#include "tests/unit/assess/shipped.hpp"
#include "tests/unit/model/error_matcher.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>

#include <algorithm>
#include <numeric>
#include <vector>

using namespace sourcelight;
using namespace sourcelight::assess;
using reference::kSectorCount;

namespace {

constexpr int kDraws = 64;

World world_of(const Methodology& methodology, const Draws& draws, const Listings& listings)
{
    return World{today().reference, methodology, listings, draws};
}

double sum_of(const std::vector<double>& values)
{
    return std::accumulate(values.begin(), values.end(), 0.0);
}

/// A figure of our own making for Malaysia, of the five sectors.
Methodology with_estimate(double persons, double lo90, double hi90)
{
    auto methodology = today().methodology;
    NationalEstimate estimate;
    estimate.country = CountryCode{"MY"};
    estimate.value = persons;
    estimate.lo90 = lo90;
    estimate.hi90 = hi90;
    estimate.per_1000 = false;
    estimate.all_forms = false;
    estimate.published = *parse_date("2023-05-24");
    estimate.line = 2;
    methodology.national = {"estimates.csv", "", {estimate}};
    return methodology;
}

}  // namespace

TEST_CASE("without anchors prevalence has the working mean in every draw and follows no total",
          "[assess][world][anchor]")
{
    auto methodology = today().methodology;
    methodology.anchored = false;
    const Draws draws{{7, kDraws, 2}};
    const Listings listings{today().reference};
    const auto world = world_of(methodology, draws, listings);
    for (std::size_t b = 0; b < 8; ++b) {
        const auto draw = world.raked_draw(b);
        CHECK(sum_of(draw.people.values) / sum_of(draw.workers) ==
              Approx(methodology.relative_scale).epsilon(1e-9));
        CHECK(draw.columns.empty());
    }
    // Ten times the persons: nothing moves.
    auto more = methodology;
    for (auto& set : more.anchors) {
        for (auto& [region, million] : set.regions) {
            million *= 10.0;
        }
    }
    const auto other = world_of(more, draws, listings);
    CHECK(other.raked_draw(3).people.values == world.raked_draw(3).people.values);
}

TEST_CASE("without anchors the working scale changes no ratio", "[assess][world][anchor]")
{
    auto methodology = today().methodology;
    methodology.anchored = false;
    auto doubled = methodology;
    doubled.relative_scale *= 2.0;
    const Draws draws{{7, 4, 2}};
    const Listings listings{today().reference};
    const auto once = world_of(methodology, draws, listings).raked_draw(1);
    const auto twice = world_of(doubled, draws, listings).raked_draw(1);
    for (std::size_t i = 0; i < once.people.values.size(); ++i) {
        CHECK(twice.people.values[i] == Approx(2.0 * once.people.values[i]).epsilon(1e-9));
    }
}

TEST_CASE("a national estimate holds its country's total in every draw", "[assess][world][anchor]")
{
    // ln-normal: the middle of the draws is the value, 90 % of them in the interval.
    const auto methodology = with_estimate(40'000.0, 20'000.0, 80'000.0);
    const Draws draws{{7, kDraws, 2}};
    const Listings listings{today().reference};
    const auto world = world_of(methodology, draws, listings);
    const auto country = *world.find(CountryCode{"MY"});
    std::vector<double> totals;
    for (std::size_t b = 0; b < kDraws; ++b) {
        const auto draw = world.raked_draw(b);
        const auto* cells = draw.people.values.data() + country * kSectorCount;
        totals.push_back(std::accumulate(cells, cells + kSectorCount, 0.0));
        CHECK(sum_of(draw.rows) == Approx(sum_of(draw.columns)).epsilon(1e-9));
    }
    std::sort(totals.begin(), totals.end());
    // 64 draws: the median of ln totals has a standard error of 1.25 * .42 / 8 = .066.
    CHECK(totals[kDraws / 2] == Approx(40'000.0).epsilon(0.2));
    const auto inside = std::count_if(totals.begin(), totals.end(), [](double persons) {
        return persons >= 20'000.0 && persons <= 80'000.0;
    });
    CHECK(inside >= 50);  // of 58 expected; below 50 with a chance of 1 in 500
    // An interval of no width is met as it is, to the tolerance of raking.
    const auto exact = with_estimate(40'000.0, 40'000.0, 40'000.0);
    const auto draw = world_of(exact, draws, listings).raked_draw(5);
    const auto* cells = draw.people.values.data() + country * kSectorCount;
    CHECK(std::accumulate(cells, cells + kSectorCount, 0.0) == Approx(40'000.0).epsilon(1e-8));
}

TEST_CASE("anchors that cannot be met are named with the way out", "[assess][world][error]")
{
    const Draws draws{{7, 4, 2}};
    const Listings listings{today().reference};
    // More than a fifth of Malaysia's workers, of whom there are some 16 million.
    CHECK_THROWS_WITH(world_of(with_estimate(9e6, 8e6, 1e7), draws, listings),
                      Catch::Contains("estimates.csv:2") &&
                          Catch::Contains("prevalence.country_ceiling"));
    auto low = today().methodology;
    low.prevalence.country_ceiling = 1e-6;
    CHECK_THROWS_MATCHES(world_of(low, draws, listings), Error, has_code(Errc::kValueOutOfDomain));
    CHECK_THROWS_WITH(world_of(low, draws, listings),
                      Catch::Contains("cannot be met") && Catch::Contains("raise that ceiling"));
    auto cells = today().methodology;
    cells.prevalence.ceiling = 1e-6;
    CHECK_THROWS_WITH(world_of(cells, draws, listings),
                      Catch::Contains("default.yaml:") &&
                          Catch::Contains("anchors that cannot be met: the published totals of "
                                          "edition 2022") &&
                          Catch::Contains("raise that ceiling"));
}

TEST_CASE("of several draws that fail, the first is told for any number of threads",
          "[assess][world][error]")
{
    for (const unsigned threads : {1U, 2U, 3U, 7U}) {
        const auto failing = [threads] {
            assess::parallel_for(20, threads, [](std::size_t i) {
                if (i == 6 || i == 7 || i == 19) {
                    throw Error{Errc::kValueOutOfDomain, fmt::format("draw {}", i)};
                }
            });
        };
        CHECK_THROWS_WITH(failing(), "draw 6");
    }
}
