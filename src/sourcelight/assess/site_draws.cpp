// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/cell_model.hpp"
#include "sourcelight/assess/draw_arrays.hpp"
#include "sourcelight/model/bands.hpp"
#include "sourcelight/model/evidence.hpp"
#include "sourcelight/model/quantiles.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace sourcelight::assess {
namespace {

float expit(float log_odds) { return 1.0F / (1.0F + std::exp(-log_odds)); }

float logit(float probability)
{
    constexpr float kTiny = 1e-12F;
    const float held = std::clamp(probability, kTiny, 1.0F - 1e-6F);
    return std::log(held) - std::log1p(-held);
}

/// The evidence of one branch as a shift of the log-odds in one draw.
class EvidenceDraws {
public:
    EvidenceDraws(std::span<const EvidenceItem> items, bool state_branch, const Draws& draws)
        : m_draws{&draws}
    {
        std::copy_if(items.begin(), items.end(), std::back_inserter(m_items),
                     [&](const EvidenceItem& item) { return item.state_branch == state_branch; });
    }
    [[nodiscard]] bool empty() const noexcept { return m_items.empty(); }

    [[nodiscard]] float shift(std::size_t draw, const model::Dependence& dependence) const
    {
        std::vector<model::ClusteredItem> drawn;
        for (const auto& item : m_items) {
            const double raw =
                item.llr.mean + item.llr.sd * m_draws->normal(Random::kEvidence, item.id, draw);
            const double left = model::faded(
                raw, item.specificity, {item.age_years, item.kind->half_life_years, item.in_force});
            drawn.push_back({model::matched(left, item.match_probability), item.cluster});
        }
        return static_cast<float>(model::evidence_shift(drawn, dependence));
    }

private:
    const Draws* m_draws;
    std::vector<EvidenceItem> m_items;
};

/// The items that speak against.
std::vector<EvidenceItem> negative_items(std::span<const EvidenceItem> items)
{
    std::vector<EvidenceItem> negative;
    std::copy_if(items.begin(), items.end(), std::back_inserter(negative),
                 [](const EvidenceItem& item) { return item.llr.mean <= 0.0; });
    return negative;
}

/// What one unverified story may make of a draw: a draw that stood above the ceiling without it
/// stays where it stood.
float held(float with, float without, float ceiling)
{
    return with > ceiling ? std::max(ceiling, std::min(with, without)) : with;
}

/// The last value of the band above that of the median, whose upper edge is the next band's; 1
/// where nothing is to be held.
float ceiling_of(const std::vector<float>& without, bool story, const model::BandEdges& edges)
{
    if (!story) {
        return 1.0F;
    }
    const double median = model::interval_of(std::span<const float>{without}).median;
    const auto edge = static_cast<float>(model::unverified_ceiling(median, edges));
    return edge < 1.0F ? std::nextafter(edge, 0.0F) : 1.0F;
}

/// Draws of the head count of a site that states none.
std::vector<float> unknown_workers(const SiteTables& tables, reference::Sector sector,
                                   std::size_t site, std::size_t count)
{
    std::vector<float> workers(count);
    for (std::size_t b = 0; b < count; ++b) {
        workers[b] = tables.unknown_workers(sector, site, b);
    }
    return workers;
}

BranchBasis branch_of(const std::vector<float>& shares)
{
    BranchBasis branch;
    branch.ln_share.resize(shares.size());
    for_draws(shares.size(), [&](auto block) { block(branch.ln_share) = block(shares).log(); });
    return branch;
}

/// logit(pi0) in every draw at the query's head count, or at the unknown one of `site`.
std::vector<float> prior_logits(const SiteTables& tables, const SiteQuery& query,
                                reference::Sector sector, std::size_t site,
                                const BranchBasis& branch)
{
    const std::size_t count = branch.ln_share.size();
    if (query.knot) {
        const auto at = branch.at_knots.begin() + static_cast<std::ptrdiff_t>(*query.knot * count);
        return {at, at + static_cast<std::ptrdiff_t>(count)};
    }
    std::vector<float> log_odds(count);
    for (std::size_t b = 0; b < count; ++b) {
        log_odds[b] = query.workers ? tables.logit_at(b, *query.workers, branch.ln_share[b])
                                    : tables.logit_at_unknown(sector, site, b, branch.ln_share[b]);
    }
    return log_odds;
}

}  // namespace

bool one_unverified_story(std::span<const EvidenceItem> items)
{
    bool any = false;
    int cluster = 0;
    for (const auto& item : items) {
        if (item.llr.mean <= 0.0) {
            continue;
        }
        if (item.verified || (any && item.cluster != cluster)) {
            return false;
        }
        any = true;
        cluster = item.cluster;
    }
    return any;
}

BaseRates CellModel::base_rates(const CellKey& key) const
{
    const auto country = m_world->find(key.country);
    if (!country) {
        return m_factors.base_rates(key.country, std::nullopt);
    }
    const auto& migrants = m_world->migrants();
    double share = 0.0;
    unsigned sixteenths = 0;
    for (const auto& part : key.parts) {
        if (part.sixteenths > 0) {
            const auto* profile = part.node == NodeId::kNone
                                      ? nullptr
                                      : m_activities.profile_of(part.node, part.good);
            const double of_work =
                profile == nullptr
                    ? migrants.of(*country).share
                    : migrants.share(*country, static_cast<std::size_t>(
                                                   profile - m_methodology->profile.data()));
            share += of_work * static_cast<double>(part.sixteenths);
            sixteenths += part.sixteenths;
        }
    }
    return m_factors.base_rates(key.country, sixteenths > 0
                                                 ? share / static_cast<double>(sixteenths)
                                                 : migrants.of(*country).share);
}

