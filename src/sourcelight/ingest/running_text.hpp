// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/ingest/header_words.hpp"
#include "sourcelight/ingest/mapping.hpp"
#include "sourcelight/io/column_batch.hpp"

#include <string>
#include <vector>

namespace sourcelight::ingest {

/// Whether a text file holds sentences, not a table: most rows are words in the first cell and
/// nothing beside it, and no column that is used has a header that is a known word.
[[nodiscard]] bool is_running_text(const io::ColumnBatch& batch,
                                   const std::vector<std::string>& headers, const Mapping& mapping,
                                   const HeaderWords& words);

}  // namespace sourcelight::ingest
