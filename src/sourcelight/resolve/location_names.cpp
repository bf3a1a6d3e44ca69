// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/resolve/location_names.hpp"

#include "sourcelight/core/text.hpp"
#include "sourcelight/geo/place_text.hpp"
#include "sourcelight/geo/wkb.hpp"
#include "sourcelight/resolve/undated_table.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace sourcelight::resolve {
namespace {

using reference::Reference;

/// A region without a share of its own gets that of its people, which the boundaries counted to
/// another one.
void move_share(CountryCode country, const std::pair<RegionCode, RegionCode>& way, double share,
                std::vector<geo::RegionShareEntry>& shares)
{
    constexpr double kMostOfARegion = 0.95;
    const auto of = [&](RegionCode region) {
        return std::find_if(shares.begin(), shares.end(),
                            [&](const auto& entry) { return entry.region == region; });
    };
    const auto from = of(way.first);
    if (from == shares.end() || of(way.second) != shares.end()) {
        return;
    }
    const double taken = std::min(share, kMostOfARegion * from->share);
    from->share -= taken;
    shares.push_back({country, way.second, taken});
}

/// Gives places inside a corrected square its region, as points there get it: their region was
/// taken from the same boundaries.
void correct_regions(const DataTable& corrections, geo::GazetteerEntries& entries)
{
    std::map<CountryCode, double> people;
    std::map<std::pair<RegionCode, RegionCode>, double> moved;
    std::multimap<CountryCode, std::size_t> squares;
    for (std::size_t i = 0; i < corrections.rows(); ++i) {
        squares.emplace(corrections.text("iso2")[i], i);
    }
    for (auto& place : entries.places) {
        const double population = std::isnan(place.population) ? 0.0 : place.population;
        people[place.country] += population;
        const auto [begin, end] = squares.equal_range(place.country);
        const auto square = std::find_if(begin, end, [&](const auto& entry) {
            const geo::LonLat centre{corrections.number("lon")[entry.second],
                                     corrections.number("lat")[entry.second]};
            return geo::in_square(place.point, centre,
                                  corrections.number("half_side_km")[entry.second]);
        });
        const RegionCode region{square == end ? std::string_view{}
                                              : corrections.text("region")[square->second]};
        if (square != end && place.region != region) {
            moved[{place.region, region}] += population;
            place.region = region;
            place.subregion = {};
        }
    }
    for (const auto& [way, population] : moved) {
        const CountryCode country{way.second.view().substr(0, 2)};
        if (population > 0.0) {
            move_share(country, way, population / people[country], entries.shares);
        }
    }
}

void take_places(const DataTable& table, geo::GazetteerEntries& entries)
{
    const auto& id = table.number("id");
    const auto& name = table.text("name");
    const auto& ascii = table.text("asciiname");
    const auto& lat = table.number("lat");
    const auto& lon = table.number("lon");
    const auto& kind = table.text("fcode");
    const auto& country = table.text("iso2");
    const auto& finer = table.text("iso_3166_2");
    const auto& top = table.text("iso_l1");
    const auto& population = table.number("population");
    entries.places.reserve(table.rows());
    for (std::size_t i = 0; i < table.rows(); ++i) {
        entries.places.push_back({static_cast<std::int64_t>(id[i]),
                                  name[i],
                                  ascii[i],
                                  {lon[i], lat[i]},
                                  CountryCode{country[i]},
                                  RegionCode{top[i]},
                                  RegionCode{finer[i]},
                                  population[i],
                                  kind[i] == "PPLX"});
    }
}

/// Names of Natural Earth and GeoNames units; an alternate may be an old name of another unit.
void take_unit_names(const DataTable& table, geo::GazetteerEntries& entries)
{
    const auto& country = table.text("iso2");
    const auto& code = table.text("iso_3166_2");
    const auto& top = table.text("iso_l1");
    const auto& name = table.text("name");
    const bool with_language = table.has("lang");
    for (std::size_t i = 0; i < table.rows(); ++i) {
        const bool alternate = with_language && table.text("lang")[i] == "alt";
        entries.region_names.push_back(
            {CountryCode{country[i]}, RegionCode{top[i]}, finer_code(code[i], top[i]), name[i],
             alternate ? geo::NameKind::kRegionAlternate : geo::NameKind::kRegion});
    }
}

using NamedRegion = std::pair<CountryCode, std::string>;

/// The first-level regions with their compact names.
std::set<NamedRegion> names_of_regions(const geo::GazetteerEntries& entries)
{
    std::set<NamedRegion> out;
    for (const auto& entry : entries.region_names) {
        if (entry.kind == geo::NameKind::kRegion && entry.subregion.empty()) {
            out.emplace(entry.country, geo::compact_name(entry.name));
        }
    }
    return out;
}

/// The first-level regions that a point or a settlement can get, and countries that have some.
struct KnownRegions {
    std::set<RegionCode> regions;
    std::set<CountryCode> countries;

