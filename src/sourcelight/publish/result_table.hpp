// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/io/column_batch.hpp"
#include "sourcelight/publish/batch_results.hpp"

#include <span>

namespace sourcelight::publish {

/// The table of suppliers.*: the user's columns as read, then every sl_ column.
/// Withheld and unknown values are missing. Safe to call from several threads.
/// Cost: one pass over the batch for each column.
[[nodiscard]] io::ColumnBatch result_table(const RunNames& names, const BatchResults& batch,
                                           const RowFindings& findings);

/// A table without rows in the layout that result_table() gives for these own columns and the
/// extra columns of the run.
[[nodiscard]] io::ColumnBatch result_layout(const io::ColumnBatch& own,
                                            std::span<const ExtraColumn> extra = {});

}  // namespace sourcelight::publish
