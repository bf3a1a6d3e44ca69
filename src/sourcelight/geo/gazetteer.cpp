// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/geo/gazetteer.hpp"

#include "sourcelight/core/text.hpp"
#include "sourcelight/geo/mentions.hpp"
#include "sourcelight/geo/place_ranking.hpp"

#include <algorithm>
#include <array>

namespace sourcelight::geo {
namespace {

/// Below this, slips of the pen are looked for.
constexpr float kSettled = 0.5F;
constexpr float kSettledAlone = 0.9F;

bool is_ascii(std::string_view text) noexcept
{
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x80U; });
}

QueryText read_query(const PlaceQuery& query)
{
    QueryText out;
    append_words(query.address, out.text);
    out.city_begin = out.text.tokens.size();
    append_words(query.city, out.text);
    out.region_begin = out.text.tokens.size();
    append_words(query.region, out.text);
    return out;
}

QueryText read_in_latin(const PlaceQuery& query)
{
    const auto address = fold_latin(query.address);
    const auto city = fold_latin(query.city);
    const auto region = fold_latin(query.region);
    return read_query({query.country, city, region, {}, address});
}

/// Digits of a postcode, for the countries whose codes are told apart from house numbers by their
/// length when they stand near the end of an address.
std::size_t postcode_digits(CountryCode country) noexcept
{
    static constexpr std::array<std::string_view, 2> kSix{"CN", "IN"};
    static constexpr std::array<std::string_view, 9> kFive{"US", "MX", "TR", "TH", "MY",
                                                           "ID", "IT", "ES", "DE"};
    const auto in = [country](const auto& list) {
        return std::find(list.begin(), list.end(), country.view()) != list.end();
    };
    return in(kSix) ? 6 : in(kFive) ? 5 : 0;
}

/// The last number of postcode length among the last words of the address.
std::string_view postcode_in_address(const QueryText& query, CountryCode country)
{
    constexpr std::size_t kLastWords = 5;
    const auto digits = postcode_digits(country);
    for (std::size_t i = 0; digits > 0 && i < std::min(kLastWords, query.city_begin); ++i) {
        const auto word = query.text.word(query.city_begin - 1 - i);
        if (word.size() == digits &&
            std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; })) {
            return word;
        }
    }
    return {};
}

/// The region that the postcode cell, or a postcode in the address, tells.
RegionCode by_postcode(const NameIndex& names, std::uint16_t country, const PlaceQuery& query,
                       const QueryText& text)
{
    if (country == NameIndex::kAnyCountry) {
        return {};
    }
    return query.postcode.empty()
               ? names.region_of_postcode(country, postcode_in_address(text, query.country))
               : names.region_of_postcode(country, compact_name(query.postcode));
}

/// The region of the country whose ISO 3166-2 code the region cell is, whole or without the
/// country: "BR-SP", "SP". Numbers alone are codes of many kinds.
RegionCode by_code(const NameIndex& names, const PlaceQuery& query)
{
    constexpr std::size_t kCountryPart = 3;
    constexpr std::size_t kLongestCode = 3;
    std::string code;
    for (const char c : query.region) {
        code.push_back(c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c);
    }
    std::string prefix{query.country.view()};
    prefix.push_back('-');
    const bool letters =
        std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    if (!code.starts_with(prefix) && letters && code.size() <= kLongestCode) {
        code.insert(0, prefix);
    }
    if (!code.starts_with(prefix) || code.size() == kCountryPart ||
        code.size() > kCountryPart + kLongestCode) {
        return {};
    }
    const RegionCode region{code};
    return names.region_entry(region) < names.regions().size() ? region : RegionCode{};
}

}  // namespace

Gazetteer::Gazetteer(const GazetteerEntries& entries) : m_names{entries} {}

Gazetteer::Gazetteer(const Sections& sections) : m_names{sections} {}

PlaceAnswer Gazetteer::find(const PlaceQuery& query) const
{
    const auto country =
        query.country.empty() ? NameIndex::kAnyCountry : m_names.country_index(query.country);
    if (!query.country.empty() && country == NameIndex::kAnyCountry) {
        PlaceAnswer unknown;
        unknown.level = PlaceLevel::kCountry;
        unknown.country = query.country;
        unknown.country_probability = 1.0F;
        unknown.confidence = 1.0F;
        return unknown;
    }
    auto text = read_query(query);
    const Codes codes{by_postcode(m_names, country, query, text), by_code(m_names, query)};
    PlaceRanking ranking{m_names, text, country};
    auto mentions = find_mentions(text, m_names, country);
    const bool unknown_words = has_unknown_words(text, mentions);
    if (unknown_words) {
        doubt_parts(mentions);
    }
    ranking.weigh(mentions, codes);
    auto answer = ranking.answer();
    // In an address a misspelt province may stand beside a namesake of the city.
    const bool lonely = !query.address.empty() && answer.witnesses < 2;
    if (!unknown_words && answer.level >= PlaceLevel::kRegion &&
        answer.confidence >= (lonely ? kSettledAlone : kSettled)) {
        return answer;
    }
    const bool latin = is_ascii(query.address) && is_ascii(query.city) && is_ascii(query.region);
    if (!latin) {
        text = read_in_latin(query);
        mentions = find_mentions(text, m_names, country);
    }
    if (country != NameIndex::kAnyCountry) {
        add_near(mentions, find_near_mentions(text, m_names, country, mentions));
    }
    ranking.weigh(mentions, codes);
    auto second = ranking.answer();
    const bool finer = second.level > answer.level && second.level >= PlaceLevel::kRegion;
    const bool surer = second.level >= answer.level && second.confidence > answer.confidence;
    return finer || surer || unknown_words ? second : answer;
}

}  // namespace sourcelight::geo
