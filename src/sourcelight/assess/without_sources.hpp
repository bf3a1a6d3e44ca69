// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/assessor.hpp"
#include "sourcelight/assess/sensitivity.hpp"

namespace sourcelight::assess {

/// Scores a site again without each dataset that its receipt cites, one at a time, in the order of
/// the receipt; of the published totals the other editions are taken instead. The receipt takes the
/// scores, and those that move the label among its changes too, in their order by size.
///
/// What takes the place of a missing table is what the model does for a country that the table
/// does not name: an older source, the mean of the income group, an index that is not scored. What
/// cannot be left out says so; a score that would be withheld has no number, never a low one.
/// @param options  the draws to use; all scores of the list are under the same
/// Cost: a CellModel for each dataset.
void add_without_sources(const Assessor& assessor, const RunOptions& options,
                         const SiteQuestion& question, Receipt& receipt);

}  // namespace sourcelight::assess
