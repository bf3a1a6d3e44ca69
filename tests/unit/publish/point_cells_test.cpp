// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/point_cells.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <vector>

namespace {

using namespace sourcelight::publish;

CellPoint at(double lon, double lat, bool exact = true)
{
    CellPoint point{lon, lat, 0};
    point.exact = exact;
    return point;
}

std::uint64_t suppliers(const PointCells& cells)
{
    return std::accumulate(
        cells.cells().begin(), cells.cells().end(), std::uint64_t{0},
        [](std::uint64_t sum, const PointCell& cell) { return sum + cell.count; });
}

/// Points spread over the world without repeating, `n` of them.
std::vector<CellPoint> spread_points(int n)
{
    constexpr double kGoldenAngle = 137.50776405;
    std::vector<CellPoint> points;
    for (int i = 0; i < n; ++i) {
        const double turns = kGoldenAngle * i / 360.0;
        auto point = at(360.0 * (turns - static_cast<double>(static_cast<int>(turns))) - 180.0,
                        -60.0 + 130.0 * i / n, i % 3 != 0);
        point.priority = i + 1;
        points.push_back(point);
    }
    return points;
}

}  // namespace

TEST_CASE("a cell counts its suppliers and keeps the smallest priority", "[publish][cells]")
{
    PointCells cells;
    auto first = at(114.0579, 22.5431);
    first.priority = 900;
    auto second = at(114.0579, 22.5431, false);
    second.priority = 40;
    second.evidence = true;
    cells.add(first);
    cells.add(second);
    cells.add(at(114.0579, 22.5431));
    cells.settle();

    REQUIRE(cells.cells().size() == 1);
    const auto& cell = cells.cells().front();
    CHECK(cell.count == 3);
    CHECK(cell.exact == 2);
    CHECK(cell.evidence == 1);
    CHECK(cell.first == 40);
    CHECK(cells.level() == kFinestCells);
}

TEST_CASE("suppliers of two places in one cell stay apart", "[publish][cells]")
{
    PointCells cells;
    auto here = at(6.1, 46.2);
    auto there = here;
    there.place = 7;
    cells.add(there);
    cells.add(here);
    cells.settle();
    REQUIRE(cells.cells().size() == 2);
    CHECK(cells.cells()[0].place() == 0);
    CHECK(cells.cells()[1].place() == 7);
    CHECK(cells.cells()[0].code() == cells.cells()[1].code());
}

TEST_CASE("more cells than allowed become larger ones, and no supplier is lost", "[publish][cells]")
{
    constexpr int kPoints = 150'000;  // more than wait unsorted, so that it is settled on the way
    PointCells cells{1000};
    for (const auto& point : spread_points(kPoints)) {
        cells.add(point);
    }
    cells.settle();
    CHECK(cells.cells().size() <= 1000);
    CHECK(cells.cells().size() > 250);
    CHECK(cells.level() < kFinestCells);
    CHECK(suppliers(cells) == kPoints);
}

TEST_CASE("the cells do not depend on the order of the suppliers", "[publish][cells]")
{
    auto points = spread_points(100'000);
    PointCells forward{1000};
    PointCells backward{1000};
    for (const auto& point : points) {
        forward.add(point);
    }
    std::reverse(points.begin(), points.end());
    for (const auto& point : points) {
        backward.add(point);
    }
    forward.settle();
    backward.settle();
    CHECK(forward.level() == backward.level());
    CHECK(forward.text() == backward.text());
}

TEST_CASE("the poles and the date line have cells", "[publish][cells]")
{
    PointCells cells;
    for (const auto& [lon, lat] : {std::pair{180.0, 90.0}, {-180.0, -90.0}, {179.9999, -16.5}}) {
        cells.add(at(lon, lat));
    }
    cells.settle();
    CHECK(cells.cells().size() == 3);
    CHECK(suppliers(cells) == 3);
}

TEST_CASE("points stand where PROJ's Equal Earth has them", "[publish][cells]")
{
    // gdaltransform to +proj=eqearth +R=1000000; half the width of the world is 2706629.98 there.
    struct Known {
        double lon, lat, x, y;
    };
    for (const auto& known : {Known{114.0579, 22.5431, 1652116.428, 450454.618},
                              Known{-70.0, -33.0, -970497.122, -648718.786},
                              Known{25.0, 71.0, 252429.656, 1217500.177}}) {
        PointCells cells;
        cells.add(at(known.lon, known.lat));
        cells.settle();
        constexpr double kSide = 2.0 * 2706629.984;
        constexpr double kSteps = 1U << 24U;  // positions are sums of 2^-24 of the square
        const auto& cell = cells.cells().front();
        CHECK(static_cast<double>(cell.sum_x) ==
              Approx((0.5 + known.x / kSide) * kSteps).margin(1.0));
        CHECK(static_cast<double>(cell.sum_y) ==
              Approx((0.5 - known.y / kSide) * kSteps).margin(1.0));
    }
}

TEST_CASE("the text holds what DATA.md says", "[publish][cells]")
{
    // One cell on the equator and the Greenwich meridian: x = y = 2^16 at level 17, so its code has
    // the bits 32 and 33: 3 * 2^32. Varint, seven bits a byte: 80 80 80 80 30.
    PointCells cells;
    auto point = at(0.0, -0.0001);
    point.priority = 5;  // exponent 2, next bits 01: 1 + 4 * 2 + 1 = 10
    cells.add(point);
    cells.settle();
    CHECK(cells.cells().front().code() == std::uint64_t{3} << 32U);
    // Then count 1, all exact: 01; priority 0a; offset: x 0, y 0.0001 of 0.00275 degrees: 0.
    // 80 80 80 80 30 01 0a 00 in base64:
    CHECK(cells.text() == "gICAgDABCgA=");
}
