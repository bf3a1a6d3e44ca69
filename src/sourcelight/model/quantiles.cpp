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

/// Type-7 quantile whose order statistic lies in [first, last), a part that earlier selections
/// have parted from the rest; selects further inside it.
template <typename Real>
double quantile_between(std::vector<Real>& values, double probability, std::size_t first,
                        std::size_t last)
{
    const double h = static_cast<double>(values.size() - 1) * probability;
    const auto below = static_cast<std::size_t>(h);
    const auto at = [&values](std::size_t i) {
        return values.begin() + static_cast<std::ptrdiff_t>(i);
    };
    std::nth_element(at(first), at(below), at(last));
    const auto low = static_cast<double>(*at(below));
    const double share = h - static_cast<double>(below);
    if (share == 0.0 || below + 1 >= values.size()) {
        return low;
    }
    // The next order statistic is the least of what lies above, and stays in this part or is
    // the first of the next one.
    const auto end = std::max(last, below + 2);
    const auto high = static_cast<double>(*std::min_element(at(below + 1), at(end)));
    return low + share * (high - low);
}

/// Five quantiles by selection: a third of the cost of sorting.
template <typename Real>
Estimate summarise(std::span<const Real> draws)
{
    if (draws.empty()) {
        throw Error{Errc::kShapeMismatch, "a quantile needs at least one draw; got none"};
    }
    std::vector<Real> values{draws.begin(), draws.end()};
    const std::size_t n = values.size();
    const auto floor_of = [n](double p) {
        return static_cast<std::size_t>(static_cast<double>(n - 1) * p);
    };
    Estimate estimate;
    estimate.median = quantile_between(values, 0.5, 0, n);
    const std::size_t middle = floor_of(0.5);
    estimate.lo50 = quantile_between(values, 0.25, 0, middle + 1);
    estimate.lo90 = quantile_between(values, 0.05, 0, floor_of(0.25) + 1);
    estimate.hi50 = quantile_between(values, 0.75, middle, n);
    estimate.hi90 = quantile_between(values, 0.95, floor_of(0.75), n);
    return estimate;
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
