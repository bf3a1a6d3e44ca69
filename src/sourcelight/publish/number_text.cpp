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

std::string percent_text(const MaybeEstimate& estimate, int digits)
{
    constexpr double kPercent = 100.0;
    if (!estimate) {
        return "no data";
    }
    auto scaled = *estimate;
    for (auto* part : {&scaled.median, &scaled.lo90, &scaled.hi90}) {
        *part *= kPercent;
    }
    return interval_text(scaled, " %", digits);
}

}  // namespace sourcelight::publish
