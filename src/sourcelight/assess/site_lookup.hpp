// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/cell.hpp"

#include <optional>

namespace sourcelight::assess {

/// The estimates of a site of a cell.
struct LookedUp {
    Estimate probability;
    Estimate residual;  ///< after what the company does; `probability` where nothing is done
    Estimate persons;
    model::BandProbabilities bands{};
};

/// Looks a site up in its cell: linear in ln n between two knots of kWorkerKnots, or at the
/// unknown head count. The sites asked for must be ready.
[[nodiscard]] LookedUp look_up_site(const Cell& cell, const std::optional<double>& workers);

}  // namespace sourcelight::assess
