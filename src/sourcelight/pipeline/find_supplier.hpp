// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/io/column_batch.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace sourcelight::pipeline {

/// One row of a result.
struct FoundSupplier {
    std::int64_t row = 0;  ///< sl_row
    io::ColumnBatch columns;
    std::string note;  ///< the number is also the own ID of another row; empty = it is not
};

/// Finds a supplier in suppliers.parquet by its row or by the list's own ID. A number that is both
/// is the row, unless `by_id`; the note then says so.
/// Throws Error kInputUnreadable: there is none, or several rows have the ID. Cost: the rows up to
/// the one asked for; all of them where the list has a column of IDs.
[[nodiscard]] FoundSupplier find_supplier(const std::string& table, std::string_view supplier,
                                          bool by_id);

}  // namespace sourcelight::pipeline
