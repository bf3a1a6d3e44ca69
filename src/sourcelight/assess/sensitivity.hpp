// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/cell_key.hpp"
#include "sourcelight/assess/cell_model.hpp"
#include "sourcelight/assess/draw_groups.hpp"
#include "sourcelight/assess/draws.hpp"
#include "sourcelight/model/sobol.hpp"

#include <array>
#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

namespace sourcelight::assess {

/// Which share of a result's variance each group of draws stands for.
struct VarianceShares {
    double variance = 0.0;
    std::size_t draws = 0;  ///< of each of the two independent sets
    /// By DrawGroup; all 0 for a group that is held fixed.
    std::array<model::SobolIndex, kDrawGroups> groups{};

    [[nodiscard]] const model::SobolIndex& of(DrawGroup group) const
    {
        return groups[static_cast<std::size_t>(group)];
    }
};

/// Draws of one or more results under a model, one vector a result.
using ResultDraws = std::function<std::vector<std::vector<double>>(const CellModel&)>;

/// Sobol indices of every drawn group, by redrawing one group at a time under a second seed.
///
/// The first set of draws is the run's own: its first options.draws draws. The shares are the same
/// for any number of threads.
/// @return one a result
/// Cost: a CellModel and one call of `results` for each drawn group, and two more.
[[nodiscard]] std::vector<VarianceShares> variance_shares(const reference::Reference& reference,
                                                          const Methodology& methodology,
                                                          const RunOptions& options,
                                                          const ResultDraws& results);

/// What is asked about one site of a list.
struct SiteQuestion {
    CellKey key;
    std::optional<double> workers;
    std::vector<EvidenceItem> evidence;
};

/// Draws of a site's pi under a model.
[[nodiscard]] SiteDraws draws_of_site(const CellModel& model, const SiteQuestion& question);

/// Shares of the variance of logit(pi) of a site: the scale on which the model adds up.
[[nodiscard]] VarianceShares site_shares(const reference::Reference& reference,
                                         const Methodology& methodology, const RunOptions& options,
                                         const SiteQuestion& question);

}  // namespace sourcelight::assess
