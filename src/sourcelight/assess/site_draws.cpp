// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/cell_model.hpp"
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

}  // namespace

SiteDraws CellModel::site(const Cell& cell, const CellDraws& draws, const SiteQuery& query) const
{
    const std::size_t count = draws.theta.size();
    const auto site_id = static_cast<std::uint64_t>(std::hash<CellKey>{}(cell.key));
    SiteDraws out;
    const bool unknown = !query.knot && !query.workers;
    if (unknown) {
        out.workers.resize(count);
        for (std::size_t b = 0; b < count; ++b) {
            out.workers[b] = m_tables.unknown_workers(cell.sector, site_id % count, b);
        }
    }
    const auto prior = [&](std::size_t b, float ln_theta) {
        if (query.knot) {
            return m_tables.logit_at_knot(b, *query.knot, ln_theta);
        }
        const auto workers = unknown ? out.workers[b] : static_cast<float>(*query.workers);
        return m_tables.logit_at(b, workers, ln_theta);
    };
    std::vector<float> start(count);
    for (std::size_t b = 0; b < count; ++b) {
        start[b] = prior(b, std::log(draws.theta[b]));
    }
    auto log_odds = start;
    m_factors.add_shift(m_factors.base_rates(cell.key.country), cell.key.pattern, site_id,
                        log_odds);
    out.pi.resize(count);
    for (std::size_t b = 0; b < count; ++b) {
        out.pi[b] = expit(log_odds[b]);
    }
    const bool cap = one_unverified_story(query.evidence, m_methodology->site.match_certain_from);
    const float ceiling = cap ? static_cast<float>(model::unverified_ceiling(
                                    model::interval_of(std::span<const float>{out.pi}).median,
                                    m_methodology->band_edges))
                              : 1.0F;
    const EvidenceDraws evidence{query.evidence, false, m_draws};
    const EvidenceDraws programme{query.evidence, true, m_draws};
    out.persons_per_worker.resize(count);
    const auto share = static_cast<float>(cell.programme_share);
    for (std::size_t b = 0; b < count; ++b) {
        const model::Dependence dependence{static_cast<double>(m_within_cluster[b]),
                                           m_methodology->site.across_clusters};
        if (!evidence.empty()) {
            out.pi[b] = std::min(expit(log_odds[b] + evidence.shift(b, dependence)), ceiling);
        }
        const float prior_pi = expit(start[b]);
        float persons =
            prior_pi > 0.0F ? std::min(1.0F, draws.theta[b] * out.pi[b] / prior_pi) : 0.0F;
        if (!draws.sigma.empty()) {
            const float before = share * expit(prior(b, std::log(draws.sigma[b])));
            const float after =
                programme.empty() ? before : expit(logit(before) + programme.shift(b, dependence));
            const float reach =
                before > 0.0F ? std::min(1.0F, share * draws.sigma[b] * after / before) : 0.0F;
            out.pi[b] += after - out.pi[b] * after;
            persons += reach - persons * reach;
        }
        out.persons_per_worker[b] = persons;
    }
    return out;
}

}  // namespace sourcelight::assess
