// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/resolve/name_slips.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace sourcelight::resolve::test {
namespace {

constexpr std::size_t kShortestForSlip = 6;

bool is_plain(std::string_view name) noexcept
{
    return std::all_of(name.begin(), name.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x80U; });
}

std::string with_slip(std::string name, std::size_t at, Chance& chance)
{
    const char letter = static_cast<char>('a' + chance.below(26));
    switch (chance.below(4)) {
    case 0: name.insert(name.begin() + static_cast<std::ptrdiff_t>(at), letter); break;
    case 1: name.erase(name.begin() + static_cast<std::ptrdiff_t>(at)); break;
    case 2: name[at] = letter; break;
    default: std::swap(name[at], name[at + 1 < name.size() ? at + 1 : at - 1]); break;
    }
    return name;
}

/// Capitals of U+0410 to U+042F stand 0x20 before their small letters.
std::string cyrillic_small(std::string_view name)
{
    std::string out;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const auto lead = static_cast<unsigned char>(name[i]);
        const auto next = i + 1 < name.size() ? static_cast<unsigned char>(name[i + 1]) : 0U;
        if (lead == 0xD0U && next >= 0x90U && next <= 0x9FU) {
            out += {'\xD0', static_cast<char>(next + 0x20U)};
            ++i;
        } else if (lead == 0xD0U && next >= 0xA0U && next <= 0xAFU) {
            out += {'\xD1', static_cast<char>(next - 0x20U)};
            ++i;
        } else {
            out.push_back(name[i]);
        }
    }
    return out;
}

}  // namespace

std::optional<std::string> with_typo(std::string_view name, Chance& chance)
{
    if (name.size() < kShortestForSlip || !is_plain(name)) {
        return std::nullopt;
    }
    return with_slip(std::string{name}, chance.below(name.size()), chance);
}

std::optional<std::string> with_first(std::string_view name, Chance& chance)
{
    if (name.size() < kShortestForSlip || !is_plain(name)) {
        return std::nullopt;
    }
    return with_slip(std::string{name}, 0, chance);
}

std::optional<std::string> cut_short(std::string_view name, Chance& chance)
{
    constexpr std::size_t kLeast = 7;
    constexpr std::size_t kMostLost = 4;
    const auto blank = name.rfind(' ');
    if (blank != std::string_view::npos && blank >= kLeast && chance.below(2) == 0) {
        return std::string{name.substr(0, blank)};
    }
    if (!is_plain(name) || name.size() <= kLeast) {
        return std::nullopt;
    }
    const auto lost = 1 + chance.below(std::min(kMostLost, name.size() - kLeast));
    return std::string{name.substr(0, name.size() - lost)};
}

std::optional<std::string> spelt_out(std::string_view name)
{
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kForms{
        {{"ä", "ae"},
         {"ö", "oe"},
         {"ü", "ue"},
         {"ß", "ss"},
         {"å", "aa"},
         {"ø", "oe"},
         {"Ä", "Ae"},
         {"Ö", "Oe"},
         {"Ü", "Ue"},
         {"Å", "Aa"},
         {"Ø", "Oe"},
         {"æ", "ae"}}};
    std::string out{name};
    bool changed = false;
    for (const auto& [mark, letters] : kForms) {
        for (auto at = out.find(mark); at != std::string::npos; at = out.find(mark)) {
            out.replace(at, mark.size(), letters);
            changed = true;
        }
    }
    return changed ? std::optional{out} : std::nullopt;
}

std::optional<std::string> with_title(std::string_view name, Chance& chance)
{
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kTitles{
        {{"City of ", ""},
         {"", " City"},
         {"", " District"},
         {"", " Municipality"},
         {"Greater ", ""},
         {"Kota ", ""},
         {"", " Town"},
         {"Municipality of ", ""},
         {"", " Metropolitan Area"}}};
    const auto& [before, behind] = kTitles.at(chance.below(kTitles.size()));
    return std::string{before} + std::string{name} + std::string{behind};
}

