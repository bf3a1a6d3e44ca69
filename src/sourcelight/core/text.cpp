// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/core/text.hpp"

#include "sourcelight/core/error.hpp"

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <memory>
#include <numeric>

namespace sourcelight {
namespace {

bool is_ascii(std::string_view text) noexcept
{
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x80U; });
}

/// ICU's macros want unsigned bytes.
const std::uint8_t* octets(std::string_view text) noexcept
{
    return reinterpret_cast<const std::uint8_t*>(text.data());
}

bool is_ascii_word(char c) noexcept
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

char ascii_lower(char c) noexcept
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string fold_ascii(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        if (is_ascii_word(c)) {
            out.push_back(ascii_lower(c));
        } else if (!out.empty() && out.back() != ' ') {
            out.push_back(' ');
        }
    }
    if (!out.empty() && out.back() == ' ') {
        out.pop_back();
    }
    return out;
}

/// An ICU may be built without a part of its data.
void require_data(UErrorCode status)
{
    if (U_FAILURE(status) != 0) {
        throw Error{Errc::kInternal, "the Unicode library lacks data"};  // GCOVR_EXCL_LINE
    }
}

const icu::Normalizer2& normalizer(const char* name, UNormalization2Mode mode)
{
    UErrorCode status = U_ZERO_ERROR;
    const auto* found = icu::Normalizer2::getInstance(nullptr, name, mode, status);
    require_data(status);
    return *found;
}

icu::UnicodeString normalized(const icu::Normalizer2& form, const icu::UnicodeString& text)
{
    UErrorCode status = U_ZERO_ERROR;
    icu::UnicodeString out = form.normalize(text, status);
    assert(U_SUCCESS(status) != 0);  // only a text that was never set is refused
    return out;
}

/// Letters that NFKD leaves alone though a reader takes them for a plain letter.
std::u16string_view plain_letter(UChar32 c) noexcept
{
    switch (c) {
    case 0x0142: return u"l";  // l with stroke
    case 0x00F8: return u"o";  // o with stroke
    case 0x0111: return u"d";  // d with stroke
    case 0x0131: return u"i";  // dotless i
    case 0x00E6: return u"ae";
    case 0x0153: return u"oe";
    case 0x00FE: return u"th";
    case 0x00F0: return u"d";
    default: return {};
    }
}

/// Latin, Greek and Cyrillic lose their marks; in other scripts a mark is a letter's part.
bool is_removable_mark(UChar32 c) noexcept { return c >= 0x0300 && c <= 0x036F; }

icu::UnicodeString words_of(const icu::UnicodeString& decomposed)
{
    icu::UnicodeString out;
    bool gap = false;
    for (std::int32_t i = 0; i < decomposed.length();) {
        const UChar32 c = decomposed.char32At(i);
        i += U16_LENGTH(c);
        if (is_removable_mark(c) || c == 0x2019 || c == 0x02BC) {
            continue;
        }
        const auto type = u_charType(c);
        const bool word =
            u_isalnum(c) != 0 || type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK;
        if (!word) {
            gap = out.length() > 0;
            continue;
        }
        if (gap) {
            out.append(u' ');
            gap = false;
        }
        const auto plain = plain_letter(c);
        if (plain.empty()) {
            out.append(c);
        } else {
            out.append(plain.data(), static_cast<std::int32_t>(plain.size()));
        }
    }
    return out;
}

icu::UnicodeString fold_unicode(const icu::UnicodeString& text)
{
    static const icu::Normalizer2& case_fold = normalizer("nfkc_cf", UNORM2_COMPOSE);
    static const icu::Normalizer2& decompose = normalizer("nfkc", UNORM2_DECOMPOSE);
    static const icu::Normalizer2& compose = normalizer("nfkc", UNORM2_COMPOSE);
    const auto marked = normalized(decompose, normalized(case_fold, text));
    return normalized(compose, words_of(marked));
}

std::string to_utf8(const icu::UnicodeString& text)
{
    std::string out;
    text.toUTF8String(out);
    return out;
}

icu::UnicodeString from_utf8(std::string_view text)
{
    return icu::UnicodeString::fromUTF8(
        icu::StringPiece{text.data(), static_cast<std::int32_t>(text.size())});
}

const icu::Transliterator& to_latin()
{
    static const std::unique_ptr<icu::Transliterator> found = [] {
        UErrorCode status = U_ZERO_ERROR;
        std::unique_ptr<icu::Transliterator> made{
            icu::Transliterator::createInstance("Any-Latin", UTRANS_FORWARD, status)};
        require_data(status);
        return made;
    }();
    return *found;
}

bool is_blank_at(std::string_view text, std::size_t at, std::size_t size) noexcept
{
    const auto piece = text.substr(at, size);
    return piece == "\xC2\xA0" || piece == "\xE3\x80\x80" || piece == "\xEF\xBB\xBF";
}

bool is_ascii_blank(char c) noexcept
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\v' || c == '\f';
}

/// The bytes of the blank that `text` begins with, 0 for none.
std::size_t leading_blank(std::string_view text) noexcept
{
    if (!text.empty() && is_ascii_blank(text.front())) {
        return 1;
    }
    return is_blank_at(text, 0, 2) ? 2 : is_blank_at(text, 0, 3) ? 3 : 0;
}

