// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/model/region.hpp"

#include "tests/unit/model/error_matcher.hpp"

#include <array>
#include <cmath>
#include <random>

using namespace sourcelight::model;
using sourcelight::Errc;
using sourcelight::Error;

namespace {

/// Moments of the log effect by brute force over its three parts: common to all activities, the
/// activity's own, and search. Written without the two steps of the function under test.
RegionEffect by_integration(double observed, double expected, const RegionCountModel& assumed)
{
    const double own = std::log1p(assumed.ratio_variance);
    const double common = assumed.common_share * own;
    const double search = assumed.search_sd * assumed.search_sd;
    constexpr int kCells = 1200;
    constexpr double kReach = 8.0;
    double mass = 0.0;
    double first = 0.0;
    double second = 0.0;
    for (int i = 0; i < kCells; ++i) {
        const double z = kReach * (2.0 * (i + 0.5) / kCells - 1.0);
        const double c = -0.5 * common + std::sqrt(common) * z;
        for (int k = 0; k < kCells; ++k) {
            const double w = kReach * (2.0 * (k + 0.5) / kCells - 1.0);
            const double rate = expected * std::exp(c - 0.5 * search + std::sqrt(search) * w);
            const double weight = std::exp(-0.5 * (z * z + w * w) + observed * std::log(rate) -
                                           rate - std::lgamma(observed + 1.0));
            mass += weight;
            first += weight * c;
            second += weight * c * c;
        }
    }
    const double mean = first / mass;
    // The activity's own part is not seen by the counts: it keeps its prior.
    const double rest = own - common;
    return {mean - 0.5 * rest, std::sqrt(second / mass - mean * mean + rest)};
}

constexpr RegionCountModel kUneven{0.5, 0.5, 1.0};

}  // namespace

TEST_CASE("the effect of counts is the posterior that brute force finds", "[model][region]")
{
    struct Case {
        double observed;
        double expected;
        RegionCountModel assumed;
    };
    // Brazil's register (Minas Gerais, Sao Paulo, Amazonas), India's counts of Arunachal Pradesh
    // and Uttarakhand in cases of eight persons, and a model where all is believed but for noise.
    const std::array<Case, 6> cases{{{87, 34.4, kUneven},
                                     {12, 64.3, kUneven},
                                     {0, 4.6, kUneven},
                                     {440.75, 65.0, {0.5, 0.5, 2.0}},
                                     {0.625, 208.0, {0.5, 0.5, 2.0}},
                                     {7, 3.5, {0.5, 1.0, 0.2}}}};
    for (const auto& [observed, expected, assumed] : cases) {
        const auto fast = region_effect_from_counts(observed, expected, assumed);
        const auto slow = by_integration(observed, expected, assumed);
        CHECK(fast.effect.mean == Approx(slow.mean).margin(2e-5));
        CHECK(fast.effect.sd == Approx(slow.sd).epsilon(2e-5));
    }
}

TEST_CASE("intervals cover the truth where regions are looked at unevenly", "[model][region]")
{
    // A world as the model has it: 20,000 regions, drawn from region_effect_from_counts's notes.
    std::mt19937_64 bits{20261122};
    std::normal_distribution<double> normal;
    const double own = std::log1p(kUneven.ratio_variance);
    const double common = kUneven.common_share * own;
    constexpr int kRegions = 20000;
    constexpr double kZ90 = 1.6448536269514722;
    int within = 0;
    int within_believing_all = 0;
    for (int region = 0; region < kRegions; ++region) {
        const double c = -0.5 * common + std::sqrt(common) * normal(bits);
        const double d = -0.5 * (own - common) + std::sqrt(own - common) * normal(bits);
        const double u = -0.5 + kUneven.search_sd * normal(bits);
        const double expected = std::exp(3.0 + normal(bits));
        std::poisson_distribution<int> found{expected * std::exp(c + u)};
        const double observed = found(bits);
        const auto inside = [&](const RegionCountModel& assumed) {
            const auto effect = region_effect_from_counts(observed, expected, assumed).effect;
            return std::fabs(c + d - effect.mean) < kZ90 * effect.sd;
        };
        within += inside(kUneven) ? 1 : 0;
        within_believing_all += inside({kUneven.ratio_variance, 1.0, 0.0}) ? 1 : 0;
    }
    // The standard error of a share of .9 among 20,000 is .002.
    CHECK(within == Approx(0.9 * kRegions).margin(0.01 * kRegions));
    CHECK(within_believing_all < 0.6 * kRegions);
}

TEST_CASE("the information of a count is bounded however large it is", "[model][region]")
{
    const auto ten = region_effect_from_counts(10, 1, kUneven);
    const auto many = region_effect_from_counts(1e7, 1e6, kUneven);
    const double own = std::log(1.5);
    const double believed = 0.5 * own / (0.5 * own + 1.0);
    CHECK(many.believed == Approx(believed));
    CHECK(many.effect.sd == Approx(std::sqrt(own - believed * 0.5 * own)).epsilon(1e-6));
    CHECK(ten.effect.sd > many.effect.sd);
    // Found ten times as often counts as 10^rho times as exposed.
    const auto usual = region_effect_from_counts(1e6, 1e6, kUneven);
    CHECK(many.effect.mean - usual.effect.mean == Approx(believed * std::log(10.0)).epsilon(1e-5));
}

TEST_CASE("more cases, fewer people expected to find them or even search say more",
          "[model][region]")
{
    const auto mean = [](double observed, double expected, const RegionCountModel& assumed) {
        return region_effect_from_counts(observed, expected, assumed).effect.mean;
    };
    double last = mean(0, 5, kUneven);
    for (int observed = 1; observed < 40; ++observed) {
        const double next = mean(observed, 5, kUneven);
        CHECK(next > last);
        last = next;
    }
    CHECK(mean(10, 4, kUneven) > mean(10, 5, kUneven));
    CHECK(mean(40, 5, {0.5, 0.5, 0.1}) > mean(40, 5, {0.5, 0.5, 1.0}));
    CHECK(mean(0, 5, {0.5, 0.5, 0.1}) < mean(0, 5, {0.5, 0.5, 1.0}));
}

TEST_CASE("a region without counts has the prior", "[model][region]")
{
    const double own = std::log(1.5);
    const auto unknown = region_effect_from_counts(0, 0, kUneven);
    CHECK(unknown.effect.mean == Approx(-0.5 * own));
    CHECK(unknown.effect.sd == Approx(std::sqrt(own)));
    const auto none_believed = region_effect_from_counts(9, 3, {0.5, 0.0, 0.0});
    CHECK(none_believed.effect.mean == Approx(-0.5 * own));
    CHECK(none_believed.effect.sd == Approx(std::sqrt(own)));
}

TEST_CASE("counts that cannot be weighed are refused", "[model][region][error]")
{
    const auto refused = [](double observed, double expected, const RegionCountModel& assumed) {
        CHECK_THROWS_MATCHES(region_effect_from_counts(observed, expected, assumed), Error,
                             has_code(Errc::kValueOutOfDomain));
    };
    refused(-1, 1, kUneven);
    refused(1, 0, kUneven);
    refused(1, -1, kUneven);
    refused(1, 1, {0.0, 0.5, 1.0});
    refused(1, 1, {0.5, 1.5, 1.0});
    refused(1, 1, {0.5, 0.5, -1.0});
}
