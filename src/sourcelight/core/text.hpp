// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sourcelight {

/// The comparison form of a text: compatibility-normalised, case-folded, without diacritics,
/// every run of punctuation and white space one blank, none at the ends. Scripts other than
/// Latin stay in their own script. "  São-Paulo " -> "sao paulo", "P.R.C." -> "p r c".
/// Invalid UTF-8 becomes U+FFFD and then a blank. ASCII takes a fast path.
[[nodiscard]] std::string fold(std::string_view text);

/// fold() with every script written in Latin letters (ICU Any-Latin): "深圳" -> "shen zhen".
[[nodiscard]] std::string fold_latin(std::string_view text);

/// Without white space (ASCII, no-break and ideographic) at both ends.
[[nodiscard]] std::string_view trim(std::string_view text) noexcept;

/// Pieces between the separator, not trimmed; an empty text is one empty piece.
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);

/// Whether the bytes are well-formed UTF-8.
[[nodiscard]] bool is_utf8(std::string_view bytes) noexcept;

/// Whether the text has a code point of a script written without blanks (Han, Kana, Hangul, Thai).
[[nodiscard]] bool has_unspaced_script(std::string_view text) noexcept;

/// Edit distance counting insertion, deletion, substitution and swap of neighbours as one each
/// (optimal string alignment, on bytes); `limit + 1` as soon as it must exceed `limit`.
[[nodiscard]] std::size_t edit_distance(std::string_view left, std::string_view right,
                                        std::size_t limit);

/// A whole text as a finite number: locale-free, surrounding blanks allowed; "1,234.5",
/// "1.234,5" and "1 234" are read by the position of their separators. Nothing if it is no number.
[[nodiscard]] std::optional<double> parse_number(std::string_view text) noexcept;

/// Whether a text such as "1.500" may be thousands as well as a fraction: one point, one to three
/// digits before it and exactly three behind, nothing else.
[[nodiscard]] bool may_group_by_point(std::string_view text) noexcept;

/// A share: "0.35", "35" and "35 %" are all thirty-five percent. Nothing below 0 or beyond 100 %.
[[nodiscard]] std::optional<double> parse_share(std::string_view text) noexcept;

/// 64-bit hash of bytes, the same on every machine (FNV-1a with a final avalanche).
[[nodiscard]] std::uint64_t stable_hash(std::string_view bytes) noexcept;

}  // namespace sourcelight
