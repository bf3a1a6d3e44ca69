// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/sink.hpp"
#include "sourcelight/pipeline/engine.hpp"
#include "sourcelight/publish/comparison.hpp"

#include <string>

namespace sourcelight::pipeline {

/// What `sourcelight compare` is asked to do.
struct CompareRequest {
    std::string before;  ///< result folder of the earlier run
    std::string after;   ///< result folder of the later run
    std::string out;     ///< result folder
    Folders folders;     ///< to compute again what several causes moved together
    unsigned threads = 1;
    bool force = false;  ///< replace an existing result folder
};

/// Two result folders of `assess` in, a folder with compare.csv, compare.parquet, compare.json,
/// compare.html and run.json out, put in place by one rename at the end.
/// @throws Error kInputUnreadable: a folder is no result of assess, or its files are not those that
///         the run wrote; kOutputExists, kOutputUnwritable, kInterrupted
[[nodiscard]] publish::Comparison run_compare(const CompareRequest& request, ProgressSink& sink);

}  // namespace sourcelight::pipeline
