// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/config/settings.hpp"
#include "sourcelight/core/sink.hpp"
#include "sourcelight/pipeline/engine.hpp"
#include "sourcelight/publish/validation_file.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace sourcelight::pipeline {

/// What `sourcelight validate` is asked to do.
struct ValidateRequest {
    std::string out;  ///< result folder
    Folders folders;
    config::Settings settings;
    bool force = false;  ///< replace an existing result folder
};

/// What the program says at the end.
struct ValidateSummary {
    std::vector<publish::Verdict> parts;
};

/// Backtest, calibration, anchors and oracles: writes a folder with validation.html,
/// validation.json and run.json, put in place
/// by one rename at the end. What fails is reported, not hidden.
/// Throws Error by the codes of the contract; the earlier folder then stands.
[[nodiscard]] ValidateSummary run_validate(const ValidateRequest& request, ProgressSink& sink);

}  // namespace sourcelight::pipeline