    void add(CountryCode country, RegionCode region)
    {
        if (!region.empty()) {
            regions.insert(region);
            countries.insert(country);
        }
    }
};

KnownRegions known_regions(const geo::GazetteerEntries& entries, const Reference& reference)
{
    KnownRegions out;
    for (const auto& place : entries.places) {
        out.add(place.country, place.region);
    }
    for (const auto* id : {"sourcelight/region_population", "sourcelight/region_corrections"}) {
        const auto& table = reference.dataset(id).table;
        for (std::size_t i = 0; i < table.rows(); ++i) {
            out.add(CountryCode{table.text("iso2")[i]}, RegionCode{table.text("region")[i]});
        }
    }
    return out;
}

/// Units that are no first-level regions beside those that are: where most units of a country are
/// unknown, they are its municipalities or former counties; and a unit whose name is the first part
/// of several others' is their group, such as Sulawesi.
std::set<RegionCode> strange_units(const DataTable& table, const KnownRegions& known)
{
    struct Unit {
        RegionCode code;
        std::string name;
    };
    std::map<CountryCode, std::vector<Unit>> unknown;
    std::map<CountryCode, std::vector<std::string>> names;
    for (std::size_t i = 0; i < table.rows(); ++i) {
        const CountryCode country{table.text("iso2")[i]};
        const RegionCode code{table.text("code")[i]};
        if (!table.text("parent")[i].empty() || !known.countries.contains(country)) {
            continue;
        }
        auto name = fold(table.text("name")[i]) + ' ';
        if (known.regions.contains(code)) {
            names[country].push_back(std::move(name));
        } else {
            unknown[country].push_back({code, std::move(name)});
        }
    }
    std::set<RegionCode> out;
    for (const auto& [country, units] : unknown) {
        const auto& others = names[country];
        for (const auto& unit : units) {
            const auto begun =
                std::count_if(others.begin(), others.end(), [&](const std::string& other) {
                    return other.starts_with(unit.name);
                });
            if (units.size() > others.size() || begun > 1) {
                out.insert(unit.code);
            }
        }
    }
    return out;
}

/// ISO 3166-2 lists municipalities and former counties beside the regions of some countries. Where
/// no point gets such a code, a text must not either: "Narva" is in Ida-Viru.
void take_subdivisions(const DataTable& table, const KnownRegions& known,
                       geo::GazetteerEntries& entries)
{
    const auto& country = table.text("iso2");
    const auto& code = table.text("code");
    const auto& parent = table.text("parent");
    const auto& name = table.text("name");
    const auto strange = strange_units(table, known);
    for (std::size_t i = 0; i < table.rows(); ++i) {
        const auto top = parent[i].empty() ? code[i] : parent[i];
        if (strange.contains(RegionCode{top})) {
            continue;
        }
        entries.region_names.push_back({CountryCode{country[i]}, RegionCode{top},
                                        finer_code(code[i], top), name[i], geo::NameKind::kRegion});
    }
}

void take_abbreviations(const DataTable& table, geo::GazetteerEntries& entries)
{
    for (std::size_t i = 0; i < table.rows(); ++i) {
        entries.region_names.push_back({CountryCode{table.text("iso2")[i]},
                                        RegionCode{table.text("region")[i]},
                                        {},
                                        table.text("text")[i],
                                        geo::NameKind::kAbbreviation});
    }
}

}  // namespace

geo::Gazetteer make_gazetteer(const Reference& reference)
{
    const auto places = undated_table(reference, "geonames/places");
    const auto alternates = undated_table(reference, "geonames/alternate_names");
    const auto unit_names = undated_table(reference, "natural_earth/admin1_names");
    const auto& shares = reference.dataset("sourcelight/region_population").table;
    const auto& postcodes = reference.dataset("sourcelight/postcode_regions").table;
    geo::GazetteerEntries entries;
    take_places(places, entries);
    for (std::size_t i = 0; i < alternates.rows(); ++i) {
        entries.alternates.push_back(
            {static_cast<std::int64_t>(alternates.number("id")[i]), alternates.text("names")[i]});
    }
    take_unit_names(reference.dataset("geonames/admin1_names").table, entries);
    take_subdivisions(reference.dataset("iso/subdivisions").table,
                      known_regions(entries, reference), entries);
    take_unit_names(unit_names, entries);
    take_abbreviations(reference.dataset("sourcelight/region_abbreviations").table, entries);
    for (std::size_t i = 0; i < shares.rows(); ++i) {
        entries.shares.push_back({CountryCode{shares.text("iso2")[i]},
                                  RegionCode{shares.text("region")[i]}, shares.number("share")[i]});
    }
    correct_regions(reference.dataset("sourcelight/region_corrections").table, entries);
    for (std::size_t i = 0; i < postcodes.rows(); ++i) {
        entries.postcodes.push_back({CountryCode{postcodes.text("iso2")[i]},
                                     postcodes.text("prefix")[i],
                                     RegionCode{postcodes.text("region")[i]}});
    }
    const auto regions = names_of_regions(entries);
    for (const auto& name : reference.countries.names) {
        // A letter alone is no name in an address, and "Sabah" in a country column no country.
        const bool part =
            name.kind == "lookup" && regions.contains({name.country, geo::compact_name(name.text)});
        if (name.kind == "sign" || part) {
            continue;
        }
        entries.country_names.push_back({name.country, name.text});
    }
    return geo::Gazetteer{entries};
}

}  // namespace sourcelight::resolve
