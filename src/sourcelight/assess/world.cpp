// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/world.hpp"
#include "sourcelight/assess/world_parts.hpp"

#include "sourcelight/assess/parallel.hpp"
#include "sourcelight/core/error.hpp"
#include "sourcelight/model/hazard.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace sourcelight::assess {

using reference::kSectorCount;
using reference::Sector;

namespace {

constexpr double kMillion = 1e6;
/// A good's share of work is scaled by how far the country makes more of it than its workers
/// would suggest, within these bounds: export figures know nothing of home use.
constexpr double kLeastConcentration = 0.1;
constexpr double kMostConcentration = 10.0;

const AnchorSet& anchors_in_force(const Methodology& methodology, Date as_of)
{
    const AnchorSet* found = &methodology.anchors.front();
    for (const auto& set : methodology.anchors) {
        if (set.published <= as_of) {
            found = &set;
        }
    }
    return *found;
}

}  // namespace

World::World(const reference::Reference& reference, const Methodology& methodology,
             const Listings& listings, const Draws& draws)
    : m_reference{&reference}, m_methodology{&methodology}, m_draws{&draws},
      m_anchors{&anchors_in_force(methodology, reference.as_of)}, m_workers{load_workers(
                                                                      reference, methodology)},
      m_zero(draws.count(), 0.0F)
{
    for (std::size_t i = 0; i < m_workers.size(); ++i) {
        m_index.emplace(m_workers[i].country, i);
        m_country_row.push_back(reference.countries.index.at(m_workers[i].country));
    }
    const double least = methodology.index.min_coverage;
    m_origin = draw_index(reference.countries, observe_index(reference, methodology.origin, least),
                          methodology.origin, methodology.index, draws, WhichIndex::kOrigin);
    m_destination =
        draw_index(reference.countries, observe_index(reference, methodology.destination, least),
                   methodology.destination, methodology.index, draws, WhichIndex::kDestination);
    for (std::size_t b = 0; b < draws.count(); ++b) {
        const auto& p = methodology.prevalence;
        m_tau.push_back(static_cast<float>(p.tau_low + (p.tau_high - p.tau_low) *
                                                           draws.uniform(Random::kTau, 0, b)));
    }
    m_migrants.emplace(reference, methodology, m_workers, m_country_row, *m_destination, draws);
    draw_tree_effects();
    collect_goods(listings);
    if (!m_workers.empty()) {
        set_region_totals();
        place_national();
        draw_prevalence();
    }
}

std::optional<std::size_t> World::find(CountryCode country) const
{
    const auto found = m_index.find(country);
    return found == m_index.end() ? std::nullopt : std::optional{found->second};
}

std::span<const float> World::theta(std::size_t country, Sector sector) const
{
    const std::size_t cell = country * kSectorCount + static_cast<std::size_t>(sector);
    return {m_theta.data() + cell * m_draws->count(), m_draws->count()};
}

std::span<const float> World::origin_z(CountryCode country) const
{
    const auto found = m_reference->countries.index.find(country);
    const auto z = found == m_reference->countries.index.end() ? std::span<const float>{}
                                                               : m_origin->z(found->second);
    return z.empty() ? std::span<const float>{m_zero} : z;
}

std::span<const float> World::destination_z(CountryCode country) const
{
    const auto found = m_reference->countries.index.find(country);
    const auto z = found == m_reference->countries.index.end() ? std::span<const float>{}
                                                               : m_destination->z(found->second);
    return z.empty() ? std::span<const float>{m_zero} : z;
}

const CountryIndex* World::origin(CountryCode country) const
{
    const auto found = m_reference->countries.index.find(country);
    return found == m_reference->countries.index.end() ? nullptr
                                                       : &m_origin->country(found->second);
}

const CountryIndex* World::destination(CountryCode country) const
{
    const auto found = m_reference->countries.index.find(country);
    return found == m_reference->countries.index.end() ? nullptr
                                                       : &m_destination->country(found->second);
}

const std::vector<GoodWork>& World::goods(std::size_t country, Sector sector) const
{
    return m_goods[country][static_cast<std::size_t>(sector)];
}

