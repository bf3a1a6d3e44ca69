// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/types.hpp"

#include <span>

namespace sourcelight::assess {

/// Takes from suppliers everything that needs published totals: prevalence, site probability,
/// persons, residual and band. The engine computes them at a working mean of the world to order
/// suppliers, which hardly depends on it (docs/decisions/0019); hazard, relative prevalence, grade
/// and order remain.
/// For results of a methodology without anchors, once they are ranked.
void hide_levels(std::span<AssessedSupplier> suppliers);

/// The same for company figures; the counts of rows, grades and coverage remain.
void hide_levels(Totals& totals);

}  // namespace sourcelight::assess
