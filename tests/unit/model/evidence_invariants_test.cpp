// SPDX-License-Identifier: Apache-2.0
// The invariants of evidence of methodology section 14.5, each over 1,000 generated cases.
#include "sourcelight/model/bands.hpp"
#include "sourcelight/model/evidence.hpp"
#include "sourcelight/model/mitigation.hpp"
#include "sourcelight/model/special.hpp"
#include "tests/unit/model/many_cases.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace sourcelight::model;

namespace {

double share() { return *rc::gen::inRange(0, 1001) / 1000.0; }
double size() { return *rc::gen::inRange(1, 600) / 100.0; }

std::vector<ClusteredItem> some_items()
{
    std::vector<ClusteredItem> items(static_cast<std::size_t>(*rc::gen::inRange(0, 10)));
    for (auto& item : items) {
        item.llr = *rc::gen::inRange(-500, 600) / 100.0;
        item.cluster = *rc::gen::inRange(0, 5);
    }
    return items;
}

Dependence some_dependence() { return {share(), share()}; }

}  // namespace

TEST_CASE("section 14.5: the site's probability is monotone in evidence",
          "[model][evidence][property]")
{
    CHECK(holds_in_many_cases([] {
        auto items = some_items();
        const auto dependence = some_dependence();
        const double prior = *rc::gen::inRange(-900, 500) / 100.0;
        const double before = expit(prior + evidence_shift(items, dependence));
        const double llr = size();
        items.push_back({llr, *rc::gen::inRange(0, 6)});
        const double with = expit(prior + evidence_shift(items, dependence));
        RC_ASSERT(with >= before - 1e-12);
        items.back().llr = llr + size();  // a heavier item in its place
        RC_ASSERT(expit(prior + evidence_shift(items, dependence)) >= with - 1e-12);
        items.back().llr = -llr;
        RC_ASSERT(expit(prior + evidence_shift(items, dependence)) <= before + 1e-12);
    }));
}

TEST_CASE("section 14.5: neither the order of items nor the numbers of clusters matter",
          "[model][evidence][property]")
{
    CHECK(holds_in_many_cases([] {
        auto items = some_items();
        const auto dependence = some_dependence();
        const double before = evidence_shift(items, dependence);
        const int turned = *rc::gen::inRange(0, 10);
        std::rotate(items.begin(),
                    items.begin() + (items.empty() ? 0 : turned % static_cast<int>(items.size())),
                    items.end());
        for (auto& item : items) {
            item.cluster = 7 - item.cluster;
        }
        RC_ASSERT(std::fabs(evidence_shift(items, dependence) - before) < 1e-9);
    }));
}

TEST_CASE("section 14.5: a duplicate moves the log-odds by at most (1 - rho) l",
          "[model][evidence][property]")
{
    CHECK(holds_in_many_cases([] {
        auto items = some_items();
        const auto dependence = some_dependence();
        const ClusteredItem item{(*rc::gen::inRange(0, 2) == 0 ? 1.0 : -1.0) * size(),
                                 *rc::gen::inRange(0, 6)};
        items.push_back(item);
        const double once = evidence_shift(items, dependence);
        items.push_back(item);
        const double moved = evidence_shift(items, dependence) - once;
        RC_ASSERT(std::fabs(moved) <= (1.0 - dependence.within) * std::fabs(item.llr) + 1e-9);
        RC_ASSERT(moved * item.llr >= -1e-9);
    }));
}

TEST_CASE("section 14.5: an item that is hardly about the site has hardly an effect",
          "[model][evidence][property]")
{
    CHECK(holds_in_many_cases([] {
        auto items = some_items();
        const auto dependence = some_dependence();
        const double before = evidence_shift(items, dependence);
        const double llr = *rc::gen::inRange(-500, 600) / 100.0;
        const int cluster = *rc::gen::inRange(0, 6);
        items.push_back({matched(llr, 0.0), cluster});
        RC_ASSERT(evidence_shift(items, dependence) == before);
        // |ln(1 + p (e^l - 1))| <= p |e^l - 1| for p |e^l - 1| < 1/2, up to a factor of two.
        const double p = 1e-6;
        items.back().llr = matched(llr, p);
        RC_ASSERT(std::fabs(evidence_shift(items, dependence) - before) <=
                  2.0 * p * std::fabs(std::expm1(llr)) + 1e-12);
        // More likely the same is more of an effect.
        const double low = share();
        const double high = std::min(1.0, low + share());
        RC_ASSERT(std::fabs(matched(llr, high)) >= std::fabs(matched(llr, low)) - 1e-12);
    }));
}

