// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/io/csv_reader.hpp"

#include "sourcelight/core/error.hpp"
#include "sourcelight/core/text.hpp"
#include "sourcelight/io/batch_builder.hpp"
#include "sourcelight/io/csv_records.hpp"
#include "sourcelight/io/finding_log.hpp"
#include "sourcelight/io/findings.hpp"
#include "sourcelight/io/header_row.hpp"
#include "sourcelight/io/text_stream.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <utility>

namespace sourcelight::io {
namespace {

constexpr std::size_t kPreviewBytes = std::size_t{1} << 20U;
constexpr std::size_t kPreviewRecords = 200;
constexpr std::size_t kMaxRecordBytes = std::size_t{256} << 20U;

std::string printable(char separator) { return separator == '\t' ? "TAB" : std::string{separator}; }

class CsvReader final : public TableReader {
public:
    CsvReader(const std::string& path, const ReadLimits& limits, const HeaderJudge& judge);

    [[nodiscard]] const TableInfo& info() const noexcept override { return m_info; }
    [[nodiscard]] std::optional<ColumnBatch> next() override;
    [[nodiscard]] std::vector<Finding> take_findings() override { return m_log.take(); }

private:
    void choose_separator();
    void find_header(const HeaderJudge& judge);
    [[nodiscard]] bool read_record();
    void add_row();
    void fit_to_columns();
    void join_surplus(std::size_t surplus);
    void repair_cells();
    void close();

