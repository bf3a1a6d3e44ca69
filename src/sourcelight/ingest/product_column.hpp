// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/ingest/mapping.hpp"
#include "sourcelight/io/column_batch.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sourcelight::ingest {

/// Whether a text names a product or an activity. The words are known to a later stage, so the
/// caller lends its judgement.
using ProductJudge = std::function<bool(std::string_view text)>;

/// Different cells of a column that serves no field, from the first rows of its file.
struct ColumnSample {
    std::size_t column = 0;
    std::vector<std::string> texts;
};

/// Samples of the columns that serve no field and hold words rather than numbers.
[[nodiscard]] std::vector<ColumnSample> unused_columns(const io::ColumnBatch& first,
                                                       const Mapping& mapping);

/// The column whose texts name products most often, if most of them do: a list may call it
/// anything. Nothing where two columns do so alike.
[[nodiscard]] std::optional<FieldSource> find_product_column(std::span<const ColumnSample> samples,
                                                             const ProductJudge& is_product);

}  // namespace sourcelight::ingest
