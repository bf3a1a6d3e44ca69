// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/aggregate/listed_goods.hpp"
#include "sourcelight/core/text.hpp"
#include "sourcelight/publish/report_blocks.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace sourcelight::publish {
namespace {

/// Adds the suppliers of one group to another, each once; example rows stay in order and few.
void merge(RowGroup& into, const RowGroup& from)
{
    into.count += from.count;
    for (const auto supplier : from.shared) {
        into.count -= into.shared.insert(supplier).second ? 0 : 1;
    }
    into.rows.insert(into.rows.end(), from.rows.begin(), from.rows.end());
    std::sort(into.rows.begin(), into.rows.end());
    into.rows.erase(std::unique(into.rows.begin(), into.rows.end()), into.rows.end());
    if (into.rows.size() > kGroupRows) {
        into.rows.resize(kGroupRows);
    }
}

struct ListedPair {
    CountryCode country;
    GoodId good = GoodId::kNone;
    bool through_input = false;
    aggregate::ListedGood listing;
    RowGroup suppliers;
};

std::vector<ListedPair> listed_pairs(const ReportInputs& in, const aggregate::ListedGoods& listings)
{
    std::map<std::tuple<CountryCode, GoodId, bool>, ListedPair> pairs;
    for (const auto& [placed, rows] : in.run.goods) {
        for (const auto good : aggregate::with_inputs(in.reference.goods, placed.good)) {
            const auto listing = listings.find(placed.country, good);
            if (!listing) {
                continue;
            }
            const bool through_input = good != placed.good;
            auto& pair = pairs[{placed.country, good, through_input}];
            pair.country = placed.country;
            pair.good = good;
            pair.through_input = through_input;
            pair.listing = *listing;
            merge(pair.suppliers, rows);
        }
    }
    std::vector<ListedPair> list;
    list.reserve(pairs.size());
    for (auto& [key, pair] : pairs) {
        list.push_back(std::move(pair));
    }
    std::stable_sort(list.begin(), list.end(), [](const ListedPair& a, const ListedPair& b) {
        return a.suppliers.count > b.suppliers.count;
    });
    return list;
}

void write_listed_goods(JsonStream& out, const ReportInputs& in, const ReportSources& sources)
{
    const aggregate::ListedGoods listings{in.reference};
    out.begin_array();
    for (const auto& pair : listed_pairs(in, listings)) {
        const auto& listing = pair.listing;
        const auto& good = in.reference.goods[pair.good];
        out.begin_object();
        out.key("country").text(pair.country.view());
        out.key("region").null();
        out.key("good").text(good.slug);
        out.key("label").text(good.label);
        out.key("list").text("List of Goods Produced by Child Labor or Forced Labor");
        out.key("since").text(listing.since);
        out.key("edition").text(listing.edition);
        out.key("kinds").begin_array();
        if (listing.forced_labour) {
            out.text("forced labour");
        }
        if (listing.child_labour) {
            out.text("child labour");
        }
        out.end_array();
        out.key("through_input").boolean(pair.through_input || listing.downstream);
        out.key("suppliers").integer(pair.suppliers.count);
        out.key("rows").integers(pair.suppliers.rows);
        out.key("source").integer(sources.position(listing.source));
        out.end_object();
    }
    out.end_array();
}

/// The suppliers that an order reaches: through its entity if it names one, else through its place
/// and goods.
RowGroup touched(const ReportInputs& in, const reference::Dataset& orders, std::size_t row)
{
    const auto cell = [&](const char* column) { return orders.table.text(column)[row]; };
    RowGroup group;
    if (cell("scope") == "entity") {
        for (const auto& [index, rows] : in.run.matched_entities) {
            const auto& entity = in.names.entities[index];
            if (entity.list_id == "uscbp/orders" && entity.entity_id == cell("order_id")) {
                merge(group, rows);
            }
        }
        return group;
    }
    const auto slugs = split(cell("goods"), '|');
    const auto covers = [&](GoodId good) {
        const auto& slug = in.reference.goods[good].slug;
        return std::find(slugs.begin(), slugs.end(), slug) != slugs.end();
    };
    for (const auto& [placed, rows] : in.run.goods) {
        if (placed.country.view() != cell("iso2") ||
            (!cell("region").empty() && placed.region.view() != cell("region"))) {
            continue;
        }
        const auto chain = aggregate::with_inputs(in.reference.goods, placed.good);
        if (cell("goods") == "*" || std::any_of(chain.begin(), chain.end(), covers)) {
            merge(group, rows);
        }
    }
    return group;
}

/// What an order that touches suppliers was on the as-of day: an end that came later is not known
/// yet.
void write_order(JsonStream& out, const ReportInputs& in, const reference::Dataset& orders,
                 std::size_t row, const ReportSources& sources)
{
    const auto suppliers = touched(in, orders, row);
    if (suppliers.count == 0) {
        return;
    }
    const auto cell = [&](const char* column) { return orders.table.text(column)[row]; };
    const auto ended = parse_date(cell("ended"));
    const bool over = ended && *ended <= in.reference.as_of;
    out.begin_object();
    out.key("id").text(cell("order_id"));
    out.key("action").text(cell("action"));
    out.key("country").text(cell("iso2"));
    out.key("region").text_or_null(cell("region"));
    out.key("entity").text_or_null(cell("scope") == "entity" ? cell("entity") : "");
    out.key("products").text(cell("product"));
    out.key("effective").text(cell("date_effective"));
    out.key("ended").text_or_null(over ? cell("ended") : std::string_view{});
    out.key("status").text(over ? cell("status") : std::string_view{"active"});
    out.key("legal_basis").text(cell("legal_basis"));
    out.key("url").text_or_null(cell("source_url"));
    out.key("suppliers").integer(suppliers.count);
    out.key("rows").integers(suppliers.rows);
    out.key("source").integer(sources.position(orders.ref(row)));
    out.end_object();
}

void write_orders(JsonStream& out, const ReportInputs& in, const ReportSources& sources)
{
    out.begin_array();
    const auto found = in.reference.datasets.find("uscbp/orders");
    if (found != in.reference.datasets.end()) {
        const auto& orders = found->second;
        const auto& dates = orders.table.text("date_effective");
        std::vector<std::size_t> order(orders.table.rows());
        for (std::size_t i = 0; i < order.size(); ++i) {
            order[i] = i;
        }
        std::stable_sort(order.begin(), order.end(),
                         [&](std::size_t a, std::size_t b) { return dates[a] > dates[b]; });
        for (const auto row : order) {
            write_order(out, in, orders, row, sources);
        }
    }
    out.end_array();
}

void write_match(JsonStream& out, const screen::Match& match, const screen::ListedEntity& entity,
                 const ReportInputs& in, const ReportSources& sources)
{
    const auto index = in.reference.catalogue.find(entity.list_id);
    out.begin_object();
    out.key("row").integer(match.row);
    out.key("supplier").text(match.supplier_name);
    out.key("list").text(index ? in.reference.catalogue.manifest(*index).title : entity.list_id);
    out.key("entity_id").text(entity.entity_id);
    out.key("entity").text(entity.name);
    out.key("alias").text(match.matched_alias);
    out.key("score").number(match.score);
    out.key("probability").number(match.probability);
    out.key("tokens").begin_array();
    for (const auto token : split(match.tokens_agreed, ' ')) {
        if (!token.empty()) {
            out.text(token);
        }
    }
    out.end_array();
    out.key("country_agrees").boolean(match.country_agrees);
    out.key("address_agrees").null();  // addresses are not compared
    out.key("listed_on").date(entity.listed_on);
    out.key("legal_basis").text(entity.legal_basis);
    out.key("state").text(screen::state_name(match.state));
    out.key("reason").text(match.reason);
    out.key("source").integer(sources.position(entity.source));
    out.end_object();
}

void write_matches(JsonStream& out, const ReportInputs& in, const ReportSources& sources)
{
    out.begin_array();
    for (const auto& listed : in.run.matches) {
        write_match(out, listed.match, in.names.entities[listed.match.entity], in, sources);
    }
    out.end_array();
}

}  // namespace

void write_legal(JsonStream& out, const ReportInputs& in, const ReportSources& sources)
{
    out.begin_object();
    out.key("listed_goods");
    write_listed_goods(out, in, sources);
    out.key("orders");
    write_orders(out, in, sources);
    out.key("matches");
    write_matches(out, in, sources);
    out.end_object();
}

}  // namespace sourcelight::publish
