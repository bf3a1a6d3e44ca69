// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/resolve/activity_pieces.hpp"

#include <algorithm>
#include <utility>

namespace sourcelight::resolve {
namespace {

constexpr double kHint = 0.6;  ///< what a letter of one language counts in its favour

bool is_above_ascii(char c) noexcept { return static_cast<unsigned char>(c) >= 0x80U; }

bool is_letter(char c) noexcept
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_above_ascii(c);
}

/// Whether the byte ends a piece. A slash, an ampersand or a plus does so between words of three
/// letters or more, or next to a blank: n/a and R&D are words.
bool is_separator(std::string_view text, std::size_t at)
{
    if (std::string_view{",;|()[]\n\r\t"}.find(text[at]) != std::string_view::npos) {
        return true;
    }
    constexpr std::size_t kWordSize = 3;
    if (std::string_view{"/&+"}.find(text[at]) == std::string_view::npos || at < kWordSize) {
        return false;
    }
    const auto before = text.substr(at - kWordSize, kWordSize);
    const auto after = text.substr(at + 1, kWordSize);
    const bool is_spaced = before.back() == ' ' || after.starts_with(' ');
    return is_spaced ||
           (after.size() == kWordSize && std::all_of(before.begin(), before.end(), is_letter) &&
            std::all_of(after.begin(), after.end(), is_letter));
}

}  // namespace

std::vector<std::string_view> pieces_of(std::string_view text)
{
    static constexpr std::array<std::string_view, 6> kWide{"\xEF\xBC\x8C", "\xE3\x80\x81",
                                                           "\xEF\xBC\x9B", "\xEF\xBC\x88",
                                                           "\xEF\xBC\x89", "\xEF\xBD\x9C"};
    std::vector<std::string_view> pieces;
    std::size_t from = 0;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t cut = 0;
        if (is_separator(text, i)) {
            cut = 1;
        } else if (static_cast<unsigned char>(text[i]) >= 0xE3U &&
                   std::find(kWide.begin(), kWide.end(), text.substr(i, 3)) != kWide.end()) {
            cut = 3;
        }
        if (cut > 0) {
            pieces.push_back(text.substr(from, i - from));
            from = i + cut;
        }
        i += std::max<std::size_t>(cut, 1);
    }
    pieces.push_back(text.substr(from));
    return pieces;
}

LanguageScores hints_of(std::string_view text)
{
    static constexpr std::array<std::pair<std::string_view, Language>, 24> kLetters{{
        {"\xC3\xB1", Language::kSpanish},    {"\xC3\xA3", Language::kPortuguese},
        {"\xC3\xB5", Language::kPortuguese}, {"\xC3\x9F", Language::kGerman},
        {"\xC3\xA4", Language::kGerman},     {"\xC3\xB6", Language::kGerman},
        {"\xC3\xBC", Language::kGerman},     {"\xC3\x84", Language::kGerman},
        {"\xC3\x96", Language::kGerman},     {"\xC3\x9C", Language::kGerman},
        {"\xC3\xA8", Language::kFrench},     {"\xC3\xAA", Language::kFrench},
        {"\xC5\x9F", Language::kTurkish},    {"\xC4\x9F", Language::kTurkish},
        {"\xC4\xB1", Language::kTurkish},    {"\xC4\xB0", Language::kTurkish},
        {"\xE1\xBA", Language::kVietnamese}, {"\xE1\xBB", Language::kVietnamese},
        {"\xC6\xB0", Language::kVietnamese}, {"\xC6\xA1", Language::kVietnamese},
        {"\xC4\x91", Language::kVietnamese}, {"\xC5\x82", Language::kPolish},
        {"\xC4\x99", Language::kPolish},     {"\xC5\xBC", Language::kPolish},
    }};
    LanguageScores scores{};
    if (std::none_of(text.begin(), text.end(), is_above_ascii)) {
        return scores;
    }
    for (const auto& [letter, language] : kLetters) {
        if (text.find(letter) != std::string_view::npos) {
            scores[static_cast<std::size_t>(language)] += kHint;
        }
    }
    return scores;
}

bool starts_unspaced(std::string_view text) noexcept
{
    constexpr unsigned char kThreeBytes = 0xE0U;  // U+0800 to U+0FFF
    constexpr unsigned char kThai = 0xB8U;        // U+0E00
    const auto lead = text.empty() ? '\0' : text[0];
    const auto next = text.size() < 2 ? '\0' : text[1];
    return static_cast<unsigned char>(lead) > kThreeBytes ||
           (static_cast<unsigned char>(lead) == kThreeBytes &&
            static_cast<unsigned char>(next) >= kThai);
}

bool has_letter(std::string_view word) noexcept
{
    return std::any_of(word.begin(), word.end(), [](char c) { return c < '0' || c > '9'; });
}

bool is_measure(std::string_view word) noexcept
{
    const auto unit = word.substr(std::min(word.find_first_not_of("0123456789"), word.size()));
    static constexpr std::array<std::string_view, 8> kUnits{"ml", "cl", "l",  "g",
                                                            "kg", "mg", "oz", "lb"};
    return unit.size() < word.size() &&
           std::find(kUnits.begin(), kUnits.end(), unit) != kUnits.end();
}

}  // namespace sourcelight::resolve
