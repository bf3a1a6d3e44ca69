// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/aggregate/hexagons.hpp"

#include "tests/unit/assess/shipped.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

namespace {

using namespace sourcelight;
using aggregate::HexagonBuilder;
using aggregate::HexagonRow;

/// Garment makers with 100 workers, a number at which S is tabulated; where they stand.
Batch makers(const std::vector<geo::LonLat>& points, const std::string& country = "BD")
{
    std::vector<Row> rows(points.size(), Row{country, "", "isic4:1410", "", "100", ""});
    auto batch = batch_of(today(), rows);
    for (std::size_t i = 0; i < points.size(); ++i) {
        auto& place = batch.resolved.places[i];
        place.has_point = true;
        place.lon = points[i].lon;
        place.lat = points[i].lat;
        place.method =
            i % 2 == 0 ? resolve::PlaceMethod::kCoordinates : resolve::PlaceMethod::kCity;
    }
    return batch;
}

struct Added {
    std::vector<assess::AssessedSupplier> assessed;
    std::vector<HexagonRow> rows;
};

Added added(const Batch& batch, const std::vector<bool>& duplicate)
{
    Added out;
    out.assessed = today().assessor->assess(batch.suppliers, batch.resolved, {});
    HexagonBuilder builder;
    builder.add(batch.resolved.places, out.assessed, duplicate);
    out.rows = builder.finish(*today().assessor);
    return out;
}

const geo::LonLat kDhaka{90.41, 23.81};
const geo::LonLat kChittagong{91.83, 22.34};

}  // namespace

TEST_CASE("a hexagon with one supplier has that supplier's figures", "[aggregate][hex]")
{
    const auto found = added(makers({kDhaka}), {false});
    REQUIRE(found.rows.size() == 1);
    const auto& row = found.rows.front();
    CHECK(row.cell == geo::HexGrid{aggregate::kHexagonsAnEdge}.cell_of(kDhaka));
    CHECK(row.suppliers == 1);
    CHECK(row.scored == 1);
    CHECK(row.exact == 1);
    REQUIRE(row.persons.has_value());
    CHECK(row.persons->median == Approx(found.assessed[0].expected_persons->median).epsilon(1e-3));
    CHECK(row.persons->hi90 == Approx(found.assessed[0].expected_persons->hi90).epsilon(1e-2));
    CHECK(row.highest == found.assessed[0].site_probability->median);
}

TEST_CASE("two suppliers of one kind have twice the persons: their draws are one", "[aggregate]")
{
    const auto one = added(makers({kDhaka}), {false});
    const auto two = added(makers({kDhaka, {90.42, 23.80}}), {false, false});
    REQUIRE(two.rows.size() == 1);
    CHECK(two.rows[0].suppliers == 2);
    CHECK(two.rows[0].town == 1);
    CHECK(two.rows[0].persons->hi90 == Approx(2.0 * one.rows[0].persons->hi90));
    CHECK(two.rows[0].persons->lo90 == Approx(2.0 * one.rows[0].persons->lo90));
}

TEST_CASE("a supplier counted before is a row of its hexagon and nothing else", "[aggregate]")
{
    const auto once = added(makers({kDhaka}), {false});
    const auto twice = added(makers({kDhaka, kDhaka}), {false, true});
    CHECK(twice.rows[0].suppliers == 2);
    CHECK(twice.rows[0].persons == once.rows[0].persons);
}

TEST_CASE("suppliers without a point are in no hexagon, unscored ones have no estimate",
          "[aggregate]")
{
    auto batch = makers({kDhaka, kChittagong, kDhaka});
    batch.resolved.places[0].has_point = false;
    batch.resolved.activities[2].node = NodeId::kNone;
    const auto found = added(batch, {false, false, false});
    REQUIRE(found.rows.size() == 2);
    const auto total = std::accumulate(
        found.rows.begin(), found.rows.end(), std::int64_t{0},
        [](std::int64_t sum, const HexagonRow& row) { return sum + row.suppliers; });
    CHECK(total == 2);
    const auto unscored = std::find_if(found.rows.begin(), found.rows.end(),
                                       [](const HexagonRow& row) { return row.scored == 0; });
    REQUIRE(unscored != found.rows.end());
    CHECK_FALSE(unscored->persons.has_value());
    CHECK_FALSE(unscored->highest.has_value());
}
