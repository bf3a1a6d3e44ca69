// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/workbook.hpp"

#include "sourcelight/publish/columns.hpp"
#include "sourcelight/publish/findings.hpp"
#include "sourcelight/publish/number_text.hpp"
#include "sourcelight/publish/workbook_sheets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <variant>

namespace sourcelight::publish {
namespace {

using io::ValueKind;

/// A column of a batch ready to be written cell by cell.
struct SheetColumn {
    std::variant<TextColumn, std::span<const std::int64_t>, std::span<const float>,
                 std::span<const double>>
        values;
    CellStyle style = CellStyle::kText;
    std::size_t index = 0;
};

SheetColumn sheet_column(const io::ColumnBatch& table, std::size_t index, std::string_view name)
{
    const auto style = column_style(name);
    switch (table.kind(index)) {
    case ValueKind::kInteger: return {table.integers(index), CellStyle::kCount, index};
    case ValueKind::kReal32: return {table.reals32(index), style, index};
    case ValueKind::kReal64: return {table.reals64(index), style, index};
    default: return {table.text(index), style, index};
    }
}

double as_shown(std::int64_t value) { return static_cast<double>(value); }

double as_shown(double value) { return value; }

/// The decimal number that a float32 stands for: 0.95 rather than 0.949999988.
double as_shown(float value)
{
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    auto shown = static_cast<double>(value);
    std::from_chars(text.data(), end, shown);
    return shown;
}

void write_cell(XlsxSheet& sheet, const SheetColumn& column, const io::ColumnBatch& table,
                std::size_t row)
{
    if (const auto* texts = std::get_if<TextColumn>(&column.values)) {
        const auto cell = (*texts)[row];
        if (column.style == CellStyle::kDate) {
            sheet.date(parse_date(cell));
        } else if (cell.empty()) {
            sheet.blank();
        } else {
            sheet.text(cell);
        }
        return;
    }
    if (table.missing(column.index, row)) {
        sheet.blank(column.style);
        return;
    }
    // A user's own number has no style of ours: it is shown as it stands.
    std::visit(
        [&](const auto& values) {
            if constexpr (!std::is_same_v<std::decay_t<decltype(values)>, TextColumn>) {
                sheet.number(as_shown(values[row]), column.style);
            }
        },
        column.values);
}

std::string_view note_of(std::string_view name, const RunNames& names)
{
    for (const auto& extra : names.extra) {
        if (extra.name == name) {
            return extra.meaning;
        }
    }
    const auto columns = result_columns();
    const auto found = std::find_if(columns.begin(), columns.end(),
                                    [name](const ResultColumn& c) { return c.name == name; });
    return found == columns.end() ? std::string_view{} : found->meaning;
}

double column_width(std::string_view name)
{
    if (name == "sl_reason") {
        return 60.0;
    }
    if (name == "sl_activity_label" || name == "sl_findings") {
        return 28.0;
    }
    return name.starts_with("sl_") ? 13.0 : 20.0;
}

}  // namespace

Workbook::Workbook(const WorkbookOptions& options, const RunNames& names,
                   const reference::Reference& reference, const io::ColumnBatch& layout)
    : m_names{&names}, m_reference{&reference}, m_title{options.title}, m_book{options.path,
                                                                               options.scratch,
                                                                               options.title,
                                                                               options.as_of},
      m_summary{&m_book.add_sheet("Summary")}, m_priorities{&m_book.add_sheet("Priorities")},
      m_suppliers{&m_book.add_sheet("Suppliers")}, m_unresolved{&m_book.add_sheet("Unresolved")},
      m_matches{&m_book.add_sheet("Matches to review")}, m_sources{&m_book.add_sheet("Sources")}
{
    begin_sheets(layout);
}

void Workbook::begin_sheets(const io::ColumnBatch& layout)
{
    const auto names = layout.names();
    const auto ours = result_columns().size() + m_names->extra.size();
    const auto own = names.size() - ours;
    const auto kept = std::min(own, kSheetColumns - ours);
    m_left_out_columns = own - kept;
    std::vector<XlsxSheet::Column> columns;
    for (std::size_t c = 0; c < names.size(); ++c) {
        if (c >= kept && c < own) {
            continue;
        }
        m_columns.push_back(c);
        const auto style = c < own ? CellStyle::kOwnHeader : CellStyle::kHeader;
        const auto note = c < own ? std::string_view{} : note_of(names[c], *m_names);
        columns.push_back({names[c], column_width(names[c]), style, std::string{note}});
    }
    m_suppliers->begin_table(columns, 1);
    print_main_columns(columns);
    constexpr auto kNumber = CellStyle::kNumberHeader;
    m_unresolved->begin_table({{"Row", 8.0, kNumber},
                               {"File", 18.0},
                               {"Supplier", 26.0},
                               {"Place as written", 28.0},
                               {"Product as written", 20.0},
                               {"Scored", 8.0},
                               {"What is odd", 16.0},
                               {"Severity", 9.0},
                               {"Column", 12.0},
                               {"Value", 20.0},
                               {"What was expected", 42.0},
                               {"How to mend it", 42.0}},
                              1);
    constexpr auto kInput = CellStyle::kInputHeader;
    m_matches->begin_table({{"Row", 8.0, kNumber},
                            {"File", 18.0},
                            {"Supplier", 28.0},
                            {"Listed entity", 28.0},
                            {"Name compared", 28.0},
                            {"Similarity", 10.0, kNumber},
                            {"Probability of being the same", 12.0, kNumber},
                            {"Words agreed", 20.0},
                            {"Country agrees", 9.0},
                            {"Address agrees", 9.0},
                            {"Listed on", 11.0},
                            {"Legal basis", 16.0},
                            {"List", 20.0},
                            {"State", 9.0},
                            {"Reason", 44.0},
                            {"Address of the source", 32.0},
                            {"Decision", 12.0, kInput},
                            {"Decided by", 16.0, kInput},
                            {"Date", 12.0, kInput}},
                           3);
    m_matches->fit_on_paper(2, 0, false, 3);
    constexpr std::uint16_t kDecisionColumn = 16;
    m_matches->allow_only(kDecisionColumn, {"same", "different", "unclear"});
}

/// Sixty columns on a sheet of paper cannot be read: what the law lists, the band and the reason
/// are printed, beside the supplier's name.
void Workbook::print_main_columns(const std::vector<XlsxSheet::Column>& columns)
{
    const auto at = [&columns](std::string_view title) {
        const auto found =
            std::find_if(columns.begin(), columns.end(),
                         [title](const auto& column) { return column.title == title; });
        return found == columns.end() ? std::uint16_t{0}
                                      : static_cast<std::uint16_t>(found - columns.begin());
    };
    m_suppliers->print_only(at("sl_listed_since"), at("sl_reason"), at(m_names->name_column));
}

void Workbook::write(const BatchResults& batch, const io::ColumnBatch& table,
                     const RowFindings& findings)
{
    write_suppliers(table);
    for (std::size_t i = 0; i < batch.suppliers->rows; ++i) {
        if (const auto row = unresolved_row(*m_names, batch, findings, i)) {
            write_unresolved(*row);
        }
    }
    for (const auto& match : batch.matches) {
        if (match.state != screen::MatchState::kDismissed) {
            write_match({match, m_names->files[batch.suppliers->file]});
        }
    }
}

void Workbook::write_suppliers(const io::ColumnBatch& table)
{
    const auto names = table.names();
    std::vector<SheetColumn> columns;
    columns.reserve(m_columns.size());
    for (const auto c : m_columns) {
        columns.push_back(sheet_column(table, c, names[c]));
    }
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (m_suppliers->full()) {
            m_left_out_rows += static_cast<std::int64_t>(table.rows() - row);
            return;
        }
        for (const auto& column : columns) {
            write_cell(*m_suppliers, column, table, row);
        }
        m_suppliers->next_row();
    }
}

