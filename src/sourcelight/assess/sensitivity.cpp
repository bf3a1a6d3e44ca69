// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/sensitivity.hpp"

#include "sourcelight/model/special.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace sourcelight::assess {
namespace {

/// Any number serves that turns a seed into another one.
constexpr std::uint64_t kOtherSeed = 0x5EED0F0B;

/// A probability of 0 or 1 has no log-odds.
double held_logit(float probability)
{
    constexpr double kLeast = 1e-9;
    return model::logit(std::clamp(static_cast<double>(probability), kLeast, 1.0 - kLeast));
}

/// Whether a line of the receipt rests on the weights of evidence or of workforce factors.
bool is_weighed(const ReceiptTerm& term)
{
    return (term.group == TermGroup::kEvidence &&
            (term.source.known() || !term.fields.empty() || !term.stated.empty())) ||
           (term.group == TermGroup::kCompany && !term.fields.empty());
}

/// The draws behind a step of the account.
DrawGroups behind(const ReceiptTerm& term, bool first_weighed)
{
    using enum DrawGroup;
    switch (term.group) {
    case TermGroup::kPlace:
        return term.what == "region" ? DrawGroups::of(kPlace)
                                     : DrawGroups::of(kRegionNoise, kCountryNoise, kIndex);
    case TermGroup::kActivity:
        return DrawGroups::of(kSectorTotals, kTau, kHazard, kProfile, kWorkforceSplit);
    case TermGroup::kWorkers:
        return term.what == kUnstatedFacts ? DrawGroups::of(kSiteFacts)
                                           : DrawGroups::of(kSiteRho, kHeadCount);
    case TermGroup::kState: return DrawGroups::of(kStateShare);
    case TermGroup::kEvidence:
    case TermGroup::kCompany: break;
    default: return {};
    }
    if (is_weighed(term)) {
        return first_weighed ? DrawGroups::of(kLlrTable) : DrawGroups{};
    }
    return term.group == TermGroup::kEvidence ? DrawGroups::of(kDependence, kDecay) : DrawGroups{};
}

}  // namespace

GroupModels::GroupModels(const reference::Reference& reference, const Methodology& methodology,
                         const RunOptions& options)
    : m_base{std::make_unique<const CellModel>(reference, methodology, options)}
{
    const auto under = [&](DrawGroups exchanged) {
        return std::make_unique<const CellModel>(*m_base, exchanged, options.seed ^ kOtherSeed);
    };
    m_other = under(DrawGroups::all());
    for (std::size_t g = 0; g < kDrawGroups; ++g) {
        const auto group = static_cast<DrawGroup>(g);
        m_exchanged[g] = is_drawn(group) ? under(DrawGroups::of(group)) : nullptr;
    }
}

std::vector<VarianceShares> GroupModels::shares(const ResultDraws& results) const
{
    const auto a = results(*m_base);
    const auto b = results(*m_other);
    std::vector<VarianceShares> shares(a.size());
    for (std::size_t r = 0; r < shares.size(); ++r) {
        shares[r].variance = model::sobol_variance(a[r], b[r]);
        shares[r].draws = a[r].size();
    }
    for (std::size_t g = 0; g < kDrawGroups; ++g) {
        if (m_exchanged[g] == nullptr) {
            continue;
        }
        const auto ab = results(*m_exchanged[g]);
        for (std::size_t r = 0; r < shares.size(); ++r) {
            // What does not reach the result has no share, not one of chance.
            if (ab[r] != a[r]) {
                shares[r].groups[g] = model::sobol_index(a[r], b[r], ab[r]);
            }
        }
    }
    return shares;
}

SiteDraws draws_of_site(const CellModel& model, const SiteQuestion& question)
{
    const auto cell = model.facts(question.key);
    const auto draws = model.draws(question.key, model.sampler().count());
    SiteQuery query;
    query.workers = question.workers;
    query.evidence = question.evidence;
    return model.site(cell, draws, model.basis(cell, draws), query);
}

VarianceShares site_shares(const GroupModels& models, const SiteQuestion& question)
{
    const auto log_odds = [&](const CellModel& model) {
        const auto drawn = draws_of_site(model, question);
        std::vector<double> out(drawn.pi.size());
        std::transform(drawn.pi.begin(), drawn.pi.end(), out.begin(), held_logit);
        return std::vector<std::vector<double>>{std::move(out)};
    };
    return models.shares(log_odds).front();
}

Uncertainty uncertainty_of(const VarianceShares& shares)
{
    Uncertainty out;
    out.draws = shares.draws;
    out.sd = std::sqrt(shares.variance);
    for (std::size_t g = 0; g < kDrawGroups; ++g) {
        const auto& words = words_of(static_cast<DrawGroup>(g));
        const auto& index = shares.groups[g];
        out.groups.push_back({words.id, words.label, words.held_fixed, index.first,
                              index.first_error, index.total, index.total_error});
    }
    std::stable_sort(out.groups.begin(), out.groups.end(),
                     [](const GroupShare& a, const GroupShare& b) {
                         return a.held_fixed.empty() != b.held_fixed.empty() ? a.held_fixed.empty()
                                                                             : a.total > b.total;
                     });
    return out;
}

void add_uncertainty(Uncertainty uncertainty, Receipt& receipt)
{
    const bool weighed = std::any_of(receipt.terms.begin(), receipt.terms.end(), is_weighed);
    bool first = true;
    for (auto& term : receipt.terms) {
        if (!term.log_odds) {
            continue;
        }
        const auto groups = behind(term, first);
        first = first && !is_weighed(term);
        // Without such a line the weights are those of facts that nobody stated.
        const bool unstated = !weighed && groups.has(DrawGroup::kSiteFacts);
        double share = 0.0;
        bool any = false;
        for (std::size_t g = 0; g < kDrawGroups; ++g) {
            const auto group = static_cast<DrawGroup>(g);
            if (!groups.has(group) && !(unstated && group == DrawGroup::kLlrTable)) {
                continue;
            }
            const auto found = std::find_if(
                uncertainty.groups.begin(), uncertainty.groups.end(),
                [&](const GroupShare& entry) { return entry.id == words_of(group).id; });
            any = true;
            share += found == uncertainty.groups.end() ? 0.0 : found->total;
        }
        if (any) {
            term.variance_share = share;
        }
    }
    receipt.uncertainty = std::move(uncertainty);
}

}  // namespace sourcelight::assess
