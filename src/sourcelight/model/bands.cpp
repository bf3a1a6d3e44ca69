// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/model/bands.hpp"

#include "sourcelight/core/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace sourcelight::model {
namespace {

constexpr double kSumTolerance = 1e-6;

template <typename Real>
BandProbabilities count_bands(std::span<const Real> draws, const BandEdges& edges)
{
    if (draws.empty()) {
        throw Error{Errc::kShapeMismatch, "band probabilities need at least one draw; got none"};
    }
    // Counting what reaches each edge needs no branch; the bands are the differences.
    std::array<std::size_t, kBandCount> counts{draws.size()};
    for (std::size_t e = 0; e < edges.size(); ++e) {
        const auto reached = std::count_if(draws.begin(), draws.end(), [&](Real draw) {
            return static_cast<double>(draw) >= edges[e];
        });
        counts[e + 1] = static_cast<std::size_t>(reached);
        counts[e] -= counts[e + 1];
    }
    BandProbabilities probabilities{};
    std::transform(counts.begin(), counts.end(), probabilities.begin(),
                   [&draws](std::size_t count) {
                       return static_cast<double>(count) / static_cast<double>(draws.size());
                   });
    return probabilities;
}

}  // namespace

std::size_t band_of(double probability, const BandEdges& edges) noexcept
{
    const auto above = std::upper_bound(edges.begin(), edges.end(), probability);
    return static_cast<std::size_t>(above - edges.begin());
}

double upper_edge(std::size_t band, const BandEdges& edges) noexcept
{
    return band < edges.size() ? edges[band] : 1.0;
}

BandProbabilities band_probabilities(std::span<const double> draws, const BandEdges& edges)
{
    return count_bands(draws, edges);
}

BandProbabilities band_probabilities(std::span<const float> draws, const BandEdges& edges)
{
    return count_bands(draws, edges);
}

BandRun shortest_run(const BandProbabilities& probabilities, double confidence)
{
    const double total = std::accumulate(probabilities.begin(), probabilities.end(), 0.0);
    if (!(confidence > 0.0 && confidence <= 1.0) || !(std::fabs(total - 1.0) <= kSumTolerance)) {
        throw Error{
            Errc::kValueOutOfDomain,
            fmt::format(
                "band probabilities sum to {} and confidence is {}; expected 1 and a number "
                "in (0, 1]",
                total, confidence)};
    }
    for (std::size_t length = 1; length < kBandCount; ++length) {
        for (std::size_t lowest = kBandCount - length + 1; lowest-- > 0;) {
            const auto* first = probabilities.data() + lowest;
            // Counts over draws: an exact .6 must not fail by round-off.
            if (std::accumulate(first, first + length, 0.0) >= confidence - kSumTolerance) {
                return {lowest, lowest + length - 1};
            }
        }
    }
    return {0, kBandCount - 1};
}

double unverified_ceiling(double median_without, const BandEdges& edges) noexcept
{
    return upper_edge(band_of(median_without, edges) + 1, edges);
}

}  // namespace sourcelight::model
