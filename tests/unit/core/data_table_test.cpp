// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/core/data_table.hpp"

#include "sourcelight/core/error.hpp"

#include <catch2/catch.hpp>

using namespace sourcelight;

namespace {

/// Three facts: a code and a number each, the second one without a code.
DataTable facts()
{
    return {
        "facts", {"iso2", "value"}, {TextColumn::of({"BR", "", "CN"}), std::vector{1., 2., 3.}}};
}

}  // namespace

TEST_CASE("a table gives its columns by name and kind", "[core][table]")
{
    const auto table = facts();
    CHECK(table.name() == "facts");
    CHECK(table.rows() == 3);
    CHECK(table.columns() == std::vector<std::string>{"iso2", "value"});
    CHECK(table.has("value"));
    CHECK_FALSE(table.has("year"));
    CHECK(table.text("iso2")[2] == "CN");
    CHECK(table.text("iso2")[1].empty());
    CHECK(table.number("value")[1] == 2.0);
}

TEST_CASE("a column that is not there or of another kind is named", "[core][table][error]")
{
    const auto table = facts();
    CHECK_THROWS_WITH(table.number("year"), "facts: no column \"year\"; it has iso2, value");
    CHECK_THROWS_WITH(table.number("iso2"), Catch::Contains("\"iso2\" holds texts, not numbers"));
    CHECK_THROWS_WITH(table.text("value"), Catch::Contains("\"value\" holds numbers, not texts"));
    CHECK_THROWS_AS(table.text("year"), Error);
}

TEST_CASE("filtering keeps rows in order and leaves the table as it was", "[core][table]")
{
    const auto table = facts();
    const auto kept = table.filtered({true, false, true});
    REQUIRE(kept.rows() == 2);
    CHECK(kept.text("iso2")[1] == "CN");
    CHECK(kept.number("value") == std::vector{1.0, 3.0});
    CHECK(table.rows() == 3);
    CHECK(table.filtered({false, false, false}).rows() == 0);
}

TEST_CASE("columns of different lengths are no table", "[core][table][error]")
{
    const auto uneven = [] {
        return DataTable{"facts", {"a", "b"}, {std::vector{1.0}, std::vector{1.0, 2.0}}};
    };
    const auto unnamed = [] { return DataTable{"facts", {}, {std::vector{1.0}}}; };
    CHECK_THROWS_WITH(uneven(), Catch::Contains("facts: columns of a table"));
    CHECK_THROWS_AS(unnamed(), Error);
    CHECK(DataTable{}.rows() == 0);
}

TEST_CASE("a copy of a text column outlives the column", "[core][table]")
{
    TextColumn copy;
    CHECK(copy.empty());
    {
        const auto column = TextColumn::of({"cotton", "", "cobalt"});
        copy = column;
    }
    REQUIRE(copy.size() == 3);
    CHECK(copy[0] == "cotton");
    CHECK(copy[1].empty());
    CHECK(copy[2] == "cobalt");
    CHECK_FALSE(copy.empty());
    CHECK(TextColumn::of({}).empty());
}
