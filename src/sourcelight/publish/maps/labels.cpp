// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/maps/labels.hpp"

#include "sourcelight/publish/maps/mapnik_fonts.hpp"
#include "sourcelight/publish/maps/scale.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace sourcelight::publish::maps {
namespace {

constexpr double kAscent = 0.76;   // of the size, capitals and diacritics
constexpr double kDescent = 0.24;  // of the size
constexpr double kGap = 1.6;       // points between marker and name
/// Beyond this distance a name needs a line to its point.
constexpr double kLeaderFrom = 6.0;

/// A candidate: direction from the point and distance.
struct Way {
    double dx;
    double dy;
    double far;
};

constexpr std::array<Way, 21> kWays{{
    {0, 0, 0},   {1, 0, 0},   {-1, 0, 0}, {0, -1, 0},  {0, 1, 0},   {1, -1, 0},   {1, 1, 0},
    {-1, -1, 0}, {-1, 1, 0},  {1, -1, 9}, {1, 1, 9},   {-1, -1, 9}, {-1, 1, 9},   {1, 0, 12},
    {-1, 0, 12}, {0, -1, 12}, {0, 1, 12}, {1, -1, 20}, {1, 1, 20},  {-1, -1, 20}, {-1, 1, 20},
}};

Box candidate(const LabelWish& wish, const Way& way, double width, double size)
{
    const auto height = (kAscent + kDescent) * size;
    const auto reach = wish.clearance + kGap + way.far;
    const auto x = wish.at.x + way.dx * (width / 2 + reach * (way.dy == 0 ? 1.0 : 0.7));
    const auto y = wish.at.y + way.dy * (height / 2 + reach * (way.dx == 0 ? 1.0 : 0.7));
    return {x - width / 2, y - height / 2, x + width / 2, y + height / 2};
}

std::optional<std::pair<Box, Way>> find_place(const LabelWish& wish, double width,
                                              const std::vector<Box>& obstacles, const Box& frame,
                                              double size)
{
    for (const auto& way : kWays) {
        const bool on_marker = wish.clearance > 0 && way.dx == 0 && way.dy == 0;
        if (on_marker || (wish.near && way.far > 0)) {
            continue;
        }
        const auto box = candidate(wish, way, width, size);
        if (frame.holds(box) && std::none_of(obstacles.begin(), obstacles.end(),
                                             [&box](const Box& o) { return box.overlaps(o); })) {
            return std::pair{box, way};
        }
    }
    return std::nullopt;
}

}  // namespace

PlacedLabels place_labels(const std::vector<LabelWish>& wishes, std::vector<Box> obstacles,
                          const Box& frame, const Texts& look)
{
    PlacedLabels placed;
    placed.texts = look;
    placed.texts.align = Align::kMiddle;
    placed.leaders = {kQuiet, 0.4, {}, {}};
    for (const auto& wish : wishes) {
        const auto width = text_width(wish.text, look.weight, look.size);
        const auto found = find_place(wish, width, obstacles, frame, look.size);
        if (!found) {
            ++placed.left_away;
            continue;
        }
        const auto& [box, way] = *found;
        obstacles.push_back(box);
        placed.texts.items.push_back({{box.centre().x, box.y0 + kAscent * look.size}, wish.text});
        if (way.far > kLeaderFrom) {
            placed.leaders.paths.push_back(
                {wish.at,
                 {std::clamp(wish.at.x, box.x0, box.x1), std::clamp(wish.at.y, box.y0, box.y1)}});
        }
    }
    return placed;
}

Box box_around(Point centre, double radius)
{
    return {centre.x - radius, centre.y - radius, centre.x + radius, centre.y + radius};
}

}  // namespace sourcelight::publish::maps
