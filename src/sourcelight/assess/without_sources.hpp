// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/sensitivity.hpp"
#include "sourcelight/screen/types.hpp"

#include <span>
#include <vector>

namespace sourcelight::assess {

/// A site scored again without each dataset that its receipt cites, one at a time, in the order of
/// the receipt; of the published totals the other editions are taken instead.
///
/// What takes the place of a missing table is what the model does for a country that the table
/// does not name: an older source, the mean of the income group, an index that is not scored. What
/// cannot be left out says so; a score that would be withheld has no number, never a low one.
/// @param options   the draws to use; all scores of the list are under the same
/// @param entities  those that the question's evidence names
/// Cost: a CellModel for each dataset.
[[nodiscard]] std::vector<WithoutSource> without_sources(
    const reference::Reference& reference, const Methodology& methodology,
    const RunOptions& options, const SiteQuestion& question, const Receipt& receipt,
    std::span<const screen::ListedEntity> entities);

}  // namespace sourcelight::assess
