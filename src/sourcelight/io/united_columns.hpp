// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/io/column_batch.hpp"

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace sourcelight::io {

/// The columns of several files as those of one table: equal names are one column, in the order
/// in which they first appear. A column keeps its type if every file that has it agrees; else it
/// is text. Where a file lacks a column its cells are missing.
class UnitedColumns {
public:
    /// @param layouts  one batch of each file, with the columns' final names
    explicit UnitedColumns(std::span<const ColumnBatch> layouts);

    /// A batch of that file with the columns of all.
    [[nodiscard]] ColumnBatch unite(const ColumnBatch& batch, std::size_t file) const;
    /// A batch of the united columns without rows.
    [[nodiscard]] ColumnBatch layout() const;
    /// Where the column of that file stands among the united ones.
    [[nodiscard]] std::size_t position(std::size_t file, std::size_t column) const;

private:
    struct State;
    std::shared_ptr<const State> m_state;
};

}  // namespace sourcelight::io
