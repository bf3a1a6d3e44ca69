// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/geo/surface.hpp"

#include "sourcelight/io/read_table.hpp"
#include "tests/unit/geo/world.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <string>
#include <vector>

namespace {

using sourcelight::CountryCode;
using sourcelight::RegionCode;
using sourcelight::geo::CountryAmount;
using sourcelight::geo::kLandUnknown;
using sourcelight::geo::kSea;
using sourcelight::geo::LonLat;
using sourcelight::geo::PeoplePlace;
using sourcelight::geo::SupportIndex;
using sourcelight::geo::SupportMap;
using sourcelight::geo::SurfaceGrid;
using sourcelight::test::world;
using Kind = sourcelight::geo::SurfaceSupport::Kind;

const SurfaceGrid kDegree{1};

/// Two neighbours, one with a region of its own, and an enclave.
SupportMap small_world()
{
    return SupportMap{{{CountryCode{"AA"}, Kind::kElsewhere},
                       {CountryCode{"AA"}, Kind::kRegion, RegionCode{"AA-N"}},
                       {CountryCode{"BB"}, Kind::kCountry},
                       {CountryCode{"CC"}, Kind::kElsewhere}}};
}

/// Everything sea but the cells around 0, 0: AA west of it, BB east of it.
std::vector<SupportIndex> small_cells()
{
    std::vector<SupportIndex> cells(kDegree.cells(), kSea);
    for (std::int32_t row = 85; row < 95; ++row) {
        for (std::int32_t column = 170; column < 190; ++column) {
            cells[kDegree.cell(row, column)] = column < 180 ? 0 : 2;
        }
    }
    return cells;
}

double sum_of(const std::vector<float>& values, const std::vector<SupportIndex>& cells,
              std::set<SupportIndex> supports)
{
    double sum = 0.0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        sum += supports.contains(cells[i]) && !std::isnan(values[i])
                   ? static_cast<double>(values[i])
                   : 0.0;
    }
    return sum;
}

/// The supports of every country of the boundaries, and of Xinjiang.
SupportMap world_supports(const std::vector<std::string>& countries)
{
    std::vector<sourcelight::geo::SurfaceSupport> supports;
    for (const auto& country : countries) {
        supports.push_back({CountryCode{country}, Kind::kCountry});
    }
    supports.push_back({CountryCode{"CN"}, Kind::kRegion, RegionCode{"CN-XJ"}});
    return SupportMap{std::move(supports)};
}

}  // namespace

TEST_CASE("a cell holds its centre, and the ends of the world are cells too", "[geo][surface]")
{
    const SurfaceGrid grid;
    CHECK(grid.columns() == 3600);
    CHECK(grid.rows() == 1800);
    for (const auto row : {0, 899, 900, 1799}) {
        for (const auto column : {0, 1799, 1800, 3599}) {
            CHECK(grid.cell_of(grid.centre(row, column)) == grid.cell(row, column));
        }
    }
    CHECK(grid.cell_of({-180.0, 90.0}) == 0);
    CHECK(grid.cell_of({180.0, -90.0}) == grid.cells() - 1);
    CHECK(grid.cell(5, -1) == grid.cell(5, 3599));
    CHECK(grid.cell(5, 3600) == grid.cell(5, 0));
}

TEST_CASE("a region with evidence of its own stands for itself, any other for its country",
          "[geo][surface]")
{
    const auto supports = small_world();
    CHECK(supports.find(CountryCode{"AA"}, RegionCode{"AA-N"}) == 1);
    CHECK(supports.find(CountryCode{"AA"}, RegionCode{"AA-S"}) == 0);
    CHECK(supports.find(CountryCode{"BB"}, RegionCode{"AA-N"}) == 2);
    CHECK(supports.find(CountryCode{"BB"}, {}) == 2);
    CHECK(supports.find(CountryCode{"AA"}, {}) == kLandUnknown);
    CHECK(supports.find(CountryCode{"ZZ"}, {}) == kLandUnknown);
    CHECK(supports.find({}, {}) == kSea);
}

TEST_CASE("a cell belongs to the support of most of its people", "[geo][surface]")
{
    const auto supports = small_world();
    auto cells = small_cells();
    const LonLat border{-0.2, 0.5};  // a cell of AA by its centre
    settle_cells(kDegree, supports,
                 std::array<PeoplePlace, 3>{
                     PeoplePlace{border, 900.0, 0}, {border, 600.0, 2}, {border, 400.0, 2}},
                 cells);
    CHECK(cells[kDegree.cell_of(border)] == 2);
}

