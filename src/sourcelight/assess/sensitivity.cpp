// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/sensitivity.hpp"

#include "sourcelight/model/special.hpp"

#include <algorithm>

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

}  // namespace

std::vector<VarianceShares> variance_shares(const reference::Reference& reference,
                                            const Methodology& methodology,
                                            const RunOptions& options, const ResultDraws& results)
{
    const CellModel base{reference, methodology, options};
    const auto under = [&](DrawGroups exchanged) {
        return results(CellModel{base, exchanged, options.seed ^ kOtherSeed});
    };
    const auto a = results(base);
    const auto b = under(DrawGroups::all());
    std::vector<VarianceShares> shares(a.size());
    for (std::size_t r = 0; r < shares.size(); ++r) {
        shares[r].variance = model::sobol_variance(a[r], b[r]);
        shares[r].draws = a[r].size();
    }
    for (std::size_t g = 0; g < kDrawGroups; ++g) {
        const auto group = static_cast<DrawGroup>(g);
        if (!is_drawn(group)) {
            continue;
        }
        const auto ab = under(DrawGroups::of(group));
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

VarianceShares site_shares(const reference::Reference& reference, const Methodology& methodology,
                           const RunOptions& options, const SiteQuestion& question)
{
    const auto log_odds = [&](const CellModel& model) {
        const auto drawn = draws_of_site(model, question);
        std::vector<double> out(drawn.pi.size());
        std::transform(drawn.pi.begin(), drawn.pi.end(), out.begin(), held_logit);
        return std::vector<std::vector<double>>{std::move(out)};
    };
    return variance_shares(reference, methodology, options, log_odds).front();
}

}  // namespace sourcelight::assess