void Workbook::write_unresolved(const UnresolvedRow& row)
{
    static const Finding kNone;
    const std::span<const Finding> findings =
        row.findings.empty() ? std::span{&kNone, 1} : std::span{row.findings};
    constexpr auto kWrapped = CellStyle::kWrapped;
    for (const auto& finding : findings) {
        if (m_unresolved->full()) {
            return;
        }
        const auto* kind = finding.kind;
        m_unresolved->number(static_cast<double>(row.row), CellStyle::kCount)
            .text(row.file, kWrapped)
            .text(row.name, kWrapped)
            .text(row.place_text, kWrapped)
            .text(row.product_text, kWrapped)
            .text(row.scored ? "yes" : "no")
            .text(kind == nullptr ? "not scored" : kind->code, kWrapped)
            .text(kind == nullptr ? "" : severity_name(kind->severity))
            .text(finding.column, kWrapped)
            .text(finding.value, kWrapped)
            .text(finding.message, kWrapped)
            .text(kind == nullptr ? "" : kind->fix, kWrapped)
            .next_row();
    }
}

void Workbook::write_match(const ListedMatch& listed)
{
    if (m_matches->full()) {
        return;
    }
    const auto& match = listed.match;
    const auto& entity = m_names->entities[match.entity];
    constexpr auto kWrapped = CellStyle::kWrapped;
    m_matches->number(static_cast<double>(match.row), CellStyle::kCount)
        .text(listed.file, kWrapped)
        .text(match.supplier_name, kWrapped)
        .text(entity.name, kWrapped)
        .text(match.matched_alias, kWrapped)
        .number(match.score, CellStyle::kScore)
        .number(match.probability, CellStyle::kPercent)
        .text(match.tokens_agreed, kWrapped)
        .text(match.country_agrees ? "yes" : "no")
        .text("not compared")
        .date(entity.listed_on)
        .text(entity.legal_basis, kWrapped)
        .text(entity.list_id, kWrapped)
        .text(screen::state_name(match.state))
        .text(match.reason, kWrapped)
        .text(entity.source_url, kWrapped)
        .blank(CellStyle::kInput)
        .blank(CellStyle::kInput)
        .blank(CellStyle::kInput)
        .next_row();
}

