// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/core/text.hpp"
#include "sourcelight/publish/atlas_blocks.hpp"

#include <algorithm>

namespace sourcelight::publish {
namespace {

/// An order, or an entry of a list that stops goods at a border; views into the tables.
struct Order {
    std::string_view id;
    std::string_view action;
    std::string_view country;
    std::string_view region;
    std::string_view entity;
    std::string_view products;
    std::string_view goods;  ///< slugs, "|" between them; * = all
    std::string_view effective;
    std::string_view ended;
    std::string_view status = "active";
    std::string_view legal_basis;
    std::string_view url;
    const reference::Dataset* dataset = nullptr;
    std::size_t row = 0;
};

constexpr std::string_view kUflpa = "Uyghur Forced Labor Prevention Act (UFLPA), Public Law 117-78";

/// Views of a row's cells.
class Cells {
public:
    Cells(const reference::Dataset& dataset, std::size_t row) : m_dataset{&dataset}, m_row{row} {}
    [[nodiscard]] std::string_view operator()(const char* column) const
    {
        return m_dataset->table.text(column)[m_row];
    }

private:
    const reference::Dataset* m_dataset;
    std::size_t m_row;
};

Order customs_order(const AtlasContext& context, const Cells& cell)
{
    Order order;
    order.id = cell("order_id");
    order.action = cell("action");
    order.country = cell("iso2");
    order.region = cell("region");
    order.entity = cell("entity");
    order.products = cell("product");
    order.goods = cell("goods");
    order.effective = cell("date_effective");
    // A column that says how an order stands today is not read for an earlier day.
    if (context.ended(cell("ended"))) {
        order.ended = cell("ended");
        order.status = cell("status");
    }
    order.legal_basis = cell("legal_basis");
    order.url = cell("source_url");
    return order;
}

Order uflpa_entity(const AtlasContext& /*context*/, const Cells& cell)
{
    Order order;
    order.id = cell("entity_id");
    order.action = "UFLPA entity";
    order.country = cell("iso2");
    order.region = cell("region");
    order.entity = cell("name");
    order.products = cell("products");
    order.goods = cell("goods");
    // Where the day is not known, that of the publication stands in.
    order.effective = cell("date_effective").empty() ? cell("published") : cell("date_effective");
    order.legal_basis = kUflpa;
    order.url = cell("source_url");
    return order;
}

Order uflpa_sector(const AtlasContext& /*context*/, const Cells& cell)
{
    Order order;
    order.id = cell("sector");
    order.action = "UFLPA priority sector";
    order.country = "CN";
    order.region = "CN-XJ";
    order.products = cell("sector");
    order.goods = cell("goods");
    order.effective = cell("date_designated");
    order.legal_basis = kUflpa;
    order.url = cell("source_url");
    return order;
}

void add_orders(const AtlasContext& context, std::string_view id,
                Order (*order_of)(const AtlasContext&, const Cells&), std::vector<Order>& orders)
{
    if (const auto* dataset = context.table(id)) {
        for (std::size_t row = 0; row < dataset->table.rows(); ++row) {
            orders.push_back(order_of(context, Cells{*dataset, row}));
            orders.back().dataset = dataset;
            orders.back().row = row;
        }
    }
}

void write_goods(JsonStream& out, const AtlasContext& context, std::string_view slugs)
{
    out.begin_array();
    for (const auto slug : split(slugs, '|')) {
        if (const auto good = context.reference().goods.find(std::string{trim(slug)})) {
            write_good_index(out, *good);
        }
    }
    out.end_array();
}

void write_order(JsonStream& out, const AtlasContext& context, const Order& order)
{
    const auto region = context.place(order.region);
    out.begin_object();
    out.key("id").text(order.id);
    out.key("action").text(order.action);
    write_place_index(out.key("place"), region ? region : context.place(order.country));
    out.key("country").text(order.country);
    out.key("region").text_or_null(order.region);
    out.key("entity").text_or_null(order.entity);
    out.key("products").text(order.products);
    write_goods(out.key("goods"), context, order.goods);
    out.key("effective").text(order.effective);
    out.key("ended").text_or_null(order.ended);
    out.key("status").text(order.status);
    out.key("legal_basis").text(order.legal_basis);
    out.key("url").text_or_null(order.url);
    context.cite(out.key("source"), *order.dataset, order.row);
    out.end_object();
}

}  // namespace

void write_atlas_orders(JsonStream& out, const AtlasContext& context)
{
    std::vector<Order> orders;
    add_orders(context, "uscbp/orders", customs_order, orders);
    add_orders(context, "usdhs/uflpa_entities", uflpa_entity, orders);
    add_orders(context, "usdhs/uflpa_sectors", uflpa_sector, orders);
    std::stable_sort(orders.begin(), orders.end(),
                     [](const Order& a, const Order& b) { return a.effective > b.effective; });
    out.begin_array();
    for (const auto& order : orders) {
        write_order(out, context, order);
    }
    out.end_array();
}

void write_atlas_rules(JsonStream& out, const AtlasContext& context)
{
    out.begin_array();
    if (const auto* dataset = context.table("sourcelight/legal_rules")) {
        for (std::size_t row = 0; row < dataset->table.rows(); ++row) {
            const Cells cell{*dataset, row};
            out.begin_object();
            out.key("rule").text(cell("rule"));
            out.key("country").text(cell("iso2"));
            out.key("region").text_or_null(cell("region"));
            out.key("from").text(cell("date_from"));
            out.key("until").text_or_null(context.ended(cell("date_to")) ? cell("date_to") : "");
            out.key("legal_basis").text(cell("legal_basis"));
            out.key("meaning").text(cell("meaning"));
            out.key("url").text(cell("source_url"));
            context.cite(out.key("source"), *dataset, row);
            out.end_object();
        }
    }
    out.end_array();
}

}  // namespace sourcelight::publish
