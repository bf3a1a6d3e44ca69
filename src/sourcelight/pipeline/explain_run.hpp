// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/config/settings.hpp"
#include "sourcelight/core/sink.hpp"
#include "sourcelight/pipeline/engine.hpp"

#include <cstdint>
#include <string>

namespace sourcelight::pipeline {

/// What `sourcelight explain` is asked to do.
struct ExplainRequest {
    std::string folder;    ///< result folder of `assess`
    std::string supplier;  ///< sl_row, or the list's own ID of a supplier
    bool own_id = false;   ///< `supplier` is an own ID although it reads as a row
    Folders folders;
    bool json = false;
    bool full = false;           ///< every line as text, not one screen
    bool sensitivity = false;    ///< more draws, and the score without each source
    bool allow_changed = false;  ///< go on although a dataset differs from the run's
};

/// What `sourcelight explain` answers.
struct Explanation {
    std::string text;  ///< for a terminal of 80 columns, or JSON
    std::string note;  ///< the row's number is another supplier's own ID; empty = it is not
};

/// The receipt of one supplier, recomputed from the user's columns in suppliers.parquet under the
/// configuration of run.json; rank and P(top 10) are read from the table.
///
/// @throws Error kInputUnreadable: no such supplier or several, or the folder is no result of
///         `assess`; kDatasetInvalid: a dataset's SHA-256 differs from the run's
[[nodiscard]] Explanation run_explain(const ExplainRequest& request, ProgressSink& sink);

}  // namespace sourcelight::pipeline