    std::string m_path;
    ReadLimits m_limits;
    TextStream m_stream;
    TableInfo m_info;
    FindingLog m_log;
    char m_separator = ',';
    std::optional<CsvParser> m_parser;
    std::optional<BatchBuilder> m_builder;
    CsvRecord m_record;
    std::vector<std::string> m_repaired;  // cells of the record that are not in the buffer
    std::int64_t m_row = 0;               // data rows so far, blank ones counted
    std::int64_t m_lines_before = 0;      // lines that belong to no record: "sep=;"
    std::size_t m_blank = 0;              // blank rows not yet handed on
    bool m_closed = false;
};

CsvReader::CsvReader(const std::string& path, const ReadLimits& limits, const HeaderJudge& judge)
    : m_path{path}, m_limits{limits}, m_stream{path}
{
    m_info.file = std::filesystem::path{path}.filename().string();
    choose_separator();
    m_parser.emplace(m_separator, limits.cell_bytes);
    find_header(judge);
    m_builder.emplace(m_info.columns, limits);
    m_info.format =
        fmt::format("CSV, {}, separator {}", m_stream.encoding().name, printable(m_separator));
    if (!m_stream.encoding().utf8()) {
        m_log.add({0, &kEncodingGuessed, "", m_stream.encoding().name,
                   "the file was read as " + m_stream.encoding().name});
    }
}

void CsvReader::choose_separator()
{
    // Excel's own way to name the separator.
    const auto window = m_stream.window();
    if (window.size() > 5 && window.starts_with("sep=") &&
        (window[5] == '\r' || window[5] == '\n')) {
        m_separator = window[4];
        m_stream.advance(m_stream.begin() + (window.substr(5).starts_with("\r\n") ? 7 : 6));
        m_lines_before = 1;
        return;
    }
    const auto sample = window.substr(0, kPreviewBytes);
    m_separator = detect_separator(sample, m_stream.last() && sample.size() == window.size());
}

void CsvReader::find_header(const HeaderJudge& judge)
{
    const auto window = m_stream.window();
    const auto rows = preview_records(window, m_stream.last(), m_separator, kPreviewRecords);
    auto header = choose_header(rows, judge);
    if (rows.empty() && !m_stream.last()) {
        static_cast<void>(read_record());  // throws: the first record is larger than the limits
    }
    if (header.names.empty() || std::all_of(rows.begin(), rows.end(), is_blank_row)) {
        throw Error{Errc::kInputUnreadable,
                    m_path + ": holds no text; expected a table with a header and rows"};
    }
    if (header.names.size() > m_limits.columns) {
        throw Error{
            Errc::kLimitExceeded,
            fmt::format("{}: has {} columns, the limit is {}; keep the columns that describe "
                        "the supplier, or raise limits.columns",
                        m_path, header.names.size(), m_limits.columns)};
    }
    const auto skip = header.row + (header.found ? 1 : 0);
    if (m_stream.last() &&
        std::all_of(rows.begin() + static_cast<std::ptrdiff_t>(skip), rows.end(), is_blank_row) &&
        rows.size() < kPreviewRecords) {
        throw Error{Errc::kNoUsableColumn,
                    m_path + ": has a header but no rows below it; expected at least one row"};
    }
    for (std::size_t i = 0; i < skip && read_record(); ++i) {
    }
    m_info.columns = std::move(header.names);
    const auto line = m_lines_before + static_cast<std::int64_t>(header.row) + 1;
    m_info.header_line = header.found ? line : 0;
    m_info.first_line = line + (header.found ? 1 : 0);
    if (!header.found) {
        m_log.add({0, &kNoHeader, "", rows[header.row].front(),
                   "no line looks like a header; the columns are called \"column 1\" and so on"});
    } else if (header.row > 0) {
        m_log.add({0, &kLinesBeforeHeader, "", rows[0].front(),
                   fmt::format("the header is line {}; {} line(s) above it are not suppliers; data "
                               "row 1 is line {} of the file",
                               line, header.row, m_info.first_line)});
    }
}

/// Parses the next record into m_record; false at the end of the file.
bool CsvReader::read_record()
{
    for (;;) {
        if (m_stream.window().empty() && m_stream.last()) {
            return false;
        }
        m_parser->parse(m_stream.begin(), m_stream.end(), m_stream.last(), m_record);
        if (m_record.state == CsvRecord::State::kComplete) {
            m_stream.advance(m_record.next);
            return true;
        }
        const bool huge = m_stream.window().size() > kMaxRecordBytes;
        if (m_record.state == CsvRecord::State::kCellTooLarge || huge) {
            const auto column = m_record.cells.size();
            throw Error{
                Errc::kLimitExceeded,
                fmt::format("{}, data row {}, column {}: the cell is larger than {} bytes; shorten "
                            "it, check for a missing quotation mark, or raise limits.cell_bytes",
                            m_path, m_row + 1,
                            column < m_info.columns.size() ? "\"" + m_info.columns[column] + "\""
                                                           : std::to_string(column + 1),
                            m_limits.cell_bytes)};
        }
        m_stream.fill();
    }
}

void CsvReader::fit_to_columns()
{
    auto& cells = m_record.cells;
    const auto columns = m_info.columns.size();
    if (cells.size() < columns) {
        m_log.add({m_row, &kRowTooShort, "", std::string{cells.front()},
                   fmt::format("the row has {} cells, the header {}; the missing ones are empty",
                               cells.size(), columns)});
        return;
    }
    if (std::all_of(cells.begin() + static_cast<std::ptrdiff_t>(columns), cells.end(),
                    [](std::string_view cell) { return trim(cell).empty(); })) {
        return;
    }
    join_surplus(cells.size() - columns);
}

/// Joins cells until the row fits. A cell that starts with a blank (`Acme, Inc`) most likely
/// belongs to the one before it; else the surplus goes to the last column.
void CsvReader::join_surplus(std::size_t surplus)
{
    const auto& cells = m_record.cells;
    const auto before = cells.size();
    const auto blanks = static_cast<std::size_t>(
        std::count_if(cells.begin() + 1, cells.end(),
                      [](std::string_view cell) { return cell.starts_with(' '); }));
    const bool by_blank = blanks == surplus;
    std::vector<std::string> joined;
    for (std::size_t i = 0; i < before; ++i) {
        const bool joins = i > 0 && (by_blank ? cells[i].starts_with(' ')
                                              : joined.size() == m_info.columns.size());
        if (joins) {
            joined.back().append(1, m_separator).append(cells[i]);
        } else {
            joined.emplace_back(cells[i]);
        }
    }
    m_repaired = std::move(joined);
    m_record.cells.assign(m_repaired.begin(), m_repaired.end());
    m_log.add({m_row, &kRowTooLong, "", m_repaired.front(),
               fmt::format("the row has {} cells, the header {}; {}", before, m_info.columns.size(),
                           by_blank ? "cells that start with a blank were joined to the one before"
                                    : "the surplus was joined to the last column")});
}

void CsvReader::repair_cells()
{
    for (std::size_t i = 0; i < m_record.cells.size(); ++i) {
        auto& cell = m_record.cells[i];
        if (!is_utf8(cell)) {
            m_repaired.push_back(repair_utf8(cell));
            cell = m_repaired.back();
            m_log.add({m_row, &kInvalidBytes,
                       i < m_info.columns.size() ? m_info.columns[i] : std::string{},
                       std::string{cell}, "bytes that are not UTF-8 were read as Windows-1252"});
        }
    }
}

void CsvReader::add_row()
{
    if (m_record.cells.size() == 1 && m_record.cells[0].empty() && m_info.columns.size() > 1) {
        return;  // an empty line is no row
    }
    ++m_row;
    if (std::all_of(m_record.cells.begin(), m_record.cells.end(),
                    [](std::string_view cell) { return trim(cell).empty(); })) {
        // Held back, since empty rows at the end are no rows; but never more than a batch of them.
        if (m_builder->rows() + ++m_blank >= m_builder->max_rows()) {
            m_builder->append_blank(std::exchange(m_blank, 0));
        }
        return;
    }
    m_builder->append_blank(std::exchange(m_blank, 0));
    m_repaired.clear();
    m_repaired.reserve(m_record.cells.size() + 1);  // views on its strings must stay valid
    if (m_stream.suspicious()) {
        repair_cells();
    }
    if (m_record.cells.size() != m_info.columns.size()) {
        fit_to_columns();
    }
    if (m_record.runaway_quote) {
        m_log.add({m_row, &kRunawayQuote, "", std::string{m_record.cells.front()},
                   "a quotation mark opens a cell and is not closed; it was read as a character"});
    }
    m_builder->append(m_record.cells);
}

std::optional<ColumnBatch> CsvReader::next()
{
    while (!m_builder->full()) {
        if (!read_record()) {
            close();
            break;
        }
        add_row();
    }
    if (m_builder->rows() == 0) {
        return std::nullopt;
    }
    return m_builder->finish();
}

void CsvReader::close()
{
    if (std::exchange(m_closed, true)) {
        return;
    }
    if (m_blank > 0) {
        m_log.add({0, &kBlankRowsAtEnd, "", "",
                   fmt::format("{} empty rows at the end of the file were left out", m_blank)});
    }
    if (m_stream.nul_bytes() > 0) {
        m_log.add({0, &kNulBytes, "", "",
                   fmt::format("{} NUL bytes were left out", m_stream.nul_bytes())});
    }
    m_log.close();
}

}  // namespace

std::unique_ptr<TableReader> open_csv(const std::string& path, const ReadLimits& limits,
                                      const HeaderJudge& judge)
{
    return std::make_unique<CsvReader>(path, limits, judge);
}

}  // namespace sourcelight::io
