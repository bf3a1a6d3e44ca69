// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/io/table_reader.hpp"

#include <cstddef>
#include <string>
#include <vector>

// Only for io/: this header is not installed.
namespace sourcelight::io {

/// How many of the first rows are looked at for the header.
inline constexpr std::size_t kHeaderRows = 60;

/// Which of the first rows of a table is its header.
struct HeaderChoice {
    bool found = false;              ///< false: the first row that is not blank is data already
    std::size_t row = 0;             ///< the header, or the first row of data
    std::size_t words = 0;           ///< header words recognised in it
    std::vector<std::string> names;  ///< one a column; "column 5" where the header has none
};

/// Chooses the row with the most header words, else the first wide row without numbers.
/// A table wider than its header gets numbered columns; empty ones at the right edge are left out.
[[nodiscard]] HeaderChoice choose_header(const std::vector<std::vector<std::string>>& rows,
                                         const HeaderJudge& judge);

/// Whether every cell is blank.
[[nodiscard]] bool is_blank_row(const std::vector<std::string>& cells) noexcept;

}  // namespace sourcelight::io
