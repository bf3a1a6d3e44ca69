// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/model/region.hpp"

#include "sourcelight/core/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace sourcelight::model {
namespace {

void require_counts(double observed, double expected, const RegionCountModel& assumed)
{
    const bool counts = observed >= 0.0 && expected >= 0.0 && std::isfinite(observed + expected) &&
                        (expected > 0.0 || !(observed > 0.0));
    const bool model = assumed.ratio_variance > 0.0 && std::isfinite(assumed.ratio_variance) &&
                       assumed.common_share >= 0.0 && assumed.common_share <= 1.0 &&
                       assumed.search_sd >= 0.0 && std::isfinite(assumed.search_sd);
    if (!counts || !model) {
        throw Error{
            Errc::kValueOutOfDomain,
            fmt::format(
                "region with {} cases observed, {} expected, ratio variance {}, common "
                "share {} and search sd {}; expected >= 0, > 0 (>= 0 without cases), > 0, 0 to 1 "
                "and >= 0",
                observed, expected, assumed.ratio_variance, assumed.common_share,
                assumed.search_sd)};
    }
}

/// Posterior of y with observed ~ Poisson(expected exp(y)), y ~ N(-variance/2, variance).
struct FoundRate {
    double observed;
    double expected;
    double variance;

    [[nodiscard]] double log_density(double y) const
    {
        const double off = y + 0.5 * variance;
        return observed * y - expected * std::exp(y) - 0.5 * off * off / variance;
    }
    [[nodiscard]] double slope(double y) const
    {
        return observed - expected * std::exp(y) - (y + 0.5 * variance) / variance;
    }
    [[nodiscard]] double curvature(double y) const
    {
        return expected * std::exp(y) + 1.0 / variance;
    }
    /// Newton from the right of the mode, where the slope is concave: it never oversteps.
    [[nodiscard]] double mode() const
    {
        constexpr int kMostSteps = 1000;
        constexpr double kClose = 1e-12;
        double y = -0.5 * variance;
        if (observed > 0.0) {
            y = std::max(y, std::log(observed / expected));
        }
        for (int step = 0; step < kMostSteps; ++step) {
            const double change = slope(y) / curvature(y);
            y += change;
            if (std::fabs(change) < kClose * (1.0 + std::fabs(y))) {
                break;
            }
        }
        return y;
    }
};

RegionEffect found_rate(const FoundRate& rate)
{
    // Beyond a fall of 40 in the log density (4e-18) nothing is left to add.
    constexpr double kFall = 40.0;
    constexpr double kStepsPerSd = 8.0;
    const double mode = rate.mode();
    const double top = rate.log_density(mode);
    const double step = 1.0 / (kStepsPerSd * std::sqrt(rate.curvature(mode)));
    double mass = 1.0;
    double first = 0.0;
    double second = 0.0;
    for (const double side : {-1.0, 1.0}) {
        for (double away = side * step;; away += side * step) {
            const double fall = rate.log_density(mode + away) - top;
            if (!(fall > -kFall)) {
                break;
            }
            const double weight = std::exp(fall);
            mass += weight;
            first += weight * away;
            second += weight * away * away;
        }
    }
    const double mean = first / mass;
    return {mode + mean, std::sqrt(second / mass - mean * mean)};
}

}  // namespace

std::vector<double> region_factors(std::span<const double> shares, std::span<const double> effects)
{
    if (shares.empty() || shares.size() != effects.size()) {
        throw Error{Errc::kShapeMismatch,
                    fmt::format("{} worker shares and {} region effects; expected the "
                                "same number, at least one",
                                shares.size(), effects.size())};
    }
    std::vector<double> factors;
    factors.reserve(shares.size());
    double total = 0.0;
    double mean = 0.0;
    for (std::size_t r = 0; r < shares.size(); ++r) {
        if (!(shares[r] >= 0.0) || !std::isfinite(effects[r])) {
            throw Error{
                Errc::kValueOutOfDomain,
                fmt::format("region {} has worker share {} and effect {}; expected >= 0 and finite",
                            r, shares[r], effects[r])};
        }
        factors.push_back(std::exp(effects[r]));
        total += shares[r];
        mean += shares[r] * factors.back();
    }
    if (!(total > 0.0)) {
        throw Error{Errc::kValueOutOfDomain, "worker shares of the regions sum to 0"};
    }
    for (double& factor : factors) {
        factor *= total / mean;
    }
    return factors;
}

RegionFromCounts region_effect_from_counts(double observed, double expected,
                                           const RegionCountModel& assumed)
{
    require_counts(observed, expected, assumed);
    const double own = std::log1p(assumed.ratio_variance);
    const double common = assumed.common_share * own;
    const double total = common + assumed.search_sd * assumed.search_sd;
    RegionFromCounts out;
    if (!(total > 0.0)) {
        out.effect = {-0.5 * own, std::sqrt(own)};
        return out;
    }
    out.found = found_rate({observed, expected, total});
    out.believed = common / total;
    out.effect.mean = -0.5 * own + out.believed * (out.found.mean + 0.5 * total);
    out.effect.sd = std::sqrt(own - out.believed * common +
                              out.believed * out.believed * out.found.sd * out.found.sd);
    return out;
}

}  // namespace sourcelight::model
