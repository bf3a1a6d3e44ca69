// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/geo/name_index_builder.hpp"

#include "sourcelight/geo/place_text.hpp"
#include "sourcelight/geo/place_words.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <tuple>
#include <utility>

namespace sourcelight::geo {
namespace {

/// A place of unknown size is in the newer list because it has 1,000 inhabitants or more.
constexpr double kUnknownPopulation = 2500.0;
constexpr double kLeastPopulation = 300.0;
constexpr std::size_t kShortestCore = 4;
constexpr std::uint32_t kNoEntry = 0xFFFFFFFFU;

/// The words of a region's name without those that only say what it is; empty if all do.
std::string core_of_name(std::string_view name)
{
    PlaceText text;
    append_words(name, text);
    std::size_t first = 0;
    std::size_t last = text.tokens.size();
    while (first < last && is_generic_word(text.word(first))) {
        ++first;
    }
    while (last > first && is_generic_word(text.word(last - 1))) {
        --last;
    }
    return last > first ? std::string{text.joined(first, last - first)} : std::string{};
}

}  // namespace

NameIndex::Arrays<GrowingArray> NameIndexBuilder::run()
{
    m_raw.reserve(m_entries.places.size() * 2 + m_entries.alternates.size() * 10 +
                  m_entries.region_names.size());
    take_countries();
    take_places();
    take_alternates();
    take_regions();
    take_postcodes();
    make_slots();
    make_top_regions();
    return std::move(m_out);
}

std::uint16_t NameIndexBuilder::country_index(CountryCode country) const
{
    const auto found = std::lower_bound(m_out.countries.begin(), m_out.countries.end(), country);
    return found != m_out.countries.end() && *found == country
               ? static_cast<std::uint16_t>(found - m_out.countries.begin())
               : NameIndex::kAnyCountry;
}

void NameIndexBuilder::take_countries()
{
    auto& countries = m_out.countries;
    CountryCode last;
    const auto take = [&](CountryCode country) {
        if (country != last) {
            countries.push_back(country);
            last = country;
        }
    };
    for (const auto& place : m_entries.places) {
        take(place.country);
    }
    for (const auto& name : m_entries.region_names) {
        take(name.country);
    }
    for (const auto& share : m_entries.shares) {
        take(share.country);
    }
    for (const auto& name : m_entries.country_names) {
        take(name.country);
    }
    std::sort(countries.begin(), countries.end());
    countries.erase(std::unique(countries.begin(), countries.end()), countries.end());
    for (const auto& name : m_entries.country_names) {
        m_country_names.insert(std::string{name.country.view()} + compact_name(name.name));
        add_written(name.name, {0, country_index(name.country), NameKind::kCountry});
    }
}

void NameIndexBuilder::take_places()
{
    m_out.places.reserve(m_entries.places.size());
    for (const auto& entry : m_entries.places) {
        const auto at = static_cast<std::uint32_t>(m_out.places.size());
        const double population =
            std::isnan(entry.population) ? kUnknownPopulation : entry.population;
        NamedPlace place;
        place.lon = static_cast<float>(entry.point.lon);
        place.lat = static_cast<float>(entry.point.lat);
        place.log_population = static_cast<float>(std::log(std::max(population, kLeastPopulation)));
        place.country = entry.country;
        place.region = entry.region;
        place.subregion = entry.subregion;
        place.section = entry.section;
        place.name_begin = static_cast<std::uint32_t>(m_out.names.size());
        place.name_size = static_cast<std::uint32_t>(entry.name.size());
        m_out.names.insert(m_out.names.end(), entry.name.begin(), entry.name.end());
        m_out.places.push_back(place);
        const Posting posting{at, country_index(entry.country), NameKind::kMain};
        const auto compact = compact_name(entry.name);
        add(compact, posting);
        add_short_forms(compact, posting);
        add_written_out(entry.name, posting);
        add_without_kind(compact, posting);
        m_near.add(compact, posting);
        if (!entry.ascii_name.empty()) {
            add(compact_name(entry.ascii_name), posting);
        }
    }
}

void NameIndexBuilder::take_alternates()
{
    std::unordered_map<std::int64_t, std::uint32_t> place_of;
    place_of.reserve(m_entries.places.size());
    for (std::size_t i = 0; i < m_entries.places.size(); ++i) {
        place_of.emplace(m_entries.places[i].id, static_cast<std::uint32_t>(i));
    }
    for (const auto& entry : m_entries.alternates) {
        const auto found = place_of.find(entry.id);
        if (found == place_of.end()) {
            continue;
        }
        const auto country = country_index(m_out.places[found->second].country);
        add_alternates(entry.names, {found->second, country, NameKind::kAlternate});
    }
}

/// Spellings of one sound are near each other: one of them is kept for near names.
void NameIndexBuilder::add_alternates(std::string_view names, Posting posting)
{
    const auto& place = m_out.places[posting.target];
    std::unordered_set<std::string> sounds{
        consonants_of(compact_name({m_out.names.data() + place.name_begin, place.name_size}))};
    sounds.insert(std::string{});
    while (!names.empty()) {
        const auto end = std::min(names.find('|'), names.size());
        const auto name = names.substr(0, end);
        add_written(name, posting);
        // "Lancaster, Ohio" in Urdu: the town is written without the state too.
        const auto comma = name.find("\xD8\x8C");
        add_written(comma == std::string_view::npos ? std::string_view{} : name.substr(0, comma),
                    posting);
        const auto compact = compact_name(name);
        if (sounds.insert(consonants_of(compact)).second) {
            m_near.add(compact, posting);
        }
        names.remove_prefix(std::min(end + 1, names.size()));
    }
}

void NameIndexBuilder::name_region(NamedRegion& region, std::string_view name)
{
    region.name_begin = static_cast<std::uint32_t>(m_out.names.size());
    region.name_size = static_cast<std::uint32_t>(name.size());
    m_out.names.insert(m_out.names.end(), name.begin(), name.end());
}

std::uint32_t NameIndexBuilder::region_for(const RegionNameEntry& entry)
{
    std::string key{entry.region.view()};
    key += '/';
    key += entry.subregion.view();
    const auto [found, added] =
        m_region_of.try_emplace(key, static_cast<std::uint32_t>(m_out.regions.size()));
    if (added) {
        m_out.regions.push_back({entry.country, entry.region, entry.subregion});
        name_region(m_out.regions.back(), entry.name);
    }
    return found->second;
}

void NameIndexBuilder::take_regions()
{
    for (const auto& share : m_entries.shares) {
        const auto at = region_for({share.country, share.region, {}, {}, NameKind::kRegion});
        m_out.regions[at].share = static_cast<float>(share.share);
    }
    for (const auto& entry : m_entries.region_names) {
        take_region_name(entry);
    }
}

void NameIndexBuilder::take_region_name(const RegionNameEntry& entry)
{
    const auto at = region_for(entry);
    auto& region = m_out.regions[at];
    if (region.name_size == 0) {
        name_region(region, entry.name);
    }
    const auto country = country_index(entry.country);
    const auto compact = compact_name(entry.name);
    auto kind = entry.kind;
    if (m_country_names.contains(std::string{entry.country.view()} + compact)) {
        // "Mexico" is a state too, "Malta" is written behind each of its towns.
        if (kind != NameKind::kRegion) {
            return;
        }
        kind = NameKind::kRegionAlternate;
    }
    add_written(entry.name, {at, country, kind});
    if (entry.kind == NameKind::kAbbreviation) {
        return;
    }
    const auto core = core_of_name(entry.name);
    if (core.size() >= kShortestCore && core != compact) {
        add(core, {at, country, entry.kind});
    }
    m_near.add(core.size() < kShortestCore ? compact : core, {at, country, entry.kind});
}

void NameIndexBuilder::take_postcodes()
{
    for (const auto& entry : m_entries.postcodes) {
        m_out.postcodes.push_back({country_index(entry.country),
                                   NameIndex::PostcodePrefix{compact_name(entry.prefix)},
                                   entry.region});
    }
    std::sort(m_out.postcodes.begin(), m_out.postcodes.end(),
              [](const auto& left, const auto& right) {
                  return left.country != right.country ? left.country < right.country
                                                       : left.prefix < right.prefix;
              });
}

void NameIndexBuilder::add(std::string_view compact, Posting posting)
{
    constexpr std::size_t kShortest = 2;
    if (compact.size() < kShortest) {
        return;
    }
    NameHash hash;
    hash.add(compact);
    m_raw.push_back({hash.value(), posting});
}

void NameIndexBuilder::add_written(std::string_view name, Posting posting)
{
    const auto compact = compact_name(name);
    add(compact, posting);
    const auto core = without_unit_character(compact);
    if (core.size() != compact.size()) {
        add(core, posting);
    }
}

/// "Mount Vernon" is written "Mt. Vernon", "Saint Louis" "St. Louis".
void NameIndexBuilder::add_short_forms(std::string_view compact, Posting posting)
{
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kForms{
        {{"saint", "st"}, {"mount", "mt"}, {"fort", "ft"}, {"santa", "sta"}, {"santo", "sto"}}};
    constexpr std::size_t kShortestRest = 4;
    for (const auto& [full, abbreviated] : kForms) {
        if (compact.size() >= full.size() + kShortestRest && compact.starts_with(full)) {
            std::string form{abbreviated};
            form += compact.substr(full.size());
            add(form, posting);
        }
    }
}

/// Keyboards without marks: "Muenchen", "Aarhus", "Goeteborg".
void NameIndexBuilder::add_written_out(std::string_view name, Posting posting)
{
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 10> kForms{
        {{"ä", "ae"},
         {"ö", "oe"},
         {"ü", "ue"},
         {"å", "aa"},
         {"ø", "oe"},
         {"Ä", "Ae"},
         {"Ö", "Oe"},
         {"Ü", "Ue"},
         {"Å", "Aa"},
         {"Ø", "Oe"}}};
    std::string form{name};
    for (const auto& [mark, letters] : kForms) {
        for (auto at = form.find(mark); at != std::string::npos; at = form.find(mark)) {
            form.replace(at, mark.size(), letters);
        }
    }
    if (form != name) {
        add(compact_name(form), posting);
    }
}

/// Parts of towns that are called by their first words: "Yishun New Town", "Alexandra Estate".
void NameIndexBuilder::add_without_kind(std::string_view compact, Posting posting)
{
    static constexpr std::array<std::string_view, 3> kKinds{"newtown", "housingestate", "estate"};
    for (const auto kind : kKinds) {
        if (compact.size() >= kind.size() + kShortestCore && compact.ends_with(kind)) {
            add(compact.substr(0, compact.size() - kind.size()), posting);
            return;
        }
    }
}

void NameIndexBuilder::make_slots()
{
    const auto order = [](const Raw& raw) {
        return std::tuple{raw.hash, raw.posting.country, raw.posting.kind, raw.posting.target};
    };
    std::sort(m_raw.begin(), m_raw.end(),
              [&order](const Raw& left, const Raw& right) { return order(left) < order(right); });
    m_raw.erase(std::unique(m_raw.begin(), m_raw.end(),
                            [&order](const Raw& l, const Raw& r) { return order(l) == order(r); }),
                m_raw.end());
    std::size_t names = 0;
    for (std::size_t i = 0; i < m_raw.size(); ++i) {
        names += i == 0 || m_raw[i].hash != m_raw[i - 1].hash ? 1U : 0U;
    }
    constexpr std::size_t kFilterBitsPerName = 16;
    constexpr std::size_t kBitsPerWord = 64;
    m_out.slots.resize(std::bit_ceil(names * 2 + 1));
    m_out.filter.resize(std::bit_ceil(names * kFilterBitsPerName + 1) / kBitsPerWord + 1);
    m_out.filter.resize(std::bit_ceil(m_out.filter.size()));
    m_out.postings.reserve(m_raw.size());
    const auto mask = m_out.slots.size() - 1;
    for (std::size_t i = 0; i < m_raw.size();) {
        const auto hash = m_raw[i].hash;
        NameIndex::Slot slot{hash, static_cast<std::uint32_t>(m_out.postings.size()), 0};
        for (; i < m_raw.size() && m_raw[i].hash == hash; ++i) {
            m_out.postings.push_back(m_raw[i].posting);
            ++slot.count;
        }
        auto at = hash & mask;
        while (m_out.slots[at].count != 0) {
            at = (at + 1) & mask;
        }
        m_out.slots[at] = slot;
        const auto bit = NameIndex::filter_bit(hash, m_out.filter.size());
        m_out.filter[bit / kBitsPerWord] |= std::uint64_t{1} << (bit % kBitsPerWord);
    }
}

void NameIndexBuilder::make_top_regions()
{
    std::vector<std::vector<std::uint32_t>> by_country(m_out.countries.size());
    for (std::uint32_t i = 0; i < m_out.regions.size(); ++i) {
        const auto& region = m_out.regions[i];
        if (region.subregion.empty() && !region.region.empty()) {
            by_country[country_index(region.country)].push_back(i);
            m_out.region_entries.push_back({region.region, i});
        }
    }
    std::sort(m_out.region_entries.begin(), m_out.region_entries.end(),
              [](const auto& l, const auto& r) {
                  return l.region != r.region ? l.region < r.region : l.entry < r.entry;
              });
    // Places come region by region: looking a code up again is rare.
    RegionCode last;
    std::uint32_t entry = 0;
    for (auto& place : m_out.places) {
        if (place.region != last) {
            last = place.region;
            entry = NameIndex::entry_of(m_out.region_entries, last, m_out.regions.size());
        }
        place.region_entry = place.region.empty() ? kNoEntry : entry;
    }
    m_out.top_begin.push_back(0);
    for (const auto& regions : by_country) {
        m_out.top.insert(m_out.top.end(), regions.begin(), regions.end());
        m_out.top_begin.push_back(static_cast<std::uint32_t>(m_out.top.size()));
    }
}

}  // namespace sourcelight::geo
