// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/world_parts.hpp"

#include "sourcelight/core/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <numeric>

// What prevalence is scaled to: published totals, national estimates of the user's own, or nothing.
namespace sourcelight::assess {

using reference::kSectorCount;

namespace {

constexpr int kMostSweeps = 20000;  ///< of raking a draw
constexpr double kMillion = 1e6;
constexpr double kThousand = 1000.0;
/// 95 % quantile of the standard normal: half the width of a 90 % interval in standard deviations.
constexpr double kNormal95 = 1.6448536269514722;
/// How far the countries of a region may miss their total by rounding.
constexpr double kRounding = 1e-9;

constexpr std::string_view kCountryCeiling = "prevalence.country_ceiling";
constexpr std::string_view kCeiling = "prevalence.ceiling";
constexpr std::string_view kRegionNoise = "prevalence.region_noise_sd";
constexpr std::string_view kSectorNoise = "prevalence.sector_noise_sd";

/// Where the user's own methodology states one of the parameters that contradict each other; that
/// of the first where all are inherited.
const std::string& own_place(const Methodology& methodology,
                             std::initializer_list<std::string_view> names)
{
    const auto* own = std::find_if(names.begin(), names.end(),
                                   [&](auto name) { return methodology.is_own(name); });
    return methodology.place(own == names.end() ? *names.begin() : *own);
}

/// Brings the margins of a draw to one sum. Throws Error naming the noise where a draw has none.
void balance_margins(const Methodology& methodology, std::vector<double>& rows,
                     std::vector<double>& columns)
{
    try {
        model::balance_margins(rows, columns);
    } catch (const Error& problem) {
        throw Error{
            problem.code(),
            fmt::format("{}: a draw of the totals has no sum: {}; lower the spreads, such as "
                        "prevalence.region_noise_sd ({}) or prevalence.sector_noise_sd ({})",
                        own_place(methodology, {kRegionNoise, kSectorNoise}), problem.what(),
                        methodology.place(kRegionNoise), methodology.place(kSectorNoise))};
    }
}

Error refusal(const NationalAnchors& anchors, const NationalEstimate& estimate,
              const std::string& why)
{
    return Error{Errc::kConfigInvalid, fmt::format("{}:{}: {}", anchors.file, estimate.line, why)};
}

}  // namespace

void World::set_region_totals()
{
    std::array<double, kIloRegions.size()> people{};
    for (const auto& workers : m_workers) {
        people[workers.region] += workers.population;
    }
    double all = 0.0;
    for (std::size_t r = 0; r < kIloRegions.size(); ++r) {
        const auto found = m_anchors->regions.find(kIloRegions[r]);
        if (found == m_anchors->regions.end()) {
            throw Error{Errc::kConfigInvalid,
                        fmt::format("anchors of edition {} name no total for region {}",
                                    m_anchors->edition, kIloRegions[r])};
        }
        m_region_million[r] =
            m_anchors->rates ? found->second * people[r] / kThousand / kMillion : found->second;
        all += m_region_million[r];
    }
    const auto& sectors = m_anchors->sectors_million;
    const double sectors_sum = std::accumulate(sectors.begin(), sectors.end(), 0.0);
    m_scope = sectors_sum / all;
    for (double& million : m_region_million) {
        million *= m_scope;
    }
    double workers_sum = 0.0;
    for (const auto& workers : m_workers) {
        workers_sum += workers.total;
    }
    m_mean_theta = m_methodology->anchored ? sectors_sum * kMillion / workers_sum
                                           : m_methodology->relative_scale;
}

std::vector<double> World::country_totals(std::size_t draw) const
{
    const auto& p = m_methodology->prevalence;
    auto totals = country_weights(draw);
    RegionValues targets{};
    for (std::size_t r = 0; r < targets.size(); ++r) {
        targets[r] =
            (m_region_million[r] - m_national_million[r]) * kMillion *
            m_draws->factor(Random::kRegionNoise, cell_id(kIloRegions[r]), draw, p.region_noise_sd);
    }
    for (std::size_t c = 0; c < m_national.size(); ++c) {
        totals[c] = m_national[c] == nullptr ? totals[c] : 0.0;  // the others share the rest
    }
    spread_over_regions(m_workers, targets, p.country_ceiling, totals);
    require_spread(targets, totals);
    draw_national(draw, totals);
    return totals;
}

World::RakedDraw World::relative_draw(std::size_t draw) const
{
    auto table = unraked(draw);
    RakedDraw out;
    out.rows = country_weights(draw);
    const double workers = std::accumulate(table.workers.begin(), table.workers.end(), 0.0);
    const double weights = std::accumulate(out.rows.begin(), out.rows.end(), 0.0);
    for (std::size_t c = 0; c < m_workers.size(); ++c) {
        out.rows[c] *= m_methodology->relative_scale * workers / weights;
        double* const cells = table.seed.values.data() + c * kSectorCount;
        const double seed = std::accumulate(cells, cells + kSectorCount, 0.0);
        for (std::size_t s = 0; s < kSectorCount && seed > 0.0; ++s) {
            cells[s] =
                std::min(cells[s] * out.rows[c] / seed, table.ceilings[c * kSectorCount + s]);
        }
    }
    out.people = std::move(table.seed);
    out.workers = std::move(table.workers);
    return out;
}

double World::national_persons(std::size_t country, double value) const
{
    const auto& estimate = *m_national[country];
    const double persons =
        estimate.per_1000 ? value * m_workers[country].population / kThousand : value;
    return estimate.all_forms ? persons * m_scope : persons;
}

void World::place_national()
{
    const auto& anchors = m_methodology->national;
    if (anchors.estimates.empty()) {
        return;
    }
    m_national.assign(m_workers.size(), nullptr);
    for (const auto& estimate : anchors.estimates) {
        const auto country = find(estimate.country);
        if (!country) {
            throw refusal(anchors, estimate,
                          fmt::format("the model covers no country {}: no work force is known "
                                      "there; leave the row out",
                                      estimate.country.view()));
        }
        if (estimate.published > m_reference->as_of) {
            throw refusal(anchors, estimate,
                          fmt::format("published on {}, after the as-of date {}; leave the row "
                                      "out, or move --as-of",
                                      to_string(estimate.published),
                                      to_string(m_reference->as_of)));
        }
        m_national[*country] = &estimate;
        require_room(*country, estimate);
    }
}

void World::require_room(std::size_t country, const NationalEstimate& estimate)
{
    const auto& workers = m_workers[country];
    const double persons = national_persons(country, estimate.value);
    const double most = m_methodology->prevalence.country_ceiling * workers.total;
    if (!(persons > 0.0 && persons <= most)) {
        throw refusal(m_methodology->national, estimate,
                      fmt::format("the estimate comes to {:.0f} persons in the five sectors; "
                                  "expected more than 0 and at most {:.0f} "
                                  "(prevalence.country_ceiling of the workers): check its unit and "
                                  "forms, or raise the ceiling in a methodology of your own",
                                  persons, most));
    }
    auto& held = m_national_million[workers.region];
    held += persons / kMillion;
    if (held >= m_region_million[workers.region]) {
        throw refusal(
            m_methodology->national, estimate,
            fmt::format("an anchor that cannot be met: with it the national estimates of {} come "
                        "to {:.3f} million persons in the five sectors, and the region's published "
                        "total is {:.3f} million; lower or leave out estimates, say forms = all if "
                        "they count all forms, or state a higher total of the region in a "
                        "methodology of your own",
                        kIloRegions[workers.region], held, m_region_million[workers.region]));
    }
}

void World::draw_national(std::size_t draw, std::vector<double>& totals) const
{
    for (std::size_t c = 0; c < m_national.size(); ++c) {
        const auto* estimate = m_national[c];
        if (estimate == nullptr) {
            continue;
        }
        const double sd = std::log(estimate->hi90 / estimate->lo90) / (2.0 * kNormal95);
        // The draw that the model's own country effect would have: common random numbers.
        const double z =
            m_draws->normal(Random::kCountryNoise, cell_id(m_workers[c].country.view()), draw);
        totals[c] = std::min(national_persons(c, estimate->value * std::exp(sd * z)),
                             m_methodology->prevalence.country_ceiling * m_workers[c].total);
    }
}

void World::require_spread(const RegionValues& targets, std::span<const double> totals) const
{
    RegionValues sums{};
    for (std::size_t c = 0; c < totals.size(); ++c) {
        sums[m_workers[c].region] += totals[c];
    }
    for (std::size_t r = 0; r < targets.size(); ++r) {
        if (sums[r] >= targets[r] * (1.0 - kRounding)) {
            continue;
        }
        const auto total = fmt::format("anchors.{}.{}", m_anchors->edition, kIloRegions[r]);
        const auto sectors = fmt::format("anchors.{}.sectors", m_anchors->edition);
        const auto place = [this](std::string_view name) { return m_methodology->place(name); };
        throw Error{
            Errc::kValueOutOfDomain,
            fmt::format("{}: an anchor that cannot be met: of the total of {} of edition {} ({}) a "
                        "draw asks for {:.4g} million persons in the five sectors ({}), and the "
                        "countries there hold at most {:.4g} million by "
                        "prevalence.country_ceiling = {} ({}); raise that ceiling, or lower the "
                        "totals or prevalence.region_noise_sd ({})",
                        own_place(*m_methodology, {total, sectors, kCountryCeiling, kRegionNoise}),
                        kIloRegions[r], m_anchors->edition, place(total), targets[r] / kMillion,
                        place(sectors), sums[r] / kMillion,
                        m_methodology->prevalence.country_ceiling, place(kCountryCeiling),
                        place(kRegionNoise))};
    }
}

void World::balance(std::vector<double>& rows, std::vector<double>& columns) const
{
    if (m_national.empty()) {
        balance_margins(*m_methodology, rows, columns);
        return;
    }
    double fixed = 0.0;
    for (std::size_t c = 0; c < rows.size(); ++c) {
        fixed += m_national[c] == nullptr ? 0.0 : rows[c];
    }
    const double before = std::accumulate(rows.begin(), rows.end(), 0.0);
    auto balanced = rows;
    balance_margins(*m_methodology, balanced, columns);
    const double common = std::accumulate(columns.begin(), columns.end(), 0.0);
    if (!(common > fixed)) {
        throw Error{Errc::kValueOutOfDomain,
                    fmt::format("{}: the national estimates of a draw ({:.3f} million) leave "
                                "nothing of the world's total ({:.3f} million) to other countries; "
                                "lower or leave out estimates",
                                m_methodology->national.file, fixed / kMillion, common / kMillion)};
    }
    for (std::size_t c = 0; c < rows.size(); ++c) {
        rows[c] *= m_national[c] == nullptr ? (common - fixed) / (before - fixed) : 1.0;
    }
}

model::Table World::rake(const Unraked& table, const RakedDraw& margins, std::size_t draw) const
{
    try {
        return model::rake(table.seed, table.ceilings, margins.rows, margins.columns,
                           {m_methodology->prevalence.margin_tolerance, kMostSweeps})
            .people;
    } catch (const Error& problem) {
        const auto sectors = fmt::format("anchors.{}.sectors", m_anchors->edition);
        throw Error{
            problem.code(),
            fmt::format("{}: anchors that cannot be met: the published totals of edition {} ({}) "
                        "find no room in draw {} below prevalence.ceiling = {} ({}); raise that "
                        "ceiling, or lower the totals or prevalence.region_noise_sd ({}). The "
                        "rows are countries, the columns sectors: {}",
                        own_place(*m_methodology, {sectors, kCeiling, kRegionNoise}),
                        m_anchors->edition, m_methodology->place(sectors), draw,
                        m_methodology->prevalence.ceiling, m_methodology->place(kCeiling),
                        m_methodology->place(kRegionNoise), problem.what())};
    }
}

}  // namespace sourcelight::assess
