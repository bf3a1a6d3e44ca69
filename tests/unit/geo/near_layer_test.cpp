// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/geo/kernel.hpp"
#include "sourcelight/geo/near_layer.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <random>
#include <vector>

namespace {

using namespace sourcelight::geo;

/// Points evenly over the sphere, as longitudes and latitudes.
std::vector<LonLat> random_points(std::size_t count, unsigned seed)
{
    std::mt19937 random{seed};
    std::uniform_real_distribution<double> share{-1.0, 1.0};
    std::vector<LonLat> points;
    for (std::size_t i = 0; i < count; ++i) {
        const double lon = 180.0 * share(random);
        points.push_back({lon, std::asin(share(random)) * 180.0 / M_PI});
    }
    return points;
}

AreaRing square(std::uint32_t item, double west, double south, double east, double north)
{
    return {item, {{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}};
}

}  // namespace

TEST_CASE("geodesics are those of GeographicLib's own test table", "[geo][ellipsoid]")
{
    // Lines 1 and 2 of the table in GeographicLib's tests (geodtest.c, testcases[], s12 in metres),
    // and the route New York - Singapore of its manual page GeodSolve(1), to the metre.
    CHECK(geodesic_km({-139.44815, 35.60777}, {-69.95921, -11.17491}) ==
          Approx(8935.2445604818305).epsilon(1e-12));
    CHECK(geodesic_km({106.05087, 55.52454}, {197.18234, 77.03196}) ==
          Approx(4105.0861713924406).epsilon(1e-12));
    CHECK(geodesic_km({-(73 + 46 / 60.0 + 44 / 3600.0), 40 + 38 / 60.0 + 23 / 3600.0},
                      {103 + 59 / 60.0 + 22 / 3600.0, 1 + 21 / 60.0 + 33 / 3600.0}) ==
          Approx(15347.628).margin(0.0006));
}

TEST_CASE("what lies within reach is what the geodesic says", "[geo][near][property]")
{
    const auto points = random_points(3000, 5);
    const auto layer = near_points(points);
    std::vector<Near> found;
    for (const auto from : random_points(300, 6)) {
        for (const double reach : {150.0, 1000.0}) {
            layer->within(from, reach, found);
            std::size_t expected = 0;
            for (std::uint32_t i = 0; i < points.size(); ++i) {
                const double km = geodesic_km(from, points[i]);
                if (km > reach) {
                    continue;
                }
                REQUIRE(expected < found.size());
                CHECK(found[expected].item == i);
                CHECK(found[expected].km == Approx(km).epsilon(1e-5));
                ++expected;
            }
            CHECK(found.size() == expected);
        }
    }
}

TEST_CASE("the nearest point has the length of its geodesic", "[geo][near]")
{
    const auto points = random_points(3000, 7);
    const auto layer = near_points(points);
    std::vector<Near> found;
    for (const auto from : random_points(100, 8)) {
        layer->within(from, 1000.0, found);
        const auto* best = nearest(from, found);
        double least = 1000.0;
        for (const auto point : points) {
            least = std::min(least, geodesic_km(from, point));
        }
        REQUIRE((best != nullptr) == (least < 1000.0));
        if (best != nullptr) {
            CHECK(best->km == least);
        }
    }
}

TEST_CASE("points are found across the antimeridian and the pole", "[geo][near]")
{
    // A degree of the equator is 111.319 km; a degree of latitude at the pole 111.694 km.
    const std::vector<LonLat> points{{179.9, 0.0}, {90.0, 89.9}, {-180.0, 10.0}};
    const auto layer = near_points(points);
    std::vector<Near> found;
    layer->within({-179.9, 0.0}, 30.0, found);
    REQUIRE(found.size() == 1);
    CHECK(nearest({-179.9, 0.0}, found)->km == Approx(0.2 * 111.3194908).epsilon(1e-8));
    layer->within({-90.0, 89.9}, 30.0, found);
    REQUIRE(found.size() == 1);
    CHECK(nearest({-90.0, 89.9}, found)->km == Approx(0.2 * 111.694).epsilon(1e-5));
    layer->within({180.0, 10.0}, 1.0, found);
    REQUIRE(found.size() == 1);
    CHECK(nearest({180.0, 10.0}, found)->km == Approx(0.0).margin(1e-9));
    layer->within({0.0, 0.0}, 1000.0, found);
    CHECK(nearest({0.0, 0.0}, found) == nullptr);
    near_points({})->within({0.0, 0.0}, 1000.0, found);
    CHECK(found.empty());
}

TEST_CASE("an area is at no distance inside and at its edge outside", "[geo][near]")
{
    std::vector<AreaRing> rings{square(0, 10.0, 0.0, 11.0, 1.0), square(1, 20.0, 40.0, 21.0, 41.0)};
    rings.push_back(square(0, 10.4, 0.4, 10.6, 0.6));  // a hole
    const auto layer = near_areas(rings);
    std::vector<Near> found;
    layer->within({10.2, 0.5}, 100.0, found);
    REQUIRE(found.size() == 1);
    CHECK(found[0].km == 0.0);
    SECTION("a hole is outside")
    {
        layer->within({10.5, 0.5}, 100.0, found);
        REQUIRE(found.size() == 1);
        // A tenth of a degree of latitude at the equator, 110.574 km each, is the shorter way.
        CHECK(nearest({10.5, 0.5}, found)->km == Approx(11.0574).epsilon(1e-4));
    }
    SECTION("east of an edge along a meridian the way is along the parallel, nearly")
    {
        layer->within({11.5, 0.5}, 100.0, found);
        REQUIRE(found.size() == 1);
        CHECK(nearest({11.5, 0.5}, found)->km ==
              Approx(geodesic_km({11.5, 0.5}, {11.0, 0.5})).epsilon(1e-5));
    }
    SECTION("out of reach is not found")
    {
        layer->within({11.5, 0.5}, 55.0, found);
        CHECK(found.empty());
    }
}

TEST_CASE("an area across the antimeridian holds what is on both sides", "[geo][near]")
{
    // Fiji in one ring, as some programs write it: from 177 east to 178 west.
    const std::vector<AreaRing> rings{
        {0, {{177.0, -19.0}, {-178.0, -19.0}, {-178.0, -16.0}, {177.0, -16.0}, {177.0, -19.0}}}};
    const auto layer = near_areas(rings);
    std::vector<Near> found;
    for (const double lon : {178.4, 180.0, -180.0, -179.0}) {
        layer->within({lon, -17.0}, 10.0, found);
        REQUIRE(found.size() == 1);
        CHECK(found[0].km == 0.0);
    }
    layer->within({0.0, -17.0}, 10.0, found);
    CHECK(found.empty());
    layer->within({-177.9, -17.0}, 20.0, found);
    REQUIRE(found.size() == 1);
    CHECK(nearest({-177.9, -17.0}, found)->km ==
          Approx(geodesic_km({-177.9, -17.0}, {-178.0, -17.0})).epsilon(1e-5));
}

TEST_CASE("an area around a pole holds the pole", "[geo][near]")
{
    // All that lies south of 75 degrees, closed along the pole as read_layer() gives it; the seam
    // runs at 100 east, so that longitudes run on to 460.
    const std::vector<AreaRing> rings{{0,
                                       {{100.0, -75.0},
                                        {220.0, -75.0},
                                        {340.0, -75.0},
                                        {460.0, -75.0},
                                        {460.0, -90.0},
                                        {100.0, -90.0},
                                        {100.0, -75.0}}}};
    const auto layer = near_areas(rings);
    std::vector<Near> found;
    for (const double lon : {-180.0, -120.0, 0.0, 99.0, 101.0, 180.0}) {
        for (const double lat : {-90.0, -89.9, -80.0}) {
            layer->within({lon, lat}, 10.0, found);
            REQUIRE(found.size() == 1);
            CHECK(found[0].km == 0.0);
        }
        layer->within({lon, -74.0}, 200.0, found);
        REQUIRE(found.size() == 1);
        CHECK(found[0].km == Approx(geodesic_km({lon, -74.0}, {lon, -75.0})).epsilon(1e-4));
    }
}

TEST_CASE("places that coincide are each counted, the first is the nearest", "[geo][near]")
{
    const std::vector<LonLat> points(1000, LonLat{179.99, -16.8});
    const auto layer = near_points(points);
    std::vector<Near> found;
    layer->within({-179.99, -16.8}, 5.0, found);
    REQUIRE(found.size() == 1000);
    CHECK(nearest({-179.99, -16.8}, found)->item == 0);
    layer->within({179.99, -16.8}, 5.0, found);
    CHECK(nearest({179.99, -16.8}, found)->km == 0.0);
}

TEST_CASE("kernels have the value of their formula and end at their reach", "[geo][near]")
{
    // exp(-1) = 0.367879..., exp(-1/2) = 0.606530...
    CHECK(Kernel{KernelKind::kExponential, 10.0, 50.0}.weight(10.0) == Approx(0.3678794411714423));
    CHECK(Kernel{KernelKind::kGaussian, 10.0, 50.0}.weight(10.0) == Approx(0.6065306597126334));
    CHECK(Kernel{KernelKind::kStep, 50.0, 50.0}.weight(50.0) == 1.0);
    CHECK(Kernel{KernelKind::kStep, 50.0, 50.0}.weight(50.1) == 0.0);
    CHECK(Kernel{KernelKind::kExponential, 10.0, 50.0}.weight(std::nan("")) == 0.0);
}
