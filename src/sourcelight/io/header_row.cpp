// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/io/header_row.hpp"

#include "sourcelight/core/text.hpp"

#include <algorithm>
#include <functional>

namespace sourcelight::io {
namespace {

using Rows = std::vector<std::vector<std::string>>;

std::size_t filled_cells(const std::vector<std::string>& cells)
{
    return static_cast<std::size_t>(std::count_if(
        cells.begin(), cells.end(), [](const std::string& cell) { return !trim(cell).empty(); }));
}

/// Cells up to the last one that is not blank.
std::size_t width_of(const std::vector<std::string>& cells)
{
    std::size_t width = cells.size();
    while (width > 0 && trim(cells[width - 1]).empty()) {
        --width;
    }
    return width;
}

/// The width that at least this share of the rows reach.
std::size_t width_reached(const Rows& rows, std::size_t from, double share)
{
    std::vector<std::size_t> widths;
    for (std::size_t i = from; i < rows.size(); ++i) {
        widths.push_back(width_of(rows[i]));
    }
    if (widths.empty()) {
        return 0;
    }
    std::sort(widths.begin(), widths.end(), std::greater<>{});
    const auto last = static_cast<std::size_t>(share * static_cast<double>(widths.size()));
    return widths[std::min(last, widths.size() - 1)];
}

bool has_number(const std::vector<std::string>& cells)
{
    return std::any_of(cells.begin(), cells.end(),
                       [](const std::string& cell) { return parse_number(cell).has_value(); });
}

/// A row that heads a table without any known word: wide, and words only.
HeaderChoice first_wide_row(const Rows& rows)
{
    const auto wide = (width_reached(rows, 0, 0.5) * 6 + 9) / 10;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (filled_cells(rows[i]) >= std::max<std::size_t>(wide, 1)) {
            return {!has_number(rows[i]), i, 0, {}};
        }
    }
    return {};
}

std::vector<std::string> names_of(const Rows& rows, const HeaderChoice& choice)
{
    const auto data = choice.found ? choice.row + 1 : choice.row;
    auto width = choice.found ? width_of(rows[choice.row]) : std::size_t{1};
    // Beyond the header only what nearly all rows have is a column; the rest is a row too long.
    width = std::max(width, width_reached(rows, data, choice.found ? 0.8 : 0.0));
    std::vector<std::string> names;
    for (std::size_t i = 0; i < width; ++i) {
        const auto& header = rows[choice.row];
        const bool named = choice.found && i < header.size() && !trim(header[i]).empty();
        names.push_back(named ? header[i] : "column " + std::to_string(i + 1));
    }
    return names;
}

}  // namespace

bool is_blank_row(const std::vector<std::string>& cells) noexcept { return width_of(cells) == 0; }

HeaderChoice choose_header(const Rows& rows, const HeaderJudge& judge)
{
    HeaderChoice choice;
    const auto wide = width_reached(rows, 0, 0.5) / 2;
    for (std::size_t i = 0; i < std::min(rows.size(), kHeaderRows); ++i) {
        const auto words = judge ? judge(rows[i]) : 0;
        // One known word may also stand in a title or in a row of data; two do not.
        const bool enough = words >= 2 || (words == 1 && filled_cells(rows[i]) >= wide);
        if (enough && words > choice.words) {
            choice = {true, i, words, {}};
        }
    }
    if (choice.words == 0) {
        choice = first_wide_row(rows);
    }
    if (!rows.empty()) {
        choice.names = names_of(rows, choice);
    }
    return choice;
}

}  // namespace sourcelight::io
