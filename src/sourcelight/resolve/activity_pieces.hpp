// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/resolve/activity_stems.hpp"

#include <array>
#include <string_view>
#include <vector>

namespace sourcelight::resolve {

/// One number for each language.
using LanguageScores = std::array<double, kLanguageCount>;

/// Pieces of a product text between commas, semicolons, bars, brackets, ampersands, plus signs,
/// slashes between words, tabs and line ends, ASCII
/// or full width. At least one; some may be empty.
[[nodiscard]] std::vector<std::string_view> pieces_of(std::string_view text);

/// What the letters of a text, as it was written, say for each language (ss with a ß: German).
[[nodiscard]] LanguageScores hints_of(std::string_view text);

/// Whether the text begins with a character of a script from Thai on (Han, Kana, Hangul): the
/// Indic scripts before it part their words by blanks.
[[nodiscard]] bool starts_unspaced(std::string_view text) noexcept;

/// Whether the word has anything but figures.
[[nodiscard]] bool has_letter(std::string_view word) noexcept;

/// A size such as 330ml or 25kg: what follows it is the pack (cans, bags).
[[nodiscard]] bool is_measure(std::string_view word) noexcept;

}  // namespace sourcelight::resolve
