// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/estimate.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace sourcelight::publish {

/// A number for readers: `digits` significant digits, never an exponent, thousands with commas,
/// no trailing zeros behind the point. 1234.5 -> "1,230", 0.04567 -> "0.0457", 41.26 -> "41.3".
/// Locale-free. Not finite -> "no data".
[[nodiscard]] std::string number_text(double value, int digits = 3);

/// A count with thousands separators: "1,048,576".
[[nodiscard]] std::string count_text(std::int64_t count);

/// "12.3 (4.5 to 31)": median and 90 % interval, with `unit` behind; "no data" without estimate.
[[nodiscard]] std::string interval_text(const MaybeEstimate& estimate, std::string_view unit = {});

/// As interval_text, a probability or share in per cent: "4.1 % (0.8 to 19 %)".
[[nodiscard]] std::string percent_text(const MaybeEstimate& estimate);

}  // namespace sourcelight::publish
