// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/text_column.hpp"

#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

namespace sourcelight::ingest {

/// What the first cells of a column look like: shares of the cells that are not empty.
struct ColumnProfile {
    std::size_t filled = 0;      ///< cells looked at that are not empty
    double distinct = 0.0;       ///< different cells
    double number = 0.0;         ///< a number, with a currency sign or "%" allowed
    double fraction = 0.0;       ///< a number with at least two decimals
    double latitude = 0.0;       ///< a number or degrees within 90
    double longitude = 0.0;      ///< a number or degrees within 180
    double pair = 0.0;           ///< two coordinates in one cell
    double pair_swapped = 0.0;   ///< of those, the first is beyond 90 or the cell is "POINT(x y)"
    double country_code = 0.0;   ///< an ISO 3166-1 code of two or three letters
    double country_name = 0.0;   ///< a country's name in a main language
    double short_letters = 0.0;  ///< one to three capital letters
    double currency = 0.0;       ///< an ISO 4217 code
    double dotted_code = 0.0;    ///< "6109.10", "6109.10.00"
    double digits = 0.0;         ///< digits with dots or blanks only
    double count_like = 0.0;     ///< a whole number or a range of them ("51-200", "<50", "1,000+")
    double formula_text = 0.0;   ///< ="0901", how spreadsheets keep a leading zero
};

/// Looks at the first `limit` cells.
[[nodiscard]] ColumnProfile profile_column(const TextColumn& cells, std::size_t limit);

/// The two coordinates of a cell, in the order they stand in it: "12.5, 104.9", "12.5;104.9",
/// "(12.5 104.9)", "POINT (104.9 12.5)". Views into the text; nothing if it is no pair.
[[nodiscard]] std::optional<std::pair<std::string_view, std::string_view>> coordinate_pair(
    std::string_view cell) noexcept;

/// Whether the text is an ISO 4217 code in use, in capitals.
[[nodiscard]] bool is_currency_code(std::string_view text);

/// The text inside ="...", otherwise the cell itself.
[[nodiscard]] std::string_view without_formula(std::string_view cell) noexcept;

}  // namespace sourcelight::ingest
