// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/maps/scale.hpp"

#include "sourcelight/publish/number_text.hpp"

#include <algorithm>

namespace sourcelight::publish::maps {
namespace {

constexpr double kPercent = 100.0;
constexpr int kDigits = 2;
constexpr double kLeast = 1e-6;
constexpr double kMost = 1.0 - 1e-6;

const EstimateScale& scale_of(Measure measure) noexcept
{
    return measure == Measure::kHazard ? kHazardScale : kPrevalenceScale;
}

}  // namespace

std::size_t class_of(double value, Measure measure) noexcept
{
    const auto& limits = class_limits(measure);
    return static_cast<std::size_t>(std::upper_bound(limits.begin(), limits.end(), value) -
                                    limits.begin());
}

std::string_view class_label(std::size_t index, Measure measure) noexcept
{
    return scale_of(measure).labels[index];
}

const std::array<double, kClasses - 1>& class_limits(Measure measure) noexcept
{
    return scale_of(measure).breaks;
}

std::string value_text(double value, Measure measure)
{
    return measure == Measure::kHazard ? number_text(value * kPercent, kDigits) + " %"
                                       : number_text(value, kDigits);
}

std::string range_text(const Estimate& estimate, Measure measure)
{
    if (measure == Measure::kPrevalence) {
        return interval_text(estimate, {}, kDigits);
    }
    // A forecast is never certain, though a draw may round to 0 or 1.
    auto open = estimate;
    for (auto* part : {&open.median, &open.lo90, &open.hi90}) {
        *part = std::clamp(*part, kLeast, kMost);
    }
    return percent_text(open, kDigits);
}

}  // namespace sourcelight::publish::maps
