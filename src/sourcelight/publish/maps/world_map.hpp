// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/publish/maps/scale.hpp"
#include "sourcelight/publish/maps/scene.hpp"
#include "sourcelight/publish/run_outcome.hpp"
#include "sourcelight/reference/catalogue.hpp"

#include <string>
#include <vector>

namespace sourcelight::publish::maps {

/// What a map of the world shows.
struct WorldMapInputs {
    std::string label;  ///< "Cotton", "Agriculture", "All work"
    bool good = false;  ///< a good of the official lists: listings are shown
    Measure measure = Measure::kPrevalence;
    std::vector<PlaceMeasure> places;
    Date as_of;
    std::int64_t draws = 0;
    std::vector<std::string> sources;  ///< one sentence each, for the margin
};

/// One page: the world with every place coloured by its estimate, listed places outlined, places
/// without data hatched; legend with counts, the highest estimates with their intervals, sources.
/// The scene's title says the finding. Throws Error kDatasetInvalid as load_boundaries does.
[[nodiscard]] Scene world_map(const WorldMapInputs& inputs, const reference::Catalogue& catalogue);

/// Sources of every map: boundaries, lists and the totals that estimates are scaled to.
[[nodiscard]] std::vector<std::string> map_sources(const reference::Catalogue& catalogue,
                                                   std::string_view anchors, bool listings);

/// What stands on every map of this project.
inline constexpr std::string_view kVerdict =
    "A score is a reason to look, not a verdict. It says nothing about any single employer.";

}  // namespace sourcelight::publish::maps
