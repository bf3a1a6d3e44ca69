// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/io/table_reader.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace sourcelight::ingest {

/// Names the lines of a small table's rows, one after the other, so that a message can send the
/// user there. Exact for CSV of up to 64 MiB, also where empty lines stand between the rows or a
/// cell goes over several lines.
class TableLines {
public:
    TableLines(const io::TableInfo& info, const std::string& path);

    /// Number and words of the next row: (4, "line 4"); of a spreadsheet (4, "sheet row 4").
    [[nodiscard]] std::pair<std::int64_t, std::string> take();

private:
    std::string m_word = "near line";
    std::int64_t m_first = 0;
    std::vector<std::int64_t> m_starts;
    std::size_t m_row = 0;
};

}  // namespace sourcelight::ingest
