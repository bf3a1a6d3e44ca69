// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <charconv>
#include <optional>
#include <string_view>
#include <system_error>

namespace sourcelight {

/// A text that is a number from its first to its last byte, as std::from_chars reads it:
/// locale-free, no blanks, no plus sign, no thousands separators. Nothing otherwise, and nothing
/// where `Number` cannot hold it. For numbers that programs wrote; parse_number() reads those of
/// people.
template <typename Number>
[[nodiscard]] std::optional<Number> parse_whole(std::string_view text) noexcept
{
    Number value{};
    const auto* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    return error == std::errc{} && stop == end ? std::optional{value} : std::nullopt;
}

}  // namespace sourcelight
