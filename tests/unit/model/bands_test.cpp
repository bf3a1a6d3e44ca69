// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/model/bands.hpp"

#include "tests/unit/model/error_matcher.hpp"
#include "tests/unit/model/many_cases.hpp"

#include <numeric>
#include <vector>

using namespace sourcelight::model;
using sourcelight::Errc;
using sourcelight::Error;

namespace {

// methodology section 9
constexpr BandEdges kEdges{.005, .02, .10, .30};

}  // namespace

TEST_CASE("a band holds its lower edge and not its upper one", "[model][bands]")
{
    CHECK(band_of(0.0, kEdges) == 0);
    CHECK(band_of(.005, kEdges) == 1);
    CHECK(band_of(.0199, kEdges) == 1);
    CHECK(band_of(.30, kEdges) == 4);
    CHECK(band_of(1.0, kEdges) == 4);
    CHECK(upper_edge(0, kEdges) == .005);
    CHECK(upper_edge(4, kEdges) == 1.0);
}

TEST_CASE("the label is the shortest run that holds six tenths", "[model][bands]")
{
    CHECK(shortest_run({.1, .7, .1, .1, 0}, .6) == BandRun{1, 1});
    CHECK(shortest_run({.1, .4, .4, .1, 0}, .6) == BandRun{1, 2});
    // Both pairs hold .6: the higher one is shown.
    CHECK(shortest_run({0, .3, .3, .3, .1}, .6) == BandRun{2, 3});
    CHECK(shortest_run({.2, .2, .2, .2, .2}, .6) == BandRun{2, 4});
    CHECK(shortest_run({.3, .1, .1, .1, .4}, .95) == BandRun{0, 4});
}

TEST_CASE("band probabilities sum to one and the label holds what it promises",
          "[model][bands][property]")
{
    CHECK(holds_in_many_cases([] {
        const auto count = static_cast<std::size_t>(*rc::gen::inRange(1, 50));
        std::vector<float> draws(count);
        for (auto& draw : draws) {
            draw = static_cast<float>(*rc::gen::inRange(0, 1001)) / 1000.0F;
        }
        const auto probabilities = band_probabilities(draws, kEdges);
        const double sum = std::accumulate(probabilities.begin(), probabilities.end(), 0.0);
        RC_ASSERT(std::abs(sum - 1.0) < 1e-12);
        const auto run = shortest_run(probabilities, .6);
        double held = 0.0;
        for (std::size_t band = run.lowest; band <= run.highest; ++band) {
            held += probabilities[band];
        }
        RC_ASSERT(held >= .6 - 1e-6);
    }));
}

TEST_CASE("double and single draws are banded alike", "[model][bands]")
{
    const std::vector<double> draws{.001, .01, .5};
    CHECK(band_probabilities(draws, kEdges)[4] == Approx(1.0 / 3.0));
}

TEST_CASE("one unverified story lifts a site by one band at most", "[model][bands]")
{
    CHECK(unverified_ceiling(.001, kEdges) == .02);
    CHECK(unverified_ceiling(.05, kEdges) == .30);
    CHECK(unverified_ceiling(.2, kEdges) == 1.0);
    CHECK(unverified_ceiling(.9, kEdges) == 1.0);
}

TEST_CASE("bands of nothing are refused", "[model][bands][error]")
{
    CHECK_THROWS_MATCHES(band_probabilities(std::vector<double>{}, kEdges), Error,
                         has_code(Errc::kShapeMismatch));
    CHECK_THROWS_MATCHES(shortest_run({.1, .1, 0, 0, 0}, .6), Error,
                         has_code(Errc::kValueOutOfDomain));
    CHECK_THROWS_MATCHES(shortest_run({1, 0, 0, 0, 0}, 0.0), Error,
                         has_code(Errc::kValueOutOfDomain));
}
