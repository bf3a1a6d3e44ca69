// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/maps/labels.hpp"

#include "sourcelight/publish/maps/mapnik_fonts.hpp"
#include "sourcelight/publish/maps/scale.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <utility>

namespace sourcelight::publish::maps {
namespace {

constexpr double kAscent = 0.76;   // of the size, capitals and diacritics
constexpr double kDescent = 0.24;  // of the size
constexpr double kGap = 1.6;       // points between marker and name
/// Free room that a name keeps around itself.
constexpr double kBetween = 1.0;
/// So many names within half this width and height to either side are a crowd.
constexpr std::ptrdiff_t kCrowd = 3;
constexpr double kCrowdWidth = 62.0;
constexpr double kCrowdHeight = 30.0;
/// A name this many times as wide as what it names would seem to name the neighbours.
constexpr double kWidest = 2.2;
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

/// What is in the way of names, and the names themselves.
struct Taken {
    std::vector<Box> obstacles;
    std::vector<Point> names;  ///< their middles

    [[nodiscard]] bool is_free(const Box& box) const
    {
        const Box wide{box.x0 - kBetween, box.y0 - kBetween, box.x1 + kBetween, box.y1 + kBetween};
        return std::none_of(obstacles.begin(), obstacles.end(),
                            [&wide](const Box& o) { return wide.overlaps(o); });
    }

    [[nodiscard]] bool is_crowded(Point at) const
    {
        return std::count_if(names.begin(), names.end(), [at](Point name) {
                   return std::abs(name.x - at.x) < kCrowdWidth &&
                          std::abs(name.y - at.y) < kCrowdHeight;
               }) >= kCrowd;
    }
};

/// A text with its place.
struct Found {
    std::string text;
    Box box;
    Way way;
};

/// The first free place of a text beside its point, or farther off with a leader line.
std::optional<Found> find_place(const LabelWish& wish, const std::string& text, bool beside,
                                const Taken& taken, const Box& frame, const Texts& look)
{
    const auto width = text_width(text, look.weight, look.size);
    for (const auto& way : kWays) {
        const bool on_marker = wish.clearance > 0 && way.dx == 0 && way.dy == 0;
        if (on_marker || beside != (way.far == 0)) {
            continue;
        }
        const auto box = candidate(wish, way, width, look.size);
        if (frame.holds(box) && taken.is_free(box)) {
            return Found{text, box, way};
        }
    }
    return std::nullopt;
}

std::optional<Found> find_place(const LabelWish& wish, const Taken& taken, const Box& frame,
                                const Texts& look, const Texts& brief_look)
{
    const bool may_go = wish.room > 0.0 || !wish.brief.empty();
    const bool crowded = may_go && taken.is_crowded(wish.at);
    const bool small =
        wish.room > 0.0 && text_width(wish.text, look.weight, look.size) > kWidest * wish.room;
    std::optional<Found> found;
    if (!crowded && !small) {
        found = find_place(wish, wish.text, true, taken, frame, look);
    }
    for (const bool beside : {true, false}) {
        if (!found && !wish.brief.empty()) {
            found = find_place(wish, wish.brief, beside, taken, frame, brief_look);
        }
    }
    return found || wish.near || crowded ? found
                                         : find_place(wish, wish.text, false, taken, frame, look);
}

}  // namespace

PlacedLabels place_labels(const std::vector<LabelWish>& wishes, std::vector<Box> obstacles,
                          const Box& frame, const Texts& look)
{
    PlacedLabels placed;
    placed.texts = look;
    placed.texts.align = Align::kMiddle;
    placed.briefs = placed.texts;
    placed.briefs.weight = Weight::kBold;
    placed.leaders = {kQuiet, 0.4, {}, {}};
    Taken taken{std::move(obstacles), {}};
    for (const auto& wish : wishes) {
        const auto found = find_place(wish, taken, frame, look, placed.briefs);
        if (!found) {
            ++placed.left_away;
            continue;
        }
        const auto& [text, box, way] = *found;
        taken.obstacles.push_back(box);
        const bool named = text == wish.text;
        if (named) {
            taken.names.push_back(box.centre());
        }
        auto& texts = named ? placed.texts : placed.briefs;
        texts.items.push_back({{box.centre().x, box.y0 + kAscent * look.size}, text});
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
