// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/geo/ellipsoid.hpp"

#include <catch2/catch.hpp>

#include <random>

using sourcelight::geo::geodesic_km;
using sourcelight::geo::LonLat;
using sourcelight::geo::near_distance_km;

TEST_CASE("geodesics have their published length", "[geo][ellipsoid]")
{
    // A quarter meridian of WGS 84 is 10 001.965 729 km.
    CHECK(geodesic_km({0.0, 0.0}, {0.0, 90.0}) == Approx(10001.965729).epsilon(1e-9));
    // One degree of the equator: 6378.137 km * pi / 180.
    CHECK(geodesic_km({10.0, 0.0}, {11.0, 0.0}) == Approx(111.31949079).epsilon(1e-9));
    CHECK(geodesic_km({5.0, 5.0}, {5.0, 5.0}) == 0.0);
}

TEST_CASE("the local plane is within its stated error below 100 km", "[geo][ellipsoid][property]")
{
    std::mt19937 random{3};
    std::uniform_real_distribution<double> lon{-180.0, 180.0};
    std::uniform_real_distribution<double> lat{-79.0, 79.0};
    std::uniform_real_distribution<double> step{-0.4, 0.4};
    for (int i = 0; i < 5000; ++i) {
        const LonLat from{lon(random), lat(random)};
        LonLat to{from.lon + step(random), from.lat + step(random)};
        to.lon = to.lon > 180.0 ? to.lon - 360.0 : to.lon < -180.0 ? to.lon + 360.0 : to.lon;
        const double exact = geodesic_km(from, to);
        CHECK(near_distance_km(from, to) == Approx(exact).epsilon(5e-4).margin(1e-6));
    }
}
