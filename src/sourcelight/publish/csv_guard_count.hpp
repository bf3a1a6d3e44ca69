// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/finding.hpp"
#include "sourcelight/io/column_batch.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace sourcelight::publish {

/// Counts the user's texts that get an apostrophe in suppliers.csv, so that a finding can say so.
class CsvGuardCount {
public:
    /// Looks at the text columns of a batch of the user's own columns.
    void add(const io::ColumnBatch& own, std::int64_t first_row);

    /// One finding about the whole run for each column with such texts.
    [[nodiscard]] std::vector<Finding> findings() const;

private:
    struct Column {
        std::string name;
        std::int64_t count = 0;
        std::int64_t first_row = 0;
        std::string first_text;
    };
    std::vector<Column> m_columns;
};

}  // namespace sourcelight::publish
