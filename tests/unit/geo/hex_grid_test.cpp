// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/geo/hex_grid.hpp"

#include "sourcelight/core/error.hpp"

#include <GeographicLib/Geodesic.hpp>
#include <GeographicLib/PolygonArea.hpp>
#include <catch2/catch.hpp>

#include <cmath>
#include <numbers>
#include <random>
#include <set>
#include <vector>

namespace {

using sourcelight::Error;
using sourcelight::geo::geodesic_km;
using sourcelight::geo::HexGrid;
using sourcelight::geo::HexId;
using sourcelight::geo::LonLat;

/// Area of a ring of geodesics on WGS 84.
double ring_km2(const std::vector<LonLat>& ring)
{
    GeographicLib::PolygonArea polygon{GeographicLib::Geodesic::WGS84()};
    for (const auto& point : ring) {
        polygon.AddPoint(point.lat, point.lon);
    }
    double perimeter = 0.0;
    double area = 0.0;
    polygon.Compute(false, true, perimeter, area);
    return area / 1e6;
}

/// Uniform on the sphere.
std::vector<LonLat> random_points(int count)
{
    std::mt19937_64 random{7};
    std::uniform_real_distribution<double> lon{-180.0, 180.0};
    std::uniform_real_distribution<double> sine{-1.0, 1.0};
    std::vector<LonLat> points;
    for (int i = 0; i < count; ++i) {
        points.push_back({lon(random), std::asin(sine(random)) * 180.0 / std::numbers::pi});
    }
    return points;
}

}  // namespace

TEST_CASE("every cell but the twelve pentagons has the same area", "[geo][hex]")
{
    const HexGrid grid{12};
    std::set<HexId> cells;
    for (const auto& point : random_points(60'000)) {
        cells.insert(grid.cell_of(point));
    }
    REQUIRE(cells.size() == 10 * 12 * 12 + 2);
    int pentagons = 0;
    double sum = 0.0;
    for (const auto cell : cells) {
        const auto ring = grid.ring(cell);
        const double area = ring_km2(ring);
        sum += area;
        const bool pentagon = ring.size() == 10;
        pentagons += pentagon ? 1 : 0;
        REQUIRE((pentagon || ring.size() == 12));
        // Sides are drawn as geodesics; at the middle of a face, where its map has a kink, they
        // cut off one in a hundred.
        CHECK(area == Approx(grid.area_km2() * (pentagon ? 5.0 / 6.0 : 1.0)).epsilon(0.012));
    }
    CHECK(pentagons == 12);
    // 510,065,622 km2: the area of WGS 84.
    CHECK(sum == Approx(510'065'622.0).epsilon(1e-6));
}

TEST_CASE("a cell's centre lies in it and its corners as far as the next centre says", "[geo][hex]")
{
    const HexGrid grid{144};
    const double apart = std::sqrt(2.0 * grid.area_km2() / std::numbers::sqrt3);
    for (const auto& point : random_points(2'000)) {
        const auto cell = grid.cell_of(point);
        const auto centre = grid.centre(cell);
        REQUIRE(grid.cell_of(centre) == cell);
        REQUIRE(geodesic_km(point, centre) < 0.85 * apart);  // 0.577 without distortion
        for (const auto& corner : grid.ring(cell)) {
            const double km = geodesic_km(corner, centre);
            REQUIRE(km > 0.35 * apart);
            REQUIRE(km < 0.85 * apart);
            // A step back towards the centre is in the cell.
            const LonLat inside{corner.lon + 0.02 * (centre.lon - corner.lon),
                                corner.lat + 0.02 * (centre.lat - corner.lat)};
            if (std::abs(corner.lon - centre.lon) < 2.0) {
                REQUIRE(grid.cell_of(inside) == cell);
            }
        }
    }
}

TEST_CASE("neighbouring cells share their corners, across faces of the solid too", "[geo][hex]")
{
    // At 26.57 degrees south of the corner at 11.25 E, 58.28 N an edge of the icosahedron ends; the
    // meridian is one of its edges.
    const HexGrid grid{30};
    for (const double lat : {56.0, 50.0, 40.0, 20.0, 0.0, -20.0}) {
        const auto cell = grid.cell_of({11.25, lat});
        for (const auto& corner : grid.ring(cell)) {
            std::set<HexId> around;
            for (int i = 0; i < 24; ++i) {
                const double angle = std::numbers::pi / 12.0 * i;
                around.insert(grid.cell_of(
                    {corner.lon + 1e-4 * std::cos(angle), corner.lat + 1e-4 * std::sin(angle)}));
            }
            CHECK(around.contains(cell));
            CHECK((around.size() == 2 || around.size() == 3));
        }
    }
}

TEST_CASE("longitudes are the same on both sides of the antimeridian", "[geo][hex]")
{
    const HexGrid grid{144};
    for (double lat = -80.0; lat <= 80.0; lat += 4.0) {
        CHECK(grid.cell_of({180.0, lat}) == grid.cell_of({-180.0, lat}));
        CHECK(grid.cell_of({179.0, lat}) == grid.cell_of({-181.0, lat}));
    }
}

TEST_CASE("a cell on the antimeridian is drawn in two parts, one at a pole around it", "[geo][hex]")
{
    const HexGrid grid{144};
    const auto fiji = grid.polygons(grid.cell_of({179.99, -16.7}));
    REQUIRE(fiji.size() == 2);
    for (const auto& part : fiji) {
        for (const auto& point : part) {
            CHECK(std::abs(point.lon) <= 180.0);
            CHECK(std::abs(point.lon) > 178.0);
        }
        CHECK(part.front().lon == part.back().lon);
    }
    for (const double pole : {90.0, -90.0}) {
        const auto parts = grid.polygons(grid.cell_of({0.0, pole}));
        REQUIRE(parts.size() == 1);
        double nearest = 0.0;
        for (const auto& point : parts.front()) {
            nearest = std::max(nearest, std::abs(point.lat));
            CHECK(point.lat * pole > 0.0);
        }
        CHECK(nearest == 90.0);
    }
    CHECK(grid.polygons(grid.cell_of({10.0, 50.0})).size() == 1);
}

TEST_CASE("a grid is chosen by how far its cells lie apart", "[geo][hex]")
{
    CHECK(HexGrid::of_spacing(53.3).n() == 144);
    CHECK(HexGrid::of_spacing(1e9).n() == 1);
    CHECK_THROWS_AS(HexGrid{0}, Error);
    CHECK_THROWS_AS(HexGrid{5000}, Error);
    CHECK_THROWS_AS((HexGrid{2}.centre(HexId{12'345})), Error);
}
