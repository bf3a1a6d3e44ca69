// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/core/shell_word.hpp"

#include <algorithm>

namespace sourcelight {
namespace {

bool is_plain(char c) noexcept
{
    constexpr std::string_view kPlainSigns{"_./,:=+-@%"};
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           kPlainSigns.find(c) != std::string_view::npos;
}

}  // namespace

std::string shell_word(std::string_view text)
{
    if (!text.empty() && std::all_of(text.begin(), text.end(), is_plain)) {
        return std::string{text};
    }
    if (text.find_first_of("\"$`\\!") == std::string_view::npos) {
        return "\"" + std::string{text} + "\"";
    }
    std::string out = "'";
    for (const char c : text) {
        if (c == '\'') {
            out += "'\\''";
        } else {
            out += c;
        }
    }
    return out + "'";
}

}  // namespace sourcelight
