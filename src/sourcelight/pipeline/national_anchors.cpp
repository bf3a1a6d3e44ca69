// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/national_anchors.hpp"

#include "sourcelight/core/digest.hpp"
#include "sourcelight/core/error.hpp"
#include "sourcelight/core/parse_whole.hpp"
#include "sourcelight/core/text.hpp"
#include "sourcelight/core/wrap.hpp"
#include "sourcelight/ingest/table_lines.hpp"
#include "sourcelight/io/table_reader.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace sourcelight::pipeline {
namespace {

constexpr std::array<std::string_view, 10> kColumns{
    "country", "unit", "value", "lo90", "hi90", "forms", "year", "published", "source", "licence"};

using Cells = std::map<std::string_view, std::string>;

/// Of the ILO's Forced Labour Convention, the definition that estimates count by.
constexpr int kEarliestYear = 1930;

/// One row of the file; what is wrong with it is collected.
class RowReader {
public:
    RowReader(Cells cells, std::string where, std::vector<std::string>& problems)
        : m_cells{std::move(cells)}, m_where{std::move(where)}, m_problems{&problems}
    {
    }

    [[nodiscard]] std::string text(const char* column)
    {
        const auto value = m_cells[column];
        if (value.empty()) {
            complain(fmt::format("{} is empty", column));
        }
        return value;
    }
    [[nodiscard]] double number(const char* column)
    {
        const auto cell = text(column);
        const auto value = parse_number(cell);
        if (!cell.empty() && !(value && *value > 0.0)) {
            complain(fmt::format("{} is \"{}\"; expected a number above 0", column, cell));
        }
        return value.value_or(0.0);
    }
    /// Whether the cell is the first of two words; neither is a problem.
    [[nodiscard]] bool is_first(const char* column, std::string_view first, std::string_view second)
    {
        const auto cell = text(column);
        if (!cell.empty() && cell != first && cell != second) {
            complain(fmt::format("{} is \"{}\"; expected {} or {}", column, cell, first, second));
        }
        return cell == first;
    }
    void complain(const std::string& message)
    {
        m_problems->push_back(fmt::format("{}: {}", m_where, message));
    }

private:
    Cells m_cells;
    std::string m_where;
    std::vector<std::string>* m_problems;
};

void read_dates(RowReader& row, assess::NationalEstimate& out)
{
    const auto year = row.text("year");
    out.year = parse_whole<int>(year).value_or(0);
    if (!year.empty() && out.year < kEarliestYear) {
        row.complain(fmt::format("year is \"{}\"; expected one from {} on, such as 2021", year,
                                 kEarliestYear));
    }
    const auto published = row.text("published");
    const auto date = published.size() == 10 ? parse_date(published) : std::nullopt;
    if (!published.empty() && !date) {
        row.complain(
            fmt::format("published is \"{}\"; expected a day such as 2023-05-24", published));
    }
    out.published = date.value_or(Date{});
    if (date && out.year > year_of(*date)) {
        row.complain(
            fmt::format("year is {}, after the day of publication {}; an estimate is about "
                        "the past: correct one of them",
                        out.year, published));
    }
}

assess::NationalEstimate read_row(RowReader& row)
{
    assess::NationalEstimate out;
    const auto country = row.text("country");
    out.country = CountryCode{country};
    if (!country.empty() && out.country.empty()) {
        row.complain(
            fmt::format("country is \"{}\"; expected a code of ISO 3166-1 such as UZ", country));
    }
    out.per_1000 = row.is_first("unit", "per_1000", "persons");
    out.value = row.number("value");
    out.lo90 = row.number("lo90");
    out.hi90 = row.number("hi90");
    const bool given = out.lo90 > 0.0 && out.value > 0.0 && out.hi90 > 0.0;
    if (given && !(out.lo90 <= out.value && out.value <= out.hi90)) {
        row.complain(fmt::format("the interval {} to {} does not hold the value {}; expected lo90 "
                                 "<= value <= hi90",
                                 out.lo90, out.hi90, out.value));
    }
    out.all_forms = row.is_first("forms", "all", "private");
    read_dates(row, out);
    out.source = row.text("source");
    out.licence = row.text("licence");
    return out;
}

std::optional<std::size_t> column_of(std::string_view header)
{
    const auto word = fold(header);
    const auto* const found = std::find(kColumns.begin(), kColumns.end(), word);
    return found == kColumns.end()
               ? std::nullopt
               : std::optional{static_cast<std::size_t>(found - kColumns.begin())};
}

/// Where each column stands. Throws Error kNoUsableColumn naming one that the file does not have.
std::array<std::size_t, kColumns.size()> places_of(const std::string& path,
                                                   const std::vector<std::string>& names)
{
    std::array<std::size_t, kColumns.size()> places{};
    for (std::size_t c = 0; c < kColumns.size(); ++c) {
        const auto found = std::find_if(names.begin(), names.end(),
                                        [c](const auto& name) { return column_of(name) == c; });
        if (found == names.end()) {
            throw Error{Errc::kNoUsableColumn,
                        fmt::format("{}: has no column \"{}\"; its columns are {}. A file of "
                                    "national estimates needs {}; docs/anchors.md has the meanings",
                                    path, kColumns.at(c),
                                    printable(fmt::format("{}", fmt::join(names, ", "))),
                                    fmt::join(kColumns, ", "))};
        }
        if (std::any_of(found + 1, names.end(),
                        [c](const auto& name) { return column_of(name) == c; })) {
            throw Error{Errc::kNoUsableColumn,
                        fmt::format("{}: has the column \"{}\" twice; keep one of them", path,
                                    kColumns.at(c))};
        }
        places.at(c) = static_cast<std::size_t>(found - names.begin());
    }
    return places;
}

/// Every row of the file with its line.
std::vector<std::pair<std::int64_t, Cells>> read_cells(const std::string& path)
{
    const auto reader =
        io::open_table(path, {}, [](const std::vector<std::string>& cells) -> std::size_t {
            return static_cast<std::size_t>(
                std::count_if(cells.begin(), cells.end(),
                              [](const auto& c) { return column_of(c).has_value(); }));
        });
    const auto places = places_of(path, reader->info().columns);
    ingest::TableLines lines{reader->info(), path};
    std::vector<std::pair<std::int64_t, Cells>> rows;
    while (const auto batch = reader->next()) {
        std::array<TextColumn, kColumns.size()> columns;
        for (std::size_t c = 0; c < kColumns.size(); ++c) {
            columns.at(c) = batch->text(places.at(c));
        }
        for (std::size_t row = 0; row < batch->rows(); ++row) {
            Cells cells;
            for (std::size_t c = 0; c < kColumns.size(); ++c) {
                cells[kColumns.at(c)] = std::string{trim(columns.at(c)[row])};
            }
            const auto line = lines.take().first;
            const bool blank = std::all_of(cells.begin(), cells.end(),
                                           [](const auto& cell) { return cell.second.empty(); });
            if (!blank) {
                rows.emplace_back(line, std::move(cells));
            }
        }
    }
    return rows;
}

}  // namespace

