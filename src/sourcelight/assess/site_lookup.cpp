// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/site_lookup.hpp"

#include "sourcelight/model/beta_binomial.hpp"

#include <algorithm>

namespace sourcelight::assess {
namespace {

double mix(double low, double high, double share) { return low + share * (high - low); }

Estimate mix(const Estimate& low, const Estimate& high, double share)
{
    return {mix(low.median, high.median, share), mix(low.lo50, high.lo50, share),
            mix(low.hi50, high.hi50, share), mix(low.lo90, high.lo90, share),
            mix(low.hi90, high.hi90, share)};
}

Estimate times(const Estimate& e, double factor)
{
    return {e.median * factor, e.lo50 * factor, e.hi50 * factor, e.lo90 * factor, e.hi90 * factor};
}

}  // namespace

LookedUp look_up_site(const Cell& cell, const std::optional<double>& workers)
{
    const bool done = !cell.residual.empty();
    if (!workers) {
        const auto& site = cell.sites[kUnknownWorkers];
        return {site.probability, done ? cell.residual[kUnknownWorkers] : site.probability,
                site.persons, site.bands};
    }
    const auto at = model::knot_position(kWorkerKnots, std::max(1.0, *workers));
    const auto lower = static_cast<std::size_t>(at.lower);
    const auto& low = cell.sites[lower];
    const auto& high = cell.sites[lower + 1];
    LookedUp out;
    out.probability = mix(low.probability, high.probability, at.upper_share);
    out.residual = done ? mix(cell.residual[lower], cell.residual[lower + 1], at.upper_share)
                        : out.probability;
    out.persons = times(mix(low.persons, high.persons, at.upper_share), *workers);
    for (std::size_t i = 0; i < out.bands.size(); ++i) {
        out.bands[i] = mix(low.bands[i], high.bands[i], at.upper_share);
    }
    return out;
}

}  // namespace sourcelight::assess
