// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/geo/name_index.hpp"

#include "sourcelight/geo/name_index_builder.hpp"

#include <algorithm>

namespace sourcelight::geo {

NameIndex::NameIndex(const GazetteerEntries& entries)
{
    NameIndexBuilder builder{entries};
    m_arrays = freeze(builder.run());
    m_near = builder.take_near();
}

NameIndex::NameIndex(const Sections& sections)
    : m_arrays{load_arrays<Arrays<ConstArray>>(sections)}, m_near{sections}
{
}

void NameIndex::save(Sections& sections) const
{
    save_arrays(m_arrays, sections);
    m_near.save(sections);
}

std::uint16_t NameIndex::country_index(CountryCode country) const noexcept
{
    const auto found =
        std::lower_bound(m_arrays.countries.begin(), m_arrays.countries.end(), country);
    return found != m_arrays.countries.end() && *found == country
               ? static_cast<std::uint16_t>(found - m_arrays.countries.begin())
               : kAnyCountry;
}

std::string_view NameIndex::place_name(std::uint32_t place) const noexcept
{
    return {m_arrays.names.data() + m_arrays.places[place].name_begin,
            m_arrays.places[place].name_size};
}

std::string_view NameIndex::region_name(std::uint32_t entry) const noexcept
{
    return {m_arrays.names.data() + m_arrays.regions[entry].name_begin,
            m_arrays.regions[entry].name_size};
}

std::span<const Posting> NameIndex::find(std::uint64_t hash, std::uint16_t country) const
{
    constexpr std::size_t kBitsPerWord = 64;
    const auto bit = filter_bit(hash, m_arrays.filter.size());
    if ((m_arrays.filter[bit / kBitsPerWord] >> (bit % kBitsPerWord) & 1U) == 0) {
        return {};
    }
    const auto mask = m_arrays.slots.size() - 1;
    auto at = hash & mask;
    while (m_arrays.slots[at].count != 0 && m_arrays.slots[at].hash != hash) {
        at = (at + 1) & mask;
    }
    const std::span<const Posting> all{m_arrays.postings.data() + m_arrays.slots[at].first,
                                       m_arrays.slots[at].count};
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
            std::lower_bound(m_arrays.postcodes.begin(), m_arrays.postcodes.end(), prefix,
                             [country](const Postcode& left, std::string_view wanted) {
                                 return left.country != country ? left.country < country
                                                                : left.prefix.view() < wanted;
                             });
        if (found != m_arrays.postcodes.end() && found->country == country &&
            found->prefix.view() == prefix) {
            return found->region;
        }
    }
    return {};
}

std::span<const std::uint32_t> NameIndex::top_regions(std::uint16_t country) const
{
    if (country >= m_arrays.countries.size()) {
        return {};
    }
    return {m_arrays.top.data() + m_arrays.top_begin[country],
            m_arrays.top_begin[country + 1U] - m_arrays.top_begin[country]};
}

std::uint32_t NameIndex::region_entry(RegionCode region) const noexcept
{
    return entry_of(m_arrays.region_entries.span(), region, m_arrays.regions.size());
}

std::uint32_t NameIndex::entry_of(std::span<const RegionEntry> entries, RegionCode region,
                                  std::size_t none) noexcept
{
    const auto found = std::lower_bound(
        entries.begin(), entries.end(), region,
        [](const auto& left, const RegionCode& wanted) { return left.region < wanted; });
    return found != entries.end() && found->region == region ? found->entry
                                                             : static_cast<std::uint32_t>(none);
}

}  // namespace sourcelight::geo
