// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/cell_model.hpp"
#include "sourcelight/assess/draw_arrays.hpp"
#include "sourcelight/model/bands.hpp"
#include "sourcelight/model/evidence.hpp"
#include "sourcelight/model/quantiles.hpp"

#include <algorithm>
#include <cmath>

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
        std::copy_if(
            items.begin(), items.end(), std::back_inserter(m_items),
            [&](const EvidenceItem& item) { return item.kind->state_branch == state_branch; });
    }
    [[nodiscard]] bool empty() const noexcept { return m_items.empty(); }

    [[nodiscard]] float shift(std::size_t draw, const model::Dependence& dependence) const
    {
        std::vector<model::ClusteredItem> drawn;
        for (const auto& item : m_items) {
            const auto& llr = item.kind->llr;
            const double raw =
                llr.mean + llr.sd * m_draws->normal(Random::kEvidence, item.id, draw);
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

/// Whether all positive items are one story whose identity is not verified.
bool one_unverified_story(std::span<const EvidenceItem> items, double certain_from)
{
    bool any = false;
    int cluster = 0;
    for (const auto& item : items) {
        if (item.kind->llr.mean <= 0.0) {
            continue;
        }
        if (item.match_probability >= certain_from || (any && item.cluster != cluster)) {
            return false;
        }
        any = true;
        cluster = item.cluster;
    }
    return any;
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

/// logit(pi0) in every draw at the query's knot, head count or, with neither, `unknown` head count.
std::vector<float> prior_logits(const SiteTables& tables, const SiteQuery& query,
                                const std::vector<float>& unknown,
                                const std::vector<float>& ln_share)
{
    std::vector<float> log_odds(ln_share.size());
    if (query.knot) {
        tables.logits_at_knot(*query.knot, ln_share, log_odds);
        return log_odds;
    }
    for (std::size_t b = 0; b < log_odds.size(); ++b) {
        const auto n = query.workers ? static_cast<float>(*query.workers) : unknown[b];
        log_odds[b] = tables.logit_at(b, n, ln_share[b]);
    }
    return log_odds;
}

}  // namespace

SiteBasis CellModel::basis(const Cell& cell, const CellDraws& draws, std::int64_t row) const
{
    SiteBasis basis;
    // An odd multiplier spreads neighbouring rows over the pool of draws.
    basis.site =
        std::hash<CellKey>{}(cell.key) + static_cast<std::uint64_t>(row) * 0x9E3779B97F4A7C15U;
    const auto logarithm = [](const std::vector<float>& values) {
        std::vector<float> logs(values.size());
        array_of(logs) = array_of(values).log();
        return logs;
    };
    basis.ln_theta = logarithm(draws.theta);
    basis.ln_sigma = logarithm(draws.sigma);
    basis.shift = m_factors.shift(m_factors.base_rates(cell.key.country), cell.key.pattern,
                                  basis.site, draws.theta.size());
    basis.odds_shift.resize(basis.shift.size());
    array_of(basis.odds_shift) = (-array_of(basis.shift)).exp();
    return basis;
}

void CellModel::add_evidence(const SiteBasis& basis, const SiteQuery& query,
                             std::vector<float>& log_odds, std::vector<float>& pi) const
{
    const EvidenceDraws evidence{query.evidence, false, m_draws};
    if (evidence.empty()) {
        return;
    }
    const bool cap = one_unverified_story(query.evidence, m_methodology->site.match_certain_from);
    const double without = model::interval_of(std::span<const float>{pi}).median;
    const auto ceiling = static_cast<float>(
        cap ? model::unverified_ceiling(without, m_methodology->band_edges) : 1.0);
    for (std::size_t b = 0; b < pi.size(); ++b) {
        log_odds[b] += basis.shift[b] + evidence.shift(b, dependence(b));
        pi[b] = std::min(expit(log_odds[b]), ceiling);
    }
}

void CellModel::add_state(const Cell& cell, const CellDraws& draws, const SiteQuery& query,
                          const std::vector<float>& prior, SiteDraws& out) const
{
    const EvidenceDraws programme{query.evidence, true, m_draws};
    const auto share = static_cast<float>(cell.programme_share);
    for (std::size_t b = 0; b < prior.size(); ++b) {
        const float before = share * expit(prior[b]);
        const float after =
            programme.empty() ? before : expit(logit(before) + programme.shift(b, dependence(b)));
        const float reach =
            before > 0.0F ? std::min(1.0F, share * draws.sigma[b] * after / before) : 0.0F;
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
    auto log_odds = prior_logits(m_tables, query, out.workers, basis.ln_theta);
    std::vector<float> start(count);
    out.pi.resize(count);
    out.persons_per_worker.resize(count);
    // One exponential serves both: with the factors and without.
    array_of(start) = (-array_of(log_odds)).exp();
    array_of(out.pi) = (1.0F + array_of(start) * array_of(basis.odds_shift)).inverse();
    array_of(start) = (1.0F + array_of(start)).inverse();
    add_evidence(basis, query, log_odds, out.pi);
    const auto theta = array_of(draws.theta);
    const auto ratio = theta * array_of(out.pi) / array_of(start);
    array_of(out.persons_per_worker) = (array_of(start) > 0.0F).select(ratio.min(1.0F), 0.0F);
    if (!draws.sigma.empty()) {
        add_state(cell, draws, query, prior_logits(m_tables, query, out.workers, basis.ln_sigma),
                  out);
    }
    return out;
}

}  // namespace sourcelight::assess
