// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/config/settings.hpp"
#include "sourcelight/core/finding.hpp"
#include "sourcelight/core/source_ref.hpp"
#include "sourcelight/geo/kernel.hpp"
#include "sourcelight/geo/near_layer.hpp"
#include "sourcelight/io/vector_layer.hpp"
#include "sourcelight/publish/run_record.hpp"
#include "sourcelight/reference/reference.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace sourcelight::pipeline {

/// A layer of the settings, read and ready to be asked.
struct LayerData {
    config::ProximityLayer setting;  ///< with source, edition, licence and date also of a dataset
    geo::Kernel kernel;
    std::unique_ptr<geo::NearLayer> shapes;  ///< null: nothing of it was public by the as-of date
    std::vector<double> weights;             ///< one an item, its age included
    std::vector<std::uint32_t> entries;      ///< of each item in the three below
    io::LayerTexts cells;
    std::vector<std::int64_t> features;  ///< number in the file, from 1
    std::vector<SourceRef> sources;      ///< of a shipped dataset; else empty
    geo::Extent extent;                  ///< of the items
    std::string file;                    ///< base name, or the dataset's id
    publish::LayerRecord record;
    std::vector<Finding> findings;

    /// "Bangui (id 241264)", "feature 17".
    [[nodiscard]] std::string label(std::size_t item) const;
    /// The row of the shipped dataset; unknown for the user's file.
    [[nodiscard]] SourceRef source(std::size_t item) const;
};

/// Reads a layer from the user's file or a shipped dataset. Items later than the as-of date are
/// left out, and so is a layer that was published later.
/// Throws Error as io::read_layer() does; kConfigInvalid if the dataset is unknown or has no
/// columns lon and lat.
[[nodiscard]] LayerData load_layer(const config::ProximityLayer& setting,
                                   const config::Settings& settings,
                                   const reference::Reference& reference);

/// "w = exp(-d / 10 km), d up to 50 km": the kernel of a layer as a formula.
[[nodiscard]] std::string kernel_text(const geo::Kernel& kernel);

}  // namespace sourcelight::pipeline
