// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/pipeline/layer_data.hpp"
#include "sourcelight/resolve/types.hpp"

#include <array>
#include <cstddef>
#include <limits>
#include <optional>

namespace sourcelight::pipeline {

/// How near a place is to a layer, with 90 % intervals for what is not known of the place. NaN =
/// nothing can be said: the place is no point, or nothing is within reach of it.
struct Nearness {
    static constexpr float kNone = std::numeric_limits<float>::quiet_NaN();

    /// In the order of config::kLayerColumns: nearest km, its interval, weighted count, its
    /// interval.
    std::array<float, 6> values{kNone, kNone, kNone, kNone, kNone, kNone};
    std::optional<std::size_t> item;  ///< the nearest
    geo::LonLat at;                   ///< its point that is nearest
    std::size_t within = 0;           ///< items within reach of the point
    bool spread = false;              ///< averaged over the positions within the place's radius
};

/// Positions over which a place that is only known to a radius is averaged.
inline constexpr std::size_t kPositions = 32;

/// Whether the layer says that it was searched in full there.
[[nodiscard]] bool covers(const LayerData& layer, CountryCode country);

/// The nearest item within reach and the sum of weight x kernel over all of them.
///
/// The distance from the true site to the nearest item differs from that of the point by no more
/// than the site does from the point, so distance -+ radius holds it in 90 % of cases. The sum is
/// that of the point, with every item nearer or farther by the radius as interval, where the radius
/// is below a tenth of the kernel's scale; otherwise mean and 5 % to 95 % quantiles over kPositions
/// equally likely positions of a round normal distribution whose 90 % radius it is.
/// A sum of 0 stands only for countries that the layer covers in full.
[[nodiscard]] Nearness measure(const LayerData& layer, const resolve::ResolvedPlace& place);

}  // namespace sourcelight::pipeline
