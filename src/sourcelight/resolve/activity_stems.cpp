// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/resolve/activity_stems.hpp"

#include "sourcelight/core/error.hpp"
#include "sourcelight/core/text.hpp"

#include <libstemmer.h>
#include <unicode/translit.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <memory>

namespace sourcelight::resolve {
namespace {

struct LanguageEntry {
    std::string_view code;
    const char* stemmer;  ///< Snowball's name, or null
    bool head_first;
};

constexpr std::array<LanguageEntry, kLanguageCount> kLanguages{{
    {"en", "english", false},
    {"es", "spanish", true},
    {"de", "german", false},
    {"fr", "french", true},
    {"pt", "portuguese", true},
    {"it", "italian", true},
    {"nl", "dutch", false},
    {"tr", "turkish", false},
    {"id", "indonesian", true},
    {"ru", "russian", false},
    {"vi", nullptr, true},
    {"pl", nullptr, true},
    {"", nullptr, false},
}};

struct FreeStemmer {
    void operator()(sb_stemmer* stemmer) const noexcept { sb_stemmer_delete(stemmer); }
};
using Stemmer = std::unique_ptr<sb_stemmer, FreeStemmer>;

sb_stemmer* stemmer_of(Language language)
{
    static thread_local std::array<Stemmer, kLanguageCount> stemmers;
    const auto index = static_cast<std::size_t>(language);
    if (kLanguages[index].stemmer == nullptr) {
        return nullptr;
    }
    if (stemmers[index] == nullptr) {
        stemmers[index].reset(sb_stemmer_new(kLanguages[index].stemmer, "UTF_8"));
        if (stemmers[index] == nullptr) {
            throw Error{Errc::kInternal, std::string{"the stemming library has no algorithm for "} +
                                             kLanguages[index].stemmer};
        }
    }
    return stemmers[index].get();
}

constexpr char32_t kFirstHan = 0x4E00;
constexpr std::size_t kHanCount = 0x9FFF - 0x4E00 + 1;

/// Han character -> its simplified form, by asking ICU for each alone: what a character means in
/// a word of several does not matter, as texts and terms go through the same table.
std::vector<char16_t> make_simplified()
{
    std::vector<char16_t> table(kHanCount);
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::Transliterator> convert{
        icu::Transliterator::createInstance("Traditional-Simplified", UTRANS_FORWARD, status)};
    icu::UnicodeString all;
    for (std::size_t i = 0; i < kHanCount; ++i) {
        table[i] = static_cast<char16_t>(kFirstHan + i);
        all.append(table[i]).append(u'\n');
    }
    if (U_FAILURE(status) != 0 || convert == nullptr) {
        throw Error{Errc::kInternal, "the Unicode library has no Chinese conversion data"};
    }
    convert->transliterate(all);
    if (all.length() == static_cast<std::int32_t>(2 * kHanCount)) {
        for (std::size_t i = 0; i < kHanCount; ++i) {
            table[i] = all.charAt(static_cast<std::int32_t>(2 * i));
        }
    }
    return table;
}

char32_t simplified(char32_t c)
{
    static const std::vector<char16_t> table = make_simplified();
    return c >= kFirstHan && c < kFirstHan + kHanCount ? table[c - kFirstHan] : c;
}

bool is_unspaced(char32_t c) noexcept
{
    return (c >= 0x0E00 && c <= 0x0E7F) || (c >= 0x1100 && c <= 0x11FF) ||
           (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) ||
           (c >= 0xAC00 && c <= 0xD7AF);
}

void append_utf8(std::string& out, char32_t c)
{
    const auto push = [&out](char32_t byte) { out.push_back(static_cast<char>(byte)); };
    if (c < 0x80) {
        push(c);
    } else if (c < 0x800) {
        push(0xC0U | (c >> 6U));
        push(0x80U | (c & 0x3FU));
    } else if (c < 0x10000) {
        push(0xE0U | (c >> 12U));
        push(0x80U | ((c >> 6U) & 0x3FU));
        push(0x80U | (c & 0x3FU));
    } else {
        push(0xF0U | (c >> 18U));
        push(0x80U | ((c >> 12U) & 0x3FU));
        push(0x80U | ((c >> 6U) & 0x3FU));
        push(0x80U | (c & 0x3FU));
    }
}

/// The simplified character at `at`, which moves on.
char32_t next_letter(std::string_view text, std::int32_t& at)
{
    const auto* data = reinterpret_cast<const std::uint8_t*>(text.data());
    UChar32 c = 0;
    U8_NEXT(data, at, static_cast<std::int32_t>(text.size()), c);
    return simplified(static_cast<char32_t>(c < 0 ? 0xFFFD : c));
}

}  // namespace

Language language_of(std::string_view iso639) noexcept
{
    const auto* const found =
        std::find_if(kLanguages.begin(), kLanguages.end() - 1,
                     [&](const LanguageEntry& e) { return e.code == iso639; });
    return static_cast<Language>(found - kLanguages.begin());
}

bool is_head_first(Language language) noexcept
{
    return kLanguages[static_cast<std::size_t>(language)].head_first;
}

std::optional<std::string> stem(Language language, std::string_view word)
{
    auto* stemmer = stemmer_of(language);
    if (stemmer == nullptr) {
        return std::nullopt;
    }
    const auto* symbols = reinterpret_cast<const sb_symbol*>(word.data());
    const auto* stemmed = sb_stemmer_stem(stemmer, symbols, static_cast<int>(word.size()));
    if (stemmed == nullptr) {
        return std::string{word};
    }
    return std::string{reinterpret_cast<const char*>(stemmed),
                       static_cast<std::size_t>(sb_stemmer_length(stemmer))};
}

std::vector<std::string_view> words_of(std::string_view folded)
{
    auto words = split(folded, ' ');
    std::erase_if(words, [](std::string_view word) { return word.empty(); });
    return words;
}

std::string unspaced_form(std::string_view folded)
{
    std::string out;
    out.reserve(folded.size());
    bool pending_blank = false;
    bool last_unspaced = true;
    for (std::int32_t at = 0; at < static_cast<std::int32_t>(folded.size());) {
        const auto letter = next_letter(folded, at);
        if (letter == U' ') {
            pending_blank = true;
            continue;
        }
        const bool unspaced = is_unspaced(letter);
        if (pending_blank && !unspaced && !last_unspaced) {
            out.push_back(' ');
        }
        pending_blank = false;
        last_unspaced = unspaced;
        append_utf8(out, letter);
    }
    return out;
}

std::size_t character_size(char lead) noexcept
{
    const auto byte = static_cast<unsigned char>(lead);
    if (byte < 0xC0U) {
        return 1;
    }
    if (byte < 0xE0U) {
        return 2;
    }
    return byte < 0xF0U ? 3 : 4;
}

}  // namespace sourcelight::resolve
