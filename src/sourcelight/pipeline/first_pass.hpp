// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/aggregate/rollup_builder.hpp"
#include "sourcelight/assess/exposures.hpp"
#include "sourcelight/core/sink.hpp"
#include "sourcelight/ingest/inputs.hpp"
#include "sourcelight/io/blob_file.hpp"
#include "sourcelight/pipeline/duplicates.hpp"
#include "sourcelight/pipeline/engine.hpp"
#include "sourcelight/pipeline/evidence_book.hpp"
#include "sourcelight/pipeline/pairing.hpp"
#include "sourcelight/pipeline/triage.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace sourcelight::pipeline {

/// Where a spilled batch came from.
struct BatchMark {
    std::int64_t first_row = 1;
    std::size_t rows = 0;
    std::size_t file = 0;
    std::int64_t first_file_row = 1;
};

/// The scratch files between the two passes: what the user's cells say, and what was made of them.
struct SpillFiles {
    std::string columns;
    std::string resolved;
};

/// What the first pass leaves: everything that needs every row.
struct FirstPass {
    std::vector<BatchMark> marks;
    std::vector<std::uint64_t> keys;  ///< priority key by row
    std::vector<Repeat> repeats;      ///< by row
    /// Rows without a place of their own in the order, with the row that stands for them; rising.
    std::vector<std::pair<std::int64_t, std::int64_t>> followers;
    std::vector<std::int64_t> leaders;  ///< the rows that stand for them, each once; rising
    std::vector<Finding> row_findings;  ///< of ingest, by row
    assess::Exposures exposures;
    TriageGroups groups;
    std::vector<PairKeys> pair_keys;  ///< by row; none unless they are asked for
    std::vector<aggregate::Rollup> rollups;
    EvidenceUse evidence;  ///< what the items of the user's evidence are about
    std::int64_t rows = 0;
    std::unique_ptr<io::BlobFile> resolved;  ///< each batch as to_bytes() gives it
};

/// How the first pass is run.
struct FirstPassOptions {
    SpillFiles spill;
    unsigned threads = 1;
    bool with_keys = false;  ///< the rows are to be paired with those of another run
};

/// Reads every row, scores it, and spills the user's columns and what they were resolved to.
/// Throws Error kInterrupted when the sink says so, and what the stages throw.
[[nodiscard]] FirstPass run_first_pass(ingest::Inputs& inputs, const Engine& engine,
                                       const EvidenceBook& evidence,
                                       const FirstPassOptions& options, ProgressSink& sink);

}  // namespace sourcelight::pipeline