/// An empty sheet says what its emptiness means.
void Workbook::explain_empty_sheets()
{
    if (m_unresolved->empty()) {
        m_unresolved->blank().blank().text("Every row could be read, placed and scored.");
    }
    if (m_matches->empty()) {
        m_matches->blank().blank().text(
            "No name of the list resembles a listed entity. None found is not clearance.");
    }
}

void Workbook::finish(const RunOutcome& outcome, const RunCollection& run)
{
    write_summary(*m_summary, m_title, *m_reference, outcome, run);
    write_priorities(*m_priorities, *m_reference, run);
    write_sources(*m_sources, *m_reference, outcome.record);
    explain_empty_sheets();
    m_book.close();
}

std::vector<Finding> Workbook::findings() const
{
    std::vector<Finding> findings;
    if (m_left_out_rows > 0) {
        findings.push_back({0, &kWorkbookRows, "", count_text(m_left_out_rows),
                            fmt::format("the sheet Suppliers lacks the last {} rows",
                                        count_text(m_left_out_rows))});
    }
    if (m_left_out_columns > 0) {
        findings.push_back({0, &kWorkbookColumns, "", fmt::format("{}", m_left_out_columns),
                            fmt::format("the sheet Suppliers lacks the input's last {} columns",
                                        m_left_out_columns)});
    }
    if (const auto cut = m_suppliers->cut_texts(); cut > 0) {
        findings.push_back(
            {0, &kWorkbookCell, "", count_text(cut),
             fmt::format("{} cells of the sheet Suppliers were cut", count_text(cut))});
    }
    return findings;
}

}  // namespace sourcelight::publish