/// The bytes of the blank that `text` ends with, 0 for none.
std::size_t trailing_blank(std::string_view text) noexcept
{
    const auto size = text.size();
    if (size >= 1 && is_ascii_blank(text.back())) {
        return 1;
    }
    if (size >= 2 && is_blank_at(text, size - 2, 2)) {
        return 2;
    }
    return size >= 3 && is_blank_at(text, size - 3, 3) ? 3 : 0;
}

/// The character of `data` at `at`, which moves behind it; negative where it is not UTF-8.
UChar32 next_character(const std::uint8_t* data, std::int32_t& at, std::int32_t size) noexcept
{
    UChar32 c = 0;
    U8_NEXT(data, at, size, c);
    return c;
}

/// The longest text whose edits are counted.
constexpr std::size_t kLongestEdited = 128;
using EditRow = std::array<std::uint8_t, kLongestEdited + 1>;  // small: they are cleared each time

/// Fills the row of the edit matrix for the first `i` characters of `left`, `rows` holding three
/// rows in turn; returns its smallest entry.
std::size_t fill_edit_row(std::string_view left, std::string_view right, std::size_t i,
                          std::array<EditRow, 3>& rows)
{
    auto& row = rows[i % 3];
    const auto& above = rows[(i + 2) % 3];
    const auto& two_above = rows[(i + 1) % 3];
    row[0] = static_cast<std::uint8_t>(i);
    std::size_t best = i;
    for (std::size_t j = 1; j <= right.size(); ++j) {
        const std::size_t change = left[i - 1] == right[j - 1] ? 0 : 1;
        auto edits = std::min({std::size_t{above[j]} + 1, std::size_t{row[j - 1]} + 1,
                               std::size_t{above[j - 1]} + change});
        if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1]) {
            edits = std::min(edits, std::size_t{two_above[j - 2]} + 1);
        }
        row[j] = static_cast<std::uint8_t>(edits);
        best = std::min(best, edits);
    }
    return best;
}

}  // namespace

std::string fold(std::string_view text)
{
    return is_ascii(text) ? fold_ascii(text) : to_utf8(fold_unicode(from_utf8(text)));
}

std::string fold_latin(std::string_view text)
{
    if (is_ascii(text)) {
        return fold_ascii(text);
    }
    auto wide = from_utf8(text);
    to_latin().transliterate(wide);
    return to_utf8(fold_unicode(wide));
}

std::string_view trim(std::string_view text) noexcept
{
    while (const auto blank = leading_blank(text)) {
        text.remove_prefix(blank);
    }
    while (const auto blank = trailing_blank(text)) {
        text.remove_suffix(blank);
    }
    return text;
}

std::vector<std::string_view> split(std::string_view text, char separator)
{
    std::vector<std::string_view> pieces;
    for (;;) {
        const auto at = text.find(separator);
        pieces.push_back(text.substr(0, at));
        if (at == std::string_view::npos) {
            return pieces;
        }
        text.remove_prefix(at + 1);
    }
}

bool is_utf8(std::string_view bytes) noexcept
{
    const auto size = static_cast<std::int32_t>(std::min<std::size_t>(bytes.size(), INT32_MAX));
    const auto* data = octets(bytes);
    for (std::int32_t i = 0; i < size;) {
        if (next_character(data, i, size) < 0) {
            return false;
        }
    }
    return true;
}

bool has_unspaced_script(std::string_view text) noexcept
{
    const auto size = static_cast<std::int32_t>(text.size());
    const auto* data = octets(text);
    for (std::int32_t i = 0; i < size;) {
        const auto c = next_character(data, i, size);
        if (c < 0x0E00) {
            continue;
        }
        UErrorCode status = U_ZERO_ERROR;
        const auto script = uscript_getScript(c, &status);
        if (script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA ||
            script == USCRIPT_HANGUL || script == USCRIPT_THAI) {
            return true;
        }
    }
    return false;
}

std::size_t edit_distance(std::string_view left, std::string_view right, std::size_t limit)
{
    if (left.size() > right.size()) {
        std::swap(left, right);
    }
    if (right.size() - left.size() > limit) {
        return limit + 1;
    }
    if (right.size() >= kLongestEdited) {
        return left == right ? 0 : limit + 1;
    }
    // What both begin and end with changes nothing.
    const auto alike = std::mismatch(left.begin(), left.end(), right.begin()).first - left.begin();
    left.remove_prefix(static_cast<std::size_t>(alike));
    right.remove_prefix(static_cast<std::size_t>(alike));
    while (!left.empty() && left.back() == right.back()) {
        left.remove_suffix(1);
        right.remove_suffix(1);
    }
    if (left.empty()) {
        return right.size();
    }
    std::array<EditRow, 3> rows{};
    std::iota(rows[0].begin(), rows[0].end(), std::uint8_t{0});
    for (std::size_t i = 1; i <= left.size(); ++i) {
        if (fill_edit_row(left, right, i, rows) > limit) {
            return limit + 1;
        }
    }
    return std::min(std::size_t{rows[left.size() % 3][right.size()]}, limit + 1);
}

std::uint64_t stable_hash(std::string_view bytes) noexcept
{
    std::uint64_t hash = 14695981039346656037ULL;
    for (const char c : bytes) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    }
    hash ^= hash >> 33U;
    hash *= 0xFF51AFD7ED558CCDULL;
    hash ^= hash >> 33U;
    return hash;
}

}  // namespace sourcelight
