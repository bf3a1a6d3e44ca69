// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sourcelight::resolve {

/// Languages of the lexicon. The order is also the preference when a text leaves it open.
enum class Language : std::uint8_t {
    kEnglish,
    kSpanish,
    kGerman,
    kFrench,
    kPortuguese,
    kItalian,
    kDutch,
    kTurkish,
    kIndonesian,
    kRussian,
    kVietnamese,
    kPolish,
    kOther,  ///< matched as written, or anywhere in the text (Chinese, Japanese, Korean, Thai)
};
inline constexpr std::size_t kLanguageCount = 13;

/// The language of an ISO 639-1 code; kOther for one without words of its own here.
[[nodiscard]] Language language_of(std::string_view iso639) noexcept;

/// Whether the head of a noun phrase comes first (camisas de algodón) rather than last.
[[nodiscard]] bool is_head_first(Language language) noexcept;

/// The Snowball stem of a folded word, or nothing if the language has no stemmer here.
/// Stemmers live once a thread. Safe to call from several threads.
[[nodiscard]] std::optional<std::string> stem(Language language, std::string_view word);

/// The words of a folded text.
[[nodiscard]] std::vector<std::string_view> words_of(std::string_view folded);

/// A folded text prepared for substring matching: traditional Chinese characters replaced by
/// their simplified ones (one to one), and no blank beside a Han, Kana, Hangul or Thai letter.
[[nodiscard]] std::string unspaced_form(std::string_view folded);

/// Length in bytes of the UTF-8 character that starts with `lead`; 1 for a stray byte.
[[nodiscard]] std::size_t character_size(char lead) noexcept;

}  // namespace sourcelight::resolve
