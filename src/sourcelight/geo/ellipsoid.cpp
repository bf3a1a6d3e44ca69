// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/geo/ellipsoid.hpp"

#include <GeographicLib/Geodesic.hpp>

#include <cmath>
#include <numbers>

namespace sourcelight::geo {
namespace {

constexpr double kSemiMajorKm = 6378.137;
constexpr double kFlattening = 1.0 / 298.257223563;
constexpr double kEccentricitySquared = kFlattening * (2.0 - kFlattening);
constexpr double kRadiansPerDegree = std::numbers::pi / 180.0;

}  // namespace

LocalScale local_scale(double lat) noexcept
{
    const double sine = std::sin(lat * kRadiansPerDegree);
    const double cosine = std::cos(lat * kRadiansPerDegree);
    const double w = 1.0 - kEccentricitySquared * sine * sine;
    const double normal = kSemiMajorKm / std::sqrt(w);
    const double meridional = normal * (1.0 - kEccentricitySquared) / w;
    return {meridional * kRadiansPerDegree, normal * cosine * kRadiansPerDegree};
}

double geodesic_km(LonLat from, LonLat to)
{
    constexpr double kKmPerMetre = 1e-3;
    double metres = 0.0;
    GeographicLib::Geodesic::WGS84().Inverse(from.lat, from.lon, to.lat, to.lon, metres);
    return metres * kKmPerMetre;
}

double near_distance_km(LonLat from, LonLat to) noexcept
{
    constexpr double kHalfTurn = 180.0;
    constexpr double kTurn = 360.0;
    const auto scale = local_scale(0.5 * (from.lat + to.lat));
    double east = to.lon - from.lon;
    if (east > kHalfTurn) {
        east -= kTurn;
    } else if (east < -kHalfTurn) {
        east += kTurn;
    }
    return std::hypot(east * scale.km_per_degree_east,
                      (to.lat - from.lat) * scale.km_per_degree_north);
}

}  // namespace sourcelight::geo