SiteBasis CellModel::basis(const Cell& cell, const CellDraws& draws, std::int64_t row) const
{
    SiteBasis basis;
    // An odd multiplier spreads neighbouring rows over the pool of draws.
    basis.site =
        std::hash<CellKey>{}(cell.key) + static_cast<std::uint64_t>(row) * 0x9E3779B97F4A7C15U;
    basis.economy = branch_of(draws.theta);
    basis.state = branch_of(draws.sigma);
    basis.shift =
        m_factors.shift(base_rates(cell.key), cell.key.pattern, basis.site, draws.theta.size());
    basis.odds_shift.resize(basis.shift.size());
    for_draws(basis.shift.size(),
              [&](auto block) { block(basis.odds_shift) = (-block(basis.shift)).exp(); });
    return basis;
}

SiteDraws CellModel::site_at_knot(const Cell& cell, const CellDraws& draws, SiteBasis& basis,
                                  std::size_t knot) const
{
    SiteQuery query;
    if (knot != kUnknownWorkers) {
        query.knot = knot;
        if (basis.economy.at_knots.empty()) {
            for (auto* branch : {&basis.economy, &basis.state}) {
                branch->at_knots.resize(kWorkerKnots.size() * branch->ln_share.size());
                m_tables.logits_at_knots(branch->ln_share, branch->at_knots);
            }
        }
    }
    return site(cell, draws, basis, query);
}

void CellModel::add_evidence(const SiteBasis& basis, const SiteQuery& query,
                             std::vector<float>& log_odds, std::vector<float>& pi) const
{
    const EvidenceDraws evidence{query.evidence, false, m_draws};
    if (evidence.empty()) {
        return;
    }
    const bool story = one_unverified_story(query.evidence);
    const auto negative = negative_items(query.evidence);
    const EvidenceDraws against{negative, false, m_draws};
    std::vector<float> without(story ? pi.size() : 0);
    for (std::size_t b = 0; b < without.size(); ++b) {
        without[b] = expit(log_odds[b] + basis.shift[b] + against.shift(b, dependence(b)));
    }
    const float ceiling = ceiling_of(without, story, m_methodology->band_edges);
    for (std::size_t b = 0; b < pi.size(); ++b) {
        log_odds[b] += basis.shift[b] + evidence.shift(b, dependence(b));
        pi[b] = expit(log_odds[b]);
        pi[b] = story ? held(pi[b], without[b], ceiling) : pi[b];
    }
}

void CellModel::add_state(const Cell& cell, const CellDraws& draws, const SiteQuery& query,
                          const std::vector<float>& prior, SiteDraws& out) const
{
    const EvidenceDraws programme{query.evidence, true, m_draws};
    const auto share = static_cast<float>(cell.programme_share);
    std::vector<float> before(prior.size());
    for (std::size_t b = 0; b < prior.size(); ++b) {
        before[b] = share * expit(prior[b]);
    }
    const bool story = !programme.empty() && one_unverified_story(query.evidence);
    const float ceiling = ceiling_of(before, story, m_methodology->band_edges);
    for (std::size_t b = 0; b < prior.size(); ++b) {
        float after = before[b];
        if (!programme.empty()) {
            after = held(expit(logit(before[b]) + programme.shift(b, dependence(b))), before[b],
                         ceiling);
        }
        const float reach =
            before[b] > 0.0F ? std::min(1.0F, share * draws.sigma[b] * after / before[b]) : 0.0F;
        out.pi[b] += after - out.pi[b] * after;
        out.persons_per_worker[b] += reach - out.persons_per_worker[b] * reach;
    }
}

SiteDraws CellModel::site(const Cell& cell, const CellDraws& draws, const SiteBasis& basis,
                          const SiteQuery& query) const
{
    const std::size_t count = draws.theta.size();
    SiteDraws out;
    if (!query.knot && !query.workers) {
        out.workers = unknown_workers(m_tables, cell.sector, basis.site % count, count);
    }
    const auto site = basis.site % count;
    auto log_odds = prior_logits(m_tables, query, cell.sector, site, basis.economy);
    std::vector<float> odds_against(count);
    out.pi.resize(count);
    out.persons_per_worker.resize(count);
    // One exponential serves both: with the factors and without.
    for_draws(count, [&](auto block) {
        block(odds_against) = (-block(log_odds)).exp();
        block(out.pi) = (1.0F + block(odds_against) * block(basis.odds_shift)).inverse();
    });
    add_evidence(basis, query, log_odds, out.pi);
    constexpr float kInfinite = std::numeric_limits<float>::infinity();
    for_draws(count, [&](auto block) {
        // theta pi / pi0
        const auto persons = block(draws.theta) * block(out.pi) * (1.0F + block(odds_against));
        block(out.persons_per_worker) =
            (block(odds_against) < kInfinite).select(persons.min(1.0F), 0.0F);
    });
    if (!draws.sigma.empty()) {
        add_state(cell, draws, query, prior_logits(m_tables, query, cell.sector, site, basis.state),
                  out);
    }
    return out;
}

}  // namespace sourcelight::assess
