// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/ids.hpp"
#include "sourcelight/geo/ellipsoid.hpp"
#include "sourcelight/geo/name_index.hpp"
#include "sourcelight/geo/place_text.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sourcelight::geo {

/// A populated place as the gazetteer is given it.
struct PlaceEntry {
    std::int64_t id = 0;
    std::string_view name;
    std::string_view ascii_name;  ///< empty = as `name`
    LonLat point;
    CountryCode country;
    RegionCode region;        ///< top-level ISO 3166-2, empty where unknown
    RegionCode subregion;     ///< finer unit, empty where there is none
    double population = 0.0;  ///< NaN = unknown
    bool section = false;     ///< a part of a town
};

/// Other names of a place, separated by '|'.
struct AlternateEntry {
    std::int64_t id = 0;
    std::string_view names;
};

/// A name of a region.
struct RegionNameEntry {
    CountryCode country;
    RegionCode region;
    RegionCode subregion;  ///< the unit that bears the name, if it is not the region itself
    std::string_view name;
    NameKind kind = NameKind::kRegion;
};

/// Share of a country's population in a region.
struct RegionShareEntry {
    CountryCode country;
    RegionCode region;
    double share = 0.0;
};

/// Leading digits or letters of postcodes that tell the region.
struct PostcodeEntry {
    CountryCode country;
    std::string_view prefix;
    RegionCode region;
};

/// A country's name, so that "Mexico" at the end of an address is not taken for the state.
struct CountryNameEntry {
    CountryCode country;
    std::string_view name;
};

/// Everything a gazetteer is built from; the texts must live during construction only.
struct GazetteerEntries {
    std::vector<PlaceEntry> places;
    std::vector<AlternateEntry> alternates;
    std::vector<RegionNameEntry> region_names;
    std::vector<RegionShareEntry> shares;
    std::vector<PostcodeEntry> postcodes;
    std::vector<CountryNameEntry> country_names;
};

/// What is known about a place in words. Any text may be empty.
struct PlaceQuery {
    CountryCode country;  ///< empty = any
    std::string_view city;
    std::string_view region;
    std::string_view postcode;
    std::string_view address;
};

/// How fine an answer is.
enum class PlaceLevel : std::uint8_t { kNone, kCountry, kRegion, kPlace };

/// Probability that the place lies in a region.
struct RegionProbability {
    RegionCode region;
    float probability = 0.0F;
    bool named = false;  ///< the text names the region or a settlement in it
};

/// City and region cells that contradict each other: no settlement of the name lies in the region.
struct CellConflict {
    std::string settlement;  ///< as the gazetteer has it; empty = no conflict
    RegionCode settlement_in;
    LonLat point;                    ///< of the settlement
    std::vector<RegionCode> stated;  ///< the regions that bear the name
};

/// Where a text says a place is: a distribution over regions and, if a settlement is named, a point
/// with the radius that holds the true place in nine of ten cases.
struct PlaceAnswer {
    PlaceLevel level = PlaceLevel::kNone;
    CountryCode country;
    float country_probability = 0.0F;  ///< 1 if the query named the country
    RegionCode region;                 ///< most probable region
    RegionCode subregion;
    float confidence = 0.0F;  ///< probability of `region` (of the country where it has none)
    LonLat point;             ///< valid at level kPlace
    float radius_km = 0.0F;
    bool from_city = false;      ///< the settlement was named by the city cell
    std::uint8_t witnesses = 0;  ///< names that agree on the region, apart from each other
    bool spelling = false;       ///< found by correcting a letter
    std::string name;            ///< the settlement or region as the gazetteer has it
    std::vector<RegionProbability> regions;  ///< those above 1 %, most probable first
    CellConflict conflict;                   ///< empty where cells agree
};

/// Finds places named in text. Const after construction, safe from several threads.
///
/// Every run of up to four words that is a known name is a mention. Settlements compete with their
/// population as prior; cells of their own, words such as "Province", regions and other settlements
/// named beside them speak for a candidate, street words after the name against it.
class Gazetteer {
public:
    explicit Gazetteer(const GazetteerEntries& entries);

    /// The gazetteer whose names NameIndex::save() wrote; views `sections`.
    explicit Gazetteer(const Sections& sections);
    void save(Sections& sections) const { m_names.save(sections); }

    /// Never throws on any text. Cost: 3 to 20 microseconds.
    [[nodiscard]] PlaceAnswer find(const PlaceQuery& query) const;

    [[nodiscard]] const NameIndex& names() const noexcept { return m_names; }

private:
    NameIndex m_names;
};

}  // namespace sourcelight::geo
