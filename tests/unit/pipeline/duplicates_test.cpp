// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/duplicates.hpp"

#include <catch2/catch.hpp>

#include <string>

namespace {

using namespace sourcelight;
using pipeline::FirstRows;
using pipeline::supplier_identity;

SupplierBatch two(const std::string& first, const std::string& second)
{
    SupplierBatch batch;
    batch.rows = 2;
    batch.columns[static_cast<std::size_t>(Field::kName)] = TextColumn::of({first, second});
    return batch;
}

resolve::ResolvedPlace at(double lon, double lat)
{
    resolve::ResolvedPlace place;
    place.country = CountryCode{"BD"};
    place.method = resolve::PlaceMethod::kCoordinates;
    place.lon = lon;
    place.lat = lat;
    return place;
}

}  // namespace

TEST_CASE("the same name at the same point is one supplier however it is written", "[pipeline]")
{
    const auto batch = two("Sample Mills Ltd.", " SAMPLE  MILLS LTD");
    CHECK(supplier_identity(batch, 0, at(90.32, 23.89)) ==
          supplier_identity(batch, 1, at(90.3201, 23.8899)));
}

TEST_CASE("another name, place or no name at all is another supplier", "[pipeline]")
{
    const auto batch = two("Sample Mills", "Other Mills");
    const auto here = at(90.32, 23.89);
    CHECK(supplier_identity(batch, 0, here) != supplier_identity(batch, 1, here));
    CHECK(supplier_identity(batch, 0, here) != supplier_identity(batch, 0, at(90.40, 23.89)));
    CHECK(supplier_identity(two("", "x"), 0, here) == 0);
}

TEST_CASE("first rows are remembered through growth", "[pipeline]")
{
    FirstRows rows;
    constexpr std::int64_t kMany = 5000;  // several doublings of the table
    for (std::int64_t row = 1; row <= kMany; ++row) {
        REQUIRE(rows.first_row(static_cast<std::uint64_t>(row) * 0x9E3779B97F4A7C15U, row) == row);
    }
    CHECK(rows.first_row(7 * 0x9E3779B97F4A7C15U, 9999) == 7);
    CHECK(rows.first_row(0, 9999) == 9999);
}
