// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/model/evidence.hpp"

#include "sourcelight/core/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

namespace sourcelight::model {
namespace {

void require_unit(double value, const char* name)
{
    if (!(value >= 0.0 && value <= 1.0)) {
        throw Error{Errc::kValueOutOfDomain,
                    fmt::format("{} is {}; expected a number in [0, 1]", name, value)};
    }
}

void require_finite(double value, const char* name)
{
    if (!std::isfinite(value)) {
        throw Error{Errc::kValueOutOfDomain,
                    fmt::format("{} is {}; expected a finite number", name, value)};
    }
}

/// Pools clusters of one sign; `sign` is +1 or -1.
double pool_sign(std::span<const ClusteredItem> items, double sign, const Dependence& dependence)
{
    std::map<int, std::vector<double>> clusters;
    for (const auto& item : items) {
        require_finite(item.llr, "evidence item");
        if (sign * item.llr > 0.0) {
            clusters[item.cluster].push_back(sign * item.llr);
        }
    }
    std::vector<double> pooled;
    pooled.reserve(clusters.size());
    for (const auto& [cluster, sizes] : clusters) {
        pooled.push_back(pool(sizes, dependence.within));
    }
    return pool(pooled, dependence.across);
}

}  // namespace

double pool(std::span<const double> values, double correlation)
{
    require_unit(correlation, "correlation of evidence");
    std::vector<double> sorted{values.begin(), values.end()};
    std::sort(sorted.begin(), sorted.end(), std::greater<>{});
    double sum = 0.0;
    double discount = 1.0;
    for (const double value : sorted) {
        if (!(value >= 0.0) || !std::isfinite(value)) {
            throw Error{Errc::kValueOutOfDomain,
                        fmt::format("size of an evidence item is {}; expected a finite number >= 0",
                                    value)};
        }
        sum += value * discount;
        discount *= 1.0 - correlation;
    }
    return sum;
}

double faded(double llr, double specificity, const Decay& decay)
{
    require_finite(llr, "evidence item");
    require_unit(specificity, "specificity of evidence");
    if (!(decay.age_years >= 0.0) || !(decay.half_life_years > 0.0)) {
        throw Error{
            Errc::kValueOutOfDomain,
            fmt::format("evidence is {} years old with a half-life of {}; expected >= 0 and > 0",
                        decay.age_years, decay.half_life_years)};
    }
    const double left = decay.in_force ? 1.0 : std::exp2(-decay.age_years / decay.half_life_years);
    return specificity * llr * left;
}

double matched(double llr, double probability)
{
    require_finite(llr, "evidence item");
    require_unit(probability, "probability of a match");
    if (probability == 1.0) {
        return llr;
    }
    return std::log1p(probability * std::expm1(llr));
}

double silence(double detection, double false_alarm, double visibility)
{
    require_unit(detection, "detection");
    require_unit(false_alarm, "false alarm rate");
    require_unit(visibility, "visibility");
    const double missed = 1.0 - detection * visibility;
    const double quiet = 1.0 - false_alarm * visibility;
    if (missed <= 0.0 || quiet <= 0.0) {
        throw Error{
            Errc::kValueOutOfDomain,
            fmt::format(
                "detection {} or false alarm {} times visibility {} reaches 1: silence would "
                "be proof",
                detection, false_alarm, visibility)};
    }
    return std::log(missed / quiet);
}

double evidence_shift(std::span<const ClusteredItem> items, const Dependence& dependence)
{
    return pool_sign(items, 1.0, dependence) - pool_sign(items, -1.0, dependence);
}

double factor_shift(std::span<const SiteFactor> factors, double limit) noexcept
{
    double sum = 0.0;
    for (const auto& factor : factors) {
        sum += factor.weight * (factor.value - factor.base_rate);
    }
    return std::clamp(sum, -limit, limit);
}

double either(double private_probability, double state_probability) noexcept
{
    return private_probability + state_probability - private_probability * state_probability;
}

}  // namespace sourcelight::model
