// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/core/number_text.hpp"
#include "sourcelight/core/parse_whole.hpp"

#include <catch2/catch.hpp>

#include <cstdint>
#include <limits>

using namespace sourcelight;

TEST_CASE("a number for readers never has an exponent", "[core][number]")
{
    CHECK(number_text(99.7, 2) == "100");
    CHECK(number_text(744'649'000.0) == "745,000,000");
    CHECK(number_text(0.0000012) == "0.0000012");
    CHECK(number_text(-0.04) == "-0.04");
    CHECK(number_text(5.04, 2) == "5");
    CHECK(number_text(0.0) == "0");
    CHECK(number_text(-1e-15) == "0");
    CHECK(number_text(12'345.0, 4) == "12,350");
    CHECK(number_text(std::numeric_limits<double>::infinity()) == "no data");
    CHECK(count_text(744'649) == "744,649");
    CHECK(count_text(-1'000) == "-1,000");
}

TEST_CASE("a whole text is a number or it is none", "[core][number]")
{
    CHECK(parse_whole<std::int64_t>("9007199254740993") == 9'007'199'254'740'993);  // 2^53 + 1
    CHECK(parse_whole<double>("-1.5e3") == -1500.0);
    for (const auto* text : {"", " 1", "1 ", "+1", "1,5", "1x"}) {
        INFO(text);
        CHECK_FALSE(parse_whole<double>(text));
    }
    CHECK_FALSE(parse_whole<std::int8_t>("128"));
}
