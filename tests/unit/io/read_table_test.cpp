// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/io/read_table.hpp"

#include "sourcelight/core/error.hpp"

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

/// A file in the system's temporary folder that is gone at the end of the test.
class TemporaryFile {
public:
    TemporaryFile(const std::string& name, const std::string& bytes)
        : m_path{std::filesystem::temp_directory_path() / name}
    {
        std::ofstream{m_path, std::ios::binary} << bytes;
    }
    ~TemporaryFile() { std::filesystem::remove(m_path); }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    TemporaryFile(TemporaryFile&&) = delete;
    TemporaryFile& operator=(TemporaryFile&&) = delete;

    [[nodiscard]] std::string path() const { return m_path.string(); }

private:
    std::filesystem::path m_path;
};

auto has_code(Errc code)
{
    return Catch::Matchers::Predicate<Error>([code](const Error& e) { return e.code() == code; },
                                             "has the expected code");
}

}  // namespace

TEST_CASE("a dataset keeps Namibia's NA and leading zeros, and an empty number is NaN", "[io]")
{
    const TemporaryFile file{"sourcelight_read_table.csv",
                             "iso2,hs,value,note\nNA,0901,1.5,\"a, \"\"b\"\"\"\nNO,01,,\n"};
    const std::vector<ColumnType> columns{{"iso2", false}, {"hs", false}, {"value", true}};

    const auto table = read_table(file.path(), columns, "test/values");

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
    const TemporaryFile file{"sourcelight_read_table_bad.csv", "iso2,value\nNA,high\n"};

    SECTION("a word where a number is declared")
    {
        const std::vector<ColumnType> columns{{"value", true}};
        CHECK_THROWS_MATCHES(read_table(file.path(), columns), Error,
                             has_code(Errc::kDatasetInvalid));
    }
    SECTION("a column that is missing")
    {
        const std::vector<ColumnType> columns{{"tier", false}};
        CHECK_THROWS_WITH(read_table(file.path(), columns), Catch::Contains("\"tier\""));
    }
    SECTION("a file that is not there")
    {
        CHECK_THROWS_MATCHES(read_table(file.path() + ".none", {}), Error,
                             has_code(Errc::kDatasetInvalid));
    }
}

TEST_CASE("Parquet datasets of the repository are read with their types", "[io]")
{
    const std::string path =
        std::string{SOURCELIGHT_SOURCE_DIR} + "/datasets/geonames/places/data.parquet";
    if (!std::filesystem::exists(path)) {
        WARN("datasets/geonames/places is not compiled yet: skipped");
        return;
    }
    const std::vector<ColumnType> columns{{"lat", true}};
    const auto table = read_table(path, columns);
    REQUIRE(table.rows() > 1000);
    CHECK(std::abs(table.number("lat")[0]) <= 90.0);
}
