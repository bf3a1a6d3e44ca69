// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/workers.hpp"

#include "sourcelight/assess/tables.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <string>

namespace sourcelight::assess {
namespace {

using reference::kSectorCount;
using reference::Reference;
using reference::Sector;
using Shares = std::array<double, kSectorCount>;
using Sources = std::array<SourceRef, kSectorCount>;

constexpr std::size_t kMining = 1;
constexpr std::size_t kManufacturing = 2;
constexpr std::size_t kConstruction = 3;
constexpr double kThousand = 1000.0;
constexpr double kMillion = 1e6;

/// Sector figures of one country and year in one source.
struct SectorRow {
    int year = 0;
    std::map<std::string, double> workers;
    std::map<std::string, SourceRef> sources;
};
using SectorTable = std::map<CountryCode, SectorRow>;

/// The newest year of each country in a table of (iso2, year, sector, workers or share).
void add_newest(const Reference& reference, std::string_view id, const char* value_column,
                SectorTable& table)
{
    const auto* dataset = find_dataset(reference, id);
    if (dataset == nullptr) {
        return;
    }
    const auto& rows = dataset->table;
    for (std::size_t row = 0; row < rows.rows(); ++row) {
        const CountryCode country{rows.text("iso2")[row]};
        const int year = static_cast<int>(rows.number("year")[row]);
        const double value = rows.number(value_column)[row];
        auto& entry = table[country];
        if (year < entry.year || !(value >= 0.0)) {
            continue;
        }
        if (year > entry.year) {
            entry = {year, {}, {}};
        }
        const std::string sector{rows.text("sector")[row]};
        entry.workers[sector] = value;
        entry.sources[sector] = dataset->ref(row);
    }
}

std::string sector_key(std::size_t sector)
{
    return std::string{reference::sector_name(static_cast<Sector>(sector))};
}

std::optional<Shares> five_shares(const SectorRow& row)
{
    Shares shares{};
    for (std::size_t s = 0; s < kSectorCount; ++s) {
        const auto found = row.workers.find(sector_key(s));
        if (found == row.workers.end()) {
            return std::nullopt;
        }
        shares[s] = found->second;
    }
    const double sum = std::accumulate(shares.begin(), shares.end(), 0.0);
    if (!(sum > 0.0)) {
        return std::nullopt;
    }
    for (double& share : shares) {
        share /= sum;
    }
    return shares;
}

/// The rows of all five sectors of one source; each of them is held.
Sources five_sources(const SectorRow& row)
{
    Sources sources{};
    for (std::size_t s = 0; s < kSectorCount; ++s) {
        sources[s] = row.sources.at(sector_key(s));
    }
    return sources;
}

/// What is known of one country before the gaps are filled from others.
struct Known {
    std::optional<Shares> five;
    int five_year = 0;
    Sources five_sources{};
    Shares five_thousand{};
    std::optional<std::array<double, 3>> three;  ///< agriculture, industry, services
    int three_year = 0;
    Sources three_sources{};  ///< industry's row for each of its sectors
    std::optional<double> manufacturing;
    SourceRef manufacturing_source;
};

std::array<double, 3> industry_split(const Shares& shares)
{
    const double industry = shares[kMining] + shares[kManufacturing] + shares[kConstruction];
    return {shares[kMining] / industry, shares[kManufacturing] / industry,
            shares[kConstruction] / industry};
}

/// Reads all sources of sector shares.
class SectorSources {
public:
    explicit SectorSources(const Reference& reference)
    {
        for (const auto* id : {"ilo/employment_modelled_2023", "ilo/employment_lfs_2013"}) {
            m_fine.emplace_back();
            add_newest(reference, id, "workers_thousand", m_fine.back());
        }
        add_newest(reference, "worldbank/employment_shares", "share", m_three);
        add_manufacturing(reference);
    }

