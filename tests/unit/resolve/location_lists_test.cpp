// SPDX-License-Identifier: Apache-2.0
// Measures the resolver on published supplier lists that are not shipped. Hidden: run as
//   SOURCELIGHT_REFERENCE=FOLDER test_resolve "[lists]"
// It prints the rows on which the file's own region and the resolved one differ, for reading.
#include "sourcelight/core/text.hpp"
#include "sourcelight/geo/place_text.hpp"
#include "sourcelight/io/read_table.hpp"
#include "sourcelight/reference/reference.hpp"
#include "sourcelight/resolve/country.hpp"
#include "sourcelight/resolve/location_data.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <set>
#include <string>
#include <string_view>

namespace {

using namespace sourcelight;
using namespace sourcelight::resolve;

struct World {
    reference::Reference facts =
        reference::load_reference(SOURCELIGHT_SOURCE_DIR "/datasets", std::nullopt);
    LocationData data = load_location_data(facts);
    CountryResolver countries{facts.countries};
    LocationResolver resolver{data.index, data.gazetteer, data.centres};
};

/// Which column of a list says what; empty = it has none.
struct Columns {
    std::string file;
    std::string lat;
    std::string lon;
    std::string country;
    std::string code;
    std::string region;
    std::string address;
};

struct Score {
    int rows = 0;
    int with_country = 0;
    int may_have_region = 0;
    int with_region = 0;
    int named = 0;
    int agreeing = 0;
};

/// Regions of the country that bear the name; none if it is the country's own.
std::set<RegionCode> bearers(const geo::NameIndex& names, CountryCode country,
                             std::string_view name)
{
    std::set<RegionCode> out;
    geo::NameHash hash;
    hash.add(geo::compact_name(name));
    for (const auto& bearer : names.find(hash.value(), names.country_index(country))) {
        if (bearer.kind == geo::NameKind::kCountry) {
            return {};
        }
        if (geo::names_region(bearer.kind)) {
            out.insert(names.regions()[bearer.target].region);
        }
    }
    return out;
}

/// The region a row names: its region cell, else the last part of the address that names one.
std::set<RegionCode> named_region(const geo::NameIndex& names, CountryCode country,
                                  const LocationCells& cells)
{
    if (!cells.region.empty()) {
        return bearers(names, country, cells.region);
    }
    const auto parts = split(cells.address, ',');
    for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
        const auto found = bearers(names, country, trim(*part));
        if (!found.empty()) {
            return found;
        }
    }
    return {};
}

Score measure(const World& world, const std::string& folder, const Columns& columns)
{
    const auto table = io::read_table(folder + "/goods/suppliers/" + columns.file, {});
    const auto cell = [&table](const std::string& column, std::size_t row) {
        return column.empty() ? std::string_view{} : table.text(column)[row];
    };
    const auto& names = world.data.gazetteer.names();
    Score score;
    PlaceMemo memo;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        LocationCells cells;
        cells.latitude = cell(columns.lat, row);
        cells.longitude = cell(columns.lon, row);
        cells.region = cell(columns.region, row);
        cells.address = cell(columns.address, row);
        cells.by_name = world.countries.resolve_text(cell(columns.country, row));
        cells.by_code = world.countries.resolve_code(cell(columns.code, row));
        cells.by_address = world.countries.resolve_address_tail(cells.address);
        std::vector<Finding> findings;
        const auto place = world.resolver.resolve(cells, memo, findings);
        ++score.rows;
        score.with_country += place.country.empty() ? 0 : 1;
        const bool coded = !names.top_regions(names.country_index(place.country)).empty();
        score.may_have_region += coded ? 1 : 0;
        score.with_region += coded && !place.region.empty() ? 1 : 0;
        const auto wanted = named_region(names, place.country, cells);
        score.named += wanted.empty() ? 0 : 1;
        score.agreeing += wanted.contains(place.region) ? 1 : 0;
        if (!wanted.empty() && !wanted.contains(place.region)) {
            WARN(columns.file << " row " << row + 1 << ": " << cells.address << cells.region
                              << " at " << cells.latitude << ", " << cells.longitude
                              << " resolved to " << place.region.view() << ", the file names "
                              << wanted.begin()->view());
        }
    }
    return score;
}

double share(int part, int whole) { return static_cast<double>(part) / whole; }

}  // namespace

TEST_CASE("published lists are located as their own regions say", "[.][lists]")
{
    const char* folder = std::getenv("SOURCELIGHT_REFERENCE");
    REQUIRE(folder != nullptr);
    const World world;
    const auto apple =
        measure(world, folder,
                {"apple_supplier_list_2020_geocoded.csv", "lat", "lon", "", "", "", "address"});
    CHECK(apple.with_country == apple.rows);
    CHECK(share(apple.with_region, apple.may_have_region) >= 0.98);
    CHECK(share(apple.agreeing, apple.named) >= 0.95);
    const auto hub = measure(
        world, folder,
        {"oar_geocoded_facility_lists.csv", "lat", "lng", "country_raw", "", "", "address"});
    CHECK(share(hub.with_country, hub.rows) >= 0.99);
    CHECK(share(hub.with_region, hub.may_have_region) >= 0.98);
    // Provinces of Indonesia founded in 2012 and 2022 are still called by their former names in
    // 30 rows; the rest are mills within kilometres of a border.
    const auto palm = measure(world, folder,
                              {"universal_mill_list_palm_oil.csv", "Latitude", "Longitude",
                               "Country", "ISO", "Province", ""});
    CHECK(palm.with_country == palm.rows);
    CHECK(share(palm.with_region, palm.may_have_region) >= 0.98);
    CHECK(share(palm.agreeing, palm.named) >= 0.975);
}
