// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/national_anchors.hpp"

#include "sourcelight/core/digest.hpp"
#include "sourcelight/core/error.hpp"
#include "sourcelight/core/parse_whole.hpp"
#include "sourcelight/core/text.hpp"
#include "sourcelight/io/read_table.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <filesystem>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

namespace sourcelight::pipeline {
namespace {

constexpr std::array<std::string_view, 10> kColumns{
    "country", "unit", "value", "lo90", "hi90", "forms", "year", "published", "source", "licence"};

/// One row of the file; what is wrong with it is collected.
class RowReader {
public:
    RowReader(const DataTable& table, std::size_t row, std::string where,
              std::vector<std::string>& problems)
        : m_table{&table}, m_row{row}, m_where{std::move(where)}, m_problems{&problems}
    {
    }

    [[nodiscard]] std::string text(const char* column)
    {
        const std::string value{trim(m_table->text(column)[m_row])};
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
    const DataTable* m_table;
    std::size_t m_row;
    std::string m_where;
    std::vector<std::string>* m_problems;
};

void read_dates(RowReader& row, assess::NationalEstimate& out)
{
    const auto year = row.text("year");
    out.year = parse_whole<int>(year).value_or(0);
    if (!year.empty() && out.year == 0) {
        row.complain(fmt::format("year is \"{}\"; expected one such as 2021", year));
    }
    const auto published = row.text("published");
    const auto date = published.size() == 10 ? parse_date(published) : std::nullopt;
    if (!published.empty() && !date) {
        row.complain(
            fmt::format("published is \"{}\"; expected a day such as 2023-05-24", published));
    }
    out.published = date.value_or(Date{});
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
    if (!(out.lo90 <= out.value && out.value <= out.hi90)) {
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

}  // namespace

assess::NationalAnchors read_national_anchors(const std::string& path)
{
    std::vector<io::ColumnType> columns;
    for (const auto column : kColumns) {
        columns.push_back({std::string{column}, false});
    }
    const auto table = io::read_table(path, columns);
    assess::NationalAnchors out;
    out.file = std::filesystem::path{path}.filename().string();
    out.sha256 = sha256_file(path);
    std::vector<std::string> problems;
    std::set<CountryCode> seen;
    for (std::size_t i = 0; i < table.rows(); ++i) {
        const auto line = static_cast<std::int64_t>(i) + 2;  // the first line is the header
        RowReader row{table, i, fmt::format("{}:{}", path, line), problems};
        auto estimate = read_row(row);
        estimate.line = line;
        if (!seen.insert(estimate.country).second) {
            row.complain(fmt::format("{} stands there twice; keep one estimate a country",
                                     estimate.country.view()));
        }
        out.estimates.push_back(std::move(estimate));
    }
    if (out.estimates.empty()) {
        problems.push_back(fmt::format("{}: holds no estimate; add a row, or leave the setting "
                                       "anchors.national empty",
                                       path));
    }
    if (!problems.empty()) {
        throw Error{Errc::kConfigInvalid, fmt::format("{}", fmt::join(problems, "\n"))};
    }
    return out;
}

}  // namespace sourcelight::pipeline
