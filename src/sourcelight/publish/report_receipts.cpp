// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/receipt_text.hpp"
#include "sourcelight/publish/receipt_why.hpp"
#include "sourcelight/publish/report_blocks.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace sourcelight::publish {
namespace {

using assess::ReceiptTerm;
using assess::TermGroup;

bool holds_for_cell(const ReceiptTerm& term) noexcept
{
    const auto group = term.group;
    return group == TermGroup::kPrevalence || group == TermGroup::kHazard ||
           group == TermGroup::kLegal || group == TermGroup::kState ||
           group == TermGroup::kCoverage;
}

/// The step of the state-imposed branch depends on the size of the site.
bool holds_for_site(const ReceiptTerm& term) noexcept
{
    return term.group != TermGroup::kStart && (!holds_for_cell(term) || term.log_odds);
}

void write_term(JsonStream& out, const ReceiptTerm& term, std::int64_t source,
                const std::string& key)
{
    out.begin_object();
    out.key("group").text(group_name(term.group));
    out.key("what").text(term.what);
    const auto value = term.interval.empty() ? term.value : term.value + " (" + term.interval + ")";
    out.key("value").text_or_null(value);
    if (term.log_odds) {
        out.key("log_odds").number(term.log_odds);
    }
    if (term.variance_share) {
        constexpr int kDigits = 3;
        out.key("spread").number(term.variance_share, kDigits);
    }
    if (term.group == TermGroup::kEvidence || term.group == TermGroup::kLegal) {
        out.key("evidence").boolean(true);
    }
    out.key("sentence").text(term.sentence);
    if (!term.fields.empty()) {
        out.key("fields").begin_array();
        for (const auto field : term.fields) {
            out.text(field_name(field));
        }
        out.end_array();
    }
    if (!term.stated.empty()) {
        out.key("stated").text(term.stated);
    }
    if (term.code == "C") {
        out.key("computed").boolean(true);
    }
    if (term.source.known()) {
        out.key("source").integer(source);
    }
    if (!key.empty()) {
        out.key("key").text(key);
    }
    if (term.published) {
        out.key("published").date(term.published);
    }
    out.end_object();
}

/// Everything that the page shows of a term, as one text.
std::string identity(const ReceiptTerm& term, std::int64_t source, const std::string& key)
{
    std::string fields;
    for (const auto field : term.fields) {
        fields.append(field_name(field)).append(1, ' ');
    }
    return fmt::format("{}\x1f{}\x1f{}\x1f{}\x1f{:a}\x1f{}\x1f{}\x1f{}\x1f{}\x1f{}\x1f{:a}",
                       group_name(term.group), term.what, term.value, term.interval,
                       term.log_odds.value_or(0.0), term.log_odds.has_value(), term.sentence,
                       source, key + (term.published ? to_string(*term.published) : std::string{}),
                       fields + term.stated, term.variance_share.value_or(-1.0));
}

template <typename Wanted>
void write_terms(JsonStream& out, const std::vector<ReceiptTerm>& terms, Wanted wanted,
                 ReportTerms& all)
{
    std::vector<std::int64_t> positions;
    for (const auto& term : terms) {
        if (wanted(term)) {
            positions.push_back(all.index(term));
        }
    }
    out.integers(positions);
}

void write_start(JsonStream& out, const std::vector<ReceiptTerm>& terms)
{
    const auto start = std::find_if(terms.begin(), terms.end(), [](const ReceiptTerm& term) {
        return term.group == TermGroup::kStart;
    });
    out.begin_object();
    out.key("label").text(start == terms.end() ? "" : start->what);
    out.key("log_odds").number(start == terms.end() ? std::nullopt : start->log_odds);
    out.end_object();
}

void write_rivals(JsonStream& out, const SupplierRecord& supplier, const ReportInputs& in)
{
    if (!supplier.place.rivals.empty()) {
        out.key("place_rivals").begin_array();
        for (const auto& rival : supplier.place.rivals) {
            out.begin_object();
            out.key("label").text(rival.region.view());
            out.key("probability").number(rival.probability);
            out.key("how").text(resolve::method_name(supplier.place.method));
            out.end_object();
        }
        out.end_array();
    }
    if (!supplier.activity.rivals.empty()) {
        out.key("activity_rivals").begin_array();
        for (const auto& rival : supplier.activity.rivals) {
            out.begin_object();
            out.key("label").text(in.reference.tree[rival.node].label);
            out.key("probability").number(rival.probability);
            out.key("how").text(resolve::method_name(supplier.activity.method));
            out.end_object();
        }
        out.end_array();
    }
}

/// Changes of the band that the page names: the smallest.
constexpr std::size_t kMostChanges = 4;

/// What the user could find out that would move the estimate most, from what is not known.
std::vector<std::string_view> open_questions(const SupplierRecord& supplier)
{
    constexpr float kSure = 0.9F;
    std::vector<std::string_view> sentences;
    if (supplier.place.method == resolve::PlaceMethod::kCountry) {
        sentences.emplace_back("Knowing the address: the estimate is now the mean over the "
                               "country's regions.");
    } else if (supplier.place.confidence < kSure) {
        sentences.emplace_back("Knowing the region for certain: it is a reading of the text now.");
    }
    if (supplier.activity.confidence < kSure) {
        sentences.emplace_back("Knowing the product for certain, best as an HS or ISIC code.");
    }
    if (!supplier.assessed.workers) {
        sentences.emplace_back("Knowing how many people work at the site: a typical size is "
                               "assumed now.");
    }
    if (supplier.matches > 0) {
        sentences.emplace_back("Deciding whether the listed entity of a similar name is this "
                               "company.");
    }
    if (is_scored(supplier.assessed) && supplier.assessed.grade >= 'C') {
        sentences.emplace_back("Evidence about the site itself: none is known to this run.");
    }
    return sentences;
}

/// The user's own headers and cells, by field.
void write_cells_of(JsonStream& out, const assess::Receipt& receipt)
{
    out.key("where").text(receipt.where);
    out.key("cells").begin_object();
    for (const auto& cell : receipt.cells) {
        out.key(field_name(cell.field)).begin_object();
        out.key("columns").begin_array();
        for (const auto& column : cell.columns) {
            out.text(column);
        }
        out.end_array();
        out.key("text").text(cell.text);
        out.end_object();
    }
    out.end_object();
}

void write_supplier_receipt(JsonStream& out, const assess::Receipt& receipt,
                            const SupplierRecord& supplier, const ReportInputs& in,
                            ReportTerms& terms)
{
    out.begin_object();
    write_cells_of(out, receipt);
    out.key("terms");
    write_terms(out, receipt.terms, holds_for_site, terms);
    write_rivals(out, supplier, in);
    out.key("moves_band").begin_array();
    const auto& moving = receipt.changes.moving;
    for (std::size_t i = 0; i < std::min(kMostChanges, moving.size()); ++i) {
        out.text(change_line(moving[i]));
    }
    out.end_array();
    if (receipt.changes.tried > 0) {
        out.key("changes_tried").integer(static_cast<std::int64_t>(receipt.changes.tried));
    }
    out.key("would_change").begin_array();
    for (const auto sentence : open_questions(supplier)) {
        out.text(sentence);
    }
    out.end_array();
    out.end_object();
}

}  // namespace

