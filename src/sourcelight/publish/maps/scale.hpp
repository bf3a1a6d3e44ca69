// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/estimate.hpp"
#include "sourcelight/publish/estimate_classes.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sourcelight::publish::maps {

enum class Measure : std::uint8_t { kPrevalence, kHazard };

// Colours of printed maps beside the classes of every page (estimate_classes.hpp).
inline constexpr std::size_t kClasses = kRamp.size();
inline constexpr const char* kEvidence = "#b4500a";
inline constexpr const char* kListedFill = "#f3dcc6";
inline constexpr const char* kInk = "#1c232b";
inline constexpr const char* kQuiet = "#5a646e";
inline constexpr const char* kRule = "#c9ced3";
inline constexpr const char* kSea = "#fbfcfc";
inline constexpr const char* kNoData = "#ededeb";
inline constexpr const char* kNoDataHatch = "#b9bab6";

/// Class 0 to 6 of a value.
[[nodiscard]] std::size_t class_of(double value, Measure measure) noexcept;
/// "2 to 3", "10 to 30 %".
[[nodiscard]] std::string_view class_label(std::size_t index, Measure measure) noexcept;
/// Upper limits of all classes but the last.
[[nodiscard]] const std::array<double, kClasses - 1>& class_limits(Measure measure) noexcept;

/// "3.4" per 1,000, or "12 %".
[[nodiscard]] std::string value_text(double value, Measure measure);
/// "3.4 (1.9 to 6.2)", or "12 % (4 to 30 %)".
[[nodiscard]] std::string range_text(const Estimate& estimate, Measure measure);

}  // namespace sourcelight::publish::maps
