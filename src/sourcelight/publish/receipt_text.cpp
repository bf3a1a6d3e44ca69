// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/receipt_text.hpp"

#include "sourcelight/core/shell_word.hpp"
#include "sourcelight/core/wrap.hpp"
#include "sourcelight/publish/receipt_lines.hpp"
#include "sourcelight/publish/receipt_why.hpp"
#include "sourcelight/reference/reference.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace sourcelight::publish {
namespace {

using assess::ReceiptTerm;
using assess::TermGroup;
using Json = nlohmann::ordered_json;

constexpr std::size_t kItem = 2;
constexpr std::size_t kItemHanging = 4;
constexpr std::size_t kNote = 6;

struct GroupNames {
    std::string_view name;
    std::string_view heading;
};

/// In the order of TermGroup, which is the order of the printed groups.
constexpr std::array<GroupNames, 11> kGroups{{
    {"start", "Where the account starts"},
    {"place", "Place"},
    {"activity", "Product or activity"},
    {"workers", "Workers"},
    {"prevalence", "Prevalence: persons of 1,000 workers"},
    {"hazard", "Hazard: a new public finding within 24 months"},
    {"evidence", "Evidence about the site or its owner"},
    {"legal", "What the law lists"},
    {"state", "State-imposed programmes"},
    {"company", "What the company does"},
    {"coverage", "How much is known"},
}};

std::string_view code_words(std::string_view code) noexcept
{
    return code == "E"   ? "data"
           : code == "P" ? "stated assumption"
           : code == "C" ? "computed from the other lines of this receipt"
                         : code;
}

std::string cell_text(const assess::StatedCell& cell)
{
    std::string headers;
    for (const auto& column : cell.columns) {
        headers += fmt::format("{}\"{}\"", headers.empty() ? "" : ", ", printable(column));
    }
    // Of a currency the cell is the header of the spend itself: "Spend (EUR)".
    const bool by_header = cell.field == Field::kCurrency && cell.columns.size() == 1 &&
                           cell.columns[0].find(cell.text) != std::string::npos;
    const auto* const words = cell.columns.empty()       ? "your mapping, for every row"
                              : by_header                ? "header "
                              : cell.columns.size() == 1 ? "column "
                                                         : "columns ";
    return fmt::format("{}{}: \"{}\"", words, headers, printable(cell.text));
}

/// The user's cells behind a line: `your file, near line 14 of list.csv: column "Produkt":
/// "Baumwollgarn"`; empty for a line that no cell is behind.
std::string cells_line(const ReceiptTerm& term, const assess::Receipt& receipt)
{
    if (!term.stated.empty()) {
        return fmt::format("your file, {}", term.stated);
    }
    std::string cells;
    for (const auto* cell : cells_of(term, receipt)) {
        cells += (cells.empty() ? "" : "; ") + cell_text(*cell);
    }
    if (cells.empty()) {
        return term.code == "I" ? "your file: nothing is stated" : std::string{};
    }
    return receipt.where.empty()
               ? "your file: " + cells
               : fmt::format("your file, {}: {}", printable(receipt.where), cells);
}

/// The key that `data show --row` takes; empty = the whole dataset.
std::string show_key(const ReceiptTerm& term, const SourceNote& note)
{
    return term.source.whole() ? term.rows : note.key;
}

/// The command that shows the rows a line rests on; empty where none does, or where their key
/// cannot be written on a line.
std::string show_command(const ReceiptTerm& term, SourceNotes& notes)
{
    if (!term.source.known()) {
        return {};
    }
    const auto note = notes.note(term.source);
    const auto key = show_key(term, note);
    if (key != printable(key)) {
        return {};
    }
    return fmt::format("sourcelight data show {}{}", note.dataset,
                       key.empty() ? std::string{} : " --row " + shell_word(key));
}

void append_term(std::string& out, const ReceiptTerm& term, const assess::Receipt& receipt,
                 SourceNotes& notes)
{
    append_paragraph(out, value_line(term), kItem, kItemHanging);
    append_paragraph(out, term.sentence, kNote, kNote);
    for (const auto& source : {cells_line(term, receipt), source_line(term, notes)}) {
        if (!source.empty()) {
            append_paragraph(out, "source: " + source, kNote, kNote);
        }
    }
    // On one line whatever its length, so that it can be pasted.
    if (const auto command = show_command(term, notes); !command.empty()) {
        out += std::string(kNote, ' ') + command + "\n";
    }
}

/// All that was read of the row, so that no cell of the user is behind a number unseen.
void append_cells(std::string& out, const assess::Receipt& receipt)
{
    if (receipt.cells.empty()) {
        return;
    }
    out += '\n';
    append_paragraph(
        out, receipt.where.empty() ? "Your file" : fmt::format("Your file, {}", receipt.where), 0,
        0);
    for (const auto& cell : receipt.cells) {
        append_paragraph(out, fmt::format("{}: {}", field_name(cell.field), cell_text(cell)), kItem,
                         kItemHanging);
    }
}

Json source_json(const ReceiptTerm& term, SourceNotes& notes)
{
    if (!term.source.known()) {
        return nullptr;
    }
    const auto note = notes.note(term.source);
    return {{"dataset", note.dataset},
            {"title", note.title},
            {"publisher", note.publisher},
            {"edition", note.edition},
            {"published", term.published ? to_string(*term.published) : note.published},
            {"as_of_exempt", reference::is_exempt(note.dataset)},
            {"licence", note.licence},
            {"licence_url", note.licence_url},
            {"address", note.address},
            {"row", term.source.whole() ? Json(nullptr) : Json(term.source.row)},
            {"key", show_key(term, note)}};
}

Json cell_json(const assess::StatedCell& cell)
{
    return {{"field", field_name(cell.field)}, {"columns", cell.columns}, {"text", cell.text}};
}

Json cells_json(const ReceiptTerm& term, const assess::Receipt& receipt)
{
    Json cells = Json::array();
    for (const auto* cell : cells_of(term, receipt)) {
        cells.push_back(cell_json(*cell));
    }
    return cells;
}

/// The setting or parameter of a line, the names of the fields of one that the user's file states.
std::string parameter_of(const ReceiptTerm& term)
{
    if (term.code != "I" || !term.stated.empty()) {
        return term.parameter;
    }
    std::string fields;
    for (const auto field : term.fields) {
        fields += fmt::format("{}{}", fields.empty() ? "" : ",", field_name(field));
    }
    return fields;
}

Json term_json(const ReceiptTerm& term, const assess::Receipt& receipt, SourceNotes& notes)
{
    return {{"group", group_name(term.group)},
            {"what", term.what},
            {"value", term.value},
            {"interval", term.interval},
            {"log_odds", term.log_odds ? Json(*term.log_odds) : Json(nullptr)},
            {"variance_share", term.variance_share ? Json(*term.variance_share) : Json(nullptr)},
            {"sentence", term.sentence},
            {"code", term.code},
            {"parameter", parameter_of(term)},
            {"cells", cells_json(term, receipt)},
            {"stated", term.stated.empty() ? Json(nullptr) : Json(term.stated)},
            {"source", source_json(term, notes)}};
}

}  // namespace

