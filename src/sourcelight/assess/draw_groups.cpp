// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/draw_groups.hpp"

#include <algorithm>
#include <cassert>

namespace sourcelight::assess {
namespace {

/// In the order of DrawGroup.
constexpr std::array<DrawGroupWords, kDrawGroups> kWords{{
    {"anchors", "the published totals themselves",
     "the edition in force is taken as it stands; how far its totals may be off is drawn in the "
     "regional, country and sector noise"},
    {"region_noise", "how far the published total of the world region may be off", ""},
    {"country_noise", "what sets the country apart beyond its indices", ""},
    {"sector_totals", "how far the published total of the sector may be off", ""},
    {"index", "weights, mean and slope of the two country indices", ""},
    {"tau", "how strongly official listings move shares of work", ""},
    {"hazard", "how goods and classes differ beyond their listings", ""},
    {"llr_table", "the weights of evidence and of workforce factors", ""},
    {"dependence", "how far reports repeat one another", ""},
    {"decay", "how fast evidence fades", "half-lives are stated without a spread"},
    {"site_rho", "how alike the workers of one site fare", ""},
    {"input_output", "tables of who buys from whom",
     "not in this version: nothing beyond the listed suppliers is computed"},
    {"profile", "the usual prevalence of the activity inside its sector", ""},
    {"workforce_split", "workers of the sector where no survey counts them", ""},
    {"place", "what sets the region apart inside its country", ""},
    {"state_share", "how many workers a state programme takes in", ""},
    {"site_facts", "facts of the workforce that the list does not state", ""},
    {"head_count", "the head count that the list does not state", ""},
    {"mitigation", "what checks find and how soon cases end",
     "it moves the residual probability, not the inherent one"},
}};

}  // namespace

const DrawGroupWords& words_of(DrawGroup group) noexcept
{
    return kWords[static_cast<std::size_t>(group)];
}

DrawGroup group_of(std::string_view id) noexcept
{
    const auto found = std::find_if(kWords.begin(), kWords.end(),
                                    [id](const DrawGroupWords& words) { return words.id == id; });
    assert(found != kWords.end());
    return static_cast<DrawGroup>(found - kWords.begin());
}

}  // namespace sourcelight::assess
