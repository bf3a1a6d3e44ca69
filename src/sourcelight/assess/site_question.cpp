// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/assessor.hpp"
#include "sourcelight/assess/sensitivity.hpp"
#include "sourcelight/assess/site_input.hpp"
#include "sourcelight/assess/stated_evidence.hpp"

namespace sourcelight::assess {

std::optional<SiteQuestion> Assessor::question(const SupplierBatch& batch,
                                               const resolve::ResolvedBatch& resolved,
                                               std::span<const screen::Match> matches,
                                               std::size_t row, const StatedByRow& stated) const
{
    const auto site = read_site(batch, row, m_model.methodology(), {});
    SiteQuestion question;
    question.key = key_of(resolved.places[row], resolved.activity(row), site.pattern);
    const auto& known = ready(find_or_add(question.key), {});
    if (known.withheld || !m_model.methodology().anchored) {
        return std::nullopt;
    }
    question.workers = site.workers;
    const auto by_row = matches_by_row(batch, matches);
    question.evidence = evidence_of(evidence_of_row(by_row, stated, row), known);
    return question;
}

}  // namespace sourcelight::assess
