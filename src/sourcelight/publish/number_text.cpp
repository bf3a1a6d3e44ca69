// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/number_text.hpp"

#include <fmt/format.h>

namespace sourcelight::publish {

std::string interval_text(const MaybeEstimate& estimate, std::string_view unit, int digits)
{
    if (!estimate) {
        return "no data";
    }
    return fmt::format("{}{} ({} to {}{})", number_text(estimate->median, digits), unit,
                       number_text(estimate->lo90, digits), number_text(estimate->hi90, digits),
                       unit);
}

std::string percent_digits(double fraction, int digits)
{
    constexpr double kPercent = 100.0;
    const auto percent = fraction * kPercent;
    if (percent > 99.0 && percent < 100.0) {
        return percent > 99.9 ? ">99.9" : ">99";
    }
    return percent > 0.0 && percent < 0.001 ? "<0.001" : number_text(percent, digits);
}

std::string percent_text(const MaybeEstimate& estimate, int digits)
{
    if (!estimate) {
        return "no data";
    }
    return fmt::format("{} % ({} to {} %)", percent_digits(estimate->median, digits),
                       percent_digits(estimate->lo90, digits),
                       percent_digits(estimate->hi90, digits));
}

}  // namespace sourcelight::publish
