// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/surface_cells.hpp"
#include "sourcelight/pipeline/surface_values.hpp"
#include "sourcelight/resolve/location_data.hpp"
#include "tests/unit/assess/shipped.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <map>
#include <string>
#include <vector>

namespace {

using namespace sourcelight;
using pipeline::people_places;
using pipeline::surface_cells;
using pipeline::surface_values;
using pipeline::SurfaceCells;
using pipeline::SurfaceValues;
using Kind = geo::SurfaceSupport::Kind;

const resolve::LocationData& locations()
{
    static const auto kData = resolve::load_location_data(today().reference);
    return kData;
}

pipeline::MapSubject cotton()
{
    return {*today().reference.goods.find("cotton"), NodeId::kNone, std::nullopt, "cotton",
            "Cotton"};
}

pipeline::MapSubject clothes()
{
    return {GoodId::kNone, today().reference.tree.find("isic4:1410"), std::nullopt, "isic4:1410",
            "Clothes"};
}

/// The cells of cotton's supports, which are those of any good or activity.
const SurfaceCells& cells_of(const geo::SupportMap& supports)
{
    static const auto kCells = surface_cells(today().reference, locations().index, {}, supports, 2);
    return kCells;
}

/// Sums of a band by country.
std::map<CountryCode, double> sums(const std::vector<float>& band, const SurfaceCells& cells,
                                   const SurfaceValues& values)
{
    std::map<CountryCode, double> by_country;
    for (std::size_t i = 0; i < band.size(); ++i) {
        if (cells.support[i] < values.supports.size() && !std::isnan(band[i])) {
            by_country[values.supports[cells.support[i]].country] += static_cast<double>(band[i]);
        }
    }
    return by_country;
}

}  // namespace

TEST_CASE("the persons of a country's cells add up to the persons of the country", "[surface]")
{
    for (const auto& subject : {cotton(), clothes()}) {
        const auto values = surface_values(*today().assessor, subject);
        const geo::SupportMap supports{values.supports};
        const auto& cells = cells_of(supports);
        std::vector<double> rates;
        for (const auto& value : values.values) {
            rates.push_back(value.mean);
        }
        const auto band = share_out(supports, cells.support, cells.people, rates, values.persons);
        const auto found = sums(band, cells, values);
        REQUIRE(values.persons.size() > 100);
        for (const auto& [country, total] : values.persons) {
            INFO(country.view());
            REQUIRE(found.contains(country));
            CHECK(found.at(country) == Approx(total).epsilon(1e-5));
        }
        CHECK(found.size() == values.persons.size());
    }
}

TEST_CASE("a sector's persons are those of its workers and prevalence, all work's of all sectors",
          "[surface]")
{
    const auto& assessor = *today().assessor;
    double sectors = 0.0;
    for (std::size_t s = 0; s < reference::kSectorCount; ++s) {
        const auto sector = static_cast<reference::Sector>(s);
        const auto values =
            surface_values(assessor, {GoodId::kNone, NodeId::kNone, sector, "", ""});
        for (const auto& entry : values.persons) {
            sectors += entry.country == CountryCode{"BD"} ? entry.total : 0.0;
        }
    }
    const auto all = surface_values(assessor, {GoodId::kNone, NodeId::kNone, std::nullopt, "", ""});
    double world = 0.0;
    for (const auto& entry : all.persons) {
        world += entry.total;
        if (entry.country == CountryCode{"BD"}) {
            CHECK(entry.total == Approx(sectors).epsilon(1e-5));
        }
    }
    // Sectors of the Global Estimates that work is divided into, and the state programmes: the
    // anchors of 2022 have 17.3 million in the private economy and 3.9 million state-imposed.
    CHECK(world > 15e6);
    CHECK(world < 30e6);
}

TEST_CASE("a thousand towns have in the raster what a supplier there gets", "[surface]")
{
    const auto& shipped = today();
    const auto values = surface_values(*shipped.assessor, cotton());
    const geo::SupportMap supports{values.supports};
    const auto& cells = cells_of(supports);
    const geo::SurfaceGrid grid;
    const auto places = people_places(shipped.reference, locations().index, supports);
    std::vector<Row> rows;
    std::vector<geo::SupportIndex> in_raster;
    std::map<std::size_t, std::map<geo::SupportIndex, int>> sharing;
    for (const auto& place : places) {
        ++sharing[grid.cell_of(place.point)][place.support];
    }
    int other = 0;
    for (std::size_t i = 0; i < places.size(); i += 160) {
        const auto cell = grid.cell_of(places[i].point);
        if (cells.support[cell] != places[i].support) {
            // Most people of the cell live in another country or region.
            CHECK(sharing[cell].size() > 1);
            ++other;
            continue;
        }
        const auto found = locations().index.locate(places[i].point);
        if (found.country.empty() || cells.support[cell] >= values.supports.size()) {
            continue;
        }
        rows.push_back({std::string{found.country.view()}, std::string{found.region.view()},
                        "good:cotton", "cotton", "", ""});
        in_raster.push_back(cells.support[cell]);
    }
    CHECK(rows.size() > 1000);
    CHECK(other < 10);
    const auto assessed = assess_rows(shipped, rows);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        INFO(rows[i].country << ' ' << rows[i].region);
        const auto& value = values.values[in_raster[i]];
        CHECK(assessed[i].prevalence_per_1000 == value.prevalence_per_1000);
        CHECK(assessed[i].hazard_24m == value.hazard_24m);
        CHECK((assessed[i].grade == value.grade || !value.prevalence_per_1000));
        CHECK(assessed[i].listed_since.has_value() ==
              (value.listing != pipeline::SurfaceListing::kNone));
    }
}

TEST_CASE("Xinjiang has cells and values of its own", "[surface]")
{
    const auto values = surface_values(*today().assessor, cotton());
    const geo::SupportMap supports{values.supports};
    const auto xinjiang = supports.find(CountryCode{"CN"}, RegionCode{"CN-XJ"});
    const auto elsewhere = supports.find(CountryCode{"CN"}, RegionCode{"CN-GD"});
    REQUIRE(values.supports[xinjiang].kind == Kind::kRegion);
    REQUIRE(values.supports[elsewhere].kind == Kind::kElsewhere);
    CHECK(values.values[xinjiang].prevalence_per_1000->lo90 >
          values.values[elsewhere].prevalence_per_1000->median);
}