TEST_CASE("a country smaller than a cell takes that of its largest place", "[geo][surface]")
{
    const auto supports = small_world();
    auto cells = small_cells();
    const LonLat enclave{-5.5, 0.5};
    const std::array<PeoplePlace, 2> places{
        {{enclave, 100'000.0, 0}, {enclave, 500.0, 3}}};  // most people there are of AA
    settle_cells(kDegree, supports, places, cells);
    CHECK(cells[kDegree.cell_of(enclave)] == 3);
    CHECK(std::count(cells.begin(), cells.end(), SupportIndex{3}) == 1);
}

TEST_CASE("people stay within their country and none is lost", "[geo][surface]")
{
    const auto supports = small_world();
    const auto cells = small_cells();
    const sourcelight::geo::PeopleKernel wide{100.0, 300.0};
    const std::array<PeoplePlace, 2> places{{{{-0.1, 0.5}, 1000.0, 0}, {{-40.0, 0.0}, 7.0, kSea}}};
    const auto people = spread_people(kDegree, supports, places, cells, wide);
    double in_country = 0.0;
    for (std::size_t i = 0; i < people.size(); ++i) {
        if (people[i] > 0.0) {
            CHECK(cells[i] == 0);
            in_country += people[i];
        }
    }
    CHECK(in_country == Approx(1000.0));
    CHECK(people[kDegree.cell_of({-0.1, 0.5})] > people[kDegree.cell_of({-1.1, 0.5})]);
}

TEST_CASE("people near the antimeridian are spread across it", "[geo][surface]")
{
    const SupportMap supports{{{CountryCode{"FJ"}, Kind::kCountry}}};
    const std::vector<SupportIndex> cells(kDegree.cells(), 0);
    const std::array<PeoplePlace, 1> places{{{{179.9, -16.5}, 1000.0, 0}}};
    const auto people = spread_people(kDegree, supports, places, cells, {50.0, 150.0});
    CHECK(people[kDegree.cell_of({-179.5, -16.5})] > people[kDegree.cell_of({178.5, -16.5})]);
}

TEST_CASE("the cells of a country add up to its total, more where the rate is higher",
          "[geo][surface]")
{
    const auto supports = small_world();
    auto cells = small_cells();
    std::vector<double> people(cells.size(), 0.0);
    const auto here = kDegree.cell_of({-3.5, 2.5});
    const auto there = kDegree.cell_of({-5.5, 2.5});
    cells[there] = 1;
    people[here] = 100.0;
    people[there] = 100.0;
    const std::array<double, 4> rate{1.0, 3.0, 1.0, 1.0};
    const std::array<CountryAmount, 2> totals{
        {{CountryCode{"AA"}, 80.0}, {CountryCode{"BB"}, 9.0}}};
    const auto shared = share_out(supports, cells, people, rate, totals);
    CHECK(shared[here] == Approx(20.0F));
    CHECK(shared[there] == Approx(60.0F));
    CHECK(sum_of(shared, cells, {2}) == Approx(9.0));  // nobody is known to live in BB: evenly
    CHECK(std::isnan(shared[kDegree.cell_of({-3.5, 3.5})]));
    CHECK(std::isnan(shared[0]));
}

TEST_CASE("a thousand towns find their own country or region in the raster", "[geo][surface]")
{
    // Every 170th place of the gazetteer, sections of towns left out.
    const std::array<sourcelight::io::ColumnType, 3> numbers{
        {{"lat", true}, {"lon", true}, {"population", true}}};
    const auto table = sourcelight::io::read_table(
        SOURCELIGHT_SOURCE_DIR "/datasets/geonames/places/data.parquet", numbers);
    std::set<std::string> countries;
    for (std::size_t i = 0; i < table.rows(); ++i) {
        countries.emplace(table.text("iso2")[i]);
    }
    const auto supports = world_supports({countries.begin(), countries.end()});
    const SurfaceGrid grid;
    std::vector<SupportIndex> cells(grid.cells());
    locate_cells(grid, world(), supports, {0, grid.rows()}, cells);
    std::vector<PeoplePlace> places;
    for (std::size_t i = 0; i < table.rows(); ++i) {
        const LonLat point{table.number("lon")[i], table.number("lat")[i]};
        const auto found = world().locate(point);
        const double people = table.number("population")[i];
        places.push_back(
            {point, people > 0.0 ? people : 500.0, supports.find(found.country, found.region)});
    }
    settle_cells(grid, supports, places, cells);
    std::size_t tried = 0;
    std::size_t right = 0;
    std::map<std::size_t, std::set<SupportIndex>> in_cell;
    for (const auto& place : places) {
        in_cell[grid.cell_of(place.point)].insert(place.support);
    }
    for (std::size_t i = 0; i < places.size(); i += 170) {
        const auto cell = grid.cell_of(places[i].point);
        const bool same = cells[cell] == places[i].support;
        ++tried;
        right += same ? 1 : 0;
        // Only a cell that two countries' towns share may say otherwise.
        CHECK((same || in_cell[cell].size() > 1));
    }
    CHECK(tried > 1000);
    CHECK(static_cast<double>(right) >= 0.995 * static_cast<double>(tried));

    SECTION("and the open sea, Antarctica and a lonely coast are what they are")
    {
        CHECK(cells[grid.cell_of({-30.0, 0.0})] == kSea);
        CHECK(cells[grid.cell_of({87.6, 43.8})] ==
              supports.find(CountryCode{"CN"}, RegionCode{"CN-XJ"}));
        CHECK(cells[grid.cell_of({116.4, 39.9})] == supports.find(CountryCode{"CN"}, {}));
    }
}