void World::collect_goods(const Listings& listings)
{
    const auto& occurrence = m_methodology->occurrence;
    const model::OccurrenceCoefficients coefficients{occurrence.other, occurrence.same,
                                                     occurrence.elsewhere, occurrence.listed_forced,
                                                     occurrence.listed_child};
    const auto& goods = m_reference->goods.goods;
    const auto& tree = m_reference->tree;
    m_goods.resize(m_workers.size());
    for (std::size_t g = 0; g < goods.size(); ++g) {
        const auto node = tree.find("isic4:" + goods[g].isic4.front().code);
        if (node == NodeId::kNone) {
            continue;
        }
        const auto good = static_cast<GoodId>(g);
        const auto sector = static_cast<std::size_t>(tree[node].sector);
        for (std::size_t c = 0; c < m_workers.size(); ++c) {
            const auto country = m_workers[c].country;
            // exp of the standardised log of exports: 1 where nothing is known.
            const double concentration =
                std::clamp(std::exp(listings.exports(country, good).value_or(0.0)),
                           kLeastConcentration, kMostConcentration);
            const double evidence = model::occurrence_evidence(
                listings.terms(country, good, goods[g].sector), coefficients);
            m_goods[c][sector].push_back({good, concentration, evidence, std::exp(evidence)});
        }
    }
    for (auto& sectors : m_goods) {
        for (std::size_t s = 0; s < kSectorCount; ++s) {
            double sum = 0.0;
            for (const auto& work : sectors[s]) {
                sum += work.share;
            }
            for (auto& work : sectors[s]) {
                work.share *= m_methodology->goods_cover[s] / sum;
            }
        }
    }
}

World::Shares World::draw_shares(const CountryWorkers& workers, std::size_t draw) const
{
    if (workers.detail == SectorDetail::kFive) {
        return workers.share;
    }
    const auto& parameters = m_methodology->workers;
    const auto cell = cell_id(workers.country.view());
    const bool imputed = workers.detail == SectorDetail::kImputed;
    const std::size_t first = imputed ? 0 : 1;
    const std::size_t count = imputed ? kSectorCount : 3;
    std::array<double, kSectorCount> uniforms{};
    std::array<double, kSectorCount> alpha{};
    std::array<double, kSectorCount> drawn{};
    const double whole = imputed ? 1.0 : workers.industry_share;
    auto shares = workers.share;
    if (!(whole > 0.0)) {
        return shares;
    }
    for (std::size_t i = 0; i < count; ++i) {
        uniforms[i] = m_draws->uniform(imputed ? Random::kImputedSplit : Random::kIndustrySplit,
                                       cell * kSectorCount + i, draw);
        const double scale =
            imputed ? parameters.imputed_concentration : parameters.split_concentration;
        // A sector that exists nowhere near still may exist here: no parameter is exactly 0.
        alpha[i] = std::max(0.05, scale * workers.share[first + i] / whole);
    }
    model::dirichlet_draw({uniforms.data(), count}, {alpha.data(), count}, {drawn.data(), count});
    for (std::size_t i = 0; i < count; ++i) {
        shares[first + i] = whole * drawn[i];
    }
    return shares;
}

double World::country_score(std::size_t country, std::size_t draw) const
{
    const auto row = m_country_row[country];
    const auto origin = m_origin->z(row);
    const auto destination = m_destination->z(row);
    if (origin.empty() && destination.empty()) {
        return m_methodology->prevalence.unscored_index_sd *
               m_draws->normal(Random::kUnscoredIndex, cell_id(m_workers[country].country.view()),
                               draw);
    }
    if (origin.empty() || destination.empty()) {
        return origin.empty() ? destination[draw] : origin[draw];
    }
    return 0.5 * (static_cast<double>(origin[draw]) + static_cast<double>(destination[draw]));
}

