// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/publish/maps/boundaries.hpp"
#include "sourcelight/publish/maps/projection.hpp"
#include "sourcelight/publish/maps/scene.hpp"

#include <vector>

namespace sourcelight::publish::maps {

/// A shape on the page.
struct PageShape {
    std::vector<Area> areas;  ///< one a polygon, cut to the frame
    std::vector<Path> edges;  ///< its border without the cut at 180 degrees and without the frame
    bool seam = false;        ///< has a cut at 180 degrees, where two of its areas meet
    double area = 0.0;        ///< square points inside the frame
    Point label;              ///< where its name belongs; may lie outside the frame
};

/// Adds the areas of shapes in one colour. Borders cover the hairlines that antialiasing leaves
/// between neighbours; where there is none, at 180 degrees, a thin outline does.
void add_fill(Scene& scene, const char* colour, const std::vector<const PageShape*>& shapes);

/// The shape projected, laid on the page and cut to the frame. Long edges are bent with the
/// projection.
[[nodiscard]] PageShape lay(const Shape& shape, const Projection& projection,
                            const Placing& placing);
/// A line of degrees, cut to the frame.
[[nodiscard]] std::vector<Path> lay_line(const GeoRing& line, const Projection& projection,
                                         const Placing& placing);

/// Parallel lines over the areas, `gap` points apart, rising to the right where `rising`. They
/// continue from area to area.
[[nodiscard]] std::vector<Path> hatch(const std::vector<Area>& areas, double gap, bool rising);

/// The part of an area inside the frame.
[[nodiscard]] Area cut_to(const Area& area, const Box& frame);

/// A circle as an area.
[[nodiscard]] Area disc(Point centre, double radius);
/// A ring between two circles.
[[nodiscard]] Area ring(Point centre, double outer, double inner);
[[nodiscard]] Area rectangle(const Box& box);
/// The sides of a box as a closed line.
[[nodiscard]] Path outline(const Box& box);

}  // namespace sourcelight::publish::maps
