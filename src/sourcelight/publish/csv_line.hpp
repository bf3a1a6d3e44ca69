// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace sourcelight::publish {

/// One record of a CSV file (RFC 4180, UTF-8, LF), cell after cell.
class CsvLine {
public:
    /// Text; quoted where needed, with a leading apostrophe where io::csv_guard_needed() asks for
    /// one.
    CsvLine& text(std::string_view cell);
    CsvLine& integer(std::int64_t cell);
    /// Shortest digits that give the same float back.
    CsvLine& number(float cell);
    /// An empty cell stands for nothing.
    CsvLine& empty();

    /// The record with its line end; the line starts anew.
    [[nodiscard]] std::string_view finish();

private:
    void separate();

    std::string m_line;
    bool m_fresh = true;
};

}  // namespace sourcelight::publish
