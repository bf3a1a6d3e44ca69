// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/resolve/activity_stems.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace sourcelight::resolve {

inline constexpr std::size_t kShortestTypo = 7;  ///< letters of a word in which a typo is forgiven

/// Whether the word has nothing but a to z.
[[nodiscard]] bool is_ascii_letters(std::string_view word) noexcept;

/// The key text of a word in a language: one letter for the language, then the stem.
[[nodiscard]] std::string form_text(Language language, std::string_view word);

/// Hash of a word with one letter left out: words that share one are at most two edits apart.
[[nodiscard]] std::uint64_t without_letter(std::string_view word, std::size_t at);

}  // namespace sourcelight::resolve
