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

std::string_view search_parameter(CountKind kind) noexcept
{
    switch (kind) {
    case CountKind::kRegister: return "region.search_sd_register";
    case CountKind::kIdentified: return "region.search_sd_identified";
    case CountKind::kOrders: break;
    }
    return "region.search_sd_orders";
}

Regions::Regions(const Reference& reference, const Listings& listings,
                 const Methodology& methodology)
    : m_parameters{methodology.region}
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
    std::map<RegionCode, double> employers;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        employers[RegionCode{table.text("region")[row]}] += table.number("employers")[row];
    }
    if (employers.empty()) {
        return;
    }
    const auto all_rows = fmt::format(
        "published={}", to_string(reference.catalogue.manifest(dataset->index).published));
    // The register is the whole country's: a state without a row has none on it.
    const CountryCode country{employers.begin()->first.view().substr(0, 2)};
    for (const auto& [region, share] : m_shares) {
        if (region.view().starts_with(country.view())) {
            employers.try_emplace(region, 0.0);
        }
    }
    for (const auto& [region, count] : employers) {
        m_countries[country].regions.push_back(
            {region,
             0.0,
             count,
             0.0,
             "employers on the register of the Ministry of Labour",
             CountKind::kRegister,
             {},
             {dataset->index, SourceRef::kWhole},
             count > 0.0 ? fmt::format("region={}", region.view()) : all_rows});
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
                             CountKind::kIdentified,
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
                CountKind::kOrders,
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
        double counted = 0.0;
        for (auto& region : entry.regions) {
            region.share = share(region.region).value_or(0.0);
            counted += region.share;
            total += region.observed;
        }
        entry.rest = std::max(1.0 - counted, 0.0);
        for (auto& region : entry.regions) {
            // An order could have named any region; persons are known where a state counted them.
            const double over = region.kind == CountKind::kIdentified ? counted : 1.0;
            region.expected = over > 0.0 ? total * region.share / over : 0.0;
            region.counts = effect_of(region);
        }
    }
}

model::RegionFromCounts Regions::effect_of(const RegionEvidence& region) const
{
    const auto& p = m_parameters;
    const bool persons = region.kind == CountKind::kIdentified;
    const double found_together = persons ? p.persons_per_case : 1.0;
    const double search_sd = persons                               ? p.search_sd_identified
                             : region.kind == CountKind::kRegister ? p.search_sd_register
                                                                   : p.search_sd_orders;
    // Without a share of the people there is no rate, only the prior.
    const double known = region.expected > 0.0 ? 1.0 / found_together : 0.0;
    return model::region_effect_from_counts(region.observed * known, region.expected * known,
                                            {p.ratio_variance, p.common_share, search_sd});
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
            effects[r] = entry.counts.effect.mean +
                         entry.counts.effect.sd *
                             draws.normal(Random::kRegionEffect, cell_id(entry.region.view()), b);
        }
        effects[size] = 0.0;
        const auto all = model::region_factors(shares, effects);
        double factor = all[asked_for];
        if (!index) {
            factor *= draws.factor(Random::kRegionEffect, unremarkable, b, m_parameters.effect_sd);
        }
        factors[b] = static_cast<float>(factor);
    }
    return factors;
}

}  // namespace sourcelight::assess