    [[nodiscard]] Known known(CountryCode country) const
    {
        Known known;
        for (const auto& table : m_fine) {
            const auto found = table.find(country);
            const auto shares = found == table.end() ? std::nullopt : five_shares(found->second);
            if (shares && found->second.year > known.five_year) {
                known.five = shares;
                known.five_year = found->second.year;
                known.five_sources = five_sources(found->second);
                for (std::size_t s = 0; s < kSectorCount; ++s) {
                    known.five_thousand[s] = found->second.workers.at(sector_key(s));
                }
            }
        }
        if (const auto found = m_three.find(country); found != m_three.end()) {
            const auto& row = found->second.workers;
            if (row.size() >= 3 && row.contains("industry")) {
                known.three = {row.at("agriculture"), row.at("industry"), row.at("services")};
                known.three_year = found->second.year;
                const auto& sources = found->second.sources;
                const auto& industry = sources.at("industry");
                known.three_sources = {sources.at("agriculture"), industry, industry, industry,
                                       sources.at("services")};
            }
        }
        if (const auto found = m_manufacturing.find(country); found != m_manufacturing.end()) {
            known.manufacturing = found->second.workers.at("manufacturing");
            known.manufacturing_source = found->second.sources.at("manufacturing");
        }
        return known;
    }

private:
    void add_manufacturing(const Reference& reference)
    {
        const auto* dataset = find_dataset(reference, "un/sdg_manufacturing_share");
        if (dataset == nullptr) {
            return;
        }
        const auto& rows = dataset->table;
        for (std::size_t row = 0; row < rows.rows(); ++row) {
            auto& entry = m_manufacturing[CountryCode{rows.text("iso2")[row]}];
            const int year = static_cast<int>(rows.number("year")[row]);
            if (year > entry.year) {
                entry = {year,
                         {{"manufacturing", rows.number("share")[row]}},
                         {{"manufacturing", dataset->ref(row)}}};
            }
        }
    }

    std::vector<SectorTable> m_fine;
    SectorTable m_three;
    SectorTable m_manufacturing;
};

/// A five-sector source counts as current if it is not older than this against the newest
/// three-sector shares; else it only splits industry.
constexpr int kCurrentYears = 4;

void use_five(CountryWorkers& out, const Known& known)
{
    out.share = *known.five;
    out.detail = SectorDetail::kFive;
    out.share_year = known.five_year;
    out.share_source = known.five_sources;
    out.thousand = known.five_thousand;
}

void use_three(CountryWorkers& out, const Known& known, const std::array<double, 3>& usual_split)
{
    auto split = usual_split;
    const auto& [agriculture, industry, services] = *known.three;
    out.detail = SectorDetail::kThree;
    if (known.five && (*known.five)[kManufacturing] > 0.0) {
        split = industry_split(*known.five);
        out.industry_source = known.five_sources[kManufacturing];
    } else if (known.manufacturing && *known.manufacturing < industry) {
        const double rest = 1.0 - *known.manufacturing / industry;
        const double others = usual_split[0] + usual_split[2];
        split = {rest * usual_split[0] / others, 1.0 - rest, rest * usual_split[2] / others};
        out.industry_source = known.manufacturing_source;
    }
    const double sum = agriculture + industry + services;
    out.share = {agriculture / sum, industry * split[0] / sum, industry * split[1] / sum,
                 industry * split[2] / sum, services / sum};
    out.share_year = known.three_year;
    out.share_source = known.three_sources;
}

/// Means over the countries that know better, by a key such as "high" or "high/africa".
class GroupMeans {
public:
    void add(const std::string& key, const Shares& shares)
    {
        auto& group = m_groups[key];
        for (std::size_t s = 0; s < kSectorCount; ++s) {
            group.sum[s] += shares[s];
        }
        group.count += 1.0;
    }
    [[nodiscard]] std::optional<Shares> mean(const std::string& key) const
    {
        const auto found = m_groups.find(key);
        if (found == m_groups.end()) {
            return std::nullopt;
        }
        auto shares = found->second.sum;
        for (double& share : shares) {
            share /= found->second.count;
        }
        return shares;
    }

private:
    struct Group {
        Shares sum{};
        double count = 0.0;
    };
    std::map<std::string, Group> m_groups;
};

/// Total work force: newest year; else population times the region's usual ratio.
class Totals {
public:
    explicit Totals(const Reference& reference)
        : m_people{newest_values(reference, "undp/hdr", "population_millions")}
    {
        const auto* dataset = find_dataset(reference, "ilo/workforce_total");
        if (dataset == nullptr) {
            return;
        }
        const auto& rows = dataset->table;
        for (std::size_t row = 0; row < rows.rows(); ++row) {
            auto& entry = m_workers[CountryCode{rows.text("iso2")[row]}];
            const int year = static_cast<int>(rows.number("year")[row]);
            if (year > entry.year) {
                entry = {rows.number("workers_thousand")[row] * kThousand, year, dataset->ref(row)};
            }
        }
    }

