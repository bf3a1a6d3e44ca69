// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/resolve/country.hpp"

#include "sourcelight/core/text.hpp"
#include "sourcelight/resolve/country_words.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <set>

namespace sourcelight::resolve {
namespace {

constexpr float kMisspelt = 0.9F;
/// A name that two states bear, one of which usually says more.
constexpr float kHalfName = 0.6F;

/// "Korea" alone and "Congo" alone: the other state that may be meant.
CountryCode other_state(std::string_view folded) noexcept
{
    struct HalfName {
        std::string_view text;
        std::string_view other;
    };
    static constexpr std::array<HalfName, 6> kNames{{{"congo", "CD"},
                                                     {"kongo", "CD"},
                                                     {"korea", "KP"},
                                                     {"corea", "KP"},
                                                     {"coreia", "KP"},
                                                     {"coree", "KP"}}};
    const auto found = std::find_if(kNames.begin(), kNames.end(),
                                    [folded](const HalfName& name) { return name.text == folded; });
    return found == kNames.end() ? CountryCode{} : CountryCode{found->other};
}

/// Words of the official form of a state, which lists add or leave out at will.
constexpr std::array<std::string_view, 27> kFormWords{"the",
                                                      "republic",
                                                      "of",
                                                      "kingdom",
                                                      "state",
                                                      "federation",
                                                      "democratic",
                                                      "people",
                                                      "peoples",
                                                      "islamic",
                                                      "federal",
                                                      "socialist",
                                                      "and",
                                                      "mainland",
                                                      "commonwealth",
                                                      "plurinational",
                                                      "bolivarian",
                                                      "sultanate",
                                                      "republica",
                                                      "republique",
                                                      "de",
                                                      "la",
                                                      "republik",
                                                      "bundesrepublik",
                                                      "sar",
                                                      "region",
                                                      "s"};

std::string without_form_words(std::string_view folded)
{
    std::string out;
    for (const auto word : split(folded, ' ')) {
        if (std::find(kFormWords.begin(), kFormWords.end(), word) == kFormWords.end()) {
            out += out.empty() ? "" : " ";
            out += word;
        }
    }
    return out;
}

CountryMethod method_of(std::string_view kind)
{
    return kind == "name" || kind == "official" || kind == "native" ? CountryMethod::kName
                                                                    : CountryMethod::kAlias;
}

/// Names given by more trusted kinds win over the same text of a lesser kind.
int trust(const reference::CountryName& name)
{
    if (name.kind == "lookup") {
        return 0;
    }
    const bool english = name.lang == "en";
    if (name.kind == "name" || name.kind == "official") {
        return english ? 1 : 2;
    }
    return name.kind == "native" ? 2 : 3;
}

/// How a name is kept whose folded form is a code: with marks in any case, without them as written.
std::string short_key(std::string_view text)
{
    const bool ascii = std::all_of(text.begin(), text.end(),
                                   [](char c) { return static_cast<unsigned char>(c) < 0x80U; });
    return ascii ? std::string{text} : "~" + fold(text);
}

/// A number of 16 bits for a text's first three bytes and its length.
std::size_t opening_of(std::string_view text) noexcept
{
    constexpr std::size_t kBytes = 3;
    constexpr std::uint32_t kSpread = 0x9E3779B1U;
    auto mixed = static_cast<std::uint32_t>(text.size());
    for (const char c : text.substr(0, kBytes)) {
        mixed = (mixed << 8U) | static_cast<unsigned char>(c);
    }
    return (mixed * kSpread) >> 16U;
}

}  // namespace

CountryResolver::CountryResolver(const reference::Countries& countries,
                                 std::set<std::string> region_abbreviations)
    : m_region_abbreviations{std::move(region_abbreviations)}
{
    for (const auto& country : countries.countries) {
        m_codes.emplace(std::string{country.code.view()}, country.code);
        m_codes.emplace(country.iso3, country.code);
        if (!country.m49.empty()) {
            m_codes.emplace(country.m49, country.code);
        }
    }
    std::vector<const reference::CountryName*> order;
    for (const auto& name : countries.names) {
        order.push_back(&name);
    }
    std::stable_sort(order.begin(), order.end(),
                     [](const auto* a, const auto* b) { return trust(*a) < trust(*b); });
    std::vector<FoldedName> names;
    names.reserve(order.size());
    for (const auto* name : order) {
        names.push_back({name, fold(name->text)});
        add_name(*name, names.back().folded);
    }
    add_forms(names);
    for (const auto& [name, entry] : m_names) {
        m_openings.set(opening_of(name));
    }
    std::sort(m_heads.begin(), m_heads.end(), [](const auto& a, const auto& b) {
        return a.size() != b.size() ? a.size() > b.size() : a < b;
    });
    m_heads.erase(std::unique(m_heads.begin(), m_heads.end()), m_heads.end());
}

void CountryResolver::add_name(const reference::CountryName& name, const std::string& folded)
{
    if (name.kind == "sign") {
        m_signs.emplace(name.text, name.country);
        return;
    }
    const auto code = m_codes.find(upper(folded));
    if (folded.size() < 2 || (code != m_codes.end() && code->second != name.country)) {
        // "Ý" is Italy and "Nga" Russia in Vietnamese; "NGA" is Nigeria.
        m_short_names.emplace(short_key(name.text),
                              Entry{name.country, method_of(name.kind), {}, false});
        return;
    }
    const auto [at, fresh] =
        m_names.emplace(folded, Entry{name.country, method_of(name.kind), {}, trust(name) == 0});
    // A hand-made reading may fold to the country's own name: "Perú" is no alias of Peru.
    if (!fresh && at->second.country == name.country &&
        method_of(name.kind) == CountryMethod::kName) {
        at->second.method = CountryMethod::kName;
    }
    // A hand-made reading settles what a shared name means; otherwise the rival is kept.
    if (!fresh && !at->second.settled && at->second.country != name.country &&
        at->second.rival.empty()) {
        at->second.rival = name.country;
    }
    add_spellings(name, folded);
    // One letter alone begins the names of towns too: the one for Germany begins Dezhou.
    constexpr std::size_t kOneLetter = 3;
    if (has_unspaced_script(folded) && folded.size() > kOneLetter) {
        m_heads.push_back(without_blanks(folded));
    }
}

/// "Korea" comes out of the official names of two states: a form that several share is no form.
void CountryResolver::add_forms(const std::vector<FoldedName>& names)
{
    std::map<std::string, std::set<CountryCode>> forms;
    for (const auto& [name, folded] : names) {
        for (const auto& form : {without_blanks(folded), without_form_words(folded)}) {
            if (form.size() >= 4) {
                forms[form].insert(name->country);
            }
        }
    }
    for (const auto& [form, countries] : forms) {
        if (countries.size() == 1) {
            m_names.emplace(form, Entry{*countries.begin(), CountryMethod::kAlias, {}, false});
        }
    }
}

void CountryResolver::add_spellings(const reference::CountryName& name, const std::string& folded)
{
    constexpr std::size_t kShortest = 5;
    const bool latin = std::all_of(folded.begin(), folded.end(),
                                   [](char c) { return static_cast<unsigned char>(c) < 0x80U; });
    if (latin && folded.size() >= kShortest && !has_digit(folded)) {
        m_spellings[folded[0]].push_back({folded, name.country});
    }
}

const CountryResolver::Entry* CountryResolver::find(const std::string& folded) const
{
    // The end of nearly every address is asked for, and nearly none is a country's name.
    if (!m_openings.test(opening_of(folded))) {
        return nullptr;
    }
    const auto found = m_names.find(folded);
    return found == m_names.end() ? nullptr : &found->second;
}

CountryMatch CountryResolver::resolve_code(std::string_view cell) const
{
    const auto text = trim(cell);
    if (text.size() != 2 && text.size() != 3) {
        return {};
    }
    const auto found = m_codes.find(upper(text));
    if (found == m_codes.end()) {
        return {};
    }
    return {found->second, CountryMethod::kCode, kSure, {}};
}

/// A code stands before a name, unless the capitals are those of the name.
CountryMatch CountryResolver::by_code_or_short_name(std::string_view text) const
{
    const auto code = m_codes.find(upper(text));
    const auto name = m_short_names.find(short_key(text));
    if (name != m_short_names.end()) {
        const auto rival = code == m_codes.end() ? CountryCode{} : code->second;
        const float confidence = rival.empty() ? kSure : kShared;
        return {name->second.country, name->second.method, confidence, rival};
    }
    return code == m_codes.end() ? CountryMatch{}
                                 : CountryMatch{code->second, CountryMethod::kCode, kSure, {}};
}

/// The sign of a country's vehicles, in capitals as they bear it.
CountryMatch CountryResolver::by_sign(std::string_view text) const
{
    const auto found = m_signs.find(std::string{text});
    return found == m_signs.end()
               ? CountryMatch{}
               : CountryMatch{found->second, CountryMethod::kAlias, kSign, {}, true};
}

CountryMatch CountryResolver::by_phrase(const std::string& folded) const
{
    for (const auto& form : {folded, without_blanks(folded), without_form_words(folded)}) {
        const auto* entry = form.size() < 2 ? nullptr : find(form);
        if (entry != nullptr) {
            const float confidence = entry->rival.empty() ? kSure : kShared;
            return {entry->country, entry->method, confidence, entry->rival};
        }
    }
    return {};
}

CountryMatch CountryResolver::by_parts(std::string_view cell) const
{
    CountryMatch found;
    std::string part;
    const auto look = [&](std::string_view text) {
        // "Li" of a name with a hyphen is no code.
        const auto code = text == upper(text) ? resolve_code(text) : CountryMatch{};
        const auto match = code.country.empty() ? by_phrase(fold(text)) : code;
        if (found.country.empty() && !match.country.empty()) {
            found = match;
            found.confidence = std::min(found.confidence, kLikely);
        } else if (!match.country.empty() && match.country != found.country) {
            found.rival = match.country;
            found.confidence = kShared;
        }
    };
    for (const char c : cell) {
        if (std::string_view{"()[]/,;:|-_"}.find(c) == std::string_view::npos) {
            part.push_back(c);
        } else {
            look(trim(part));
            part.clear();
        }
    }
    look(trim(part));
    return found;
}

CountryMatch CountryResolver::by_spelling(const std::string& folded) const
{
    constexpr std::size_t kShortest = 5;
    constexpr std::size_t kLong = 9;
    if (folded.size() < kShortest || has_digit(folded)) {
        return {};
    }
    const std::size_t limit = folded.size() >= kLong ? 2 : 1;
    std::size_t best = limit + 1;
    std::set<CountryCode> nearest;
    const auto compare = [&](const Spelling& spelling) {
        const auto distance = edit_distance(folded, spelling.text, std::min(limit, best));
        if (distance < best) {
            best = distance;
            nearest.clear();
        }
        if (distance == best && distance <= limit) {
            nearest.insert(spelling.country);
        }
    };
    // A wrong or swapped first letter leaves the second one in front.
    for (const char first : std::set<char>{folded[0], folded[1]}) {
        if (const auto bucket = m_spellings.find(first); bucket != m_spellings.end()) {
            std::for_each(bucket->second.begin(), bucket->second.end(), compare);
        }
    }
    if (nearest.size() != 1) {
        return {};
    }
    return {*nearest.begin(), CountryMethod::kSpelling, kMisspelt, {}};
}

CountryMatch CountryResolver::resolve_text(std::string_view cell) const
{
    const auto text = trim(cell);
    constexpr std::size_t kLongest = 200;
    if (text.empty() || text.size() > kLongest) {
        return {};
    }
    if (const auto match = by_code_or_short_name(text); !match.country.empty()) {
        return match;
    }
    const auto folded = fold(text);
    if (const auto other = other_state(folded); !other.empty()) {
        auto match = by_phrase(folded);
        match.rival = other;
        match.confidence = kHalfName;
        return match;
    }
    auto match = by_phrase(folded);
    match = match.country.empty() ? by_parts(text) : match;
    match = match.country.empty() ? by_spelling(folded) : match;
    if (!match.country.empty()) {
        return match;
    }
    const auto tail = by_tail_words(folded, false);
    return tail.country.empty() ? by_sign(text) : tail;
}

}  // namespace sourcelight::resolve
