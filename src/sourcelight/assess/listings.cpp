// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/listings.hpp"

#include "sourcelight/assess/tables.hpp"
#include "sourcelight/core/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace sourcelight::assess {

using reference::Dataset;
using reference::ListSector;
using reference::Reference;

namespace {

std::size_t sector_index(ListSector sector) { return static_cast<std::size_t>(sector); }

/// Mean 0 and sd 1 over the values of a map, in place.
template <typename Key, typename Value, typename Get>
void standardise(std::map<Key, Value>& values, const Get& get)
{
    if (values.size() < 2) {
        values.clear();
        return;
    }
    double sum = 0.0;
    double squares = 0.0;
    for (auto& [key, value] : values) {
        sum += get(value);
        squares += get(value) * get(value);
    }
    const auto n = static_cast<double>(values.size());
    const double mean = sum / n;
    const double sd = std::sqrt(std::max(0.0, (squares - n * mean * mean) / (n - 1.0)));
    for (auto& [key, value] : values) {
        get(value) = sd > 0.0 ? (get(value) - mean) / sd : 0.0;
    }
}

/// Goods of a "|"-separated cell; "*" means all.
void read_goods(const reference::Goods& goods, std::string_view cell, LegalRule& rule)
{
    for (const auto slug : split(cell, '|')) {
        if (slug == "*") {
            rule.all_goods = true;
        } else if (const auto id = goods.find(std::string{slug})) {
            rule.goods.insert(*id);
        }
    }
}

bool ended(const DataTable& table, std::size_t row, std::string_view column, Date as_of)
{
    const auto date = parse_date(table.text(column)[row]);
    return date && *date <= as_of;
}

}  // namespace

Listings::Listings(const Reference& reference) : m_goods{&reference.goods}
{
    add_list(reference);
    apply_changes(reference);
    count();
    add_rules(reference);
    add_exports(reference);
    add_visibility(reference);
}

void Listings::add_list(const Reference& reference)
{
    // Listings come in order of publication: the last edition seen is the one in force.
    if (!reference.listings.empty()) {
        m_edition = reference.listings.back().edition;
    }
    std::map<Pair, Date> first;
    std::map<Pair, Date> first_forced;
    for (const auto& listing : reference.listings) {
        const Pair pair{listing.country, listing.good};
        first.emplace(pair, listing.published);
        if (listing.forced_labor) {
            first_forced.emplace(pair, listing.published);
        }
        if (listing.edition != m_edition) {
            continue;
        }
        auto& entry = m_pairs[pair];
        entry.forced = entry.forced || listing.forced_labor;
        entry.child = entry.child || listing.child_labor;
        entry.downstream = listing.downstream;
        entry.input = listing.input;
        entry.edition = listing.edition;
        entry.source = listing.source;
        entry.since = first.at(pair);
        entry.forced_since = listing.forced_labor ? first_forced.at(pair) : entry.since;
    }
}

void Listings::apply_changes(const Reference& reference)
{
    const auto* changes = find_dataset(reference, "usdol/list_2024_changes");
    if (changes == nullptr) {
        return;
    }
    const auto& table = changes->table;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const auto good = m_goods->find(std::string{table.text("good")[row]});
        if (!good) {
            continue;
        }
        const Pair pair{CountryCode{table.text("iso2")[row]}, *good};
        if (table.text("change")[row] == "removed") {
            m_pairs.erase(pair);
            continue;
        }
        auto& entry = m_pairs[pair];
        const auto published = published_of(reference, *changes, row);
        if (entry.edition.empty()) {
            entry.since = published;
        }
        if (table.text("forced_labor")[row] == "true" && !entry.forced) {
            entry.forced = true;
            entry.forced_since = published;
        }
        entry.child = entry.child || table.text("child_labor")[row] == "true";
        entry.edition = table.text("edition")[row];
        entry.source = changes->ref(row);
    }
}

void Listings::count()
{
    for (const auto& [pair, listing] : m_pairs) {
        if (listing.forced) {
            ++m_forced_by_sector[pair.first][sector_index((*m_goods)[pair.second].sector)];
            ++m_countries_of_good[pair.second];
        }
    }
}

const PairListing* Listings::find(CountryCode country, GoodId good) const
{
    const auto found = m_pairs.find({country, good});
    return found == m_pairs.end() ? nullptr : &found->second;
}

std::vector<std::pair<GoodId, const PairListing*>> Listings::of_country(CountryCode country) const
{
    std::vector<std::pair<GoodId, const PairListing*>> goods;
    for (auto it = m_pairs.lower_bound({country, GoodId{0}});
         it != m_pairs.end() && it->first.first == country; ++it) {
        goods.emplace_back(it->first.second, &it->second);
    }
    return goods;
}

model::HazardTerms Listings::terms(CountryCode country, GoodId good, ListSector sector) const
{
    model::HazardTerms terms;
    const auto* listing = good == GoodId::kNone ? nullptr : find(country, good);
    terms.listed_forced = listing != nullptr && listing->forced;
    terms.listed_child = listing != nullptr && listing->child;
    const double self = terms.listed_forced ? 1.0 : 0.0;
    if (const auto found = m_forced_by_sector.find(country); found != m_forced_by_sector.end()) {
        for (std::size_t s = 0; s < found->second.size(); ++s) {
            const bool same = s == sector_index(sector);
            (same ? terms.n_same : terms.n_other) += found->second[s];
        }
        terms.n_same -= self;
    }
    if (const auto found = m_countries_of_good.find(good); found != m_countries_of_good.end()) {
        terms.n_elsewhere = found->second - self;
    }
    return terms;
}

