// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/core/text.hpp"
#include "sourcelight/resolve/country.hpp"
#include "sourcelight/resolve/country_words.hpp"

#include <algorithm>
#include <array>

namespace sourcelight::resolve {
namespace {

/// Names that are more often the last word of a state, city or street than a country.
constexpr std::array<std::string_view, 20> kNeedsOwnPart{
    "jersey",  "mexico", "georgia", "jordan", "lebanon", "guinea", "chad",
    "ireland", "samoa",  "islands", "island", "cuba",    "anh",    "sad",
    "sua",     "jav",    "asv",     "bae",    "rci",     "rrt"};

/// Words of an address part without postcodes and house numbers.
std::vector<std::string_view> words_without_numbers(std::string_view folded)
{
    std::vector<std::string_view> words;
    for (const auto word : split(folded, ' ')) {
        if (!word.empty() && !has_digit(word)) {
            words.push_back(word);
        }
    }
    return words;
}

std::string join(const std::vector<std::string_view>& words, std::size_t from)
{
    std::string out;
    for (std::size_t i = from; i < words.size(); ++i) {
        out += i > from ? " " : "";
        out += words[i];
    }
    return out;
}

}  // namespace

CountryMatch CountryResolver::by_tail_phrase(const std::string& phrase, bool own_part) const
{
    const auto* entry = find(phrase);
    entry = entry == nullptr ? find(without_blanks(phrase)) : entry;
    if (entry != nullptr) {
        const float confidence = entry->rival.empty() ? kLikely : kShared;
        return {entry->country, CountryMethod::kAddress, confidence, entry->rival};
    }
    const auto code = own_part && phrase.size() == 3 ? m_codes.find(upper(phrase)) : m_codes.end();
    return code == m_codes.end() ? CountryMatch{}
                                 : CountryMatch{code->second, CountryMethod::kAddress, kLikely, {}};
}

CountryMatch CountryResolver::by_tail_words(const std::string& folded, bool whole) const
{
    const auto words = words_without_numbers(folded);
    constexpr std::size_t kMostWords = 6;
    const std::size_t first = words.size() > kMostWords ? words.size() - kMostWords : 0;
    for (std::size_t from = first; from < words.size(); ++from) {
        const auto phrase = join(words, from);
        if (phrase.size() == 2) {
            break;  // "DE" or "IN" at the end of a street name is a word or a state
        }
        const bool own_part = from == 0;
        const bool risky =
            std::find(kNeedsOwnPart.begin(), kNeedsOwnPart.end(), phrase) != kNeedsOwnPart.end();
        if (!own_part && (whole || risky)) {
            continue;
        }
        const auto match = by_tail_phrase(phrase, own_part);
        if (!match.country.empty()) {
            return match;
        }
    }
    return {};
}

CountryMatch CountryResolver::by_head(std::string_view address) const
{
    if (!has_unspaced_script(address)) {
        return {};
    }
    const auto folded = without_blanks(fold(address));
    for (const auto& head : m_heads) {
        if (folded.starts_with(head)) {
            return {find(head)->country, CountryMethod::kAddress, kLikely, {}};
        }
    }
    return {};
}

CountryMatch CountryResolver::resolve_address_end(std::string_view address) const
{
    const auto comma = address.rfind(',');
    if (comma == std::string_view::npos) {
        return {};
    }
    const auto folded = fold(address.substr(comma + 1));
    const auto* entry = folded.size() > 2 ? find(folded) : nullptr;
    return entry == nullptr
               ? CountryMatch{}
               : CountryMatch{entry->country, CountryMethod::kAddress, kLikely, entry->rival};
}

CountryMatch CountryResolver::resolve_address_tail(std::string_view address) const
{
    auto parts = split(address, ',');
    std::reverse(parts.begin(), parts.end());
    constexpr std::size_t kLastParts = 3;
    for (std::size_t i = 0; i < std::min(parts.size(), kLastParts); ++i) {
        const auto folded = fold(parts[i]);
        if (folded.empty()) {
            continue;
        }
        // Only the very end may hold the country behind a city; earlier parts must name it whole.
        const auto match = by_tail_words(folded, i > 0);
        if (!match.country.empty()) {
            return match;
        }
        if (i == 0 && folded.size() == 2 && parts.size() > 1 &&
            !m_region_abbreviations.contains(upper(folded))) {
            const auto code = resolve_code(folded);
            if (!code.country.empty()) {
                return {code.country, CountryMethod::kAddress, kShared, {}};
            }
        }
    }
    return by_head(address);
}

}  // namespace sourcelight::resolve
