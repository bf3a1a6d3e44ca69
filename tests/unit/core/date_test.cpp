// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/core/date.hpp"

#include <catch2/catch.hpp>

using namespace sourcelight;

TEST_CASE("a date reads and prints the same", "[core]")
{
    const auto date = parse_date("2022-09-28");
    REQUIRE(date);
    CHECK(to_string(*date) == "2022-09-28");
    CHECK(year_of(*date) == 2022);
    CHECK(make_date(1970, 1, 1)->days == 0);
}

TEST_CASE("a month or a year is public when it is over", "[core]")
{
    CHECK(to_string(*parse_date("2022-02")) == "2022-02-28");
    CHECK(to_string(*parse_date("2022")) == "2022-12-31");
}

TEST_CASE("years between two dates count leap days and have a sign", "[core]")
{
    const auto from = *parse_date("2020-01-01");
    const auto until = *parse_date("2024-01-01");  // 1461 days: 4 * 365.25
    CHECK(years_between(from, until) == 4.0);
    CHECK(years_between(until, from) == -4.0);
    CHECK(years_between(from, from) == 0.0);
}

TEST_CASE("what is no day of the calendar is refused", "[core]")
{
    for (const auto* text :
         {"", "22", "2022-13-01", "2022-02-30", "2022/01/01", "20220101", "-022-01-01", "2022-1-1",
          "2022-0a-01", "0000", "0000-06", "0000-06-01"}) {
        INFO(text);
        CHECK_FALSE(parse_date(text));
    }
}
