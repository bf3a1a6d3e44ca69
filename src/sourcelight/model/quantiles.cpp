// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/model/quantiles.hpp"

#include "sourcelight/core/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace sourcelight::model {
namespace {

template <typename Real>
double type7(std::span<const Real> sorted, double probability)
{
    if (sorted.empty()) {
        throw Error{Errc::kShapeMismatch, "a quantile needs at least one draw; got none"};
    }
    if (!(probability >= 0.0 && probability <= 1.0)) {
        throw Error{
            Errc::kValueOutOfDomain,
            fmt::format("quantile probability is {}; expected a number in [0, 1]", probability)};
    }
    const double h = static_cast<double>(sorted.size() - 1) * probability;
    const auto below = static_cast<std::size_t>(h);
    const auto above = std::min(below + 1, sorted.size() - 1);
    const auto low = static_cast<double>(sorted[below]);
    return low + (h - static_cast<double>(below)) * (static_cast<double>(sorted[above]) - low);
}

template <typename Real>
std::vector<Real> sorted_copy(std::span<const Real> draws)
{
    std::vector<Real> sorted{draws.begin(), draws.end()};
    std::sort(sorted.begin(), sorted.end());
    return sorted;
}

template <typename Real>
Estimate summarise(std::span<const Real> draws)
{
    const auto sorted = sorted_copy(draws);
    const std::span<const Real> view{sorted};
    return {type7(view, 0.5), type7(view, 0.25), type7(view, 0.75), type7(view, 0.05),
            type7(view, 0.95)};
}

}  // namespace

double quantile_of_sorted(std::span<const double> sorted, double probability)
{
    return type7(sorted, probability);
}

double quantile_of_sorted(std::span<const float> sorted, double probability)
{
    return type7(sorted, probability);
}

Estimate interval_of(std::span<const double> draws) { return summarise(draws); }

Estimate interval_of(std::span<const float> draws) { return summarise(draws); }

double median_error(std::span<const double> draws)
{
    const auto sorted = sorted_copy(draws);
    const double spread =
        0.5 / std::sqrt(std::max<double>(1.0, static_cast<double>(sorted.size())));
    const std::span<const double> view{sorted};
    return 0.5 *
           (type7(view, 0.5 + std::min(0.5, spread)) - type7(view, 0.5 - std::min(0.5, spread)));
}

}  // namespace sourcelight::model
