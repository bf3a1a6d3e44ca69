// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/maps/scale.hpp"

#include "sourcelight/publish/number_text.hpp"

#include <algorithm>

namespace sourcelight::publish::maps {
namespace {

constexpr std::array<double, kClasses - 1> kPrevalence{1, 2, 3, 5, 10, 25};
constexpr std::array<double, kClasses - 1> kHazard{0.001, 0.005, 0.02, 0.1, 0.3, 0.7};
constexpr std::array<std::string_view, kClasses> kPrevalenceLabels{
    "under 1", "1 to 2", "2 to 3", "3 to 5", "5 to 10", "10 to 25", "25 and more"};
constexpr std::array<std::string_view, kClasses> kHazardLabels{
    "under 0.1 %", "0.1 to 0.5 %", "0.5 to 2 %",   "2 to 10 %",
    "10 to 30 %",  "30 to 70 %",   "70 % and more"};
constexpr double kPercent = 100.0;
constexpr int kDigits = 2;

}  // namespace

std::size_t class_of(double value, Measure measure) noexcept
{
    const auto& limits = class_limits(measure);
    return static_cast<std::size_t>(std::upper_bound(limits.begin(), limits.end(), value) -
                                    limits.begin());
}

std::string_view class_label(std::size_t index, Measure measure) noexcept
{
    return measure == Measure::kHazard ? kHazardLabels[index] : kPrevalenceLabels[index];
}

const std::array<double, kClasses - 1>& class_limits(Measure measure) noexcept
{
    return measure == Measure::kHazard ? kHazard : kPrevalence;
}

std::string value_text(double value, Measure measure)
{
    return measure == Measure::kHazard ? number_text(value * kPercent, kDigits) + " %"
                                       : number_text(value, kDigits);
}

std::string range_text(const Estimate& estimate, Measure measure)
{
    return measure == Measure::kHazard ? percent_text(estimate, kDigits)
                                       : interval_text(estimate, {}, kDigits);
}

}  // namespace sourcelight::publish::maps
