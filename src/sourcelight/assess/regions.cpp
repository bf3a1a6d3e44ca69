// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/regions.hpp"

#include "sourcelight/assess/tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace sourcelight::assess {

using reference::Reference;

namespace {

/// Counts of persons are clusters: one case often frees dozens. The square root keeps a raid on
/// one estate from weighing like a hundred independent findings.
double effective_count(const RegionEvidence& region)
{
    return region.persons ? std::sqrt(region.observed) : region.observed;
}

/// Metrics of sourcelight/regional_evidence that count persons.
constexpr std::array<std::string_view, 2> kCountMetrics{"workers_rescued",
                                                        "bonded_labourers_identified"};

/// The rows of the orders and statutes that name a region.
std::vector<SourceRef> sources_naming(const Listings& listings, RegionCode region)
{
    std::vector<SourceRef> sources;
    for (const auto& rule : listings.all_rules()) {
        if (rule.region == region) {
            sources.push_back(rule.source);
        }
    }
    return sources;
}

}  // namespace

Regions::Regions(const Reference& reference, const Listings& listings,
                 const Methodology& methodology)
    : m_variance{methodology.region.ratio_variance}, m_effect_sd{methodology.region.effect_sd}
{
    if (const auto* dataset = find_dataset(reference, "sourcelight/region_population")) {
        const auto& table = dataset->table;
        for (std::size_t row = 0; row < table.rows(); ++row) {
            m_shares[RegionCode{table.text("region")[row]}] = {table.number("share")[row],
                                                               dataset->ref(row)};
        }
    }
    add_counts(reference);
    add_namings(listings);
    finish();
}

void Regions::add_register(const Reference& reference)
{
    const auto* dataset = find_dataset(reference, "brazil_mte/employer_register");
    if (dataset == nullptr) {
        return;
    }
    const auto& table = dataset->table;
    std::map<RegionCode, RegionEvidence> regions;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const RegionCode region{table.text("region")[row]};
        auto& entry = regions[region];
        if (entry.region.empty()) {
            entry = {region,
                     0.0,
                     0.0,
                     0.0,
                     "employers on the register of the Ministry of Labour",
                     false,
                     {},
                     {dataset->index, SourceRef::kWhole},
                     fmt::format("region={}", region.view())};
        }
        entry.observed += table.number("employers")[row];
    }
    for (const auto& [region, entry] : regions) {
        m_countries[CountryCode{region.view().substr(0, 2)}].regions.push_back(entry);
    }
}

/// A figure of a state that has been divided since is shared out by people.
RegionEvidence Regions::split_off(RegionCode region, RegionEvidence& from) const
{
    const double stays = share(from.region).value_or(0.0);
    const double goes = share(region).value_or(0.0);
    from.what += fmt::format(" in {} and {} together, shared out by people", from.region.view(),
                             region.view());
    auto part = from;
    part.region = region;
    part.observed *= goes / (stays + goes);
    from.observed -= part.observed;
    return part;
}

void Regions::add_counts(const Reference& reference)
{
    add_register(reference);
    const auto* dataset = find_dataset(reference, "sourcelight/regional_evidence");
    if (dataset == nullptr) {
        return;
    }
    const auto& table = dataset->table;
    // Only counts of one metric and period compare regions: the one with the most regions is used.
    using Series = std::pair<std::string, std::string>;
    std::map<CountryCode, std::map<Series, std::vector<RegionEvidence>>> all;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const auto metric = table.text("metric")[row];
        const RegionCode region{table.text("region")[row]};
        const double value = table.number("value")[row];
        if (metric.starts_with("share_of_national")) {
            if (const auto good = reference.goods.find(std::string{table.text("good")[row]})) {
                m_good_shares[{region, *good}] = value;
            }
        }
        if (std::find(kCountMetrics.begin(), kCountMetrics.end(), metric) == kCountMetrics.end()) {
            continue;
        }
        RegionEvidence entry{region,
                             0.0,
                             value,
                             0.0,
                             fmt::format("{}, {}", metric, table.text("year")[row]),
                             true,
                             {},
                             dataset->ref(row)};
        std::replace(entry.what.begin(), entry.what.end(), '_', ' ');
        auto& series = all[CountryCode{region.view().substr(0, 2)}]
                          [{std::string{metric}, std::string{table.text("year")[row]}}];
        if (const auto also = table.text("also")[row]; !also.empty()) {
            series.push_back(split_off(RegionCode{also}, entry));
        }
        series.push_back(std::move(entry));
    }
    for (const auto& [country, series] : all) {
        auto& regions = m_countries[country].regions;
        const auto most =
            std::max_element(series.begin(), series.end(), [](const auto& a, const auto& b) {
                return a.second.size() < b.second.size();
            });
        if (regions.empty() && most->second.size() > 1) {
            regions = most->second;
        }
    }
}

