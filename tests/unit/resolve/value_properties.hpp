// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/date.hpp"
#include "sourcelight/core/text.hpp"
#include "sourcelight/resolve/location_coordinates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>

// What must hold for any cell whatever; shared by the property test and the fuzz target.
namespace test {

/// Whether a number read from the text is finite and is read again from its own text.
inline bool number_holds(std::string_view text)
{
    const auto number = sourcelight::parse_number(text);
    return !number || (std::isfinite(*number) &&
                       sourcelight::parse_number(fmt::format("{}", *number)) == number);
}

/// Whether a date read from the text is in the calendar and is read again from its own text.
inline bool date_holds(std::string_view text)
{
    const auto date = sourcelight::parse_date(text);
    return !date || sourcelight::parse_date(sourcelight::to_string(*date)) == date;
}

/// Whether an angle is finite with a positive step, and blanks around it do not matter.
inline bool angle_holds(std::string_view text)
{
    const auto angle = sourcelight::resolve::read_angle(text);
    const auto padded = sourcelight::resolve::read_angle(" " + std::string{text} + "\t");
    if (!angle || !padded) {
        return !angle && !padded;
    }
    return std::isfinite(angle->degrees) && std::isfinite(angle->step) && angle->step > 0.0 &&
           angle->degrees == padded->degrees && angle->step == padded->step;
}

/// Whether a usable pair is one of latitude and longitude, in one order or the other.
inline bool coordinates_hold(std::string_view latitude, std::string_view longitude)
{
    const auto read = sourcelight::resolve::read_coordinates(latitude, longitude);
    const double larger = std::max(std::abs(read.lat), std::abs(read.lon));
    const double smaller = std::min(std::abs(read.lat), std::abs(read.lon));
    const bool pair = larger <= 180.0 && smaller <= 90.0;
    return read.state != sourcelight::resolve::CoordinateState::kUsable || pair;
}

/// The text as a cell of each kind; a line end parts latitude from longitude.
inline bool value_holds(std::string_view text)
{
    const auto line = text.find('\n');
    const auto rest = line == std::string_view::npos ? std::string_view{} : text.substr(line + 1);
    return number_holds(text) && date_holds(text) && angle_holds(text) &&
           coordinates_hold(text.substr(0, line), rest) &&
           sourcelight::is_utf8(sourcelight::fold(text));
}

}  // namespace test
