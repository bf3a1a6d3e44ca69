// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/csv_guard_count.hpp"

#include "sourcelight/io/writers.hpp"
#include "sourcelight/publish/findings.hpp"
#include "sourcelight/publish/number_text.hpp"

#include <fmt/format.h>

namespace sourcelight::publish {

void CsvGuardCount::add(const io::ColumnBatch& own, std::int64_t first_row)
{
    const auto names = own.names();
    m_columns.resize(names.size());
    for (std::size_t c = 0; c < names.size(); ++c) {
        if (own.kind(c) != io::ValueKind::kText) {
            continue;
        }
        auto& column = m_columns[c];
        const auto cells = own.text(c);
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (!io::csv_guard_needed(cells[i])) {
                continue;
            }
            if (column.count++ == 0) {
                column.name = names[c];
                column.first_row = first_row + static_cast<std::int64_t>(i);
                column.first_text = cells[i];
            }
        }
    }
}

std::vector<Finding> CsvGuardCount::findings() const
{
    std::vector<Finding> findings;
    for (const auto& column : m_columns) {
        if (column.count > 0) {
            findings.push_back(
                {0, &kCsvGuard, column.name, column.first_text,
                 column.count == 1
                     ? fmt::format("the cell of row {} begins like a formula", column.first_row)
                     : fmt::format("{} cells, the first in row {}, begin like a formula",
                                   count_text(column.count), column.first_row)});
        }
    }
    return findings;
}

}  // namespace sourcelight::publish
