// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/receipt_parts.hpp"
#include "sourcelight/model/quantiles.hpp"
#include "sourcelight/model/special.hpp"

#include <algorithm>
#include <iterator>

namespace sourcelight::assess {

BranchMedians branch_medians(const CellModel& model, const Cell& cell,
                             const std::optional<double>& workers,
                             std::span<const EvidenceItem> evidence)
{
    const auto both = model.draws(cell.key, model.sampler().count());
    const CellDraws one{both.theta, {}};
    const auto basis_of_one = model.basis(cell, one);
    const auto basis_of_both = model.basis(cell, both);
    const auto median = [&](bool state, std::span<const EvidenceItem> items) {
        SiteQuery query;
        query.workers = workers;
        query.evidence = items;
        const auto drawn = state ? model.site(cell, both, basis_of_both, query)
                                 : model.site(cell, one, basis_of_one, query);
        const double found = model::interval_of(std::span<const float>{drawn.pi}).median;
        return model::logit(std::clamp(found, 1e-9, 1.0 - 1e-9));
    };
    std::vector<EvidenceItem> about_private;
    std::copy_if(evidence.begin(), evidence.end(), std::back_inserter(about_private),
                 [](const EvidenceItem& item) { return !item.state_branch; });
    BranchMedians medians;
    medians.plain = median(false, {});
    medians.with_private = evidence.empty() ? medians.plain : median(false, evidence);
    const bool state = !both.sigma.empty();
    medians.with_state = state ? median(true, about_private) : medians.with_private;
    medians.all = state && about_private.size() < evidence.size() ? median(true, evidence)
                                                                  : medians.with_state;
    return medians;
}

}  // namespace sourcelight::assess
