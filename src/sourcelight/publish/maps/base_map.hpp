// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/publish/maps/boundaries.hpp"
#include "sourcelight/publish/maps/projection.hpp"
#include "sourcelight/publish/maps/scale.hpp"
#include "sourcelight/publish/maps/scene.hpp"
#include "sourcelight/publish/maps/shapes.hpp"
#include "sourcelight/publish/run_outcome.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sourcelight::publish::maps {

/// The world in a frame as wide as the page allows, from 84 degrees north to 56 south.
[[nodiscard]] Placing world_placing(const Projection& world, double page_width, double top);

/// Sea, and meridians and parallels every 30 degrees.
void add_sea(Scene& scene, const Projection& world, const Placing& placing);

/// What a place looks like.
struct Look {
    std::optional<std::size_t> tone;  ///< class of the ramp
    bool listed = false;
    bool wide = false;  ///< 90 % interval over more than three classes

    [[nodiscard]] bool no_data() const noexcept { return !tone && !listed; }
};
[[nodiscard]] Look look_of(const PlaceMeasure& place, Measure measure);
[[nodiscard]] const char* fill_of(const Look& look) noexcept;

/// A place on the page with its look.
struct DrawnPlace {
    const Shape* shape = nullptr;
    PageShape page;
    Look look;
    const PlaceMeasure* measure = nullptr;
    bool dot = false;  ///< too small to see: drawn as a disc at its label point
};
inline constexpr double kDotRadius = 2.3;

/// Countries, then regions with evidence of their own, each with the look of its estimate; places
/// outside the frame are left away.
[[nodiscard]] std::vector<DrawnPlace> lay_places(const Boundaries& boundaries,
                                                 const std::vector<PlaceMeasure>& measures,
                                                 Measure measure, const Projection& projection,
                                                 const Placing& placing);

/// Fills, hatch of what has no data, borders, outlines of what is listed, discs of small places.
void add_places(Scene& scene, const std::vector<DrawnPlace>& places);

/// Whether a country has a region with an estimate of its own, for load_boundaries().
[[nodiscard]] std::function<bool(std::string_view)> has_regions(
    const std::vector<PlaceMeasure>& places);

/// The estimate that the measure shows.
[[nodiscard]] const MaybeEstimate& estimate_of(const PlaceMeasure& place, Measure measure) noexcept;

/// "October 2026".
[[nodiscard]] std::string month_text(Date date);

}  // namespace sourcelight::publish::maps
