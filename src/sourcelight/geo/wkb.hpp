// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/geo/ellipsoid.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sourcelight::geo {

/// Grid units: 1e-5 degrees (about a metre), counted from longitude -180 and latitude -90.
/// The shipped boundaries lie on this grid exactly, so that comparisons of them are exact.
inline constexpr double kUnitsPerDegree = 1e5;
inline constexpr std::int32_t kWorldWidth = 36'000'000;
inline constexpr std::int32_t kWorldHeight = 18'000'000;

/// A vertex in grid units.
struct Vertex {
    std::int32_t x = 0;
    std::int32_t y = 0;
    auto operator<=>(const Vertex&) const = default;
};

/// One side of a polygon, in the order of the ring; its ends differ.
struct Edge {
    Vertex a;
    Vertex b;
};

/// Appends the edges of a WKB Polygon or MultiPolygon (2D, either byte order, degrees, longitude
/// first) to `edges`. Inside is where a ray crosses an odd number of edges, whatever the winding.
///
/// Coordinates are rounded to the grid; edges that shrink to a point vanish; a ring that is not
/// closed is closed.
///
/// @throws Error kDatasetInvalid naming `name`: the bytes are cut short, are of another type,
///         or hold a coordinate that is not finite or lies outside the world
void append_edges(std::string_view wkb, std::string_view name, std::vector<Edge>& edges);

/// WKB of a polygon with one ring, which need not be closed.
[[nodiscard]] std::string ring_wkb(std::span<const LonLat> ring);

/// WKB of a square around a place: its sides lie `half_side_km` north, east, south and west of it.
[[nodiscard]] std::string square_wkb(LonLat center, double half_side_km);

/// Whether a point lies in the square that square_wkb() makes; not across the antimeridian.
[[nodiscard]] bool in_square(LonLat point, LonLat center, double half_side_km) noexcept;

}  // namespace sourcelight::geo
