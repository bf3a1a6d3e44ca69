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

std::string_view native_name(const std::vector<std::string_view>& names, CountryCode country)
{
    // Lead bytes of UTF-8: Cyrillic, Greek, Georgian, Devanagari, Thai.
    struct Script {
        std::string_view country;
        std::string_view lead;
    };
    static constexpr std::array<Script, 12> kScripts{{{"RU", "\xD0"},
                                                      {"UA", "\xD0"},
                                                      {"BG", "\xD0"},
                                                      {"KZ", "\xD0"},
                                                      {"BY", "\xD0"},
                                                      {"MK", "\xD0"},
                                                      {"KG", "\xD0"},
                                                      {"GR", "\xCE"},
                                                      {"GE", "\xE1\x83"},
                                                      {"IN", "\xE0\xA4"},
                                                      {"NP", "\xE0\xA4"},
                                                      {"MN", "\xD0"}}};
    for (const auto& script : kScripts) {
        if (script.country != country.view()) {
            continue;
        }
        const auto found = std::find_if(names.begin(), names.end(), [&](std::string_view name) {
            return name.starts_with(script.lead);
        });
        return found == names.end() ? std::string_view{} : *found;
    }
    return {};
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
