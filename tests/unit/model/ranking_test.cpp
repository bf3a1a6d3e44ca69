// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/model/ranking.hpp"

#include "tests/unit/model/error_matcher.hpp"

#include <array>
#include <cmath>

using namespace sourcelight::model;
using sourcelight::Errc;
using sourcelight::Error;

namespace {

const std::array<double, 10> kScores{.9, .8, .8, .7, .6, .5, .5, .5, .3, .1};
const std::array<std::uint8_t, 10> kOutcomes{1, 0, 1, 0, 0, 1, 0, 1, 0, 0};
const std::array<double, 10> kWeights{2, 1, 0, 1, 3, 1, 1, 2, 1, 1};

}  // namespace

TEST_CASE("a ranking is judged as scikit-learn judges it", "[model][ranking]")
{
    const Ranking ranking{kScores, kOutcomes};
    // roc_auc_score and average_precision_score of scikit-learn 1.9.1
    CHECK(ranking.area_under_curve() == Approx(0.6875));
    CHECK(ranking.average_precision() == Approx(0.6666666666666666));
    CHECK(ranking.area_under_curve(kWeights) == Approx(0.5875));
    CHECK(ranking.average_precision(kWeights) == Approx(0.6727272727272727));
}

TEST_CASE("recall at a rank takes its share of a tie", "[model][ranking]")
{
    const Ranking ranking{kScores, kOutcomes};
    CHECK(ranking.recall_at(1) == Approx(1.0 / 4));
    CHECK(ranking.recall_at(2) == Approx(1.5 / 4));  // one of the two at .8
    CHECK(ranking.recall_at(3) == Approx(2.0 / 4));
    CHECK(ranking.recall_at(100) == Approx(1.0));
}

TEST_CASE("a curve ends with every case taken", "[model][ranking]")
{
    const auto curve = Ranking{kScores, kOutcomes}.curve();
    REQUIRE(curve.size() == 7);
    CHECK(curve.front().precision == Approx(1.0));
    CHECK(curve.back().recall == Approx(1.0));
    CHECK(curve.back().false_positive_rate == Approx(1.0));
    CHECK(curve.back().precision == Approx(0.4));
}

TEST_CASE("measures of positives have no value where there is none", "[model][ranking]")
{
    const std::array<std::uint8_t, 10> none{};
    const Ranking ranking{kScores, none};
    CHECK(std::isnan(ranking.area_under_curve()));
    CHECK(std::isnan(ranking.average_precision()));
    CHECK(std::isnan(ranking.recall_at(3)));
}

TEST_CASE("probabilities are scored by their logarithm and against a reference", "[model][ranking]")
{
    const std::array<double, 3> p{.8, .5, .1};
    const std::array<std::uint8_t, 3> y{1, 0, 0};
    CHECK(log_score(p, y) == Approx((std::log(.8) + std::log(.5) + std::log(.9)) / 3));
    const std::array<double, 3> weights{2, 0, 1};
    CHECK(log_score(p, y, weights) == Approx((2 * std::log(.8) + std::log(.9)) / 3));
    // Brier sums .04 + .25 + .01 = .30 against .49 + .09 + .09 = .67 of a constant .3
    CHECK(brier_skill(p, y, .3) == Approx(1 - .30 / .67));
    CHECK(brier_skill(std::array<double, 1>{.5}, std::array<std::uint8_t, 1>{1}, .5) ==
          Approx(0.0));
}

TEST_CASE("a ranking refuses sizes that differ and probabilities that are certain",
          "[model][ranking]")
{
    const std::array<std::uint8_t, 2> two{1, 0};
    CHECK_THROWS_MATCHES((Ranking{kScores, two}), Error, has_code(Errc::kShapeMismatch));
    CHECK_THROWS_MATCHES(log_score(std::array<double, 2>{1.0, .5}, two), Error,
                         has_code(Errc::kValueOutOfDomain));
    CHECK_THROWS_MATCHES(brier_skill(std::array<double, 1>{.5}, two, .5), Error,
                         has_code(Errc::kShapeMismatch));
}

TEST_CASE("a curve under weights is that of cases counted so often", "[model][ranking]")
{
    const std::vector<double> scores{4, 3, 2, 1};
    const std::vector<std::uint8_t> outcomes{1, 0, 1, 0};
    const Ranking ranking{scores, outcomes};
    // The second case twice, the last not at all: the same as these four cases.
    const auto weighted = ranking.curve(std::vector<double>{1, 2, 1, 0});
    const std::vector<double> counted{4, 3, 3, 2};
    const auto plain = Ranking{counted, std::vector<std::uint8_t>{1, 0, 0, 1}}.curve();
    for (std::size_t i = 0; i < plain.size(); ++i) {
        CHECK(weighted[i].recall == plain[i].recall);
        CHECK(weighted[i].precision == plain[i].precision);
        CHECK(weighted[i].false_positive_rate == plain[i].false_positive_rate);
    }
    CHECK(ranking.curve(std::vector<double>{0, 1, 0, 1}).empty());
}
