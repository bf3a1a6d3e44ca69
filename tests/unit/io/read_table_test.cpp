// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/io/read_table.hpp"

#include "sourcelight/core/error.hpp"

#include "tests/unit/io/temporary_file.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace {

using sourcelight::Errc;
using sourcelight::Error;
using sourcelight::io::ColumnType;
using sourcelight::io::read_table;

}  // namespace

TEST_CASE("a dataset keeps Namibia's NA and leading zeros, and an empty number is NaN", "[io]")
{
    const test::TemporaryFolder folder;
    const auto path =
        folder.file("values.csv", "iso2,hs,value,note\nNA,0901,1.5,\"a, \"\"b\"\"\"\nNO,01,,\n");
    const std::vector<ColumnType> columns{{"iso2", false}, {"hs", false}, {"value", true}};

    const auto table = read_table(path, columns, "test/values");

    REQUIRE(table.rows() == 2);
    CHECK(table.name() == "test/values");
    CHECK(table.text("iso2")[0] == "NA");
    CHECK(table.text("hs")[0] == "0901");
    CHECK(table.text("hs")[1] == "01");
    CHECK(table.text("note")[0] == "a, \"b\"");
    CHECK(table.text("note")[1].empty());
    CHECK(table.number("value")[0] == 1.5);
    CHECK(std::isnan(table.number("value")[1]));
}

TEST_CASE("a dataset that is not what its manifest says is refused by name", "[io][error]")
{
    const test::TemporaryFolder folder;
    const auto path = folder.file("bad.csv", "iso2,value\nNA,high\n");

    SECTION("a word where a number is declared")
    {
        const std::vector<ColumnType> columns{{"value", true}};
        CHECK_THROWS_MATCHES(read_table(path, columns), Error,
                             test::has_code(Errc::kDatasetInvalid));
    }
    SECTION("a column that is missing")
    {
        const std::vector<ColumnType> columns{{"tier", false}};
        CHECK_THROWS_WITH(read_table(path, columns), Catch::Contains("\"tier\""));
    }
    SECTION("a file that is not there")
    {
        CHECK_THROWS_MATCHES(read_table(path + ".none", {}), Error,
                             test::has_code(Errc::kDatasetInvalid));
    }
}

TEST_CASE("Parquet datasets of the repository are read with their types", "[io]")
{
    const std::string places =
        std::string{SOURCELIGHT_SOURCE_DIR} + "/datasets/geonames/places/data.parquet";
    if (!std::filesystem::exists(places)) {
        WARN("datasets/geonames/places is not compiled yet: skipped");
        return;
    }
    const std::vector<ColumnType> columns{{"lat", true}};
    const auto table = read_table(places, columns);
    REQUIRE(table.rows() > 1000);
    CHECK(std::abs(table.number("lat")[0]) <= 90.0);
}
