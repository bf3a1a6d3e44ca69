// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

namespace sourcelight {

/// A number for readers: `digits` significant digits, never an exponent, thousands with commas,
/// no trailing zeros behind the point. 1234.5 -> "1,230", 0.04567 -> "0.0457", 41.26 -> "41.3".
/// Locale-free. Not finite -> "no data".
[[nodiscard]] std::string number_text(double value, int digits = 3);

/// A count with thousands separators: "1,048,576".
[[nodiscard]] std::string count_text(std::int64_t count);

}  // namespace sourcelight
