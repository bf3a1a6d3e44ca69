// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/assessor.hpp"
#include "sourcelight/assess/sensitivity.hpp"

namespace sourcelight::assess {

/// How far the places of a list's suppliers move between draws, and which groups of draws move
/// them: the candidates for the first places, each with luck of its own, against their published
/// order.
/// @param exposures  those of a list that `assessor` scored
/// @return no groups with fewer than two candidates, which have no order
/// Cost: a thousand sites at most for each model; some 10 MB.
[[nodiscard]] RankShift rank_shift(const GroupModels& models, const Assessor& assessor,
                                   const Exposures& exposures);

}  // namespace sourcelight::assess
