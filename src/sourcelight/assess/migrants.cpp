// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/migrants.hpp"

#include "sourcelight/assess/parallel.hpp"
#include "sourcelight/assess/tables.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

namespace sourcelight::assess {
namespace {

using reference::kSectorCount;
using reference::Reference;

constexpr double kPercent = 100.0;
/// Odds need a share below 1.
constexpr double kMostShare = 0.98;

double median(std::vector<double> values)
{
    if (values.empty()) {
        return 0.0;
    }
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// Shares of the workers themselves, where a labour force survey or register states one; of several
/// the one published last.
std::map<CountryCode, MigrantShare> shares_of_workers(const Reference& reference)
{
    std::map<CountryCode, MigrantShare> shares;
    std::map<CountryCode, Date> published;
    const auto* dataset = find_dataset(reference, "sourcelight/destination_regimes");
    for (std::size_t row = 0; dataset != nullptr && row < dataset->table.rows(); ++row) {
        if (dataset->table.text("attribute")[row] != "migrant_share_of_workforce_pct") {
            continue;
        }
        const CountryCode country{dataset->table.text("iso2")[row]};
        const auto day = published_of(reference, *dataset, row);
        const auto percent = parse_number(dataset->table.text("value")[row]);
        if (percent && published[country] <= day) {
            published[country] = day;
            shares[country] = {std::clamp(*percent / kPercent, 0.0, kMostShare), year_of(day),
                               MigrantBasis::kWorkers, dataset->ref(row)};
        }
    }
    return shares;
}

std::vector<MigrantShare> migrant_shares(const Reference& reference,
                                         std::span<const std::size_t> rows)
{
    const auto known = newest_values(reference, "undesa/migrant_stock", "migrant_share_pct");
    const auto of_workers = shares_of_workers(reference);
    std::map<std::string, std::vector<double>> by_income;
    for (const auto row : rows) {
        const auto& country = reference.countries.countries[row];
        if (const auto found = known.find(country.code); found != known.end()) {
            by_income[country.income_group].push_back(found->second.value / kPercent);
        }
    }
    std::vector<MigrantShare> shares;
    for (const auto row : rows) {
        const auto& country = reference.countries.countries[row];
        if (const auto own = of_workers.find(country.code); own != of_workers.end()) {
            shares.push_back(own->second);
        } else if (const auto found = known.find(country.code); found != known.end()) {
            shares.push_back({std::clamp(found->second.value / kPercent, 0.0, kMostShare),
                              found->second.year, MigrantBasis::kPeople, found->second.source});
        } else {
            shares.push_back(
                {median(by_income[country.income_group]), 0, MigrantBasis::kImputed, {}});
        }
    }
    return shares;
}

}  // namespace

Migrants::Migrants(const Reference& reference, const Methodology& methodology,
                   std::span<const CountryWorkers> workers, std::span<const std::size_t> rows,
                   const IndexDraws& destination, const Draws& draws)
    : m_methodology{&methodology}, m_shares{migrant_shares(reference, rows)},
      m_sector_shares(workers.size()), m_excess(workers.size())
{
    const auto& profiles = methodology.profile;
    for (std::size_t c = 0; c < workers.size(); ++c) {
        std::array<double, kSectorCount> work{};
        for (std::size_t p = 0; p < profiles.size(); ++p) {
            const auto node = reference.tree.find(profiles[p].activity);
            if (node == NodeId::kNone) {
                continue;
            }
            const auto sector = static_cast<std::size_t>(reference.tree[node].sector);
            work[sector] += profiles[p].share;
            m_sector_shares[c][sector] += profiles[p].share * share(c, p);
        }
        for (std::size_t s = 0; s < kSectorCount; ++s) {
            m_sector_shares[c][s] = work[s] > 0.0 ? m_sector_shares[c][s] / work[s] : 0.0;
        }
    }
    const auto& p = methodology.migrants;
    const auto common = draws.normals(Random::kMigrantRisk, 0);
    parallel_for(workers.size(), draws.threads(), [&](std::size_t c) {
        const auto z = destination.z(rows[c]);
        auto& excess = m_excess[c];
        excess.resize(draws.count());
        for (std::size_t b = 0; b < excess.size(); ++b) {
            const double coercion = z.empty() ? 0.0 : static_cast<double>(z[b]);
            const double log_risk =
                std::log(p.relative_risk) + p.relative_risk_sd * static_cast<double>(common[b]) -
                0.5 * p.relative_risk_sd * p.relative_risk_sd + p.coercion_slope * coercion;
            excess[b] = static_cast<float>(std::expm1(std::max(0.0, log_risk)));
        }
    });
}

double Migrants::share(std::size_t country, std::size_t profile) const
{
    const double odds = m_methodology->profile[profile].migrant_odds;
    const double m = m_shares[country].share;
    return odds * m / (1.0 - m + odds * m);
}

}  // namespace sourcelight::assess