void Listings::add_rules(const Reference& reference)
{
    const auto add = [&](const char* id, const auto& read) {
        if (const auto* dataset = find_dataset(reference, id)) {
            for (std::size_t row = 0; row < dataset->table.rows(); ++row) {
                LegalRule rule;
                rule.country = CountryCode{dataset->table.text("iso2")[row]};
                rule.source = dataset->ref(row);
                if (read(dataset->table, row, rule)) {
                    m_rules.push_back(std::move(rule));
                }
            }
        }
    };
    add("sourcelight/legal_rules", [&](const DataTable& table, std::size_t row, LegalRule& rule) {
        rule.flag = table.text("rule")[row];
        rule.region = RegionCode{table.text("region")[row]};
        rule.since = parse_date(table.text("date_from")[row]);
        rule.label =
            fmt::format("{}: {}", table.text("legal_basis")[row], table.text("meaning")[row]);
        read_goods(reference.goods, table.text("goods")[row], rule);
        return !ended(table, row, "date_to", reference.as_of);
    });
    add("uscbp/orders", [&](const DataTable& table, std::size_t row, LegalRule& rule) {
        rule.flag = table.text("action")[row] == "Finding" ? "Finding" : "WRO";
        rule.region = RegionCode{table.text("region")[row]};
        rule.since = parse_date(table.text("date_effective")[row]);
        rule.label = fmt::format("{} on {} ({})", rule.flag, table.text("product")[row],
                                 table.text("order_id")[row]);
        read_goods(reference.goods, table.text("goods")[row], rule);
        const auto status = table.text("status")[row];
        const bool open = status == "active" || status == "modified" || status == "unknown";
        return table.text("scope")[row] != "entity" &&
               (open || !ended(table, row, "ended", reference.as_of)) && status != "revoked";
    });
    add("usdol/eo13126", [&](const DataTable& table, std::size_t row, LegalRule& rule) {
        rule.flag = "EO13126";
        rule.since = parse_date(table.text("listed_since")[row]);
        rule.label = fmt::format("Executive Order 13126: {}", table.text("good_label")[row]);
        read_goods(reference.goods, table.text("good")[row], rule);
        return !ended(table, row, "listed_until", reference.as_of);
    });
}

std::vector<const LegalRule*> Listings::rules(CountryCode country, RegionCode region,
                                              GoodId good) const
{
    std::vector<const LegalRule*> found;
    for (const auto& rule : m_rules) {
        if (rule.country == country && (rule.region.empty() || rule.region == region) &&
            (rule.all_goods || rule.goods.contains(good))) {
            found.push_back(&rule);
        }
    }
    return found;
}

std::vector<const LegalRule*> Listings::regional_rules(CountryCode country, GoodId good) const
{
    std::vector<const LegalRule*> found;
    for (const auto& rule : m_rules) {
        if (rule.country == country && !rule.region.empty() && rule.goods.contains(good)) {
            found.push_back(&rule);
        }
    }
    return found;
}

void Listings::add_exports(const Reference& reference)
{
    const auto* dataset = find_dataset(reference, "baci/raw_material_exports");
    if (dataset == nullptr) {
        return;
    }
    const auto& table = dataset->table;
    std::map<Pair, int> years;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const auto good = m_goods->find(std::string{table.text("good")[row]});
        const double value = table.number("value")[row];
        const int year = static_cast<int>(table.number("year")[row]);
        if (!good || !(value > 0.0)) {
            continue;
        }
        const Pair pair{CountryCode{table.text("iso2")[row]}, *good};
        if (year >= years[pair]) {
            years[pair] = year;
            m_exports[pair] = {std::log(value), dataset->ref(row)};
        }
    }
    standardise(m_exports, [](Exports& entry) -> double& { return entry.x; });
}

std::optional<double> Listings::exports(CountryCode country, GoodId good) const
{
    const auto found = m_exports.find({country, good});
    return found == m_exports.end() ? std::nullopt : std::optional{found->second.x};
}

SourceRef Listings::exports_source(CountryCode country, GoodId good) const
{
    const auto found = m_exports.find({country, good});
    return found == m_exports.end() ? SourceRef{} : found->second.source;
}

void Listings::add_visibility(const Reference& reference)
{
    // Open societies are watched, and a country once listed stays in sight.
    auto voice = newest_values(reference, "worldbank/wgi", "va_est");
    standardise(voice, [](DatedValue& entry) -> double& { return entry.value; });
    std::map<CountryCode, double> listed;
    for (const auto& country : reference.countries.countries) {
        listed[country.code] = 0.0;
    }
    for (const auto& [pair, listing] : m_pairs) {
        listed[pair.first] += 1.0;
    }
    for (auto& [country, count] : listed) {
        count = std::log1p(count);
    }
    standardise(listed, [](double& count) -> double& { return count; });
    for (const auto& [country, seen] : listed) {
        const auto found = voice.find(country);
        m_visibility[country] = 0.5 * (seen + (found == voice.end() ? 0.0 : found->second.value));
    }
    standardise(m_visibility, [](double& x) -> double& { return x; });
}

double Listings::visibility(CountryCode country) const
{
    const auto found = m_visibility.find(country);
    return found == m_visibility.end() ? 0.0 : found->second;
}

}  // namespace sourcelight::assess
