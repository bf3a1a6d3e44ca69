// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/maps/shapes.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>
#include <utility>

namespace sourcelight::publish::maps {
namespace {

/// Edges longer than this are bent.
constexpr double kLongEdge = 2.0;  // degrees
/// Where the boundaries are cut at the antimeridian.
constexpr double kSeam = 179.99;

/// A ring is moved as a whole into the 360 degrees that the projection shows.
double shift_of(const GeoRing& ring, double west)
{
    double sum = 0.0;
    for (const auto& place : ring) {
        sum += place.lon;
    }
    const auto mean = ring.empty() ? 0.0 : sum / static_cast<double>(ring.size());
    return mean < west ? 360.0 : mean > west + 360.0 ? -360.0 : 0.0;
}

bool on_seam(const LonLat& a, const LonLat& b)
{
    return std::abs(a.lon) > kSeam && std::abs(b.lon) > kSeam;
}

/// Points from `a` to just before `b`.
void add_edge(const LonLat& a, const LonLat& b, double shift, const Projection& projection,
              const Placing& placing, Path& path)
{
    const auto length = std::max(std::abs(a.lon - b.lon), std::abs(a.lat - b.lat));
    const auto steps = static_cast<int>(std::ceil(length / kLongEdge));
    for (int i = 0; i < std::max(1, steps); ++i) {
        const auto share = steps == 0 ? 0.0 : static_cast<double>(i) / steps;
        path.push_back(placing(projection(
            {a.lon + (b.lon - a.lon) * share + shift, a.lat + (b.lat - a.lat) * share})));
    }
}

/// A point that close to the last one would not be seen.
bool is_fine(const Path& path, const Point& point)
{
    constexpr double kFine = 0.2;
    return !path.empty() && std::hypot(point.x - path.back().x, point.y - path.back().y) < kFine;
}

Path thinned(const Path& path)
{
    Path kept;
    for (const auto& point : path) {
        if (!is_fine(kept, point)) {
            kept.push_back(point);
        }
    }
    if (kept.size() < 2 || !(kept.back() == path.back())) {
        kept.push_back(path.back());
    }
    return kept;
}

Path closed(const GeoRing& ring, double shift, const Projection& projection, const Placing& placing)
{
    Path path;
    Path edge;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        edge.clear();
        add_edge(ring[i], ring[(i + 1) % ring.size()], shift, projection, placing, edge);
        for (const auto& point : edge) {
            if (!is_fine(path, point)) {
                path.push_back(point);
            }
        }
    }
    return path;
}

double signed_area(const Path& path)
{
    double sum = 0.0;
    for (std::size_t i = 0; i < path.size(); ++i) {
        const auto& a = path[i];
        const auto& b = path[(i + 1) % path.size()];
        sum += a.x * b.y - b.x * a.y;
    }
    return sum / 2;
}

/// One side of a frame: inside is where sign * coordinate <= sign * limit.
struct Side {
    double Point::*coordinate;
    double limit;
    double sign;

    [[nodiscard]] bool inside(const Point& p) const { return sign * (p.*coordinate - limit) <= 0; }
    [[nodiscard]] Point crossing(const Point& a, const Point& b) const
    {
        const auto share = (limit - a.*coordinate) / (b.*coordinate - a.*coordinate);
        return {a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share};
    }
};

std::array<Side, 4> sides_of(const Box& box)
{
    return {{{&Point::x, box.x0, -1.0},
             {&Point::x, box.x1, 1.0},
             {&Point::y, box.y0, -1.0},
             {&Point::y, box.y1, 1.0}}};
}

/// Sutherland and Hodgman: the ring inside the frame, side by side.
Path cut(Path path, const Box& frame)
{
    for (const auto& side : sides_of(frame)) {
        Path kept;
        for (std::size_t i = 0; i < path.size(); ++i) {
            const auto& a = path[i];
            const auto& b = path[(i + 1) % path.size()];
            if (side.inside(a)) {
                kept.push_back(a);
            }
            if (side.inside(a) != side.inside(b)) {
                kept.push_back(side.crossing(a, b));
            }
        }
        path = std::move(kept);
    }
    return path;
}

/// Liang and Barsky: the part of a stretch inside the frame, as shares of it.
std::optional<std::pair<double, double>> inside(const Point& a, const Point& b, const Box& frame)
{
    double from = 0.0;
    double to = 1.0;
    for (const auto& side : sides_of(frame)) {
        const auto start = side.sign * (a.*side.coordinate - side.limit);
        const auto end = side.sign * (b.*side.coordinate - side.limit);
        if (start > 0 && end > 0) {
            return std::nullopt;
        }
        if (start > 0) {
            from = std::max(from, start / (start - end));
        } else if (end > 0) {
            to = std::min(to, start / (start - end));
        }
    }
    return from < to ? std::optional{std::pair{from, to}} : std::nullopt;
}

/// Adds the part of a stretch inside the frame to the lines, going on where the last one ends.
void add_stretch(const Point& a, const Point& b, const Box& frame, std::vector<Path>& lines)
{
    const auto part = inside(a, b, frame);
    if (!part) {
        return;
    }
    const auto at = [&](double share) {
        return Point{a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share};
    };
    const auto from = part->first == 0.0 ? a : at(part->first);
    const auto to = part->second == 1.0 ? b : at(part->second);
    if (lines.empty() || !(lines.back().back() == from)) {
        lines.push_back({from});
    }
    lines.back().push_back(to);
}

/// Adds the ring's border to the lines; returns whether a part was left away as the seam.
bool add_edges(const GeoRing& ring, double shift, const Projection& projection,
               const Placing& placing, std::vector<Path>& lines)
{
    bool seam = false;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const auto& a = ring[i];
        const auto& b = ring[(i + 1) % ring.size()];
        if (on_seam(a, b)) {
            seam = true;
            continue;
        }
        Path stretch;
        add_edge(a, b, shift, projection, placing, stretch);
        stretch.push_back(placing(projection({b.lon + shift, b.lat})));
        for (std::size_t k = 0; k + 1 < stretch.size(); ++k) {
            add_stretch(stretch[k], stretch[k + 1], placing.frame, lines);
        }
    }
    return seam;
}

}  // namespace

