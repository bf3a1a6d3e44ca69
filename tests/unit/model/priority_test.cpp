// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/model/priority.hpp"

#include "tests/unit/model/error_matcher.hpp"
#include "tests/unit/model/many_cases.hpp"

#include <algorithm>
#include <numeric>

using namespace sourcelight::model;
using sourcelight::Errc;
using sourcelight::Error;

TEST_CASE("sites with evidence of their own come before any other", "[model][priority]")
{
    const PriorityKey named{true, 0.1, 0.1, 2};
    const PriorityKey large{false, 900.0, 0.9, 1};
    CHECK(comes_first(named, large));
    CHECK_FALSE(comes_first(large, named));
}

TEST_CASE("ties are broken by probability, then by row", "[model][priority]")
{
    CHECK(comes_first({false, 2, .9, 2}, {false, 1, .9, 1}));
    CHECK(comes_first({false, 1, .5, 2}, {false, 1, .4, 1}));
    CHECK(comes_first({false, 1, .5, 1}, {false, 1, .5, 2}));
    CHECK_FALSE(comes_first({false, 1, .5, 1}, {false, 1, .5, 1}));
}

TEST_CASE("severity doubles from class to class", "[model][priority]")
{
    CHECK(severity_weight(1) == 1.0);
    CHECK(severity_weight(2) == 2.0);
    CHECK(severity_weight(3) == 4.0);
    CHECK(severity_weight(4) == 8.0);
    CHECK_THROWS_MATCHES(severity_weight(0), Error, has_code(Errc::kValueOutOfDomain));
    CHECK_THROWS_MATCHES(severity_weight(5), Error, has_code(Errc::kValueOutOfDomain));
}

TEST_CASE("shares of the top places come from the joint draws", "[model][priority]")
{
    // Three candidates, two draws: the first wins once, the second once, the third never.
    const std::vector<float> scores{3, 1, 2, 2, 1, 0};
    CHECK(top_shares({false, false, false}, scores, 2, 1) == std::vector<double>{.5, .5, 0});
    CHECK(top_shares({false, false, true}, scores, 2, 1) == std::vector<double>{0, 0, 1});
    CHECK(top_shares({false, false, false}, scores, 2, 10) == std::vector<double>{1, 1, 1});
    // Who ties for the last places shares them.
    CHECK(top_shares({false, false}, std::vector<float>{1, 1}, 1, 1) ==
          std::vector<double>{.5, .5});
    CHECK(top_shares({false, false, false, true}, std::vector<float>{1, 1, 2, 0}, 1, 3) ==
          std::vector<double>{.5, .5, 1, 1});
    CHECK(top_shares({}, {}, 1, 10).empty());
}

TEST_CASE("the shares of the top places add up to the places", "[model][priority][property]")
{
    CHECK(holds_in_many_cases([] {
        const auto candidates = static_cast<std::size_t>(*rc::gen::inRange(1, 12));
        std::vector<float> scores(candidates * 5);
        std::generate(scores.begin(), scores.end(),
                      [] { return static_cast<float>(*rc::gen::inRange(0, 4)); });
        const auto shares = top_shares(std::vector<bool>(candidates, false), scores, 5, 3);
        const double sum = std::accumulate(shares.begin(), shares.end(), 0.0);
        RC_ASSERT(std::abs(sum - static_cast<double>(std::min<std::size_t>(3, candidates))) < 1e-9);
    }));
}

TEST_CASE("scores that are not one per candidate and draw are refused", "[model][priority][error]")
{
    CHECK_THROWS_MATCHES(top_shares({true}, std::vector<float>{1, 2, 3}, 2, 1), Error,
                         has_code(Errc::kShapeMismatch));
    CHECK_THROWS_MATCHES(top_shares({}, {}, 0, 1), Error, has_code(Errc::kShapeMismatch));
}
