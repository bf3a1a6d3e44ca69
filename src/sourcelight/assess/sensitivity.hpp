// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/cell_key.hpp"
#include "sourcelight/assess/cell_model.hpp"
#include "sourcelight/assess/draw_groups.hpp"
#include "sourcelight/assess/draws.hpp"
#include "sourcelight/assess/types.hpp"
#include "sourcelight/model/sobol.hpp"

#include <array>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>
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

/// One model a group of draws, in which that group is drawn under a second seed, and one in which
/// all are. Const and safe to share between threads.
class GroupModels {
public:
    /// The first set of draws is the run's own: its first options.draws draws. Reference and
    /// methodology must outlive the models.
    /// Cost: a CellModel for each drawn group, and two more; half of them share a world.
    GroupModels(const reference::Reference& reference, const Methodology& methodology,
                const RunOptions& options);

    /// Sobol indices of every drawn group, one a result of `results`, which is called once a model.
    [[nodiscard]] std::vector<VarianceShares> shares(const ResultDraws& results) const;

    /// The model of the run's own draws.
    [[nodiscard]] const CellModel& base() const noexcept { return *m_base; }
    /// The model in which a group is drawn anew; null where it is held fixed.
    [[nodiscard]] const CellModel* exchanged(DrawGroup group) const noexcept
    {
        return m_exchanged[static_cast<std::size_t>(group)].get();
    }

private:
    std::unique_ptr<const CellModel> m_base;
    std::unique_ptr<const CellModel> m_other;
    std::array<std::unique_ptr<const CellModel>, kDrawGroups> m_exchanged;  ///< null: held fixed
};

/// What is asked about one site of a list.
struct SiteQuestion {
    CellKey key;
    std::optional<double> workers;
    std::vector<EvidenceItem> evidence;
};

/// Draws of a site's pi under a model.
[[nodiscard]] SiteDraws draws_of_site(const CellModel& model, const SiteQuestion& question);

/// Shares of the variance of logit(pi) of a site: the scale on which the model adds up.
[[nodiscard]] VarianceShares site_shares(const GroupModels& models, const SiteQuestion& question);

/// Shares in words: the largest total share first, the groups that are held fixed last.
[[nodiscard]] Uncertainty uncertainty_of(const VarianceShares& shares);

/// The line of a receipt behind which the draws of unstated facts stand.
inline constexpr std::string_view kUnstatedFacts =
    "facts of the workforce that the list does not state";

/// Writes the uncertainty into a receipt, and into each of its steps the total shares of the draws
/// behind it, added up. The weights of evidence and factors stand at the first line that has one.
void add_uncertainty(Uncertainty uncertainty, Receipt& receipt);

}  // namespace sourcelight::assess
