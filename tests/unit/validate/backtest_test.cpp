// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/validate/backtest.hpp"

#include "tests/unit/validate/shipped.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <numeric>
#include <set>

using namespace sourcelight;
using namespace sourcelight::validate;

namespace {

const assess::RunOptions kOptions{7, 64, 2};

/// The shipped protocol at one origin, with few replicates.
Protocol one_origin()
{
    auto protocol = load_protocol(source_path("configs/validation/protocol.yaml"));
    protocol.origins = {day("2018-10-01")};
    protocol.training_days = {day("2014-12-02"), day("2016-10-01"), day("2018-10-01")};
    protocol.bootstrap = 20;
    return protocol;
}

/// What was public at the days of that protocol.
Days days_of_2018(const assess::RunOptions& options)
{
    return {days_of(one_origin()), [](Date at) { return shipped_at(to_string(at)); },
            shipped_methodology(), options};
}

const Days& shared_days()
{
    static const auto kDays = days_of_2018(kOptions);
    return kDays;
}

const Backtest& backtest_of_2018()
{
    static const auto kBacktest = run_backtest(one_origin(), shared_days(), newest(), kOptions);
    return kBacktest;
}

}  // namespace

TEST_CASE("a backtest scores every case and finds every positive", "[validate][backtest]")
{
    const auto& origin = backtest_of_2018().origins.front();
    CHECK(origin.model.probability.size() == origin.cases.pairs.size());
    CHECK(origin.found.size() ==
          static_cast<std::size_t>(std::count(origin.outcomes.begin(), origin.outcomes.end(), 1)));
    for (const double p : origin.model.probability) {
        REQUIRE((p > 0.0 && p < 1.0));
    }
    CHECK(origin.comparators.size() == 7);
    CHECK(origin.model.area_under_curve.lo90 <= origin.model.area_under_curve.value);
    CHECK(origin.model.area_under_curve.hi90 >= origin.model.area_under_curve.value);
    CHECK(origin.comparators.front().area_under_curve.value == Approx(.5));  // the base rate
}

TEST_CASE("what became public after an origin does not move its scores by one bit",
          "[validate][backtest][asof]")
{
    // the same origin, seen from a day two years earlier than all that is shipped
    const auto earlier = shipped_at("2022-10-01");
    const auto again = run_backtest(one_origin(), shared_days(), earlier, kOptions);
    CHECK(again.origins.front().model.probability ==
          backtest_of_2018().origins.front().model.probability);
}

TEST_CASE("protocols share their days, and each day is loaded once", "[validate][backtest]")
{
    auto later = one_origin();
    later.origins = {day("2019-10-01")};
    auto needed = days_of(one_origin());
    needed.merge(days_of(later));
    CHECK(needed.size() == 4);  // three days that both train on or judge, and the later origin
    std::multiset<Date> loaded;
    const Days days{needed,
                    [&loaded](Date at) {
                        loaded.insert(at);
                        return shipped_at(to_string(at));
                    },
                    shipped_methodology(), kOptions};
    const auto first = run_backtest(one_origin(), days, newest(), kOptions);
    const auto second = run_backtest(later, days, newest(), kOptions);
    CHECK(loaded == std::multiset<Date>{needed.begin(), needed.end()});
    // A day that only another protocol asks for does not move a score by one bit.
    CHECK(first.origins.front().model.probability ==
          backtest_of_2018().origins.front().model.probability);
    CHECK(second.origins.front().origin == day("2019-10-01"));
}

TEST_CASE("a backtest is the same for one thread and two", "[validate][backtest]")
{
    constexpr assess::RunOptions kAlone{7, 64, 1};
    const auto alone = run_backtest(one_origin(), days_of_2018(kAlone), newest(), kAlone);
    CHECK(alone.origins.front().model.probability ==
          backtest_of_2018().origins.front().model.probability);
    CHECK(alone.calibration_slope.lo90 == backtest_of_2018().calibration_slope.lo90);
}

TEST_CASE("expected positives of all groups sum to the model's", "[validate][backtest]")
{
    const auto& backtest = backtest_of_2018();
    double by_income = 0.0;
    for (const auto& group : backtest.fairness) {
        by_income += group.kind == "income" ? group.expected : 0.0;
    }
    const auto& p = backtest.origins.front().model.probability;
    CHECK(by_income == Approx(std::accumulate(p.begin(), p.end(), 0.0)));
}

TEST_CASE("one origin alone is what the origins say together, intervals and all",
          "[validate][backtest]")
{
    const auto& origin = backtest_of_2018().origins.front();
    const auto& pooled = backtest_of_2018().pooled;
    CHECK(pooled.area_under_curve.value == Approx(origin.model.area_under_curve.value));
    CHECK(pooled.area_under_curve.lo90 == Approx(origin.model.area_under_curve.lo90));
    CHECK(pooled.average_precision.hi90 == Approx(origin.model.average_precision.hi90));
    CHECK(pooled.log_score.lo90 == Approx(origin.model.log_score.lo90));
    const auto rival =
        std::find_if(origin.comparators.begin(), origin.comparators.end(),
                     [](const auto& score) { return score.id == one_origin().rival; });
    CHECK(pooled.precision_gain.value ==
          Approx(origin.model.average_precision.value - rival->average_precision.value));
    CHECK(pooled.log_gain.value == Approx(origin.model.log_score.value - rival->log_score.value));
    CHECK(pooled.area_gain.lo90 <= pooled.area_gain.hi90);
}

TEST_CASE("curves have the shares that counting above a threshold gives", "[validate][backtest]")
{
    const auto& origin = backtest_of_2018().origins.front();
    const auto& p = origin.model.probability;
    const auto& y = origin.outcomes;
    const auto positives = static_cast<double>(std::count(y.begin(), y.end(), 1));
    const auto others = static_cast<double>(y.size()) - positives;
    std::vector<std::size_t> order(p.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return p[a] > p[b]; });
    for (const auto& [rate, recall] : backtest_of_2018().pooled.roc) {
        double found = 0.0;
        double passed = 0.0;
        for (const auto i : order) {
            passed += y[i] == 0 ? 1.0 : 0.0;
            if (passed > rate * others) {
                break;
            }
            found += y[i] != 0 ? 1.0 : 0.0;
        }
        INFO(rate);
        // A tie across the threshold is shared out by the curve, and is not by counting.
        CHECK(recall.value == Approx(found / positives).margin(1.0 / positives));
        CHECK(recall.lo90 <= recall.hi90);
    }
    double before = 0.0;
    for (const auto& point : backtest_of_2018().pooled.roc) {
        CHECK(point.value.value >= before);
        before = point.value.value;
    }
    for (const auto& [recall, precision] : backtest_of_2018().pooled.precision) {
        INFO(recall);
        CHECK(precision.value >= positives / static_cast<double>(y.size()) * 0.999);
        CHECK(precision.value <= 1.0);
    }
}

TEST_CASE("residuals of groups are what came less what was expected", "[validate][backtest]")
{
    for (const auto& group : backtest_of_2018().fairness) {
        INFO(group.kind << ' ' << group.group);
        CHECK(group.residual.value == Approx(group.observed - group.expected).margin(1e-9));
        CHECK(group.residual.lo90 <= group.residual.hi90);
    }
}
