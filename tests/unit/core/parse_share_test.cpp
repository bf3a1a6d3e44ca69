// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/core/text.hpp"

#include <catch2/catch.hpp>

using namespace sourcelight;

TEST_CASE("a share is read from fraction, percentage and percent sign alike", "[core][text]")
{
    CHECK(parse_share("0.35").value() == Approx(0.35));
    CHECK(parse_share("35").value() == Approx(0.35));
    CHECK(parse_share("35 %").value() == Approx(0.35));
    CHECK(parse_share(" 35% ").value() == Approx(0.35));
    CHECK(parse_share("35,5 %").value() == Approx(0.355));
}

TEST_CASE("one is all, with a percent sign one hundredth", "[core][text]")
{
    CHECK(parse_share("1").value() == 1.0);
    CHECK(parse_share("1 %").value() == Approx(0.01));
    CHECK(parse_share("0.5 %").value() == Approx(0.005));
    CHECK(parse_share("100").value() == 1.0);
    CHECK(parse_share("0").value() == 0.0);
    CHECK(parse_share("0%").value() == 0.0);
}

TEST_CASE("what is no share between nothing and all is not read", "[core][text]")
{
    for (const auto* text :
         {"", " ", "%", "-1", "-0.1", "101", "100.1 %", "many", "1/3", "35 %%"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_share(text));
    }
}
