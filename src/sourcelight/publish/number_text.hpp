// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/estimate.hpp"
#include "sourcelight/core/number_text.hpp"

#include <string>
#include <string_view>

namespace sourcelight::publish {

using sourcelight::count_text;
using sourcelight::number_text;

/// "12.3 (4.5 to 31)": median and 90 % interval, with `unit` behind; "no data" without estimate.
[[nodiscard]] std::string interval_text(const MaybeEstimate& estimate, std::string_view unit = {},
                                        int digits = 3);

/// A probability or share in per cent, without the sign: "4.1". As on the pages, what is not
/// certain never reads as 100 or 0 but as ">99", ">99.9" or "<0.001".
[[nodiscard]] std::string percent_digits(double fraction, int digits = 3);

/// As interval_text, a probability or share in per cent: "4.1 % (0.8 to 19 %)".
[[nodiscard]] std::string percent_text(const MaybeEstimate& estimate, int digits = 3);

}  // namespace sourcelight::publish
