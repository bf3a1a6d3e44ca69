// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/types.hpp"
#include "sourcelight/ingest/inputs.hpp"
#include "sourcelight/publish/run_record.hpp"
#include "sourcelight/resolve/citer.hpp"

#include <cstdint>
#include <span>

namespace sourcelight::pipeline {

/// Adds the rows of names, boundaries, gazetteer, lexicon and concordances by which the cells were
/// read, each behind the line of what it says.
void add_citations(std::span<const resolve::Citation> citations, assess::Receipt& receipt);

/// Writes into a receipt which column of the user's file each of its cells stands in, and where
/// the row does. `file_row` counts the file's data rows from 1.
void name_cells(const ingest::InputFile& file, std::int64_t file_row, assess::Receipt& receipt);

/// The input of a run record as far as name_cells() needs it. Headers that were renamed in the
/// results because they meet ours stand as the user has them.
[[nodiscard]] ingest::InputFile input_file(const publish::InputRecord& record);

}  // namespace sourcelight::pipeline