std::vector<double> World::country_weights(std::size_t draw) const
{
    const auto& p = m_methodology->prevalence;
    const double slope =
        model::truncated_normal_quantile(m_draws->uniform(Random::kCountrySlope, 0, draw),
                                         p.country_slope.mean, p.country_slope.sd, 0.0);
    std::vector<double> scores(m_workers.size());
    double sum = 0.0;
    double squares = 0.0;
    for (std::size_t c = 0; c < m_workers.size(); ++c) {
        scores[c] = country_score(c, draw);
        sum += scores[c];
        squares += scores[c] * scores[c];
    }
    const auto n = static_cast<double>(m_workers.size());
    const double mean = sum / n;
    const double sd = std::sqrt(std::max(1e-12, squares / n - mean * mean));
    std::vector<double> totals(m_workers.size());
    for (std::size_t c = 0; c < m_workers.size(); ++c) {
        totals[c] = m_workers[c].total * std::exp(slope * (scores[c] - mean) / sd) *
                    m_draws->factor(Random::kCountryNoise, cell_id(m_workers[c].country.view()),
                                    draw, p.country_noise_sd);
    }
    return totals;
}

double World::mean_odds(std::size_t country, std::size_t sector,
                        std::span<const double> effects) const
{
    const auto& goods = m_goods[country][sector];
    double odds = goods.empty() ? 1.0 : 1.0 - m_methodology->goods_cover[sector];
    for (const auto& work : goods) {
        odds += work.share * work.odds * effects[static_cast<std::size_t>(work.good)];
    }
    return odds;
}

World::Unraked World::unraked(std::size_t draw) const
{
    std::vector<double> effects(m_tree_effects.size());
    for (std::size_t g = 0; g < effects.size(); ++g) {
        effects[g] = std::exp(static_cast<double>(m_tree_effects[g][draw]));
    }
    const std::size_t cells = m_workers.size() * kSectorCount;
    Unraked out{{m_workers.size(), kSectorCount, std::vector<double>(cells)},
                std::vector<double>(cells),
                std::vector<double>(cells)};
    const double ceiling = m_methodology->prevalence.ceiling;
    const double tau = m_tau[draw];
    for (std::size_t c = 0; c < m_workers.size(); ++c) {
        const auto shares = draw_shares(m_workers[c], draw);
        for (std::size_t s = 0; s < kSectorCount; ++s) {
            const std::size_t cell = c * kSectorCount + s;
            out.workers[cell] = m_workers[c].total * shares[s];
            out.ceilings[cell] = ceiling * out.workers[cell];
            out.seed.values[cell] = out.workers[cell] * std::pow(mean_odds(c, s, effects), tau) *
                                    (1.0 + m_migrants->sector_share(c, s) *
                                               static_cast<double>(m_migrants->excess(c)[draw]));
        }
    }
    return out;
}

World::RakedDraw World::raked_draw(std::size_t draw) const
{
    if (!m_methodology->anchored) {
        return relative_draw(draw);
    }
    const auto& p = m_methodology->prevalence;
    RakedDraw out;
    out.rows = country_totals(draw);
    for (std::size_t s = 0; s < kSectorCount; ++s) {
        out.columns.push_back(m_anchors->sectors_million[s] * kMillion *
                              m_draws->factor(Random::kSectorNoise, s, draw, p.sector_noise_sd));
    }
    auto table = unraked(draw);
    balance(out.rows, out.columns);
    out.people = rake(table, out, draw);
    out.workers = std::move(table.workers);
    return out;
}

void World::draw_prevalence()
{
    const std::size_t cells = m_workers.size() * kSectorCount;
    m_theta.assign(cells * m_draws->count(), 0.0F);
    m_mean_draws.assign(m_draws->count(), 0.0F);
    parallel_for(m_draws->count(), m_draws->threads(), [&](std::size_t b) {
        const auto raked = raked_draw(b);
        for (std::size_t cell = 0; cell < cells; ++cell) {
            const double theta =
                raked.workers[cell] > 0.0 ? raked.people.values[cell] / raked.workers[cell] : 0.0;
            m_theta[cell * m_draws->count() + b] = static_cast<float>(theta);
        }
        const auto sum = [](const std::vector<double>& values) {
            return std::accumulate(values.begin(), values.end(), 0.0);
        };
        m_mean_draws[b] = static_cast<float>(sum(raked.people.values) / sum(raked.workers));
    });
}

}  // namespace sourcelight::assess
