// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <span>

namespace sourcelight::model {

/// Number of bands: very low, low, moderate, high, very high.
inline constexpr std::size_t kBandCount = 5;

/// The four inner edges, ascending; band i is [edge[i-1], edge[i]).
using BandEdges = std::array<double, kBandCount - 1>;

/// Probability of each band; sums to 1.
using BandProbabilities = std::array<double, kBandCount>;

/// Index of the band that holds a probability: 0 = very low ... 4 = very high.
[[nodiscard]] std::size_t band_of(double probability, const BandEdges& edges) noexcept;

/// Upper edge of a band; 1 for the highest.
[[nodiscard]] double upper_edge(std::size_t band, const BandEdges& edges) noexcept;

/// Share of draws in each band.
///
/// @param draws  n >= 1 probabilities
/// @throws Error kShapeMismatch if there are none
[[nodiscard]] BandProbabilities band_probabilities(std::span<const double> draws,
                                                   const BandEdges& edges);

/// The same for float32 draws.
[[nodiscard]] BandProbabilities band_probabilities(std::span<const float> draws,
                                                   const BandEdges& edges);

/// A run of adjacent bands, both ends included.
struct BandRun {
    std::size_t lowest = 0;
    std::size_t highest = 0;

    friend bool operator==(const BandRun&, const BandRun&) = default;
};

/// The shortest run of adjacent bands with probability >= `confidence`; among runs of equal
/// length the highest. Uncertainty widens the label, it never hides it.
///
/// @param confidence  in (0, 1]
/// @throws Error kValueOutOfDomain if confidence is not in (0, 1] or the probabilities do not
///         sum to 1 within 1e-6
[[nodiscard]] BandRun shortest_run(const BandProbabilities& probabilities, double confidence);

/// Ceiling for a site whose positive evidence is one unverified story: the upper edge of the
/// band above the band that the median without the story lies in.
[[nodiscard]] double unverified_ceiling(double median_without, const BandEdges& edges) noexcept;

}  // namespace sourcelight::model