assess::NationalAnchors read_national_anchors(const std::string& path)
{
    if (!std::filesystem::exists(path)) {
        throw Error{Errc::kInputUnreadable,
                    fmt::format("{}: there is no such file of national estimates; put it back, or "
                                "correct the setting anchors.national",
                                path)};
    }
    assess::NationalAnchors out;
    out.file = std::filesystem::path{path}.filename().string();
    auto rows = read_cells(path);
    out.sha256 = sha256_file(path);
    if (rows.empty()) {
        throw Error{Errc::kNoUsableColumn,
                    fmt::format("{}: holds no estimate; add a row, or leave the setting "
                                "anchors.national empty",
                                path)};
    }
    std::vector<std::string> problems;
    std::map<CountryCode, std::int64_t> seen;
    for (auto& [line, cells] : rows) {
        RowReader row{std::move(cells), fmt::format("{}:{}", path, line), problems};
        auto estimate = read_row(row);
        estimate.line = line;
        if (const auto [first, added] = seen.emplace(estimate.country, line);
            !added && !estimate.country.empty()) {
            row.complain(fmt::format("{} stands there twice, first on line {}; keep one estimate a "
                                     "country",
                                     estimate.country.view(), first->second));
        }
        out.estimates.push_back(std::move(estimate));
    }
    if (!problems.empty()) {
        throw Error{Errc::kConfigInvalid, fmt::format("{}", fmt::join(problems, "\n"))};
    }
    return out;
}

}  // namespace sourcelight::pipeline