std::int64_t ReportTerms::index(const ReceiptTerm& term)
{
    const auto source = term.source.known() ? m_sources->position(term.source) : std::int64_t{-1};
    auto key = !term.source.known()  ? term.parameter
               : term.source.whole() ? term.rows
                                     : m_sources->key(term.source);
    const auto next = static_cast<std::int64_t>(m_entries.size());
    const auto [entry, added] = m_index.emplace(identity(term, source, key), next);
    if (added) {
        m_entries.push_back({term, source, std::move(key)});
    }
    return entry->second;
}

void ReportTerms::write(JsonStream& out) const
{
    out.begin_array();
    for (const auto& entry : m_entries) {
        write_term(out, entry.term, entry.source, entry.key);
    }
    out.end_array();
}

void write_cells(JsonStream& out, const ReportInputs& in, const std::vector<std::uint32_t>& cells,
                 ReportTerms& terms)
{
    out.begin_array();
    for (const auto cell : cells) {
        const auto facts = in.outcome.cell(cell);
        out.begin_object();
        out.key("label").text(facts.label);
        out.key("country").text(facts.country.view());
        out.key("region").text_or_null(facts.region.view());
        out.key("activity").text(facts.activity);
        out.key("start");
        write_start(out, facts.terms);
        out.key("p").estimate(facts.prevalence_per_1000);
        out.key("h").estimate_or_null(facts.hazard_24m);
        out.key("grade").text(std::string_view{&facts.grade, 1});
        out.key("coverage").number(facts.coverage);
        out.key("terms");
        write_terms(out, facts.terms, holds_for_cell, terms);
        out.end_object();
    }
    out.end_array();
}

void write_receipts(JsonStream& out, const ReportInputs& in, ReportTerms& terms)
{
    std::unordered_map<std::int64_t, const assess::Receipt*> by_row;
    for (const auto& receipt : in.run.receipts) {
        by_row.emplace(receipt.row, &receipt);
    }
    out.begin_object();
    out.key("suppliers").begin_object();
    for (const auto& supplier : in.run.suppliers) {
        const auto found = by_row.find(supplier.row);
        if (found != by_row.end()) {
            out.key(std::to_string(supplier.row));
            write_supplier_receipt(out, *found->second, supplier, in, terms);
        }
    }
    out.end_object();
    out.end_object();
}

}  // namespace sourcelight::publish
