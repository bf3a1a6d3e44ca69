// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sourcelight::geo {

/// core fold() made cheap: the same comparison form, one code point at a time from a table. Marks
/// go, letters become small, everything else but letters and digits separates. Fit for names of
/// places, where contractions of several code points do not matter.
class PlaceFold {
public:
    /// The one table of the process; first use builds it (about 20 ms). Thread-safe.
    [[nodiscard]] static const PlaceFold& instance();

    /// Appends the folded form of one code point to `out`; false if it separates words.
    bool append(char32_t c, std::string& out) const;

private:
    PlaceFold();

    struct Entry {
        std::uint32_t begin = 0;
        std::uint8_t size = 0;
        bool separates = false;
    };
    std::vector<Entry> m_entries;
    std::string m_bytes;
};

/// A word of a place text in comparison form.
struct PlaceToken {
    std::uint32_t begin = 0;  ///< in PlaceText::folded
    std::uint32_t size = 0;
    std::uint16_t segment = 0;  ///< pieces between commas and the like, from 0
    bool capitals = false;      ///< written in capital letters only (or without case)
    bool unspaced = false;      ///< has Han, Kana, Hangul or Thai: words are not set apart
    bool digits = false;        ///< has a digit
};

/// A text cut into folded words.
struct PlaceText {
    std::string folded;  ///< all words without separators, in order
    std::vector<PlaceToken> tokens;
    std::uint16_t segments = 0;

    [[nodiscard]] std::string_view word(std::size_t token) const
    {
        return std::string_view{folded}.substr(tokens[token].begin, tokens[token].size);
    }
    /// Words [first, first + count) without separators.
    [[nodiscard]] std::string_view joined(std::size_t first, std::size_t count) const
    {
        const auto& last = tokens[first + count - 1];
        return std::string_view{folded}.substr(tokens[first].begin,
                                               last.begin + last.size - tokens[first].begin);
    }
};

/// Appends the words of `text` as new segments. Invalid UTF-8 separates. Only the last
/// `most_bytes` are read: the place stands at the end of an address.
void append_words(std::string_view text, PlaceText& out, std::size_t most_bytes = 600);

/// Name without separators, in comparison form: "São-Paulo " -> "saopaulo".
[[nodiscard]] std::string compact_name(std::string_view text);

/// Hash of a compact name; continue one by passing the last state.
struct NameHash {
    std::uint64_t state = 14695981039346656037ULL;

    void add(std::string_view bytes) noexcept
    {
        for (const char c : bytes) {
            state = (state ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
        }
    }
    [[nodiscard]] std::uint64_t value() const noexcept
    {
        std::uint64_t hash = state;
        hash ^= hash >> 33U;
        hash *= 0xFF51AFD7ED558CCDULL;
        hash ^= hash >> 33U;
        return hash;
    }
};

}  // namespace sourcelight::geo
