// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/core/text.hpp"
#include "sourcelight/screen/screener.hpp"

#include <algorithm>

namespace sourcelight::screen {
namespace {

std::vector<GoodId> goods_of(const reference::Goods& goods, std::string_view slugs)
{
    std::vector<GoodId> ids;
    for (const auto slug : split(slugs, '|')) {
        if (const auto id = goods.find(std::string{slug})) {
            ids.push_back(*id);
        }
    }
    return ids;
}

std::vector<std::string> names_of(std::string_view aliases)
{
    std::vector<std::string> names;
    for (const auto alias : split(aliases, '|')) {
        if (!trim(alias).empty()) {
            names.emplace_back(trim(alias));
        }
    }
    return names;
}

ListedEntity common_fields(const reference::Reference& reference, const reference::Dataset& list,
                           std::size_t row, const std::string& name_column)
{
    const auto text = [&](const char* column) { return list.table.text(column)[row]; };
    ListedEntity entity;
    entity.list_id = reference.catalogue.manifest(list.index).id;
    entity.name = std::string{list.table.text(name_column)[row]};
    entity.aliases = names_of(text("aliases"));
    entity.country = CountryCode{text("iso2")};
    entity.region = RegionCode{text("region")};
    entity.goods = goods_of(reference.goods, text("goods"));
    entity.listed_on = parse_date(text("date_effective"));
    entity.source_url = std::string{text("source_url")};
    entity.source = list.ref(row);
    return entity;
}

void add_orders(const reference::Reference& reference, std::vector<ListedEntity>& entities)
{
    const auto& orders = reference.dataset("uscbp/orders");
    for (std::size_t row = 0; row < orders.table.rows(); ++row) {
        if (orders.table.text("scope")[row] != "entity") {
            continue;  // an order on a whole country or region names nobody
        }
        auto entity = common_fields(reference, orders, row, "entity");
        entity.entity_id = std::string{orders.table.text("order_id")[row]};
        entity.kind = ListKind::kImportOrder;
        entity.legal_basis = std::string{orders.table.text("action")[row]};
        const auto ended = parse_date(orders.table.text("ended")[row]);
        if (ended && *ended <= reference.as_of) {
            entity.ended = ended;  // an end after the as-of date was not known then
        }
        entities.push_back(std::move(entity));
    }
}

/// Names of the publisher's file whose order, and so its date, is not held.
void add_undated_names(const reference::Reference& reference, std::vector<ListedEntity>& entities)
{
    const auto& names = reference.dataset("uscbp/entity_names");
    for (std::size_t row = 0; row < names.table.rows(); ++row) {
        const auto text = [&](const char* column) { return names.table.text(column)[row]; };
        if (!text("order_id").empty() || text("kind") == "place or goods") {
            continue;
        }
        ListedEntity entity;
        entity.list_id = reference.catalogue.manifest(names.index).id;
        entity.entity_id = std::string{text("entity_id")};
        entity.name = std::string{text("name")};
        entity.aliases = names_of(text("aliases"));
        entity.country = CountryCode{text("iso2")};
        entity.kind = ListKind::kImportOrder;
        entity.legal_basis = "WRO or Finding, order not held";
        entity.source_url = reference.catalogue.manifest(names.index).landing_page;
        entity.source = names.ref(row);
        entities.push_back(std::move(entity));
    }
}

void add_uflpa(const reference::Reference& reference, std::vector<ListedEntity>& entities)
{
    const auto& uflpa = reference.dataset("usdhs/uflpa_entities");
    for (std::size_t row = 0; row < uflpa.table.rows(); ++row) {
        auto entity = common_fields(reference, uflpa, row, "name");
        entity.entity_id = std::string{uflpa.table.text("entity_id")[row]};
        entity.kind = ListKind::kEntityList;
        entity.legal_basis = "UFLPA";
        entities.push_back(std::move(entity));
    }
}

}  // namespace

std::vector<ListedEntity> load_entities(const reference::Reference& reference)
{
    std::vector<ListedEntity> entities;
    add_orders(reference, entities);
    add_undated_names(reference, entities);
    add_uflpa(reference, entities);
    return entities;
}

}  // namespace sourcelight::screen
