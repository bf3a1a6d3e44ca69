// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/aggregate/rollup_builder.hpp"
#include "sourcelight/assess/exposures.hpp"
#include "sourcelight/core/sink.hpp"
#include "sourcelight/ingest/inputs.hpp"
#include "sourcelight/pipeline/duplicates.hpp"
#include "sourcelight/pipeline/engine.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace sourcelight::pipeline {

/// Where a spilled batch came from.
struct BatchMark {
    std::int64_t first_row = 1;
    std::size_t rows = 0;
    std::size_t file = 0;
    std::int64_t first_file_row = 1;
};

/// What the first pass leaves: everything that needs every row.
struct FirstPass {
    std::vector<BatchMark> marks;
    std::vector<std::uint64_t> keys;  ///< priority key by row
    FirstRows first_rows;
    std::vector<Finding> row_findings;  ///< of ingest, by row
    assess::Exposures exposures;
    std::vector<aggregate::Rollup> rollups;
    std::int64_t rows = 0;
};

/// Reads every row, scores it, and spills the user's columns to `spill`.
/// Throws Error kInterrupted when the sink says so, and what the stages throw.
[[nodiscard]] FirstPass run_first_pass(ingest::Inputs& inputs, const Engine& engine,
                                       const std::string& spill, unsigned threads,
                                       ProgressSink& sink);

}  // namespace sourcelight::pipeline
