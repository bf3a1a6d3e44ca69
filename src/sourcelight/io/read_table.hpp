// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/data_table.hpp"

#include <span>
#include <string>

namespace sourcelight::io {

/// How one column of a dataset's file is to be read.
struct ColumnType {
    std::string name;
    bool number = false;  ///< integers and reals; every other kind is read as text
};

/// Reads a dataset's file, `.parquet` by its name and CSV (UTF-8, comma, RFC 4180) otherwise.
///
/// Columns come in the order of the file. A number column holds doubles, NaN for an empty cell;
/// every other column is a TextColumn: an empty cell for null, "true"/"false" for booleans, the
/// bytes for binary. A column that is not declared is read as text.
///
/// @param path     the file
/// @param columns  the declared columns; each must be in the file
/// @param name     the table's name in error messages; the path if empty
/// @throws Error kDatasetInvalid naming file and column: the file cannot be read, lacks a declared
///         column, or has a cell that is no number where one is declared
///
/// Cost: one pass with all cores; texts of Parquet and CSV are shared with Arrow, not copied, when
/// the file is one block. Safe to call from several threads.
[[nodiscard]] DataTable read_table(const std::string& path, std::span<const ColumnType> columns,
                                   const std::string& name = {});

}  // namespace sourcelight::io
