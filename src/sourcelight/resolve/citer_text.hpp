// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/text.hpp"

#include <algorithm>
#include <string>
#include <string_view>

// How citations compare names with the texts that they were read in.
namespace sourcelight::resolve {

/// Whether the words of one folded text stand in another one; of scripts without blanks, the
/// characters. An empty needle stands nowhere.
[[nodiscard]] inline bool holds_words(std::string_view folded, std::string_view needle)
{
    if (needle.empty()) {
        return false;
    }
    if (has_unspaced_script(needle)) {
        std::string text{folded};
        text.erase(std::remove(text.begin(), text.end(), ' '), text.end());
        std::string part{needle};
        part.erase(std::remove(part.begin(), part.end(), ' '), part.end());
        return text.find(part) != std::string::npos;
    }
    for (auto at = folded.find(needle); at != std::string_view::npos;
         at = folded.find(needle, at + 1)) {
        const auto end = at + needle.size();
        if ((at == 0 || folded[at - 1] == ' ') && (end == folded.size() || folded[end] == ' ')) {
            return true;
        }
    }
    return false;
}

/// A text of the user's in quotes, its first bytes if it is long.
[[nodiscard]] inline std::string quoted(std::string_view text)
{
    constexpr std::size_t kLongest = 80;
    auto size = std::min(text.size(), kLongest);
    while (size > 0 && size < text.size() &&
           (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) {
        --size;
    }
    return "\"" + std::string{text.substr(0, size)} + (size < text.size() ? " ...\"" : "\"");
}

}  // namespace sourcelight::resolve
