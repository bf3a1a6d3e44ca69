// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/atlas_blocks.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace sourcelight::publish {
namespace {

constexpr std::string_view kListOfGoods =
    "List of Goods Produced by Child Labor or Forced Labor (TVPRA)";
constexpr std::string_view kForcedChildList =
    "List of Products Produced by Forced or Indentured Child Labor (EO 13126)";

/// A place and good on a list from one publication to another.
struct Span {
    GoodId good = GoodId::kNone;
    std::string place;
    std::string_view list;
    std::string since;
    std::string since_precision;
    std::string until;
    bool forced = false;
    std::string forced_since;
    bool child = false;
    bool forced_child = false;
    GoodId input = GoodId::kNone;
    std::string input_place;
    const reference::Dataset* dataset = nullptr;
    std::size_t row = 0;  ///< the last edition's
};

using SpanKey = std::tuple<GoodId, std::string, std::string, std::string_view, GoodId, std::string>;

class Spans {
public:
    explicit Spans(const AtlasContext& context) : m_context{&context}
    {
        if (const auto* table = context.table("usdol/list_of_goods")) {
            add_editions(*table);
        }
        if (const auto* table = context.table("usdol/list_2024_changes")) {
            add_changes(*table);
        }
        if (const auto* table = context.table("usdol/eo13126")) {
            add_forced_child(*table);
        }
    }

    /// In order of good, place and day.
    [[nodiscard]] const std::map<SpanKey, Span>& all() const noexcept { return m_spans; }

private:
    [[nodiscard]] GoodId good_of(std::string_view slug) const
    {
        return m_context->reference().goods.find(std::string{slug}).value_or(GoodId::kNone);
    }

    Span& span(const Span& start)
    {
        return m_spans
            .try_emplace(
                {start.good, start.place, start.since, start.list, start.input, start.input_place},
                start)
            .first->second;
    }

    /// What the tables share, as the row says it.
    [[nodiscard]] Span start_of(const reference::Dataset& dataset, std::size_t row,
                                std::string_view list, std::string_view since) const
    {
        const auto& table = dataset.table;
        Span start;
        start.good = good_of(table.text("good")[row]);
        start.place = table.text("iso2")[row];
        start.list = list;
        start.since = since;
        if (table.has("listed_until") && m_context->ended(table.text("listed_until")[row])) {
            start.until = table.text("listed_until")[row];
        }
        return start;
    }

    void add_input(const DataTable& table, std::size_t row, Span& start) const
    {
        if (table.text("kind")[row] == "downstream") {
            start.input = good_of(table.text("input_good")[row]);
            start.input_place = table.text("input_iso2")[row];
        }
    }

    void add_editions(const reference::Dataset& dataset)
    {
        const auto& table = dataset.table;
        for (std::size_t row = 0; row < table.rows(); ++row) {
            const auto is = [&](const char* column) { return table.text(column)[row] == "true"; };
            auto start = start_of(dataset, row, kListOfGoods, table.text("listed_since")[row]);
            start.since_precision = table.text("since_precision")[row];
            add_input(table, row, start);
            auto& span = this->span(start);
            // Editions come in order: what the last one says of the kind of labour stands.
            span.child = is("child_labor");
            span.forced_child = is("forced_child_labor");
            if (is("forced_labor")) {
                span.forced = true;
                span.forced_since = table.text("forced_labor_since")[row];
            }
            span.dataset = &dataset;
            span.row = row;
        }
    }

    void add_changes(const reference::Dataset& dataset)
    {
        const auto& table = dataset.table;
        for (std::size_t row = 0; row < table.rows(); ++row) {
            if (table.text("change")[row] != "added") {
                continue;  // the editions' rows say when they ended
            }
            auto start = start_of(dataset, row, kListOfGoods, table.text("published")[row]);
            start.since_precision = "exact";
            add_input(table, row, start);
            start.forced = table.text("forced_labor")[row] == "true";
            start.child = table.text("child_labor")[row] == "true";
            start.forced_since = start.forced ? start.since : std::string{};
            start.dataset = &dataset;
            start.row = row;
            join_or_add(start);
        }
    }

    /// A pair that stands on the list for itself already is listed on, now for forced labour too.
    void join_or_add(const Span& start)
    {
        for (auto& [key, held] : m_spans) {
            if (held.good == start.good && held.place == start.place && held.until.empty() &&
                held.input == GoodId::kNone && start.input == GoodId::kNone) {
                held.forced_since = held.forced ? held.forced_since : start.forced_since;
                held.forced = held.forced || start.forced;
                held.dataset = start.dataset;
                held.row = start.row;
                return;
            }
        }
        span(start);
    }

    void add_forced_child(const reference::Dataset& dataset)
    {
        const auto& table = dataset.table;
        for (std::size_t row = 0; row < table.rows(); ++row) {
            auto start = start_of(dataset, row, kForcedChildList, table.text("listed_since")[row]);
            start.since_precision = table.text("since_precision")[row];
            start.forced_child = true;
            auto& span = this->span(start);
            span.dataset = &dataset;
            span.row = row;
        }
    }

    const AtlasContext* m_context;
    std::map<SpanKey, Span> m_spans;
};

void write_span(JsonStream& out, const AtlasContext& context, const Span& span)
{
    out.begin_object();
    write_place_index(out.key("place"), context.place(span.place));
    write_good_index(out.key("good"), span.good);
    out.key("list").text(span.list);
    out.key("since").text(span.since);
    out.key("since_precision").text(span.since_precision);
    out.key("until").text_or_null(span.until);
    out.key("forced").boolean(span.forced);
    out.key("forced_since").text_or_null(span.forced_since);
    out.key("child").boolean(span.child);
    out.key("forced_child").boolean(span.forced_child);
    out.key("input");
    if (span.input == GoodId::kNone) {
        out.null();
    } else {
        out.begin_object();
        write_good_index(out.key("good"), span.input);
        write_place_index(out.key("place"), context.place(span.input_place));
        out.end_object();
    }
    context.cite(out.key("source"), *span.dataset, span.row);
    out.end_object();
}

}  // namespace

void write_atlas_listings(JsonStream& out, const AtlasContext& context)
{
    const Spans spans{context};
    out.begin_array();
    for (const auto& [key, span] : spans.all()) {
        // A place without workers known has no row in the atlas to show its listings on.
        if (span.good != GoodId::kNone && context.place(span.place)) {
            write_span(out, context, span);
        }
    }
    out.end_array();
}

}  // namespace sourcelight::publish
