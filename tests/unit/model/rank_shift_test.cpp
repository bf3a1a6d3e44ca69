// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/model/rank_shift.hpp"

#include "sourcelight/core/philox.hpp"

#include "tests/unit/model/error_matcher.hpp"

#include <cstdint>
#include <vector>

using namespace sourcelight;
using namespace sourcelight::model;

TEST_CASE("the average shift in rank is that worked out by hand", "[model][rank]")
{
    // Four candidates in their published order, two draws.
    const std::vector<float> scores{1, 9, 4, 8, 3, 7, 2, 6};
    const std::vector<bool> none(4, false);
    const auto places = places_by_draw(none, scores, 2);
    // Draw 1 has 1, 4, 3, 2: the first falls to the fourth place, the others rise by one.
    // Draw 2 has 9, 8, 7, 6: the published order.
    CHECK(places == std::vector<std::uint32_t>{4, 1, 2, 3, 1, 2, 3, 4});
    // (3 + 1 + 1 + 1) / 4, and nothing
    CHECK(mean_shifts(places, 4) == std::vector<double>{1.5, 0.0});
    // The two draws are 6 places apart over 4 candidates.
    CHECK(mean_distance(std::span{places}.first(4), std::span{places}.last(4)) == 1.5);
}

TEST_CASE("own evidence stays in front and equal scores keep the published order", "[model][rank]")
{
    CHECK(places_by_draw({false, false, true}, std::vector<float>{5, 6, 1}, 1) ==
          std::vector<std::uint32_t>{3, 2, 1});
    CHECK(mean_shifts(places_by_draw({false, false, false}, std::vector<float>(3, 2.0F), 1), 3) ==
          std::vector<double>{0.0});
}

TEST_CASE("places are one more than those who come before, counted one by one", "[model][rank]")
{
    constexpr std::size_t kCandidates = 60;
    constexpr std::size_t kDraws = 40;
    std::vector<float> scores(kCandidates * kDraws);
    std::vector<bool> own;
    for (std::size_t i = 0; i < scores.size(); ++i) {
        // Few values, so that there are ties.
        scores[i] = static_cast<float>(
            static_cast<int>(30.0 * uniform_draw({5, 1, 0, static_cast<std::uint32_t>(i)})));
    }
    for (std::size_t i = 0; i < kCandidates; ++i) {
        own.push_back(i % 7 == 3);
    }
    const auto places = places_by_draw(own, scores, kDraws);
    for (std::size_t b = 0; b < kDraws; ++b) {
        for (std::size_t i = 0; i < kCandidates; ++i) {
            std::uint32_t place = 1;
            for (std::size_t j = 0; j < kCandidates; ++j) {
                const auto mine = scores[i * kDraws + b];
                const auto other = scores[j * kDraws + b];
                const bool before =
                    own[i] != own[j] ? own[j] : other > mine || (!(other < mine) && j < i);
                place += before ? 1 : 0;
            }
            REQUIRE(places[b * kCandidates + i] == place);
        }
    }
}

TEST_CASE("ranks of another shape are refused", "[model][rank]")
{
    const std::vector<float> three(3);
    CHECK_THROWS_MATCHES(places_by_draw({true, true}, three, 2), Error,
                         has_code(Errc::kShapeMismatch));
    CHECK_THROWS_MATCHES(mean_shifts(std::vector<std::uint32_t>(3), 2), Error,
                         has_code(Errc::kShapeMismatch));
    CHECK_THROWS_MATCHES(mean_distance({}, {}), Error, has_code(Errc::kShapeMismatch));
}
