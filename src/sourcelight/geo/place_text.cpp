// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/geo/place_text.hpp"

#include "sourcelight/core/text.hpp"

namespace sourcelight::geo {
namespace {

constexpr char32_t kTableEnd = 0x3100;
constexpr char32_t kFullWidthBegin = 0xFF00;
constexpr char32_t kFullWidthEnd = 0xFFF0;
constexpr char32_t kInvalid = 0xFFFD;
constexpr char32_t kAsciiEnd = 0x80;

void append_utf8(char32_t c, std::string& out)
{
    const auto tail = [&out, c](unsigned shift) {
        out.push_back(static_cast<char>(0x80U | ((c >> shift) & 0x3FU)));
    };
    if (c < 0x80) {
        out.push_back(static_cast<char>(c));
    } else if (c < 0x800) {
        out.push_back(static_cast<char>(0xC0U | (c >> 6U)));
        tail(0);
    } else if (c < 0x10000) {
        out.push_back(static_cast<char>(0xE0U | (c >> 12U)));
        tail(6);
        tail(0);
    } else {
        out.push_back(static_cast<char>(0xF0U | (c >> 18U)));
        tail(12);
        tail(6);
        tail(0);
    }
}

/// Next code point; kInvalid and one byte on where the text is no UTF-8.
char32_t next_code_point(std::string_view text, std::size_t& at)
{
    const auto lead = static_cast<unsigned char>(text[at++]);
    if (lead < 0x80) {
        return lead;
    }
    const unsigned more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
    if (more == 0 || at + more > text.size()) {
        return kInvalid;
    }
    char32_t c = lead & (0x3FU >> more);
    for (unsigned i = 0; i < more; ++i) {
        const auto byte = static_cast<unsigned char>(text[at + i]);
        if ((byte & 0xC0U) != 0x80U) {
            return kInvalid;
        }
        c = (c << 6U) | (byte & 0x3FU);
    }
    at += more;
    return c;
}

bool is_unspaced(char32_t c) noexcept
{
    return (c >= 0x0E00 && c < 0x0E80) || (c >= 0x3040 && c < 0x3100) ||
           (c >= 0x3400 && c < 0xA000) || (c >= 0xAC00 && c < 0xD7B0) ||
           (c >= 0x20000 && c < 0x32000);
}

/// Marks that end a part of an address; a full stop does so only in scripts of its own.
bool ends_segment(char32_t c) noexcept
{
    switch (c) {
    case U',':
    case U';':
    case U'|':
    case U'\n':
    case U'\r':
    case U'\t':
    case U'(':
    case U')':
    case U'/':
    case 0x3001:
    case 0x3002:
    case 0xFF0C:
    case 0xFF1B:
    case 0x060C: return true;
    default: return false;
    }
}

/// Apostrophes join: "Hu'an" is one word.
bool is_joiner(char32_t c) noexcept
{
    return c == U'\'' || c == U'`' || c == 0x2019 || c == 0x2018;
}

/// The character `c`, `added` bytes when folded, belongs to the token.
void extend(PlaceToken& token, char32_t c, std::uint32_t added) noexcept
{
    token.size += added;
    token.capitals = token.capitals && !(c >= U'a' && c <= U'z');
    token.digits = token.digits || (c >= U'0' && c <= U'9');
}

}  // namespace

const PlaceFold& PlaceFold::instance()
{
    static const PlaceFold table;
    return table;
}

PlaceFold::PlaceFold()
{
    m_entries.resize(kTableEnd + (kFullWidthEnd - kFullWidthBegin));
    std::string one;
    for (char32_t i = 0; i < m_entries.size(); ++i) {
        const char32_t c = i < kTableEnd ? i : i - kTableEnd + kFullWidthBegin;
        one.clear();
        append_utf8(c, one);
        const auto folded = fold(one);
        auto& entry = m_entries[i];
        entry.begin = static_cast<std::uint32_t>(m_bytes.size());
        for (const char byte : folded) {
            if (byte != ' ') {
                m_bytes.push_back(byte);
                ++entry.size;
            }
        }
        const bool mark = c >= 0x0300 && c <= 0x036F;
        entry.separates = folded.empty() && !mark && !is_joiner(c) && c != 0x02BC;
    }
}

bool PlaceFold::append(char32_t c, std::string& out) const
{
    std::size_t at = c;
    if (c >= kTableEnd) {
        if (c < kFullWidthBegin || c >= kFullWidthEnd) {
            if (c == kInvalid) {
                return false;
            }
            append_utf8(c, out);
            return true;
        }
        at = kTableEnd + (c - kFullWidthBegin);
    }
    const auto& entry = m_entries[at];
    out.append(m_bytes, entry.begin, entry.size);
    return !entry.separates;
}

void append_words(std::string_view text, PlaceText& out, std::size_t most_bytes)
{
    if (text.size() > most_bytes) {
        text.remove_prefix(text.size() - most_bytes);
    }
    const auto& table = PlaceFold::instance();
    std::uint16_t segment = out.segments;
    bool in_word = false;
    bool used = false;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = next_code_point(text, at);
        const auto before = static_cast<std::uint32_t>(out.folded.size());
        if (!table.append(c, out.folded)) {
            in_word = false;
            if (used && ends_segment(c)) {
                ++segment;
                used = false;
            }
            continue;
        }
        const auto added = static_cast<std::uint32_t>(out.folded.size()) - before;
        if (added == 0) {
            continue;
        }
        const bool unspaced = is_unspaced(c);
        // A change of script ends a word: "Dongguan市" holds the name and what it is.
        if (!in_word || out.tokens.back().unspaced != unspaced) {
            out.tokens.push_back({before, 0, segment, true, unspaced, false});
            in_word = true;
            used = true;
        }
        extend(out.tokens.back(), c, added);
    }
    out.segments = static_cast<std::uint16_t>(used ? segment + 1 : segment);
}

std::string compact_name(std::string_view text)
{
    const auto& table = PlaceFold::instance();
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto c = static_cast<unsigned char>(text[at]);
        if (c < kAsciiEnd) {
            table.append(c, out);
            ++at;
        } else {
            table.append(next_code_point(text, at), out);
        }
    }
    return out;
}

}  // namespace sourcelight::geo
