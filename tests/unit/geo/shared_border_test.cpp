// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/geo/region_index.hpp"
#include "tests/unit/geo/world.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

using namespace sourcelight;
using geo::LonLat;
using geo::RegionIndex;
using geo::RegionShape;

namespace {

constexpr double kUnit = 1e-5;  ///< the grid that shipped boundaries lie on

/// A border from south to north through a square of one degree, with vertices on the grid; it may
/// run level, turn back and cross itself.
std::vector<LonLat> random_border(std::mt19937& random, LonLat corner)
{
    std::uniform_int_distribution<int> count{0, 40};
    std::uniform_int_distribution<int> step{0, 100'000};
    std::vector<LonLat> border{{corner.lon + step(random) * kUnit, corner.lat}};
    for (int i = count(random); i > 0; --i) {
        const auto before = border.back();
        // Now and then level or upright, as borders along parallels and meridians are.
        const auto kind = step(random) % 4;
        border.push_back({kind == 0 ? before.lon : corner.lon + step(random) * kUnit,
                          kind == 1 ? before.lat : corner.lat + step(random) * kUnit});
    }
    border.push_back({corner.lon + step(random) * kUnit, corner.lat + 1.0});
    return border;
}

/// One side of the square, cut off by the border: an index of its own.
RegionIndex side(const std::vector<LonLat>& border, LonLat corner, bool east)
{
    auto ring = border;
    const double lon = east ? corner.lon + 1.0 : corner.lon;
    ring.push_back({lon, corner.lat + 1.0});
    ring.push_back({lon, corner.lat});
    if (east) {
        std::reverse(ring.begin(), ring.end());  // whatever the winding
    }
    const auto wkb = geo::ring_wkb(ring);
    const std::vector<RegionShape> regions{{CountryCode{"AA"}, RegionCode{"AA-1"}, {}, wkb}};
    return RegionIndex{{}, regions, {0.0, 0.0}};
}

/// Vertices, points on edges, and points a hair beside both.
std::vector<LonLat> points_at(const std::vector<LonLat>& border, std::mt19937& random)
{
    constexpr double kHair = 1e-12;
    std::uniform_real_distribution<double> along{0.0, 1.0};
    std::vector<LonLat> points;
    for (std::size_t i = 0; i + 1 < border.size(); ++i) {
        const auto& a = border[i];
        const auto& b = border[i + 1];
        for (const double t : {0.0, 0.5, along(random)}) {
            const LonLat on{a.lon + t * (b.lon - a.lon), a.lat + t * (b.lat - a.lat)};
            points.push_back(on);
            points.push_back({on.lon + kHair, on.lat});
            points.push_back({on.lon, on.lat - kHair});
        }
    }
    return points;
}

}  // namespace

TEST_CASE("vertices and edges of a shared border belong to exactly one side", "[geo][property]")
{
    // In the plain, across the equator, beside the pole and the antimeridian.
    const LonLat corner = GENERATE(LonLat{10.0, 45.0}, LonLat{-0.5, -0.5}, LonLat{100.0, 88.9},
                                   LonLat{178.9, -17.0}, LonLat{-179.9, 65.0});
    std::mt19937 random{7};
    for (int round = 0; round < 4; ++round) {
        const auto border = random_border(random, corner);
        const auto west = side(border, corner, false);
        const auto east = side(border, corner, true);
        for (const auto& point : points_at(border, random)) {
            const bool inside =
                point.lon > corner.lon + kUnit && point.lon < corner.lon + 1.0 - kUnit &&
                point.lat > corner.lat + kUnit && point.lat < corner.lat + 1.0 - kUnit;
            const bool in_west = !west.locate(point).country.empty();
            const bool in_east = !east.locate(point).country.empty();
            if (inside && in_west == in_east) {
                FAIL(fmt::format("{:.14f} {:.14f} lies in {}", point.lon, point.lat,
                                 in_west ? "both" : "neither"));
            }
        }
    }
    SUCCEED();
}

TEST_CASE("a pole is one place, whatever its longitude", "[geo][world]")
{
    for (double lon = -180.0; lon <= 180.0; lon += 7.5) {
        CHECK(test::world().locate({lon, -90.0}).country.view() == "AQ");
        CHECK(test::world().locate({lon, 90.0}).country.empty());
    }
}
