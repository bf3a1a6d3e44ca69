// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/config/settings.hpp"
#include "sourcelight/core/date.hpp"
#include "sourcelight/core/sink.hpp"
#include "sourcelight/pipeline/engine.hpp"

#include <cstdint>
#include <string>

namespace sourcelight::pipeline {

/// Joint draws of an atlas unless the user asks for others: its intervals are for orientation, and
/// there are a thousand layers of them.
inline constexpr std::int64_t kAtlasDraws = 500;

/// What `sourcelight atlas` is asked to do.
struct AtlasRequest {
    std::string out;  ///< result folder
    Folders folders;
    config::Settings settings;  ///< as_of is the last date of the slider
    bool force = false;         ///< replace an existing result folder
};

/// What the program says at the end.
struct AtlasSummary {
    Date first;
    Date last;
    std::int64_t dates = 0;
    std::int64_t countries = 0;
    std::int64_t regions = 0;
    std::int64_t layers = 0;
    std::int64_t goods = 0;
    std::int64_t bytes = 0;  ///< of atlas.html
};

/// The world by good, activity and date: writes a folder with atlas.html, atlas.csv and run.json,
/// put in place by one rename at the end. Each date is a run of its own, with what was public then.
/// Cost: about three seconds a date for 500 draws on two cores.
/// Throws Error by the codes of the contract; the earlier folder then stands.
[[nodiscard]] AtlasSummary run_atlas(const AtlasRequest& request, ProgressSink& sink);

}  // namespace sourcelight::pipeline