std::optional<std::string> romanised(std::string_view name, Chance& chance)
{
    // The letter, then how it is written by English, German, French, Italian and scholarly rules.
    struct Letter {
        std::string_view cyrillic;
        std::array<std::string_view, 5> latin;
    };
    static constexpr std::array<Letter, 35> kLetters{{
        {"а", {"a", "a", "a", "a", "a"}},
        {"б", {"b", "b", "b", "b", "b"}},
        {"в", {"v", "w", "v", "v", "v"}},
        {"г", {"g", "g", "g", "g", "g"}},
        {"д", {"d", "d", "d", "d", "d"}},
        {"е", {"e", "e", "e", "e", "e"}},
        {"ё", {"yo", "jo", "io", "io", "e"}},
        {"ж", {"zh", "sch", "j", "g", "z"}},
        {"з", {"z", "s", "z", "z", "z"}},
        {"и", {"i", "i", "i", "i", "i"}},
        {"й", {"y", "i", "i", "i", "j"}},
        {"к", {"k", "k", "k", "k", "k"}},
        {"л", {"l", "l", "l", "l", "l"}},
        {"м", {"m", "m", "m", "m", "m"}},
        {"н", {"n", "n", "n", "n", "n"}},
        {"о", {"o", "o", "o", "o", "o"}},
        {"п", {"p", "p", "p", "p", "p"}},
        {"р", {"r", "r", "r", "r", "r"}},
        {"с", {"s", "s", "s", "s", "s"}},
        {"т", {"t", "t", "t", "t", "t"}},
        {"у", {"u", "u", "ou", "u", "u"}},
        {"ф", {"f", "f", "f", "f", "f"}},
        {"х", {"kh", "ch", "kh", "kh", "h"}},
        {"ц", {"ts", "z", "ts", "z", "c"}},
        {"ч", {"ch", "tsch", "tch", "c", "c"}},
        {"ш", {"sh", "sch", "ch", "sc", "s"}},
        {"щ", {"shch", "schtsch", "chtch", "sc", "sc"}},
        {"ъ", {"", "", "", "", ""}},
        {"ы", {"y", "y", "y", "y", "y"}},
        {"ь", {"", "", "", "", ""}},
        {"э", {"e", "e", "e", "e", "e"}},
        {"ю", {"yu", "ju", "iou", "iu", "ju"}},
        {"я", {"ya", "ja", "ia", "ia", "ja"}},
        {" ", {" ", " ", " ", " ", " "}},
        {"-", {"-", "-", "-", "-", "-"}},
    }};
    const auto rule = chance.below(kLetters.front().latin.size());
    const auto small = cyrillic_small(name);
    std::string out;
    for (std::string_view rest = small; !rest.empty();) {
        const auto letter =
            std::find_if(kLetters.begin(), kLetters.end(),
                         [rest](const Letter& other) { return rest.starts_with(other.cyrillic); });
        if (letter == kLetters.end()) {
            return std::nullopt;
        }
        out += letter->latin.at(rule);
        rest.remove_prefix(letter->cyrillic.size());
    }
    return out;
}

std::string filled_postcode(std::string_view prefix, CountryCode country, Chance& chance)
{
    static constexpr std::array<std::pair<std::string_view, std::size_t>, 5> kSizes{
        {{"CN", 6}, {"IN", 6}, {"JP", 7}, {"BR", 8}, {"AU", 4}}};
    constexpr std::size_t kUsual = 5;
    std::string out{prefix};
    if (country.view() == "CA") {
        return out + static_cast<char>('0' + chance.below(10)) + "A 1B" +
               static_cast<char>('0' + chance.below(10));
    }
    auto size = kUsual;
    for (const auto& [code, digits] : kSizes) {
        size = code == country.view() ? digits : size;
    }
    while (out.size() < size) {
        out.push_back(static_cast<char>('0' + chance.below(10)));
    }
    return out;
}

}  // namespace sourcelight::resolve::test
