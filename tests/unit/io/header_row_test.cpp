// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/io/header_row.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace {

using sourcelight::io::choose_header;
using Rows = std::vector<std::vector<std::string>>;

std::size_t judge(const std::vector<std::string>& cells)
{
    return static_cast<std::size_t>(std::count_if(cells.begin(), cells.end(), [](const auto& cell) {
        return cell == "name" || cell == "country" || cell == "city";
    }));
}

}  // namespace

TEST_CASE("the header is the row with the most header words", "[io][header]")
{
    const auto choice = choose_header({{"Our suppliers", "", ""},
                                       {"country", "", ""},
                                       {"", "", ""},
                                       {"name", "country", "city"},
                                       {"A", "CN", "X"}},
                                      judge);
    CHECK(choice.found);
    CHECK(choice.row == 3);
    CHECK(choice.names == std::vector<std::string>{"name", "country", "city"});
}

TEST_CASE("without a known word the first wide row of words is the header", "[io][header]")
{
    const auto choice = choose_header({{"Title"}, {"foo", "bar"}, {"x", "1"}, {"y", "2"}}, judge);
    CHECK(choice.found);
    CHECK(choice.row == 1);
}

TEST_CASE("a table that starts with data has numbered columns and loses no row", "[io][header]")
{
    const auto choice = choose_header({{"A", "39.9", "116.4"}, {"B", "52.5", "13.4"}}, judge);
    CHECK_FALSE(choice.found);
    CHECK(choice.row == 0);
    CHECK(choice.names == std::vector<std::string>{"column 1", "column 2", "column 3"});
}

TEST_CASE("columns that only a few long rows have are no columns", "[io][header]")
{
    Rows rows{{"name", "country", "", ""}};
    for (int i = 0; i < 9; ++i) {
        rows.push_back({"A", "CN", "", ""});
    }
    rows.push_back({"B", "Inc", "US", ""});
    CHECK(choose_header(rows, judge).names.size() == 2);

    // But a column that nearly every row fills is one, even without a name.
    for (auto& row : rows) {
        row[2] = row[0] == "name" ? "" : "x";
    }
    CHECK(choose_header(rows, judge).names ==
          std::vector<std::string>{"name", "country", "column 3"});
}
