// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/core/text.hpp"
#include "sourcelight/resolve/activity.hpp"
#include "sourcelight/resolve/citer.hpp"
#include "sourcelight/resolve/citer_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <optional>

namespace sourcelight::resolve {
namespace {

struct CodeTable {
    Field field;
    CodeSystem system;
    std::string_view links;    ///< concordance to ISIC
    std::string_view heading;  ///< classification that is itself a part of the tree
};

constexpr std::array<CodeTable, kCodeSystemCount> kTables{{
    {Field::kHs, CodeSystem::kHs, "concordance/hs_to_isic4", "wco/hs2022"},
    {Field::kIsic, CodeSystem::kIsic, "", "un/isic4"},
    {Field::kNace, CodeSystem::kNace, "concordance/nace_to_isic4", ""},
    {Field::kNaics, CodeSystem::kNaics, "concordance/naics_to_isic4", ""},
    {Field::kUnspsc, CodeSystem::kUnspsc, "sourcelight/unspsc_to_isic4", ""},
}};

/// A class that a code leads to, with what speaks for it.
struct Linked {
    NodeId node = NodeId::kNone;
    double weight = 0.0;
    std::size_t rows = 0;
    std::uint32_t first = 0;
};

/// The classes of a code's rows, the likeliest first, their weights adding up to one.
std::vector<Linked> classes_of(const std::vector<CodeBook::TracedRow>& rows)
{
    std::vector<Linked> classes;
    double total = 0.0;
    for (const auto& traced : rows) {
        total += traced.weight;
        const auto known = std::find_if(classes.begin(), classes.end(), [&](const auto& linked) {
            return linked.node == traced.node;
        });
        if (known == classes.end()) {
            classes.push_back({traced.node, traced.weight, 1, traced.row});
        } else {
            known->weight += traced.weight;
            ++known->rows;
        }
    }
    for (auto& linked : classes) {
        linked.weight /= total;
    }
    std::stable_sort(classes.begin(), classes.end(),
                     [](const auto& a, const auto& b) { return a.weight > b.weight; });
    return classes;
}

/// HS headings of four digits are the nodes of the tree.
std::string_view heading_of(const CodeTable& table, std::string_view code)
{
    constexpr std::size_t kHeading = 4;
    return table.system == CodeSystem::kHs ? code.substr(0, kHeading) : code;
}

std::optional<std::size_t> row_with(const DataTable& table, std::string_view column,
                                    std::string_view value)
{
    const auto& cells = table.text(column);
    for (std::size_t i = 0; i < table.rows(); ++i) {
        if (cells[i] == value) {
            return i;
        }
    }
    return std::nullopt;
}

/// A row to cite, with what it says.
struct FoundRow {
    std::string what;
    std::string value;
    std::string_view dataset;
    std::size_t row = 0;
};

using NodeText = std::function<std::string(NodeId)>;

/// The row of the classification that is itself a part of the tree.
std::vector<FoundRow> heading_rows(const reference::Reference& reference, const CodeTable& table,
                                   const CodeBook::Trace& trace)
{
    const auto code = heading_of(table, trace.matched);
    const auto& titles = reference.dataset(table.heading).table;
    const auto found = row_with(titles, "code", code);
    if (!found) {
        return {};
    }
    return {{fmt::format("{} code", field_name(table.field)),
             fmt::format("{}: {}", code, titles.text("title")[*found]), table.heading, *found}};
}

/// The rows of the concordance, one for each class that the code leads to.
std::vector<FoundRow> class_rows(const CodeTable& table, const CodeBook::Trace& trace,
                                 const NodeText& named)
{
    constexpr std::size_t kMostClasses = 4;
    std::vector<FoundRow> rows;
    for (const auto& linked : classes_of(trace.rows)) {
        if (rows.size() == kMostClasses) {
            break;
        }
        const auto several =
            linked.rows == 1 ? std::string{} : fmt::format(", {} rows", linked.rows);
        rows.push_back({fmt::format("{} code to ISIC", field_name(table.field)),
                        fmt::format("{} leads to {}, weight {:.2f}{}", trace.matched,
                                    named(linked.node), linked.weight, several),
                        table.links, linked.first});
    }
    return rows;
}

/// What the lexicon says of the term that begins in this row, in the order of its rows.
std::string senses_text(const reference::Reference& reference, std::size_t first,
                        const NodeText& named)
{
    constexpr std::size_t kMostSenses = 4;
    const auto& table = reference.dataset("sourcelight/lexicon").table;
    const auto& terms = table.text("term");
    const auto& languages = table.text("lang");
    std::string senses;
    std::size_t count = 0;
    for (auto i = first; i < table.rows() && terms[i] == terms[first]; ++i) {
        const auto node = reference.tree.find(
            fmt::format("{}:{}", table.text("system")[i], table.text("code")[i]));
        if (languages[i] != languages[first] || node == NodeId::kNone || ++count > kMostSenses) {
            continue;
        }
        senses += fmt::format("{}{}, weight {:.2f}{}", senses.empty() ? "" : "; ", named(node),
                              table.number("weight")[i],
                              table.text("context")[i].empty() ? "" : " in context");
    }
    return count > kMostSenses ? fmt::format("{}; and {} more", senses, count - kMostSenses)
                               : senses;
}

}  // namespace

void Citer::cite_codes(const SupplierBatch& batch, std::size_t row,
                       std::vector<Citation>& out) const
{
    const auto named = [this](NodeId node) { return node_text(node); };
    for (const auto& table : kTables) {
        for (const auto& trace :
             m_resolver.activities().codes().trace(table.system, batch.cell(table.field, row))) {
            const auto rows = trace.is_native ? heading_rows(m_reference, table, trace)
                                              : class_rows(table, trace, named);
            for (const auto& found : rows) {
                out.push_back({CitedPart::kActivity,
                               found.what,
                               found.value,
                               ref(found.dataset, found.row),
                               {}});
            }
        }
    }
}

void Citer::cite_good(const SupplierBatch& batch, std::size_t row, const ResolvedActivity& activity,
                      std::vector<Citation>& out) const
{
    if (activity.good == GoodId::kNone) {
        return;
    }
    const auto& good = m_reference.goods[activity.good];
    const auto& table = m_reference.dataset("sourcelight/goods_to_hs").table;
    for (const auto& trace :
         m_resolver.activities().codes().trace(CodeSystem::kHs, batch.cell(Field::kHs, row))) {
        std::optional<std::size_t> best;
        for (std::size_t i = 0; i < table.rows(); ++i) {
            const auto hs = table.text("hs")[i];
            if (table.text("good")[i] == good.slug &&
                (trace.matched.starts_with(hs) || hs.starts_with(trace.matched)) &&
                (!best || hs.size() > table.text("hs")[*best].size())) {
                best = i;
            }
        }
        if (best) {
            out.push_back({CitedPart::kActivity,
                           "listed good of the hs code",
                           fmt::format("{} holds {}, weight {:.2f}", table.text("hs")[*best],
                                       good.label, table.number("weight")[*best]),
                           ref("sourcelight/goods_to_hs", *best),
                           {}});
            return;
        }
    }
}

void Citer::cite_words(std::string_view text, std::vector<Citation>& out) const
{
    constexpr std::size_t kMostTerms = 5;
    const auto& table = m_reference.dataset("sourcelight/lexicon").table;
    auto rows = m_resolver.activities().texts().terms(text);
    rows.resize(std::min(rows.size(), kMostTerms));
    for (const auto first : rows) {
        const auto term = table.text("term")[first];
        const auto language = table.text("lang")[first];
        const auto senses =
            senses_text(m_reference, first, [this](NodeId node) { return node_text(node); });
        out.push_back({CitedPart::kActivity, "word of the lexicon",
                       fmt::format("{} ({}): {}", quoted(term), language, senses),
                       ref("sourcelight/lexicon", SourceRef::kWhole),
                       fmt::format("term={}, lang={}", term, language)});
    }
}

}  // namespace sourcelight::resolve