void append_paragraph(std::string& out, std::string_view text, std::size_t indent,
                      std::size_t hanging)
{
    const auto clean = printable(text);
    if (!clean.empty()) {
        out += wrap(std::string(indent, ' ') + clean, hanging) + "\n";
    }
}

std::string value_line(const ReceiptTerm& term)
{
    std::string line = term.what;
    if (!term.value.empty()) {
        line += ": " + term.value;
    }
    if (!term.interval.empty()) {
        line += " (" + term.interval + ")";
    }
    if (term.log_odds) {
        line += fmt::format(" [{:+.2f} log-odds{}]", *term.log_odds,
                            term.variance_share ? fmt::format(", {:.0f} % of the spread",
                                                              100.0 * *term.variance_share)
                                                : std::string{});
    }
    return line;
}

std::string source_line(const ReceiptTerm& term, SourceNotes& notes)
{
    if (!term.source.known()) {
        const auto words = code_words(term.code);
        return term.code == "I"         ? std::string{}
               : term.parameter.empty() ? std::string{words}
                                        : fmt::format("{}: {}", words, term.parameter);
    }
    const auto note = notes.note(term.source);
    const auto published = term.published ? to_string(*term.published) : note.published;
    // Names and codes say what a word means, not what was known on a day.
    const auto dated =
        reference::is_exempt(note.dataset)
            ? fmt::format("names and codes as of {}, whatever the as-of date", published)
            : "public since " + published;
    return fmt::format("{}, {}, edition {}, {}, {} [{}]", note.publisher, note.title, note.edition,
                       dated, note.licence, note.dataset);
}

std::string_view group_name(TermGroup group) noexcept
{
    return kGroups[static_cast<std::size_t>(group)].name;
}

std::vector<const assess::StatedCell*> cells_of(const ReceiptTerm& term,
                                                const assess::Receipt& receipt)
{
    std::vector<const assess::StatedCell*> cells;
    for (const auto& cell : receipt.cells) {
        if (std::find(term.fields.begin(), term.fields.end(), cell.field) != term.fields.end()) {
            cells.push_back(&cell);
        }
    }
    return cells;
}

std::string receipt_text(const assess::Receipt& receipt, const ReceiptHead& head,
                         SourceNotes& notes)
{
    std::string out;
    append_paragraph(out, fmt::format("Receipt of row {}", receipt.row), 0, 0);
    for (const auto& [label, value] : head) {
        append_paragraph(out, fmt::format("{}: {}", label, value), kItem, kItemHanging);
    }
    append_cells(out, receipt);
    for (std::size_t g = 0; g < kGroups.size(); ++g) {
        bool first = true;
        for (const auto& term : receipt.terms) {
            if (term.group != static_cast<TermGroup>(g)) {
                continue;
            }
            if (first) {
                out += '\n';
                append_paragraph(out, kGroups[g].heading, 0, 0);
                first = false;
            }
            append_term(out, term, receipt, notes);
        }
    }
    constexpr std::size_t kAll = 1000;
    out += waterfall_text(receipt, kAll) + changes_text(receipt, kAll) +
           uncertainty_text(receipt, kAll) + without_text(receipt);
    return out;
}

Json receipt_json(const assess::Receipt& receipt, const ReceiptHead& head,
                  const std::vector<ReceiptAnswer>& answers, SourceNotes& notes)
{
    Json summary = Json::object();
    for (const auto& [label, value] : head) {
        summary[label] = value;
    }
    Json terms = Json::array();
    for (const auto& term : receipt.terms) {
        terms.push_back(term_json(term, receipt, notes));
    }
    Json cells = Json::array();
    for (const auto& cell : receipt.cells) {
        cells.push_back(cell_json(cell));
    }
    Json out{{"row", receipt.row}, {"where", receipt.where},           {"cells", cells},
             {"summary", summary}, {"answers", answers_json(answers)}, {"terms", terms}};
    add_why(receipt, out);
    return out;
}

}  // namespace sourcelight::publish
