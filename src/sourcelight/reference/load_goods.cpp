// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/core/error.hpp"
#include "sourcelight/core/text.hpp"
#include "sourcelight/reference/load_parts.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace sourcelight::reference {
namespace {

ListSector list_sector(std::string_view name)
{
    if (name == "Agriculture") {
        return ListSector::kAgriculture;
    }
    if (name == "Manufacturing") {
        return ListSector::kManufacturing;
    }
    return name == "Mining" ? ListSector::kMining : ListSector::kOther;
}

GoodId require_good(const Goods& goods, std::string_view slug, std::string_view table)
{
    const auto found = goods.find(std::string{slug});
    if (!found) {
        throw Error{Errc::kDatasetInvalid,
                    fmt::format("{}: \"{}\" is no good of sourcelight/goods", table, slug)};
    }
    return *found;
}

void add_codes(Goods& goods, const DataTable& table, const std::string& column,
               std::vector<WeightedCode> Good::*codes)
{
    const auto& good = table.text("good");
    const auto& code = table.text(column);
    const auto& weight = table.number("weight");
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const auto id = require_good(goods, good[row], table.name());
        (goods.goods[static_cast<std::size_t>(id)].*codes)
            .push_back({std::string{code[row]}, weight[row]});
    }
}

/// Main class first, so that front() is the class the good hangs below.
void put_main_class_first(Good& good, std::string_view main)
{
    const auto found = std::find_if(good.isic4.begin(), good.isic4.end(),
                                    [&](const auto& entry) { return entry.code == main; });
    if (found == good.isic4.end()) {
        good.isic4.insert(good.isic4.begin(), {std::string{main}, good.isic4.empty() ? 1.0 : 0.0});
    } else {
        std::rotate(good.isic4.begin(), found, found + 1);
    }
}

void add_inputs(Goods& goods, const DataTable& table)
{
    const auto& inputs = table.text("made_from");
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (inputs[row].empty()) {
            continue;
        }
        for (const auto slug : split(inputs[row], '|')) {
            goods.goods[row].made_from.push_back(require_good(goods, slug, table.name()));
        }
    }
}

/// A day from which something has been listed, in two columns: the day, and how sure it is.
struct Since {
    Date day;
    bool at_latest = true;
};

/// A list without these columns tells only that the pair is listed in this edition.
Since since_of(const DataTable& table, std::size_t row, const char* day, const char* precision)
{
    const auto published = parse_date(table.text("published")[row]).value_or(Date{});
    if (!table.has(day) || !table.has(precision)) {
        return {published, true};
    }
    const auto found = parse_date(table.text(day)[row]);
    return {found.value_or(published), !found || table.text(precision)[row] != "exact"};
}

}  // namespace

std::optional<GoodId> Goods::find(const std::string& slug) const
{
    const auto found = by_slug.find(slug);
    return found == by_slug.end() ? std::nullopt : std::optional{found->second};
}

Goods load_goods(const Dataset& goods_table, const DataTable& synonyms, const DataTable& to_hs,
                 const DataTable& to_isic)
{
    Goods goods;
    const auto& table = goods_table.table;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        Good good;
        good.slug = std::string{table.text("good")[row]};
        good.label = std::string{table.text("label")[row]};
        good.sector = list_sector(table.text("sector")[row]);
        good.stage = std::string{table.text("stage")[row]};
        good.source = goods_table.ref(row);
        goods.by_slug.emplace(good.slug, static_cast<GoodId>(row));
        goods.goods.push_back(std::move(good));
    }
    add_codes(goods, to_hs, "hs", &Good::hs);
    add_codes(goods, to_isic, "isic4", &Good::isic4);
    for (std::size_t row = 0; row < table.rows(); ++row) {
        put_main_class_first(goods.goods[row], table.text("isic4")[row]);
    }
    add_inputs(goods, table);
    for (std::size_t row = 0; row < synonyms.rows(); ++row) {
        const auto id = require_good(goods, synonyms.text("good")[row], synonyms.name());
        goods.by_slug.emplace(std::string{synonyms.text("list_name")[row]}, id);
    }
    return goods;
}

std::vector<Listing> load_listings(const Dataset& list, const Goods& goods)
{
    const auto& table = list.table;
    std::vector<Listing> listings;
    listings.reserve(table.rows());
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const auto flag = [&](const char* name) { return table.text(name)[row] == "true"; };
        Listing listing;
        listing.good = require_good(goods, table.text("good")[row], table.name());
        listing.country = CountryCode{table.text("iso2")[row]};
        listing.edition = std::string{table.text("edition")[row]};
        listing.published = parse_date(table.text("published")[row]).value_or(Date{});
        listing.child_labor = flag("child_labor");
        listing.forced_labor = flag("forced_labor");
        listing.forced_child_labor = flag("forced_child_labor");
        listing.downstream = table.text("kind")[row] == "downstream";
        if (listing.downstream && !table.text("input_good")[row].empty()) {
            listing.input = require_good(goods, table.text("input_good")[row], table.name());
            listing.input_country = CountryCode{table.text("input_iso2")[row]};
        }
        const auto since = since_of(table, row, "listed_since", "since_precision");
        listing.since = since.day;
        listing.since_at_latest = since.at_latest;
        if (listing.forced_labor) {
            const auto forced =
                since_of(table, row, "forced_labor_since", "forced_since_precision");
            listing.forced_since = forced.day;
            listing.forced_since_at_latest = forced.at_latest;
        }
        listing.source = list.ref(row);
        listings.push_back(std::move(listing));
    }
    std::stable_sort(listings.begin(), listings.end(),
                     [](const Listing& a, const Listing& b) { return a.published < b.published; });
    return listings;
}

}  // namespace sourcelight::reference