void add_fill(Scene& scene, const char* colour, const std::vector<const PageShape*>& shapes)
{
    constexpr double kHairline = 0.4;
    Areas plain{colour, {}, 0.0, 1.0, {}};
    Areas outlined{colour, colour, kHairline, 1.0, {}};
    for (const auto* shape : shapes) {
        auto& areas = shape->seam ? outlined.areas : plain.areas;
        areas.insert(areas.end(), shape->areas.begin(), shape->areas.end());
    }
    scene.layers.emplace_back(std::move(plain));
    scene.layers.emplace_back(std::move(outlined));
}

Area cut_to(const Area& area, const Box& frame)
{
    Area kept;
    for (const auto& path : area) {
        if (auto inner = cut(path, frame); inner.size() >= 3) {
            kept.push_back(std::move(inner));
        }
    }
    return kept;
}

PageShape lay(const Shape& shape, const Projection& projection, const Placing& placing)
{
    PageShape page;
    for (const auto& polygon : shape.polygons) {
        if (polygon.empty() ||
            std::none_of(polygon.front().begin(), polygon.front().end(),
                         [&](const LonLat& place) { return projection.faces(place); })) {
            continue;
        }
        const auto shift = shift_of(polygon.front(), projection.west());
        Area area;
        for (const auto& ring : polygon) {
            auto path = cut(closed(ring, shift, projection, placing), placing.frame);
            if (path.size() < 3) {
                continue;
            }
            // The outer ring turns one way and holes the other: filled alike by either rule.
            if ((signed_area(path) > 0) != area.empty()) {
                std::reverse(path.begin(), path.end());
            }
            page.area += signed_area(path);
            area.push_back(std::move(path));
            page.seam = add_edges(ring, shift, projection, placing, page.edges) || page.seam;
        }
        if (!area.empty()) {
            page.areas.push_back(std::move(area));
        }
    }
    for (auto& path : page.edges) {
        path = thinned(path);
    }
    const auto shift = shape.label.lon < projection.west() ? 360.0 : 0.0;
    page.label = placing(projection({shape.label.lon + shift, shape.label.lat}));
    return page;
}

std::vector<Path> lay_line(const GeoRing& line, const Projection& projection,
                           const Placing& placing)
{
    std::vector<Path> lines;
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        Path stretch;
        add_edge(line[i], line[i + 1], 0.0, projection, placing, stretch);
        stretch.push_back(placing(projection(line[i + 1])));
        for (std::size_t k = 0; k + 1 < stretch.size(); ++k) {
            add_stretch(stretch[k], stretch[k + 1], placing.frame, lines);
        }
    }
    return lines;
}

std::vector<Path> hatch(const std::vector<Area>& areas, double gap, bool rising)
{
    // Sheared so that a hatch line is a row v = k * gap: v = y + x where rising, y - x else.
    const auto slope = rising ? 1.0 : -1.0;
    const auto row_of = [&](const Point& p) {
        return (p.y + slope * p.x) / (gap * std::numbers::sqrt2);
    };
    std::vector<Path> lines;
    for (const auto& area : areas) {
        std::vector<std::pair<std::int64_t, double>> crossings;  // row, x
        for (const auto& path : area) {
            for (std::size_t i = 0; i < path.size(); ++i) {
                auto a = path[i];
                auto b = path[(i + 1) % path.size()];
                if (row_of(a) > row_of(b)) {
                    std::swap(a, b);
                }
                const auto from = row_of(a);
                const auto to = row_of(b);
                for (auto row = std::ceil(from); row < to; row += 1.0) {
                    const auto share = (row - from) / (to - from);
                    crossings.emplace_back(static_cast<std::int64_t>(row),
                                           a.x + (b.x - a.x) * share);
                }
            }
        }
        std::sort(crossings.begin(), crossings.end());
        for (std::size_t i = 0; i + 1 < crossings.size(); i += 2) {
            const auto v = static_cast<double>(crossings[i].first) * gap * std::numbers::sqrt2;
            const auto point = [&](double x) { return Point{x, v - slope * x}; };
            lines.push_back({point(crossings[i].second), point(crossings[i + 1].second)});
        }
    }
    return lines;
}

Area disc(Point centre, double radius)
{
    const auto steps = std::clamp(static_cast<int>(radius * 6.0), 16, 72);
    Path path;
    for (int i = 0; i < steps; ++i) {
        const auto angle = 2.0 * std::numbers::pi * i / steps;
        path.push_back({centre.x + radius * std::cos(angle), centre.y + radius * std::sin(angle)});
    }
    return {path};
}

Area ring(Point centre, double outer, double inner)
{
    auto area = disc(centre, outer);
    auto hole = disc(centre, inner).front();
    std::reverse(hole.begin(), hole.end());
    area.push_back(std::move(hole));
    return area;
}

Area rectangle(const Box& box)
{
    return {{{box.x0, box.y0}, {box.x1, box.y0}, {box.x1, box.y1}, {box.x0, box.y1}}};
}

Path outline(const Box& box)
{
    return {
        {box.x0, box.y0}, {box.x1, box.y0}, {box.x1, box.y1}, {box.x0, box.y1}, {box.x0, box.y0}};
}

}  // namespace sourcelight::publish::maps
