// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/geo/ellipsoid.hpp"

#include <array>

// Only for geo/: this header is not installed.
namespace sourcelight::geo {

/// A point on the ellipsoid in kilometres from the earth's centre. The straight line between two
/// such points is never longer than the geodesic, so a ball around one holds all that is nearer.
using Ecef = std::array<double, 3>;

/// Cost: two sines and cosines.
[[nodiscard]] Ecef to_ecef(LonLat point) noexcept;

/// Turns straight lines from one place into lengths along the surface: those of the sphere with the
/// ellipsoid's mean curvature at the place. Radii differ by 0.7 % between directions, and a
/// line of c km is c^3 / (24 R^2) short of the arc: 1 cm at 100 km, 7 m at 1,000 km.
class SurfaceLength {
public:
    explicit SurfaceLength(double lat) noexcept;
    [[nodiscard]] double km(double chord_km) const noexcept;

private:
    double m_diameter;
};

}  // namespace sourcelight::geo