TEST_CASE("section 14.5: fading and distance take from an item and never turn it",
          "[model][evidence][property]")
{
    CHECK(holds_in_many_cases([] {
        const double llr = *rc::gen::inRange(-500, 600) / 100.0;
        const double age = share() * 30.0;
        const double left = faded(llr, share(), {age, 0.1 + share() * 5.0, false});
        RC_ASSERT(std::fabs(left) <= std::fabs(llr));
        RC_ASSERT(left * llr >= 0.0);
        const double quiet = silence(share() * 0.9, 0.0, share());
        RC_ASSERT(quiet <= 0.0);
    }));
}

TEST_CASE("section 14.5: mitigation never touches the state branch",
          "[model][mitigation][property]")
{
    CHECK(holds_in_many_cases([] {
        const Mitigation what{share(), 0.3 + share(), share() * 12.0, share(), share()};
        const double kept = residual_share(what);
        const double economy = share();
        const double state = share();
        const double residual = either(economy * kept, state);
        RC_ASSERT(kept >= 0.0);
        RC_ASSERT(kept <= 1.0);
        RC_ASSERT(residual <= either(economy, state) + 1e-12);
        // However good the checks, the state's part stays whole.
        RC_ASSERT(residual >= state - 1e-12);
        RC_ASSERT(std::fabs(either(0.0, state) - state) < 1e-15);
    }));
}

TEST_CASE("section 14.5: an unknown factor never lowers the upper bound of a known absence",
          "[model][evidence][property]")
{
    CHECK(holds_in_many_cases([] {
        constexpr std::size_t kDraws = 64;
        const double weight = size() / 4.0;
        const double base = share();
        const double other = *rc::gen::inRange(-200, 200) / 100.0;
        std::vector<double> unknown;
        std::vector<double> absent;
        for (std::size_t b = 0; b < kDraws; ++b) {
            const double prior = -3.0 + static_cast<double>(b) / 32.0;
            const double x = share() < base ? 1.0 : 0.0;
            const auto at = [&](double value) {
                const std::array<SiteFactor, 2> factors{{{weight, value, base}, {other, 1.0, 0.0}}};
                return expit(prior + factor_shift(factors, 2.5));
            };
            unknown.push_back(at(x));
            absent.push_back(at(0.0));
        }
        std::sort(unknown.begin(), unknown.end());
        std::sort(absent.begin(), absent.end());
        for (std::size_t b = 0; b < kDraws; ++b) {  // every quantile, the upper bound among them
            RC_ASSERT(unknown[b] >= absent[b] - 1e-12);
        }
    }));
}

TEST_CASE("section 14.5: band probabilities sum to 1", "[model][bands][property]")
{
    const BandEdges edges{0.005, 0.02, 0.10, 0.30};  // methodology section 9
    CHECK(holds_in_many_cases([&edges] {
        std::vector<double> draws(static_cast<std::size_t>(*rc::gen::inRange(1, 200)));
        for (auto& draw : draws) {
            draw = expit(*rc::gen::inRange(-1200, 1200) / 100.0);
        }
        const auto bands = band_probabilities(draws, edges);
        RC_ASSERT(std::fabs(std::accumulate(bands.begin(), bands.end(), 0.0) - 1.0) < 1e-9);
        const auto run = shortest_run(bands, 0.6);
        double held = 0.0;
        for (std::size_t i = run.lowest; i <= run.highest; ++i) {
            held += bands[i];
        }
        RC_ASSERT(held >= 0.6 - 1e-9);
    }));
}

TEST_CASE("section 14.5: the ceiling of an unverified story lies one band above, never below",
          "[model][bands][property]")
{
    const BandEdges edges{0.005, 0.02, 0.10, 0.30};  // methodology section 9
    CHECK(holds_in_many_cases([&edges] {
        const double median = expit(*rc::gen::inRange(-1200, 1200) / 100.0);
        const double ceiling = unverified_ceiling(median, edges);
        RC_ASSERT(ceiling >= median);
        RC_ASSERT(band_of(std::nextafter(ceiling, 0.0), edges) <= band_of(median, edges) + 1);
    }));
}
