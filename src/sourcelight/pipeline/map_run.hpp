// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/config/settings.hpp"
#include "sourcelight/core/sink.hpp"
#include "sourcelight/pipeline/engine.hpp"
#include "sourcelight/pipeline/surface_weights.hpp"

#include <string>

namespace sourcelight::pipeline {

enum class MapMeasure : std::uint8_t { kPrevalence, kHazard };

/// What `sourcelight map` is asked to do.
struct MapRequest {
    Folders folders;
    config::Settings settings;
    std::string good;      ///< --good; empty = by activity
    std::string activity;  ///< --activity
    MapMeasure measure = MapMeasure::kPrevalence;
    WeightFile weight;  ///< --weight FILE; of a raster only
    std::string out;    ///< FILE.svg, .png, .pdf or .tif
    bool force = false;
};

struct MapSummary {
    std::string headline;  ///< what the map shows, one sentence
    std::string
        complaint;  ///< a name or ending that is unknown, with the near ones; nothing written
};

/// One map of the world into one file, which appears complete or not at all.
/// Throws Error kOutputExists without `force`, kOutputUnwritable, kDatasetInvalid, kConfigInvalid;
/// of the weight file as read_weights() does.
[[nodiscard]] MapSummary run_map(const MapRequest& request, ProgressSink& sink);

}  // namespace sourcelight::pipeline
