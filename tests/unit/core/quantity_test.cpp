// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/core/quantity.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <utility>
#include <vector>

using sourcelight::parse_quantity;

TEST_CASE("numbers are read as people write them", "[core][quantity]")
{
    // Each value is the plain meaning of the text in the language it comes from.
    const std::vector<std::pair<std::string, double>> cases{{"1200", 1200.0},
                                                            {"1,200", 1200.0},
                                                            {"1.2k", 1200.0},
                                                            {"1.2 K", 1200.0},
                                                            {"350万", 3.5e6},
                                                            {"3.5亿", 3.5e8},
                                                            {"1,5万人", 15000.0},
                                                            {"2,5 Mio", 2.5e6},
                                                            {"2,5 Mio. EUR", 2.5e6},
                                                            {"5.500,-", 5500.0},
                                                            {"5.500,-- €", 5500.0},
                                                            {"１２００", 1200.0},
                                                            {"١٢٠٠", 1200.0},
                                                            {"۱۲۰۰", 1200.0},
                                                            {"१२००", 1200.0},
                                                            {"1\xC2\xA0"
                                                             "200",
                                                             1200.0},
                                                            {"1\xE2\x80\xAF"
                                                             "200",
                                                             1200.0},
                                                            {"1\xE2\x80\x89"
                                                             "200,50",
                                                             1200.5},
                                                            {"$1,200.50", 1200.5},
                                                            {"EUR 1.200,50", 1200.5},
                                                            {"1.200,50 EUR", 1200.5},
                                                            {"120 employees", 120.0},
                                                            {"120 Mitarbeiter", 120.0},
                                                            {"120人", 120.0},
                                                            {"約120名", 120.0},
                                                            {"120 тыс.", 120000.0},
                                                            {"1,2 млн руб", 0.0},
                                                            {"12 lakh", 1.2e6},
                                                            {"3 juta", 3e6},
                                                            {"1'200", 1200.0},
                                                            {"−5", -5.0}};
    for (const auto& [text, value] : cases) {
        INFO(text);
        const auto read = parse_quantity(text, false);
        if (text == "1,2 млн руб") {
            CHECK_FALSE(read);  // "руб" is no unit that is known here
            continue;
        }
        REQUIRE(read);
        CHECK(read->value == Approx(value));
        CHECK(read->estimated == (text.starts_with("約")));
    }
}

TEST_CASE("a range, a bound and an estimate say that they are", "[core][quantity]")
{
    // A range is its middle, an upper bound half of itself, a lower bound itself.
    const std::vector<std::pair<std::string, double>> cases{
        {"200-300", 250.0},      {"200 – 300", 250.0},
        {"200 to 300", 250.0},   {"200至300", 250.0},
        {"2-3k", 2500.0},        {"51-200", 126.0},
        {"1,001-5,000", 3001.0}, {"~300", 300.0},
        {"ca. 300", 300.0},      {"500+", 500.0},
        {">500", 500.0},         {"<50", 25.0},
        {"1000人以上", 1000.0},  {"201-500 employees", 351.0},
        {"10.001-20.000", 15.0}};
    for (const auto& [text, value] : cases) {
        INFO(text);
        const auto read = parse_quantity(text, false);
        REQUIRE(read);
        CHECK(read->value == Approx(value).margin(1.0));
        CHECK(read->estimated);
    }
    CHECK(parse_quantity("10.001-20.000", true)->value == Approx(15001.0));
}

TEST_CASE("a minus behind the number and brackets mean less than nothing", "[core][quantity]")
{
    CHECK(parse_quantity("120-", false)->value == Approx(-120.0));
    CHECK(parse_quantity("1.234,56-", false)->value == Approx(-1234.56));
    CHECK(parse_quantity("(120)", false)->value == Approx(-120.0));
}

TEST_CASE("the currency beside an amount is told", "[core][quantity]")
{
    CHECK(parse_quantity("EUR 1.200,50", false)->currency == "EUR");
    CHECK(parse_quantity("1,200 USD", false)->currency == "USD");
    CHECK(parse_quantity("€ 5", false)->currency == "EUR");
    CHECK(parse_quantity("R$ 5", false)->currency == "BRL");
    CHECK(parse_quantity("$5", false)->currency.empty());
}

TEST_CASE("marks of other scripts stand for their own", "[core][quantity]")
{
    CHECK(parse_quantity("１２．５", false).value().value == 12.5);
    CHECK(parse_quantity("１，２００", false).value().value == 1200.0);
    CHECK(parse_quantity("١٢٫٥", false).value().value == 12.5);
    CHECK(parse_quantity("١٬٢٠٠", false).value().value == 1200.0);
    CHECK(parse_quantity("1’200", false).value().value == 1200.0);
    CHECK(parse_quantity("￥500", false).value().value == 500.0);
    CHECK(parse_quantity("～500", false).value().estimated);
}

TEST_CASE("a word that only begins or ends like a known one is not taken", "[core][quantity]")
{
    CHECK(parse_quantity("ca 500", false).value().estimated);
    CHECK_FALSE(parse_quantity("cab 500", false));
    CHECK(parse_quantity("2 mio", false).value().value == 2e6);
    CHECK_FALSE(parse_quantity("2 xmio", false));
}

TEST_CASE("words and codes are no quantity", "[core][quantity]")
{
    for (const auto* text : {"", "-", "n/a", "many", "Building 5", "12-34-56", "2024-01-05", "k",
                             "万", "300-200", "+49 30 1234 ext", "A4", "5 x 7"}) {
        INFO(text);
        CHECK_FALSE(parse_quantity(text, false));
    }
}
