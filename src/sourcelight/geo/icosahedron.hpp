// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/geo/ellipsoid.hpp"

#include <array>
#include <cstddef>
#include <vector>

// Only for geo/: this header is not installed.
namespace sourcelight::geo {

using Vector3 = std::array<double, 3>;
/// Weights of a face's three corners; they sum to 1.
using Barycentric = std::array<double, 3>;

/// Area of the ellipsoid WGS 84.
inline constexpr double kWorldKm2 = 510'065'621.724;

/// A face by its corners, counter-clockwise from outside.
struct IcosahedronFace {
    std::array<std::size_t, 3> corners{};
    Vector3 middle{};
};

/// The icosahedron of the hexagon grid and the equal-area map of its faces.
struct Icosahedron {
    std::array<Vector3, 12> corners{};
    std::vector<IcosahedronFace> faces;  ///< 20
};
[[nodiscard]] const Icosahedron& icosahedron();

/// Unit vector of a point on the authalic sphere, and back.
[[nodiscard]] Vector3 to_sphere(LonLat point) noexcept;
[[nodiscard]] LonLat from_sphere(const Vector3& point) noexcept;

/// The face that holds a point; on an edge the first of them.
[[nodiscard]] std::size_t face_of(const Vector3& point) noexcept;
/// Where a point of a face lies on its flat equal-area map.
[[nodiscard]] Barycentric to_face(const Vector3& point, std::size_t face) noexcept;
/// The other way.
[[nodiscard]] Vector3 from_face(const Barycentric& weights, std::size_t face) noexcept;

}  // namespace sourcelight::geo
