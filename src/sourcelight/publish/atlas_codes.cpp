// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/atlas_codes.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace sourcelight::publish {
namespace {

constexpr unsigned kSixBits = 6;
constexpr unsigned kLast = (1U << (2 * kSixBits)) - 1;
constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

LogScale scale_between(double min, double max) { return {min, std::log(max / min) / (kLast - 1)}; }

}  // namespace

unsigned LogScale::code(std::optional<double> value) const
{
    if (!value) {
        return 0;
    }
    const double steps = *value > min ? std::round(std::log(*value / min) / step) : 0.0;
    return 1 + static_cast<unsigned>(std::min(steps, static_cast<double>(kLast - 1)));
}

std::optional<double> LogScale::value(unsigned code) const
{
    return code == 0 ? std::nullopt : std::optional{min * std::exp((code - 1) * step)};
}

LogScale prevalence_scale() noexcept { return scale_between(1e-4, 1e3); }

LogScale hazard_scale() noexcept { return scale_between(1e-7, 1.0); }

void append_code(std::string& text, unsigned code)
{
    const auto known = std::min(code, kLast);
    text += kAlphabet[known >> kSixBits];
    text += kAlphabet[known & ((1U << kSixBits) - 1)];
}

}  // namespace sourcelight::publish