void Regions::add_namings(const Listings& listings)
{
    std::map<CountryCode, std::map<RegionCode, double>> named;
    std::map<CountryCode, double> all;
    for (const auto& rule : listings.all_rules()) {
        all[rule.country] += 1.0;
        if (!rule.region.empty()) {
            named[rule.country][rule.region] += 1.0;
        }
    }
    for (const auto& [country, regions] : named) {
        auto& entry = m_countries[country].regions;
        if (!entry.empty()) {
            continue;  // counts of workers say more than the number of orders
        }
        for (const auto& [region, count] : regions) {
            RegionEvidence named_by{
                region,
                0.0,
                count,
                0.0,
                fmt::format("of {} orders and statutes on its country name it", all.at(country)),
                false,
                {},
                {}};
            named_by.others = sources_naming(listings, region);
            named_by.source = named_by.others.front();
            named_by.others.erase(named_by.others.begin());
            entry.push_back(std::move(named_by));
        }
    }
}

void Regions::finish()
{
    for (auto& [country, entry] : m_countries) {
        std::sort(entry.regions.begin(), entry.regions.end(),
                  [](const auto& a, const auto& b) { return a.region < b.region; });
        double total = 0.0;
        for (auto& region : entry.regions) {
            region.share = share(region.region).value_or(0.0);
            entry.rest -= region.share;
            total += effective_count(region);
        }
        entry.rest = std::max(entry.rest, 0.0);
        for (auto& region : entry.regions) {
            region.expected = total * region.share;
            region.effect = model::region_effect_from_counts(effective_count(region),
                                                             region.expected, m_variance);
        }
    }
}

const CountryRegions* Regions::find(CountryCode country) const
{
    const auto found = m_countries.find(country);
    return found == m_countries.end() ? nullptr : &found->second;
}

std::optional<std::size_t> Regions::index(CountryCode country, RegionCode region) const
{
    const auto* entry = find(country);
    if (entry == nullptr) {
        return std::nullopt;
    }
    const auto found = std::find_if(entry->regions.begin(), entry->regions.end(),
                                    [&](const auto& known) { return known.region == region; });
    return found == entry->regions.end()
               ? std::nullopt
               : std::optional{static_cast<std::size_t>(found - entry->regions.begin())};
}

std::optional<double> Regions::share(RegionCode region) const
{
    const auto found = m_shares.find(region);
    return found == m_shares.end() ? std::nullopt : std::optional{found->second.value};
}

SourceRef Regions::share_source(RegionCode region) const
{
    const auto found = m_shares.find(region);
    return found == m_shares.end() ? SourceRef{} : found->second.source;
}

double Regions::share_of_good(RegionCode region, GoodId good) const
{
    const auto found = m_good_shares.find({region, good});
    return found == m_good_shares.end() ? share(region).value_or(0.0) : found->second;
}

std::span<const float> Regions::factors(CountryCode country, std::optional<std::size_t> index,
                                        const Draws& draws, std::size_t count) const
{
    const auto* known = find(country);
    const std::pair key{country, index.value_or(known == nullptr ? 0 : known->regions.size())};
    {
        const std::lock_guard lock{m_lock};
        if (const auto found = m_factors.find(key); found != m_factors.end()) {
            return std::span{found->second}.first(count);
        }
    }
    auto drawn = draw_factors(country, index, draws);
    const std::lock_guard lock{m_lock};
    return std::span{m_factors.try_emplace(key, std::move(drawn)).first->second}.first(count);
}

std::vector<float> Regions::draw_factors(CountryCode country, std::optional<std::size_t> index,
                                         const Draws& draws) const
{
    static const CountryRegions none;
    const auto* found = find(country);
    const auto& known = found == nullptr ? none : *found;
    const std::size_t size = known.regions.size();
    const auto asked_for = index.value_or(size);
    // The rest of the country is one region more; a region without evidence is drawn around it.
    std::vector<double> shares;
    for (const auto& entry : known.regions) {
        shares.push_back(entry.share);
    }
    shares.push_back(std::max(known.rest, 1e-9));
    std::vector<double> effects(size + 1);
    std::vector<float> factors(draws.count());
    const auto unremarkable = cell_id(country.view());
    for (std::size_t b = 0; b < factors.size(); ++b) {
        for (std::size_t r = 0; r < size; ++r) {
            const auto& entry = known.regions[r];
            effects[r] =
                entry.effect.mean + entry.effect.sd * draws.normal(Random::kRegionEffect,
                                                                   cell_id(entry.region.view()), b);
        }
        effects[size] = 0.0;
        const auto all = model::region_factors(shares, effects);
        double factor = all[asked_for];
        if (!index) {
            factor *= draws.factor(Random::kRegionEffect, unremarkable, b, m_effect_sd);
        }
        factors[b] = static_cast<float>(factor);
    }
    return factors;
}

}  // namespace sourcelight::assess
