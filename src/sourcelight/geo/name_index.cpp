// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/geo/name_index.hpp"

#include "sourcelight/geo/name_index_builder.hpp"

#include <algorithm>

namespace sourcelight::geo {
NameIndex::NameIndex(const GazetteerEntries& entries) { NameIndexBuilder{*this, entries}.run(); }

NameIndex::NameIndex(const Sections& sections)
    : m_countries{sections.take<CountryCode>("countries")},
      m_places{sections.take<NamedPlace>("places")}, m_regions{sections.take<NamedRegion>(
                                                         "regions")},
      m_top_begin{sections.take<std::uint32_t>("top_begin")}, m_top{sections.take<std::uint32_t>(
                                                                  "top")},
      m_region_entries{sections.take<RegionEntry>("region_entries")}, m_names{sections.take<char>(
                                                                          "names")},
      m_filter{sections.take<std::uint64_t>("filter")}, m_slots{sections.take<Slot>("slots")},
      m_postings{sections.take<Posting>("postings")}, m_near{sections},
      m_postcodes{sections.take<Postcode>("postcodes")}
{
}

void NameIndex::save(Sections& sections) const
{
    sections.add("countries", m_countries);
    sections.add("places", m_places);
    sections.add("regions", m_regions);
    sections.add("top_begin", m_top_begin);
    sections.add("top", m_top);
    sections.add("region_entries", m_region_entries);
    sections.add("names", m_names);
    sections.add("filter", m_filter);
    sections.add("slots", m_slots);
    sections.add("postings", m_postings);
    m_near.save(sections);
    sections.add("postcodes", m_postcodes);
}

std::uint16_t NameIndex::country_index(CountryCode country) const noexcept
{
    const auto found = std::lower_bound(m_countries.begin(), m_countries.end(), country);
    return found != m_countries.end() && *found == country
               ? static_cast<std::uint16_t>(found - m_countries.begin())
               : kAnyCountry;
}

std::string_view NameIndex::place_name(std::uint32_t place) const noexcept
{
    return {m_names.data() + m_places[place].name_begin, m_places[place].name_size};
}

std::string_view NameIndex::region_name(std::uint32_t entry) const noexcept
{
    return {m_names.data() + m_regions[entry].name_begin, m_regions[entry].name_size};
}

std::span<const Posting> NameIndex::find(std::uint64_t hash, std::uint16_t country) const
{
    constexpr std::size_t kBitsPerWord = 64;
    const auto bit = filter_bit(hash, m_filter.size());
    if ((m_filter[bit / kBitsPerWord] >> (bit % kBitsPerWord) & 1U) == 0) {
        return {};
    }
    const auto mask = m_slots.size() - 1;
    auto at = hash & mask;
    while (m_slots[at].count != 0 && m_slots[at].hash != hash) {
        at = (at + 1) & mask;
    }
    const std::span<const Posting> all{m_postings.data() + m_slots[at].first, m_slots[at].count};
    if (country == kAnyCountry) {
        return all;
    }
    const auto [first, last] = std::equal_range(
        all.begin(), all.end(), Posting{0, country, NameKind::kMain},
        [](const Posting& left, const Posting& right) { return left.country < right.country; });
    return {first, last};
}

RegionCode NameIndex::region_of_postcode(std::uint16_t country, std::string_view postcode) const
{
    // Longest prefix first: "20" may be one region and "201" another.
    for (auto size = std::min<std::size_t>(postcode.size(), 5); size > 0; --size) {
        const auto prefix = postcode.substr(0, size);
        const auto found =
            std::lower_bound(m_postcodes.begin(), m_postcodes.end(), prefix,
                             [country](const Postcode& left, std::string_view wanted) {
                                 return left.country != country ? left.country < country
                                                                : left.prefix.view() < wanted;
                             });
        if (found != m_postcodes.end() && found->country == country &&
            found->prefix.view() == prefix) {
            return found->region;
        }
    }
    return {};
}

std::span<const std::uint32_t> NameIndex::top_regions(std::uint16_t country) const
{
    if (country >= m_countries.size()) {
        return {};
    }
    return {m_top.data() + m_top_begin[country], m_top_begin[country + 1U] - m_top_begin[country]};
}

std::uint32_t NameIndex::region_entry(RegionCode region) const noexcept
{
    const auto found = std::lower_bound(
        m_region_entries.begin(), m_region_entries.end(), region,
        [](const auto& left, const RegionCode& wanted) { return left.region < wanted; });
    return found != m_region_entries.end() && found->region == region
               ? found->entry
               : static_cast<std::uint32_t>(m_regions.size());
}

}  // namespace sourcelight::geo
