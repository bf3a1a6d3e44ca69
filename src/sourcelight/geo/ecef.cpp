// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/geo/ecef.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace sourcelight::geo {
namespace {

constexpr double kSemiMajorKm = 6378.137;
constexpr double kFlattening = 1.0 / 298.257223563;
constexpr double kEccentricitySquared = kFlattening * (2.0 - kFlattening);
constexpr double kRadiansPerDegree = std::numbers::pi / 180.0;

}  // namespace

Ecef to_ecef(LonLat point) noexcept
{
    const double lon = point.lon * kRadiansPerDegree;
    const double lat = point.lat * kRadiansPerDegree;
    const double sine = std::sin(lat);
    const double cosine = std::cos(lat);
    const double normal = kSemiMajorKm / std::sqrt(1.0 - kEccentricitySquared * sine * sine);
    return {normal * cosine * std::cos(lon), normal * cosine * std::sin(lon),
            normal * (1.0 - kEccentricitySquared) * sine};
}

SurfaceLength::SurfaceLength(double lat) noexcept
{
    // The geometric mean of the two radii of curvature, a sqrt(1 - e^2) / (1 - e^2 sin^2).
    const double sine = std::sin(lat * kRadiansPerDegree);
    m_diameter = 2.0 * kSemiMajorKm * std::sqrt(1.0 - kEccentricitySquared) /
                 (1.0 - kEccentricitySquared * sine * sine);
}

double SurfaceLength::km(double chord_km) const noexcept
{
    return m_diameter * std::asin(std::min(1.0, chord_km / m_diameter));
}

}  // namespace sourcelight::geo
