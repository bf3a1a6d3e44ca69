// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace sourcelight::resolve {

/// One angle read from a cell.
struct Angle {
    double degrees = 0.0;
    double step = 0.0;  ///< size of the last digit given, degrees: 1e-4 for "31.2304"
};

/// Reads an angle as people write it: "31.2304", "31,2304", "-6.2", "31.23 N", "W 77.03",
/// "31°13'49\"N", "31 13 49 N". Nothing if it is no number; no range is asked.
[[nodiscard]] std::optional<Angle> read_angle(std::string_view cell) noexcept;

/// How a pair of coordinate cells looks before any map is asked.
enum class CoordinateState : std::uint8_t {
    kAbsent,      ///< both cells empty, or dashes and the like
    kIncomplete,  ///< one of the two is empty
    kUnreadable,  ///< a cell is no number
    kZero,        ///< 0, 0: what software writes for "unknown"
    kProjected,   ///< metres of a map projection
    kOutOfRange,  ///< no latitude and longitude in either order
    kUsable,      ///< in range, perhaps only with the two exchanged
};

struct Coordinates {
    CoordinateState state = CoordinateState::kAbsent;
    double lat = 0.0;
    double lon = 0.0;
    double step = 0.0;  ///< of the coarser of the two, degrees

    /// Whether they are in range as they stand.
    [[nodiscard]] bool in_range() const noexcept;
};

[[nodiscard]] Coordinates read_coordinates(std::string_view latitude, std::string_view longitude);

}  // namespace sourcelight::resolve
