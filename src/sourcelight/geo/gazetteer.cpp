// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/geo/gazetteer.hpp"

#include "sourcelight/core/text.hpp"
#include "sourcelight/geo/mentions.hpp"
#include "sourcelight/geo/place_ranking.hpp"

#include <algorithm>

namespace sourcelight::geo {
namespace {

/// Below this, slips of the pen are looked for.
constexpr float kSettled = 0.5F;

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

/// The code a postcode starts with: letters and digits without separators.
RegionCode by_postcode(const NameIndex& names, std::uint16_t country, std::string_view postcode)
{
    return postcode.empty() ? RegionCode{}
                            : names.region_of_postcode(country, compact_name(postcode));
}

}  // namespace

Gazetteer::Gazetteer(const GazetteerEntries& entries) : m_names{entries} {}

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
    const auto postcode = by_postcode(m_names, country, query.postcode);
    PlaceRanking ranking{m_names, text, country};
    auto mentions = find_mentions(text, m_names, country);
    ranking.weigh(mentions, postcode);
    auto answer = ranking.answer();
    if (answer.level >= PlaceLevel::kRegion && answer.confidence >= kSettled) {
        return answer;
    }
    const bool latin = is_ascii(query.address) && is_ascii(query.city) && is_ascii(query.region);
    if (!latin) {
        text = read_in_latin(query);
        mentions = find_mentions(text, m_names, country);
    }
    if (country != NameIndex::kAnyCountry) {
        auto misspelt = find_misspelt_mentions(text, m_names, country);
        mentions.insert(mentions.end(), std::make_move_iterator(misspelt.begin()),
                        std::make_move_iterator(misspelt.end()));
    }
    ranking.weigh(mentions, postcode);
    auto second = ranking.answer();
    const bool finer = second.level > answer.level && second.level >= PlaceLevel::kRegion;
    const bool surer = second.level >= answer.level && second.confidence > answer.confidence;
    return finer || surer ? second : answer;
}

}  // namespace sourcelight::geo
