// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/geo/name_index.hpp"

#include "sourcelight/geo/name_index_builder.hpp"

#include <algorithm>

namespace sourcelight::geo {
namespace {

constexpr std::size_t kEndLetters = 3;
constexpr std::size_t kShortestSpelling = 6;

/// Whether two names differ by at most one letter added, left out, changed or swapped with the
/// next.
bool within_one_slip(std::string_view left, std::string_view right) noexcept
{
    if (left.size() > right.size()) {
        std::swap(left, right);
    }
    if (right.size() - left.size() > 1) {
        return false;
    }
    const auto start = static_cast<std::size_t>(
        std::mismatch(left.begin(), left.end(), right.begin()).first - left.begin());
    if (start == left.size()) {
        return true;
    }
    if (left.size() < right.size()) {
        return left.substr(start) == right.substr(start + 1);
    }
    if (left.substr(start + 1) == right.substr(start + 1)) {
        return true;
    }
    return start + 1 < left.size() && left[start] == right[start + 1] &&
           left[start + 1] == right[start] && left.substr(start + 2) == right.substr(start + 2);
}

}  // namespace

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
      m_postings{sections.take<Posting>("postings")}, m_spellings_pool{sections.take<char>(
                                                          "spellings_pool")},
      m_spellings{sections.take<Spelling>("spellings")}, m_ends{sections.take<End>("ends")},
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
    sections.add("spellings_pool", m_spellings_pool);
    sections.add("spellings", m_spellings);
    sections.add("ends", m_ends);
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

std::uint32_t NameIndex::end_key(std::uint16_t country, std::string_view letters,
                                 bool at_end) noexcept
{
    const auto piece =
        at_end ? letters.substr(letters.size() - kEndLetters) : letters.substr(0, kEndLetters);
    constexpr std::uint32_t kFactor = 16777619U;
    std::uint32_t key = 2166136261U;
    for (const char c : piece) {
        key = (key ^ static_cast<unsigned char>(c)) * kFactor;
    }
    key = (key ^ country) * kFactor;
    return (key ^ (at_end ? 1U : 0U)) * kFactor;
}

std::vector<Posting> NameIndex::find_misspelt(std::string_view compact, std::uint16_t country) const
{
    std::vector<Posting> out;
    if (compact.size() < kShortestSpelling) {
        return out;
    }
    // One slip leaves either the first or the last letters as they are.
    search_ends(end_key(country, compact, false), compact, out);
    search_ends(end_key(country, compact, true), compact, out);
    std::sort(out.begin(), out.end(), [](const Posting& left, const Posting& right) {
        return left.kind != right.kind ? left.kind < right.kind : left.target < right.target;
    });
    out.erase(std::unique(out.begin(), out.end(),
                          [](const Posting& left, const Posting& right) {
                              return left.kind == right.kind && left.target == right.target;
                          }),
              out.end());
    std::erase_if(out, [country](const Posting& p) { return p.country != country; });
    return out;
}

void NameIndex::search_ends(std::uint32_t key, std::string_view compact,
                            std::vector<Posting>& out) const
{
    auto end =
        std::lower_bound(m_ends.begin(), m_ends.end(), key,
                         [](const End& left, std::uint32_t wanted) { return left.key < wanted; });
    for (; end != m_ends.end() && end->key == key; ++end) {
        const auto& spelling = m_spellings[end->spelling];
        const std::size_t size = spelling.size;
        if (size + 1 < compact.size() || size > compact.size() + 1) {
            continue;
        }
        const std::string_view name{m_spellings_pool.data() + spelling.begin, size};
        if (within_one_slip(name, compact)) {
            out.push_back(spelling.posting);
        }
    }
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
