// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/model/quantiles.hpp"

#include "sourcelight/core/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <iterator>
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

/// The probabilities of an Estimate, ascending.
constexpr std::array<double, 5> kShown{0.05, 0.25, 0.5, 0.75, 0.95};

/// Bits of a float in the order of its value.
std::uint32_t ordered_bits(float value) noexcept
{
    constexpr std::uint32_t kSign = 0x80000000U;
    const auto bits = std::bit_cast<std::uint32_t>(value);
    return (bits & kSign) != 0 ? ~bits : bits | kSign;
}

/// Order statistics of many floats by one counting pass: only the few values that share a bucket
/// with a wanted rank are sorted. A fifth of the cost of sorting all.
class OrderStatistics {
public:
    explicit OrderStatistics(std::span<const float> draws) : m_draws{draws}
    {
        for (const float draw : draws) {
            ++m_counts[bucket_of(draw)];
        }
    }

    /// Values of ascending ranks.
    [[nodiscard]] std::vector<float> at(std::span<const std::size_t> ranks) const
    {
        std::vector<float> values;
        std::size_t bucket = 0;
        std::size_t before = 0;
        std::vector<float> members;
        std::size_t members_of = kBuckets;
        for (const std::size_t rank : ranks) {
            while (before + m_counts[bucket] <= rank) {
                before += m_counts[bucket];
                ++bucket;
            }
            if (members_of != bucket) {
                members = sorted_bucket(bucket);
                members_of = bucket;
            }
            values.push_back(members[rank - before]);
        }
        return values;
    }

private:
    static constexpr std::uint32_t kShift = 20;
    static constexpr std::size_t kBuckets = std::size_t{1} << (32U - kShift);

    static std::size_t bucket_of(float value) noexcept { return ordered_bits(value) >> kShift; }

    [[nodiscard]] std::vector<float> sorted_bucket(std::size_t bucket) const
    {
        std::vector<float> members;
        members.reserve(m_counts[bucket]);
        std::copy_if(m_draws.begin(), m_draws.end(), std::back_inserter(members),
                     [bucket](float draw) { return bucket_of(draw) == bucket; });
        std::sort(members.begin(), members.end());
        return members;
    }

    std::span<const float> m_draws;
    std::vector<std::uint32_t> m_counts = std::vector<std::uint32_t>(kBuckets, 0);
};

Estimate summarise(std::span<const float> draws)
{
    if (draws.empty()) {
        throw Error{Errc::kShapeMismatch, "a quantile needs at least one draw; got none"};
    }
    std::array<std::size_t, 2 * kShown.size()> ranks{};
    for (std::size_t i = 0; i < kShown.size(); ++i) {
        const auto below =
            static_cast<std::size_t>(static_cast<double>(draws.size() - 1) * kShown[i]);
        ranks[2 * i] = below;
        ranks[2 * i + 1] = std::min(below + 1, draws.size() - 1);
    }
    // A rank and its neighbour may pass the next pair's first when there are few draws.
    auto ascending = ranks;
    std::sort(ascending.begin(), ascending.end());
    const auto sorted = OrderStatistics{draws}.at(ascending);
    const auto value = [&](std::size_t rank) {
        const auto found = std::lower_bound(ascending.begin(), ascending.end(), rank);
        return static_cast<double>(sorted[static_cast<std::size_t>(found - ascending.begin())]);
    };
    std::array<double, kShown.size()> shown{};
    for (std::size_t i = 0; i < kShown.size(); ++i) {
        const double h = static_cast<double>(draws.size() - 1) * kShown[i];
        const double low = value(ranks[2 * i]);
        shown[i] = low + (h - std::floor(h)) * (value(ranks[2 * i + 1]) - low);
    }
    return {shown[2], shown[1], shown[3], shown[0], shown[4]};
}

Estimate summarise(std::span<const double> draws)
{
    const auto sorted = sorted_copy(draws);
    const std::span<const double> view{sorted};
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
