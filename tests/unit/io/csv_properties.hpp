// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/io/csv_records.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

// What must hold for any bytes whatever; shared by the property test and the fuzz target.
namespace test {

inline constexpr std::size_t kCellLimit = 64;

using CsvRows = std::vector<std::vector<std::string>>;

/// Parses a text that arrives in pieces of `piece` bytes.
inline CsvRows parse_csv(std::string_view text, std::size_t piece)
{
    const sourcelight::io::CsvParser parser{',', kCellLimit};
    sourcelight::io::CsvRecord record;
    CsvRows rows;
    std::string buffer;
    std::size_t read = 0;
    while (read < text.size()) {
        buffer.append(text.substr(read, piece));
        read = std::min(read + piece, text.size());
        std::size_t used = 0;
        while (used < buffer.size()) {
            parser.parse(buffer.data() + used, buffer.data() + buffer.size(), read == text.size(),
                         record);
            if (record.state == sourcelight::io::CsvRecord::State::kCellTooLarge) {
                return rows;
            }
            if (record.state == sourcelight::io::CsvRecord::State::kNeedsMore) {
                break;
            }
            rows.emplace_back(record.cells.begin(), record.cells.end());
            used = static_cast<std::size_t>(record.next - buffer.data());
        }
        buffer.erase(0, used);
    }
    return rows;
}

/// The text without separators, line ends, quotation marks and blanks, which parsing may drop.
inline std::string letters_of(std::string_view text)
{
    std::string letters;
    std::copy_if(text.begin(), text.end(), std::back_inserter(letters), [](char c) {
        return std::string_view{",\"\r\n "}.find(c) == std::string_view::npos;
    });
    return letters;
}

/// Whether the repair keeps every letter in order and does not depend on how the text arrives.
/// A longer text may have a cell beyond the limit and is cut there: its first part is compared.
inline bool csv_holds(std::string_view text)
{
    const auto whole = parse_csv(text, std::max<std::size_t>(text.size(), 1));
    std::string kept;
    for (const auto& row : whole) {
        for (const auto& cell : row) {
            kept += letters_of(cell);
        }
    }
    const auto letters = letters_of(text);
    const bool cut = text.size() > kCellLimit;
    if (letters.substr(0, kept.size()) != kept || (!cut && kept != letters)) {
        return false;
    }
    for (const std::size_t piece : {std::size_t{1}, std::size_t{2}, std::size_t{7}}) {
        if (parse_csv(text, piece) != whole) {
            return false;
        }
    }
    return true;
}

}  // namespace test
