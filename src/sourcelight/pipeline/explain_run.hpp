// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/config/settings.hpp"
#include "sourcelight/pipeline/engine.hpp"

#include <cstdint>
#include <string>

namespace sourcelight::pipeline {

/// What `sourcelight explain` is asked to do.
struct ExplainRequest {
    std::string folder;    ///< result folder of `assess`
    std::int64_t row = 1;  ///< sl_row
    Folders folders;
    bool json = false;
    bool allow_changed = false;  ///< go on although a dataset differs from the run's
};

/// The receipt of one supplier, recomputed from the user's columns in suppliers.parquet under the
/// configuration of run.json; rank and P(top 10) are read from the table.
///
/// @return text for a terminal of 80 columns, or JSON
/// @throws Error kInputUnreadable: no such row, or the folder is no result of `assess`;
///         kDatasetInvalid: a dataset's SHA-256 differs from the run's
[[nodiscard]] std::string run_explain(const ExplainRequest& request);

}  // namespace sourcelight::pipeline
