// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/duplicates.hpp"

#include <catch2/catch.hpp>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace sourcelight;
using pipeline::FirstRows;
using pipeline::leave_one_place;
using pipeline::spend_identity;
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

TEST_CASE("a repeated supplier has one place in the order, that of its highest row", "[pipeline]")
{
    // Rows 1, 3 and 4 are one supplier, 2 and 5 another that is scored alike.
    std::vector<std::uint64_t> keys{5, 7, 9, 9, 7};
    const auto followers = leave_one_place({{3, 1, false}, {4, 1, false}, {5, 2, false}}, keys);
    CHECK(followers == std::vector<std::pair<std::int64_t, std::int64_t>>{{1, 3}, {4, 3}, {5, 2}});
    CHECK(keys == std::vector<std::uint64_t>{0, 7, 9, 0, 0});
}

TEST_CASE("looking up an identity does not record it", "[pipeline]")
{
    FirstRows rows;
    CHECK(rows.known_row(7, 3) == 3);
    CHECK(rows.first_row(7, 4) == 4);
    CHECK(rows.known_row(7, 5) == 4);
    CHECK(rows.known_row(0, 5) == 5);
}

TEST_CASE("the same amount for the same product is one spend, another amount is its own",
          "[pipeline]")
{
    auto batch = two("Sample Mills", "Sample Mills");
    const auto set = [&batch](Field field, const std::string& first, const std::string& second) {
        batch.columns[static_cast<std::size_t>(field)] = TextColumn::of({first, second});
    };
    const auto same = [&batch] {
        return spend_identity(batch, 0, 7) == spend_identity(batch, 1, 7);
    };
    CHECK(spend_identity(batch, 0, 7) == 0);
    set(Field::kSpend, "5000", "5000");
    CHECK(same());
    set(Field::kProduct, "yarn", "cloth");
    CHECK_FALSE(same());
    set(Field::kProduct, "yarn", "yarn");
    set(Field::kSpend, "5000", "6000");
    CHECK_FALSE(same());
    CHECK(spend_identity(batch, 0, 0) == 0);
}
