// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/publish/maps/scene.hpp"

#include <string>
#include <vector>

namespace sourcelight::publish::maps {

/// A name that wants a place near its point.
struct LabelWish {
    Point at;
    double clearance = 0.0;  ///< radius of the marker at the point, 0 = none: the name may cover it
    std::string text;
    bool near = false;       ///< only beside its point: a name farther off would name a neighbour
    std::string brief = {};  ///< stands in where the text finds no place beside its point
    double room = 0.0;  ///< width of what is named, 0 = any: a text that would cover its neighbours
                        ///< too is replaced by the brief one or set off with a leader line
};

/// Places names, the first wish first, so that none covers a marker or another name and all lie in
/// the frame; a name that finds no place is left away. Candidates: on the point (without marker),
/// right, left, above, below, then the corners, near and then farther with a leader line. Where
/// many names are close together already, one with a brief form or a room is left to its brief
/// form.
struct PlacedLabels {
    Texts texts;
    Texts briefs;  ///< bold
    Lines leaders;
    std::size_t left_away = 0;
};
[[nodiscard]] PlacedLabels place_labels(const std::vector<LabelWish>& wishes,
                                        std::vector<Box> obstacles, const Box& frame,
                                        const Texts& look);

/// The box of a marker.
[[nodiscard]] Box box_around(Point centre, double radius);

}  // namespace sourcelight::publish::maps
