// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/core/text.hpp"
#include "sourcelight/resolve/activity.hpp"
#include "sourcelight/resolve/citer.hpp"
#include "sourcelight/resolve/citer_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
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

}  // namespace

void Citer::cite_codes(const SupplierBatch& batch, std::size_t row,
                       std::vector<Citation>& out) const
{
    constexpr std::size_t kMostClasses = 4;
    for (const auto& table : kTables) {
        for (const auto& trace :
             m_resolver.activities().codes().trace(table.system, batch.cell(table.field, row))) {
            const auto name = field_name(table.field);
            if (trace.is_native) {
                const auto code = heading_of(table, trace.matched);
                const auto& titles = m_reference.dataset(table.heading).table;
                if (const auto found = row_with(titles, "code", code)) {
                    out.push_back({CitedPart::kActivity,
                                   fmt::format("{} code", name),
                                   fmt::format("{}: {}", code, titles.text("title")[*found]),
                                   ref(table.heading, *found),
                                   {}});
                }
                continue;
            }
            const auto classes = classes_of(trace.rows);
            for (std::size_t i = 0; i < std::min(classes.size(), kMostClasses); ++i) {
                const auto& linked = classes[i];
                out.push_back(
                    {CitedPart::kActivity,
                     fmt::format("{} code to ISIC", name),
                     fmt::format("{} leads to {}, weight {:.2f}{}", trace.matched,
                                 node_text(linked.node), linked.weight,
                                 linked.rows == 1 ? std::string{}
                                                  : fmt::format(", {} rows", linked.rows)),
                     ref(table.links, linked.first),
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
    constexpr std::size_t kMostSenses = 4;
    const auto& table = m_reference.dataset("sourcelight/lexicon").table;
    const auto terms = m_resolver.activities().texts().terms(text);
    for (std::size_t t = 0; t < std::min(terms.size(), kMostTerms); ++t) {
        const auto first = static_cast<std::size_t>(terms[t]);
        const auto term = table.text("term")[first];
        const auto language = table.text("lang")[first];
        std::string senses;
        std::size_t count = 0;
        for (auto i = first; i < table.rows() && table.text("term")[i] == term; ++i) {
            const auto node = m_reference.tree.find(
                fmt::format("{}:{}", table.text("system")[i], table.text("code")[i]));
            if (table.text("lang")[i] != language || node == NodeId::kNone) {
                continue;
            }
            if (++count <= kMostSenses) {
                const auto context = table.text("context")[i];
                senses += fmt::format("{}{}, weight {:.2f}{}", senses.empty() ? "" : "; ",
                                      node_text(node), table.number("weight")[i],
                                      context.empty() ? "" : " in context");
            }
        }
        if (count > kMostSenses) {
            senses += fmt::format("; and {} more", count - kMostSenses);
        }
        out.push_back({CitedPart::kActivity, "word of the lexicon",
                       fmt::format("{} ({}): {}", quoted(term), language, senses),
                       ref("sourcelight/lexicon", SourceRef::kWhole),
                       fmt::format("term={}, lang={}", term, language)});
    }
}

}  // namespace sourcelight::resolve