    /// Median of workers per person where both are known.
    [[nodiscard]] double usual_ratio() const
    {
        std::vector<double> ratios;
        for (const auto& [country, workers] : m_workers) {
            const auto people = m_people.find(country);
            if (people != m_people.end() && people->second.value > 0.0) {
                ratios.push_back(workers.value / (people->second.value * kMillion));
            }
        }
        if (ratios.empty()) {
            return 0.0;
        }
        std::nth_element(ratios.begin(),
                         ratios.begin() + static_cast<std::ptrdiff_t>(ratios.size() / 2),
                         ratios.end());
        return ratios[ratios.size() / 2];
    }

    bool fill(CountryWorkers& out, double ratio) const
    {
        const auto people = m_people.find(out.country);
        out.population = people == m_people.end() ? 0.0 : people->second.value * kMillion;
        if (const auto found = m_workers.find(out.country); found != m_workers.end()) {
            out.total = found->second.value;
            out.total_year = found->second.year;
            out.total_source = found->second.source;
        } else if (people != m_people.end()) {
            out.total = out.population * ratio;
            out.total_imputed = true;
            out.total_year = people->second.year;
            out.total_source = people->second.source;
        }
        return out.total > 0.0;
    }

private:
    std::map<CountryCode, DatedValue> m_workers;
    std::map<CountryCode, DatedValue> m_people;
};

std::string group_key(const reference::Country& country)
{
    return country.income_group + "/" + country.ilo_region;
}

std::optional<std::size_t> region_index(std::string_view name)
{
    const auto found = std::find(kIloRegions.begin(), kIloRegions.end(), name);
    return found == kIloRegions.end()
               ? std::nullopt
               : std::optional{static_cast<std::size_t>(found - kIloRegions.begin())};
}

/// The means of every group that the countries with five sectors belong to.
GroupMeans means_of(const Reference& reference, const std::map<CountryCode, Known>& known)
{
    GroupMeans means;
    for (const auto& country : reference.countries.countries) {
        if (const auto& entry = known.at(country.code); entry.five) {
            means.add(group_key(country), *entry.five);
            means.add(country.income_group, *entry.five);
            means.add("", *entry.five);
        }
    }
    return means;
}

/// Shares of the sectors by the best that is known: five sectors, three, or the country's group.
void use_best(CountryWorkers& out, const Known& known, const reference::Country& country,
              const GroupMeans& means, const std::array<double, 3>& usual_split)
{
    if (known.five && (!known.three || known.five_year + kCurrentYears >= known.three_year)) {
        use_five(out, known);
        return;
    }
    if (known.three) {
        const auto group = means.mean(group_key(country));
        use_three(out, known, group ? industry_split(*group) : usual_split);
        return;
    }
    // Without any survey at all a third each; only mini data sets of tests get here.
    const Shares thirds{1.0 / 3.0, usual_split[0] / 3.0, usual_split[1] / 3.0, usual_split[2] / 3.0,
                        1.0 / 3.0};
    out.share = means.mean(country.income_group).value_or(means.mean("").value_or(thirds));
}

}  // namespace

std::vector<CountryWorkers> load_workers(const Reference& reference, const Methodology& methodology)
{
    const SectorSources sources{reference};
    const Totals totals{reference};
    const double ratio = totals.usual_ratio();
    std::map<CountryCode, Known> known;
    for (const auto& country : reference.countries.countries) {
        known[country.code] = sources.known(country.code);
    }
    const auto means = means_of(reference, known);
    std::vector<CountryWorkers> workers;
    for (const auto& country : reference.countries.countries) {
        CountryWorkers entry;
        entry.country = country.code;
        const auto region = region_index(country.ilo_region);
        if (!region || !totals.fill(entry, ratio)) {
            continue;
        }
        entry.region = *region;
        const auto& facts = known.at(country.code);
        use_best(entry, facts, country, means, methodology.workers.industry_split);
        entry.industry_share =
            entry.share[kMining] + entry.share[kManufacturing] + entry.share[kConstruction];
        if (facts.manufacturing) {
            entry.other_manufacturing_share = facts.manufacturing;
            entry.other_source = facts.manufacturing_source;
        }
        workers.push_back(entry);
    }
    return workers;
}

}  // namespace sourcelight::assess
