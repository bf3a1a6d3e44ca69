// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/geo/cell_grid.hpp"
#include "sourcelight/geo/ellipsoid.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace sourcelight::geo {

inline constexpr double kHalfWidth = 180.0;  ///< degrees
inline constexpr double kHalfHeight = 90.0;  ///< degrees

/// Whether both are finite and within [-180, 180] x [-90, 90].
[[nodiscard]] inline bool on_earth(LonLat point) noexcept
{
    return std::abs(point.lon) <= kHalfWidth && std::abs(point.lat) <= kHalfHeight;
}

/// Grid units from degrees. The antimeridian is one place, whatever its sign; layers leave a gap of
/// a grid unit beside it, so that it counts as the last place west of it.
[[nodiscard]] inline double to_x(double lon) noexcept
{
    constexpr double kLast = kHalfWidth - 1.0 / kUnitsPerDegree;
    return ((std::abs(lon) > kLast ? kLast : lon) + kHalfWidth) * kUnitsPerDegree;
}
[[nodiscard]] inline double to_y(double lat) noexcept
{
    return (lat + kHalfHeight) * kUnitsPerDegree;
}

/// Column and row of the cell that holds a place in grid units; the world's far edges belong to
/// the last ones.
[[nodiscard]] inline std::int32_t column_of(double x) noexcept
{
    return std::min(static_cast<std::int32_t>(x / CellGrid::kCellUnits), CellGrid::kColumns - 1);
}

[[nodiscard]] inline std::int32_t row_of(double y) noexcept
{
    return std::min(static_cast<std::int32_t>(y / CellGrid::kCellUnits), CellGrid::kRows - 1);
}

}  // namespace sourcelight::geo
