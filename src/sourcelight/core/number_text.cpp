// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/core/number_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace sourcelight {
namespace {

/// Puts a comma between groups of three digits before the point.
std::string with_thousands(std::string text)
{
    const auto point = std::min(text.find('.'), text.size());
    const std::size_t first = text.starts_with('-') ? 1 : 0;
    for (auto at = point; at > first + 3; at -= 3) {
        text.insert(at - 3, ",");
    }
    return text;
}

/// Places behind the point that show `digits` significant digits.
int decimals(double value, int digits)
{
    if (value == 0.0) {
        return 0;
    }
    const int magnitude = static_cast<int>(std::floor(std::log10(std::abs(value))));
    constexpr int kMost = 12;
    return std::clamp(digits - 1 - magnitude, 0, kMost);
}

/// Rounds to `digits` significant digits; also above the point (1234.5 -> 1230).
double rounded(double value, int digits)
{
    if (value == 0.0) {
        return 0.0;
    }
    const double magnitude = std::floor(std::log10(std::abs(value)));
    const double scale = std::pow(10.0, magnitude - (digits - 1));
    return scale >= 1.0 ? std::round(value / scale) * scale : value;
}

}  // namespace

std::string number_text(double value, int digits)
{
    if (!std::isfinite(value)) {
        return "no data";
    }
    auto text = fmt::format("{:.{}f}", rounded(value, digits), decimals(value, digits));
    if (text.find('.') != std::string::npos) {
        text.erase(text.find_last_not_of('0') + 1);
        if (text.ends_with('.')) {
            text.pop_back();
        }
    }
    return with_thousands(text == "-0" ? "0" : std::move(text));
}

std::string count_text(std::int64_t count) { return with_thousands(fmt::format("{}", count)); }

}  // namespace sourcelight
