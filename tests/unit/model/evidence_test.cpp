// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/model/evidence.hpp"

#include "sourcelight/model/beta_binomial.hpp"
#include "sourcelight/model/special.hpp"
#include "tests/unit/model/error_matcher.hpp"
#include "tests/unit/model/many_cases.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

using namespace sourcelight::model;
using sourcelight::Errc;
using sourcelight::Error;

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

std::vector<ClusteredItem> some_items()
{
    const auto size = static_cast<std::size_t>(*rc::gen::inRange(0, 8));
    std::vector<ClusteredItem> items(size);
    for (auto& item : items) {
        item.llr = *rc::gen::inRange(-400, 500) / 100.0;
        item.cluster = *rc::gen::inRange(0, 4);
    }
    return items;
}

}  // namespace

TEST_CASE("pooling equals the worked numbers of the methodology", "[model][oracle]")
{
    // methodology section 7, "Dependence"
    const std::array<double, 4> items{2.3, 1.6, 1.6, 0.7};
    CHECK(pool(items, 0.0) == Approx(6.2).epsilon(1e-12));
    CHECK(pool(items, 0.3) == Approx(4.4441).epsilon(1e-12));
    CHECK(pool(items, 0.6) == Approx(3.2408).epsilon(1e-12));
    CHECK(pool(items, 0.9) == Approx(2.4767).epsilon(1e-12));
    CHECK(pool(items, 1.0) == Approx(2.3).epsilon(1e-12));
    CHECK(pool({}, 0.5) == 0.0);
}

TEST_CASE("the worked site of the methodology comes out to the last digit printed",
          "[model][oracle]")
{
    // methodology section 7, "Worked oracle"
    const double prior = logit(site_probability(0.02, 0.2, 2000));
    CHECK(prior == Approx(-0.4109476676).margin(1e-9));
    const std::array<SiteFactor, 4> factors{
        {{0.6, 1.0, 0.7}, {1.2, 1.0, 0.6}, {0.6, 1.0, 0.5}, {0.5, 1.0, 0.6}}};
    CHECK(factor_shift(factors, 2.5) == Approx(1.16).epsilon(1e-12));

    const auto posterior = [&](double match) {
        const std::array<ClusteredItem, 3> items{{{matched(3.9, match), 1},
                                                  {faded(2.0, 1.0, {2.0, 3.0, false}), 1},
                                                  {faded(-1.2, 1.0, {0.5, 2.0, false}), 2}}};
        return prior + evidence_shift(items, {0.7, 0.2}) + factor_shift(factors, 2.5);
    };
    CHECK(matched(3.9, 0.9) == Approx(3.7968860602).margin(1e-9));
    CHECK(faded(2.0, 1.0, {2.0, 3.0, false}) == Approx(1.2599210499).margin(1e-9));
    CHECK(faded(-1.2, 1.0, {0.5, 2.0, false}) == Approx(-1.0090756983).margin(1e-9));
    CHECK(posterior(0.9) == Approx(3.9148390092).margin(1e-9));
    CHECK(expit(posterior(0.9)) == Approx(0.9804462168).margin(1e-9));
    CHECK(expit(posterior(0.3)) == Approx(0.9458399493).margin(1e-9));
    CHECK(expit(prior + 1.16) == Approx(0.6789721721).margin(1e-9));
}

TEST_CASE("evidence does not depend on the order in which it came in",
          "[model][evidence][property]")
{
    CHECK(holds_in_many_cases([] {
        auto items = some_items();
        const double forward = evidence_shift(items, {0.7, 0.2});
        std::reverse(items.begin(), items.end());
        RC_ASSERT(std::fabs(evidence_shift(items, {0.7, 0.2}) - forward) < 1e-12);
    }));
}

