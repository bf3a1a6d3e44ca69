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

/// Swaps the bits of a float with an integer in the order of its value, and back.
std::int32_t ordered(std::int32_t bits) noexcept
{
    constexpr std::int32_t kAllButSign = 0x7FFFFFFF;
    return bits < 0 ? bits ^ kAllButSign : bits;
}

/// Order statistics of many floats by two counting passes: only the few values that share a bucket
/// with a wanted rank are sorted. A tenth of the cost of sorting all.
class OrderStatistics {
public:
    explicit OrderStatistics(std::span<const float> draws) : m_keys(draws.size())
    {
        std::transform(draws.begin(), draws.end(), m_keys.begin(),
                       [](float value) { return ordered(std::bit_cast<std::int32_t>(value)); });
        auto least = m_keys.front();
        auto most = least;
        for (const auto key : m_keys) {
            least = std::min(least, key);
            most = std::max(most, key);
        }
        m_least = least;
        m_shift = std::max(0, static_cast<int>(std::bit_width(above_least(most))) - kBucketBits);
        for (const auto key : m_keys) {
            ++m_counts[bucket_of(key)];
        }
    }

    /// Values of ascending ranks.
    [[nodiscard]] std::vector<float> at(std::span<const std::size_t> ranks) const
    {
        std::array<std::uint8_t, kBuckets> list_of{};
        std::vector<std::size_t> ends;    // of each list in `wanted`, at first its start
        std::vector<std::size_t> places;  // of each rank in `wanted`
        std::size_t bucket = 0;
        std::size_t before = 0;
        std::size_t size = 0;
        for (const std::size_t rank : ranks) {
            while (before + m_counts[bucket] <= rank) {
                before += m_counts[bucket];
                ++bucket;
            }
            if (list_of[bucket] == 0) {
                ends.push_back(size);
                size += m_counts[bucket];
                list_of[bucket] = static_cast<std::uint8_t>(ends.size());
            }
            places.push_back(ends.back() + rank - before);
        }
        std::vector<std::int32_t> wanted(size);
        for (const auto key : m_keys) {
            if (const auto list = list_of[bucket_of(key)]; list != 0) {
                wanted[ends[list - 1U]++] = key;
            }
        }
        auto start = wanted.begin();
        for (const auto end : ends) {
            const auto stop = wanted.begin() + static_cast<std::ptrdiff_t>(end);
            std::sort(start, stop);
            start = stop;
        }
        std::vector<float> values;
        std::transform(
            places.begin(), places.end(), std::back_inserter(values),
            [&wanted](std::size_t place) { return std::bit_cast<float>(ordered(wanted[place])); });
        return values;
    }

private:
    static constexpr int kBucketBits = 9;
    static constexpr std::size_t kBuckets = std::size_t{1} << static_cast<unsigned>(kBucketBits);

    [[nodiscard]] std::uint32_t above_least(std::int32_t key) const noexcept
    {
        return static_cast<std::uint32_t>(key) - static_cast<std::uint32_t>(m_least);
    }
    [[nodiscard]] std::size_t bucket_of(std::int32_t key) const noexcept
    {
        return above_least(key) >> static_cast<unsigned>(m_shift);
    }

    std::vector<std::int32_t> m_keys;
    std::int32_t m_least = 0;
    int m_shift = 0;
    std::array<std::uint32_t, kBuckets> m_counts{};
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
