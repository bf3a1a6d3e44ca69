// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/stated_cells.hpp"

#include "sourcelight/ingest/header_units.hpp"
#include "sourcelight/ingest/mapping_file.hpp"
#include "sourcelight/io/writers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

namespace sourcelight::pipeline {

namespace {

/// The line of a receipt that a citation explains.
std::string_view line_of(resolve::CitedPart part) noexcept
{
    return part == resolve::CitedPart::kCountry  ? "country"
           : part == resolve::CitedPart::kRegion ? "region"
                                                 : "activity";
}

assess::ReceiptTerm term_of(const resolve::Citation& citation)
{
    assess::ReceiptTerm term;
    term.group = citation.part == resolve::CitedPart::kActivity ? assess::TermGroup::kActivity
                                                                : assess::TermGroup::kPlace;
    term.what = citation.what;
    term.value = citation.value;
    term.source = citation.source;
    term.rows = citation.rows;
    term.code = citation.source.known() ? "E" : "";
    return term;
}

}  // namespace

void add_citations(std::span<const resolve::Citation> citations, assess::Receipt& receipt)
{
    auto& terms = receipt.terms;
    for (const auto& citation : citations) {
        auto term = term_of(citation);
        // Behind the line itself and what was added to it; a place without a region has no such
        // line, and the last line of its group is the next best.
        auto at = std::find_if(terms.begin(), terms.end(), [&](const auto& line) {
            return line.group == term.group && line.what == line_of(citation.part);
        });
        if (at == terms.end()) {
            at = std::find_if(terms.rbegin(), terms.rend(), [&](const auto& line) {
                     return line.group == term.group;
                 }).base();
        } else {
            at = std::find_if(at + 1, terms.end(), [](const auto& line) { return !line.cited; });
        }
        term.cited = true;
        terms.insert(at, std::move(term));
    }
}

void name_cells(const ingest::InputFile& file, std::int64_t file_row, assess::Receipt& receipt)
{
    receipt.where = file.first_line == 0 ? fmt::format("row {} of {}", file_row, file.file)
                                         : ingest::describe_row(file, file_row);
    for (auto& cell : receipt.cells) {
        cell.columns.clear();
        const auto* const source = file.mapping.find(cell.field);
        const auto* const spend = file.mapping.find(Field::kSpend);
        if (cell.field == Field::kCurrency && source != nullptr && source->columns.empty() &&
            spend != nullptr && !spend->columns.empty() &&
            ingest::currency_in(file.columns[spend->columns[0]]) == source->value) {
            cell.columns.push_back(file.columns[spend->columns[0]]);  // "Spend (EUR)" says it
            continue;
        }
        if (source != nullptr) {
            for (const auto column : source->columns) {
                cell.columns.push_back(file.columns[column]);
            }
        }
    }
}

ingest::InputFile input_file(const publish::InputRecord& record)
{
    ingest::InputFile file;
    file.file = record.file;
    file.format = record.format;
    file.columns = record.columns;
    file.first_line = record.first_line;
    for (const auto& name : io::safe_column_names(record.columns)) {
        file.output_names.push_back(name.name);
    }
    file.mapping =
        ingest::apply_mapping(ingest::parse_mapping(record.mapping, "run.json"), file.output_names)
            .mapping;
    return file;
}

}  // namespace sourcelight::pipeline