TEST_CASE("another positive item never lowers the log-odds, another negative one never raises them",
          "[model][evidence][property]")
{
    CHECK(holds_in_many_cases([] {
        auto items = some_items();
        const double before = evidence_shift(items, {0.7, 0.2});
        const double llr = *rc::gen::inRange(1, 500) / 100.0;
        const int cluster = *rc::gen::inRange(0, 5);
        items.push_back({llr, cluster});
        RC_ASSERT(evidence_shift(items, {0.7, 0.2}) >= before - 1e-12);
        items.back().llr = -llr;
        RC_ASSERT(evidence_shift(items, {0.7, 0.2}) <= before + 1e-12);
    }));
}

TEST_CASE("a duplicate report moves the log-odds by at most (1 - rho) l",
          "[model][evidence][property]")
{
    CHECK(holds_in_many_cases([] {
        auto items = some_items();
        const double llr = *rc::gen::inRange(1, 500) / 100.0;
        const double within = *rc::gen::inRange(0, 101) / 100.0;
        items.push_back({llr, 2});
        const double once = evidence_shift(items, {within, 0.2});
        items.push_back({llr, 2});
        RC_ASSERT(evidence_shift(items, {within, 0.2}) - once <= (1.0 - within) * llr + 1e-12);
    }));
}

TEST_CASE("a name that cannot be the same entity says nothing", "[model][evidence]")
{
    CHECK(matched(3.9, 0.0) == 0.0);
    CHECK(matched(3.9, 1.0) == 3.9);
    CHECK(matched(3.9, 1e-9) == Approx(0.0).margin(1e-7));
    CHECK(matched(-1.2, 0.5) < 0.0);
    CHECK(matched(-1.2, 0.5) > -1.2);
}

TEST_CASE("evidence fades with age, but not while an order is in force", "[model][evidence]")
{
    CHECK(faded(4.0, 1.0, {3.0, 3.0, false}) == Approx(2.0));
    CHECK(faded(4.0, 0.5, {0.0, 3.0, false}) == Approx(2.0));
    CHECK(faded(4.0, 1.0, {50.0, 3.0, true}) == 4.0);
}

TEST_CASE("silence speaks only as loudly as anybody looks", "[model][evidence]")
{
    CHECK(silence(0.6, 0.05, 0.0) == 0.0);
    // ln(.4 / .95), worked by hand
    CHECK(silence(0.6, 0.05, 1.0) == Approx(std::log(0.4 / 0.95)));
    CHECK(silence(0.6, 0.05, 0.5) > silence(0.6, 0.05, 1.0));
}

TEST_CASE("factors are held within their limit", "[model][evidence]")
{
    const std::array<SiteFactor, 1> strong{{{5.0, 1.0, 0.0}}};
    CHECK(factor_shift(strong, 2.5) == 2.5);
    const std::array<SiteFactor, 1> average{{{1.2, 0.3, 0.3}}};
    CHECK(factor_shift(average, 2.5) == 0.0);
}

TEST_CASE("two branches together are at least as likely as each", "[model][evidence]")
{
    CHECK(either(0.2, 0.0) == 0.2);
    CHECK(either(0.2, 1.0) == 1.0);
    CHECK(either(0.2, 0.5) == Approx(0.6));
}

TEST_CASE("evidence outside its domain is refused", "[model][evidence][error]")
{
    const std::array<double, 1> negative{-1.0};
    const std::array<ClusteredItem, 1> missing{{{kNan, 0}}};
    CHECK_THROWS_MATCHES(pool(negative, 0.2), Error, has_code(Errc::kValueOutOfDomain));
    CHECK_THROWS_MATCHES(pool({}, 1.2), Error, has_code(Errc::kValueOutOfDomain));
    CHECK_THROWS_MATCHES(faded(1.0, 1.0, {-1.0, 3.0, false}), Error,
                         has_code(Errc::kValueOutOfDomain));
    CHECK_THROWS_MATCHES(matched(1.0, 1.1), Error, has_code(Errc::kValueOutOfDomain));
    CHECK_THROWS_MATCHES(silence(1.0, 0.05, 1.0), Error, has_code(Errc::kValueOutOfDomain));
    CHECK_THROWS_MATCHES(evidence_shift(missing, {}), Error, has_code(Errc::kValueOutOfDomain));
}
