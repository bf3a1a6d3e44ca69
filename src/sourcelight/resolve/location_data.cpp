// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/resolve/location_data.hpp"

#include "sourcelight/core/digest.hpp"
#include "sourcelight/core/error.hpp"
#include "sourcelight/core/text.hpp"
#include "sourcelight/geo/wkb.hpp"
#include "sourcelight/resolve/location_names.hpp"
#include "sourcelight/resolve/undated_table.hpp"
#include "sources_key.hpp"

#include <unicode/uversion.h>

#include <array>
#include <cstdint>
#include <future>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace sourcelight::resolve {
namespace {

using reference::Reference;

constexpr std::array<std::string_view, 5> kIndexSources{
    "country_coder/zones", "natural_earth/admin1", "sourcelight/disputed_claims",
    "sourcelight/region_corrections", "sourcelight/zone_corrections"};
constexpr std::array<std::string_view, 9> kGazetteerSources{
    "geonames/admin1_names",
    "geonames/alternate_names",
    "geonames/places",
    "iso/subdivisions",
    "natural_earth/admin1_names",
    "sourcelight/postcode_regions",
    "sourcelight/region_abbreviations",
    "sourcelight/region_corrections",
    "sourcelight/region_population",
};

/// Adds what a structure is made from and by: the datasets' hashes, the sources of this program
/// that make it, and the library that folds names.
void add_makings(const Reference& reference, std::span<const std::string_view> ids, Digest& digest)
{
    digest.update(kSourcesKey);
    std::array<std::uint8_t, U_MAX_VERSION_LENGTH> version{};
    u_getVersion(version.data());
    std::array<char, U_MAX_VERSION_STRING_LENGTH> text{};
    u_versionToString(version.data(), text.data());
    digest.update(text.data());
    for (const auto id : ids) {
        const auto index = reference.catalogue.find(id);
        digest.update("\n");
        digest.update(id);
        digest.update(index ? reference.catalogue.manifest(*index).sha256 : std::string{});
        if (!reference::is_exempt(id)) {
            digest.update(to_string(reference.as_of));
        }
    }
}

std::string index_key(const Reference& reference)
{
    Digest digest;
    add_makings(reference, kIndexSources, digest);
    return digest.finish();
}

/// The names of countries are those of the run: some tables of them know dates.
std::string gazetteer_key(const Reference& reference)
{
    Digest digest;
    add_makings(reference, kGazetteerSources, digest);
    for (const auto& name : reference.countries.names) {
        digest.update("\n");
        digest.update(name.country.view());
        digest.update(name.text);
    }
    return digest.finish();
}

/// A structure from the store; else built, and stored.
template <typename Structure, typename Build>
Structure stored_or_built(const StructureStore& store, std::string_view name,
                          const std::string& key, Build build)
{
    if (const auto sections = store.load(name, key)) {
        try {
            return Structure{*sections};
        } catch (const Error&) {
            // Not what this build keeps under that key: as good as none.
        }
    }
    Structure built = build();
    Sections sections;
    built.save(sections);
    store.store(name, key, sections);
    return built;
}

/// Squares around the places of a table of corrections, as polygons.
std::vector<std::string> squares_of(const DataTable& places)
{
    std::vector<std::string> squares;
    for (std::size_t i = 0; i < places.rows(); ++i) {
        squares.push_back(geo::square_wkb({places.number("lon")[i], places.number("lat")[i]},
                                          places.number("half_side_km")[i]));
    }
    return squares;
}

std::vector<DisputedArea> make_areas(const Reference& reference)
{
    const auto& table = reference.dataset("sourcelight/disputed_claims").table;
    std::vector<DisputedArea> out;
    for (std::size_t i = 0; i < table.rows(); ++i) {
        const auto cell = [&table, i](std::string_view column) { return table.text(column)[i]; };
        DisputedArea area;
        area.name = cell("area");
        area.enclaves = cell("kind") == "enclaves";
        area.unclaimed = cell("kind") == "unclaimed";
        area.country = CountryCode{cell("country")};
        area.region = RegionCode{cell("region")};
        area.outline = parse_outline(cell("outline"), area.name);
        area.redraws = cell("redraws") == "true";
        area.holder = CountryCode{cell("de_facto_country")};
        area.holder_region = RegionCode{cell("de_facto_region")};
        area.held_by = cell("held_by");
        area.claimed_by = cell("claimed_by");
        for (const auto code : split(cell("claimants"), ' ')) {
            area.claimants.emplace_back(code);
        }
        out.push_back(std::move(area));
    }
    return out;
}

geo::RegionIndex make_index(const Reference& reference)
{
    const auto zones = undated_table(reference, "country_coder/zones");
    const auto units = undated_table(reference, "natural_earth/admin1");
    const auto& towns = reference.dataset("sourcelight/zone_corrections").table;
    const auto& places = reference.dataset("sourcelight/region_corrections").table;
    const auto town_squares = squares_of(towns);
    const auto place_squares = squares_of(places);
    // Corrections come first: the first zone that holds a point counts, and the first region of its
    // country.
    std::vector<geo::ZoneShape> zone_shapes;
    std::vector<geo::RegionShape> region_shapes;
    std::vector<std::string> outlines;
    const auto areas = make_areas(reference);
    for (const auto& area : areas) {
        outlines.push_back(area.redraws ? geo::ring_wkb(area.outline) : std::string{});
    }
    for (std::size_t i = 0; i < areas.size(); ++i) {
        if (areas[i].redraws) {
            zone_shapes.push_back({areas[i].country, outlines[i]});
            region_shapes.push_back({areas[i].country, areas[i].region, {}, outlines[i]});
        }
    }
    for (std::size_t i = 0; i < towns.rows(); ++i) {
        zone_shapes.push_back({CountryCode{towns.text("iso2")[i]}, town_squares[i]});
    }
    for (std::size_t i = 0; i < zones.rows(); ++i) {
        zone_shapes.push_back({CountryCode{zones.text("iso2")[i]}, zones.text("geometry")[i]});
    }
    for (std::size_t i = 0; i < places.rows(); ++i) {
        region_shapes.push_back({CountryCode{places.text("iso2")[i]},
                                 RegionCode{places.text("region")[i]},
                                 {},
                                 place_squares[i]});
    }
    const auto& country = units.text("iso2");
    const auto& code = units.text("iso_3166_2");
    const auto& top = units.text("iso_l1");
    const auto& shape = units.text("geometry");
    for (std::size_t i = 0; i < units.rows(); ++i) {
        region_shapes.push_back(
            {CountryCode{country[i]}, RegionCode{top[i]}, finer_code(code[i], top[i]), shape[i]});
    }
    return geo::RegionIndex{zone_shapes, region_shapes};
}

std::vector<CountryCentre> make_centres(const Reference& reference)
{
    const auto& table = reference.dataset("sourcelight/geocoder_centres").table;
    std::vector<CountryCentre> out;
    for (std::size_t i = 0; i < table.rows(); ++i) {
        out.push_back(
            {CountryCode{table.text("iso2")[i]}, {table.number("lon")[i], table.number("lat")[i]}});
    }
    return out;
}

}  // namespace

LocationData load_location_data(const Reference& reference, const StructureStore& store)
{
    auto index = std::async(std::launch::async, [&reference, &store] {
        return stored_or_built<geo::RegionIndex>(store, "regions", index_key(reference),
                                                 [&reference] { return make_index(reference); });
    });
    auto gazetteer =
        stored_or_built<geo::Gazetteer>(store, "names", gazetteer_key(reference),
                                        [&reference] { return make_gazetteer(reference); });
    return {index.get(), std::move(gazetteer), make_centres(reference), make_areas(reference)};
}

}  // namespace sourcelight::resolve
