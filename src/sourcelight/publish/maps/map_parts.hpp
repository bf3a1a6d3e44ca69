// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/estimate.hpp"
#include "sourcelight/publish/maps/projection.hpp"
#include "sourcelight/publish/maps/scale.hpp"
#include "sourcelight/publish/maps/scene.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sourcelight::publish::maps {

/// One row of the chart of intervals.
struct IntervalRow {
    std::string name;
    std::string number;  ///< of the marker on the map; empty = none
    std::string words;   ///< behind the name, quiet; may be empty
    MaybeEstimate estimate;
    std::string instead;  ///< said where there is no estimate
    bool listed = false;
};

/// One line of text.
void add_text(Scene& scene, Point at, std::string_view text, double size,
              Weight weight = Weight::kRegular, const char* colour = kInk,
              Align align = Align::kLeft);
/// A text broken into lines; returns the base line of the next one.
double add_paragraph(Scene& scene, Point at, std::string_view text, double size, double width,
                     const char* colour = kInk);

/// Title, subtitle, and the thin rule above the panel at the foot.
void add_heading(Scene& scene, std::string_view title, std::string_view subtitle);

/// Counts of the legend, in places.
struct LegendCounts {
    std::array<std::size_t, kClasses> classes{};
    std::size_t listed = 0;
    std::size_t no_data = 0;
    std::size_t wide = 0;  ///< 90 % interval over more than three classes
};

struct LegendWords {
    std::string_view unit;
    std::string_view counted;  ///< "places"
    std::string_view listed;
    std::string_view no_data;
};

/// Classes from high to low with counts, what is listed, no data. Says the same in scene.say.
void add_legend(Scene& scene, Point at, Measure measure, const LegendWords& words,
                const LegendCounts& counts);

/// Sentences from the top of the box.
void add_notes(Scene& scene, const Box& box, const std::vector<std::string>& notes);
/// Sources in small print over the whole width at the foot of the page.
void add_sources(Scene& scene, const std::vector<std::string>& sources);

/// Names with 90 % (thin) and 50 % (thick) intervals and the median on one logarithmic axis.
/// `names` is the width of the names, in points.
void add_intervals(Scene& scene, const Box& box, std::string_view heading, Measure measure,
                   double names, const std::vector<IntervalRow>& rows);

/// Bars of the same round number of kilometres from west to east on some parallels of an equal-area
/// world map, which has no one scale: each holds along its parallel. Says so in scene.say.
/// @param at  the lower left corner
void add_parallel_scales(Scene& scene, Point at, const Projection& world, const Placing& placing);

/// A bar of a round number of kilometres, about a quarter of the frame.
void add_scale_bar(Scene& scene, Point at, double points_per_km, double longest);

}  // namespace sourcelight::publish::maps
