// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>

// Small pieces that reading country cells and address ends share.
namespace sourcelight::resolve {

/// Probability that an exact and unshared code or name is what the writer meant.
inline constexpr float kSure = 0.999F;
/// The same for a name found inside a longer text.
inline constexpr float kLikely = 0.97F;
/// The same for a name that two countries bear.
inline constexpr float kShared = 0.8F;
/// The same for the sign of a country's vehicles.
inline constexpr float kSign = 0.9F;

/// ASCII letters in upper case.
[[nodiscard]] inline std::string upper(std::string_view text)
{
    std::string out{text};
    for (auto& c : out) {
        c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return out;
}

/// The text without its blanks.
[[nodiscard]] inline std::string without_blanks(std::string_view text)
{
    std::string out;
    std::copy_if(text.begin(), text.end(), std::back_inserter(out),
                 [](char c) { return c != ' '; });
    return out;
}

/// Whether the text has an ASCII digit.
[[nodiscard]] inline bool has_digit(std::string_view text)
{
    return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace sourcelight::resolve
