// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace sourcelight::geo {

/// A point in degrees WGS 84.
struct LonLat {
    double lon = 0.0;
    double lat = 0.0;
};

/// Kilometres a degree north and a degree east, on the WGS 84 ellipsoid at one latitude.
///
/// Radii of curvature M = a (1 - e^2) / (1 - e^2 sin^2)^1.5 and N = a / (1 - e^2 sin^2)^0.5. As a
/// local plane, taken at the middle latitude, it is within 0.05 % of the geodesic up to 100 km and
/// 80 degrees of latitude: enough to decide between 4.99 and 5.01 km, at a tenth of the cost.
struct LocalScale {
    double km_per_degree_north = 0.0;
    double km_per_degree_east = 0.0;
};

/// Cost: one sine and cosine.
[[nodiscard]] LocalScale local_scale(double lat) noexcept;

/// Length of the geodesic in kilometres, to a nanometre or so (GeographicLib); points in degrees,
/// |lat| <= 90. Cost: about a microsecond. Safe to call from several threads.
[[nodiscard]] double geodesic_km(LonLat from, LonLat to);

/// The local-plane distance at the middle latitude in kilometres; across the antimeridian the
/// short way. For points up to some hundred kilometres apart.
[[nodiscard]] double near_distance_km(LonLat from, LonLat to) noexcept;

}  // namespace sourcelight::geo
