// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/core/wrap.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cassert>
#include <cstdint>

namespace sourcelight {
namespace {

/// One code point: its bytes and the columns that it takes.
struct Glyph {
    std::size_t bytes = 1;
    std::size_t columns = 1;
};

std::size_t columns_of_point(UChar32 c) noexcept
{
    const auto category = U_MASK(u_charType(c));
    if ((category & (U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK)) != 0U) {
        return 0;
    }
    const auto width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
    return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

Glyph glyph_at(std::string_view text, std::size_t at) noexcept
{
    if (static_cast<unsigned char>(text[at]) < 0x80U) {
        return {};
    }
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    auto next = static_cast<std::int64_t>(at);
    UChar32 c = 0;
    U8_NEXT(bytes, next, static_cast<std::int64_t>(text.size()), c);
    const auto length = static_cast<std::size_t>(next) - at;
    return c < 0 ? Glyph{length, length} : Glyph{length, columns_of_point(c)};
}

/// Where a line ends, in bytes, and how many blanks after that the break swallows.
struct Break {
    std::size_t at = 0;
    std::size_t blanks = 0;
};

/// The best end of a line that is to hold `width` columns of a text that is longer.
Break find_break(std::string_view text, std::size_t width)
{
    constexpr std::string_view kBreakBehind{"/&?=,;:-_."};
    std::size_t columns = 0;
    std::size_t at = 0;
    std::size_t blank = 0;
    std::size_t mark = 0;
    bool word = false;
    while (at < text.size()) {
        const auto glyph = glyph_at(text, at);
        if (text[at] == ' ' && word && !text.substr(at + 1).starts_with('%')) {
            blank = at;
        }
        if (columns + glyph.columns > width) {
            break;
        }
        word = word || text[at] != ' ';
        columns += glyph.columns;
        at += glyph.bytes;
        if (kBreakBehind.find(text[at - 1]) != std::string_view::npos) {
            mark = at;
        }
    }
    if (blank == 0) {
        const auto first = std::min(text.find_first_not_of(' '), text.size());
        const auto end = std::min(text.find(' ', first), text.size());
        if (text.substr(first, end - first).find("://") == std::string_view::npos) {
            return {mark == 0 ? at : mark, 0};
        }
        // An address that was broken cannot be pasted.
        blank = end;
        if (blank == text.size()) {
            return {blank, 0};
        }
    }
    const auto rest = text.find_first_not_of(' ', blank);
    return {text.find_last_not_of(' ', blank) + 1,
            (rest == std::string_view::npos ? text.size() : rest) -
                (text.find_last_not_of(' ', blank) + 1)};
}

}  // namespace

std::size_t columns_of(std::string_view text) noexcept
{
    std::size_t columns = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto glyph = glyph_at(text, at);
        columns += glyph.columns;
        at += glyph.bytes;
    }
    return columns;
}

namespace {

/// U+2028 and U+2029, U+202A to U+202E, U+2066 to U+2069 by their last two bytes.
bool turns_text(unsigned second, unsigned third) noexcept
{
    return (second == 0x80U && third >= 0xA8U && third <= 0xAEU) ||
           (second == 0x81U && third >= 0xA6U && third <= 0xA9U);
}

}  // namespace

std::string without_controls(std::string_view text)
{
    constexpr unsigned char kLeadOfC1 = 0xC2U;
    constexpr unsigned char kLeadOfSigns = 0xE2U;
    const auto octet = [text](std::size_t at) {
        return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
    };
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (octet(at) < 0x20U || octet(at) == 0x7FU) {
            out += ' ';
        } else if (octet(at) == kLeadOfC1 && octet(at + 1) >= 0x80U && octet(at + 1) < 0xA0U) {
            out += ' ';
            ++at;
        } else if (octet(at) == kLeadOfSigns && turns_text(octet(at + 1), octet(at + 2))) {
            out += ' ';
            at += 2;
        } else {
            out += text[at];
        }
    }
    return out;
}

std::string printable(std::string_view text)
{
    std::string out;
    for (const char c : without_controls(text)) {
        if (c != ' ') {
            out += c;
        } else if (!out.empty() && out.back() != ' ') {
            out += ' ';
        }
    }
    if (out.ends_with(' ')) {
        out.pop_back();
    }
    return out;
}

std::string wrap(std::string_view text, std::size_t indent, std::size_t width)
{
    assert(indent < width);
    std::string out;
    auto room = width;
    while (columns_of(text) > room) {
        const auto found = find_break(text, room);
        out += text.substr(0, found.at);
        text.remove_prefix(found.at + found.blanks);
        if (text.empty()) {
            return out;
        }
        out += '\n';
        out.append(indent, ' ');
        room = width - indent;
    }
    out += text;
    return out;
}

}  // namespace sourcelight
