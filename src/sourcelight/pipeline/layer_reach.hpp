// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/finding.hpp"
#include "sourcelight/pipeline/layer_data.hpp"
#include "sourcelight/resolve/types.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace sourcelight::pipeline {

/// Keeps account of whether any supplier came within reach of each layer: a layer that meets none
/// may be in the wrong place, and must not be read as "nothing is there". Not for several threads
/// at once; the order of the batches does not matter.
class LayerReach {
public:
    /// `layers` must outlive it.
    explicit LayerReach(std::span<const LayerData> layers);

    /// The places of a batch and the columns that Proximity::values() gave for them.
    void add(std::span<const resolve::ResolvedPlace> places,
             std::span<const std::vector<float>> columns);

    /// A finding for each layer that was public and met no supplier, with the file it is about.
    [[nodiscard]] std::vector<std::pair<std::string, Finding>> findings() const;

private:
    std::span<const LayerData> m_layers;
    std::vector<std::int64_t> m_within;  ///< suppliers within reach of each layer
    std::int64_t m_suppliers = 0;
    std::int64_t m_points = 0;  ///< suppliers located as points
    geo::Extent m_extent;       ///< of these
};

}  // namespace sourcelight::pipeline
