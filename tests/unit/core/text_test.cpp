// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/core/text.hpp"

#include <catch2/catch.hpp>

using namespace sourcelight;

TEST_CASE("folding keeps what a reader compares and drops the rest", "[core][text]")
{
    CHECK(fold("  São-Paulo ") == "sao paulo");
    CHECK(fold("P.R.C.") == "p r c");
    CHECK(fold("Łódź") == "lodz");
    CHECK(fold("STRASSE") == fold("Straße"));
    CHECK(fold("ＡＢＣ　１２") == "abc 12");
    CHECK(fold("深圳市") == "深圳市");
    CHECK(fold("\xFF\xFE bad") == "bad");
    CHECK(fold("").empty());
}

TEST_CASE("every script can be written in Latin letters", "[core][text]")
{
    CHECK(fold_latin("深圳") == "shen zhen");
    CHECK(fold_latin("Москва") == "moskva");
}

TEST_CASE("numbers are read by their separators, not by the locale", "[core][text]")
{
    CHECK(parse_number("1,234.5") == 1234.5);
    CHECK(parse_number("1.234,5") == 1234.5);
    CHECK(parse_number("1 234") == 1234.0);
    CHECK(parse_number("1,234,567") == 1234567.0);
    CHECK(parse_number("1.234.567") == 1234567.0);
    CHECK(parse_number("-0,5") == -0.5);
    CHECK(parse_number("1e3") == 1000.0);
    for (const auto* text :
         {"", "abc", "1 2 a", "inf", "nan", "--1", "+-5", "+ -5", "+-1,000", "1e999"}) {
        INFO(text);
        CHECK_FALSE(parse_number(text));
    }
}

TEST_CASE("edit distance counts swaps once and stops at its limit", "[core][text]")
{
    CHECK(edit_distance("kitten", "sitting", 5) == 3);
    CHECK(edit_distance("chian", "china", 2) == 1);
    CHECK(edit_distance("abc", "xyz", 1) == 2);
    CHECK(edit_distance("", "ab", 3) == 2);
}

TEST_CASE("scripts without blanks are recognised", "[core][text]")
{
    CHECK(has_unspaced_script("中国"));
    CHECK(has_unspaced_script("กรุงเทพ"));
    CHECK_FALSE(has_unspaced_script("Москва, Москва"));
    CHECK(is_utf8("中国"));
    CHECK_FALSE(is_utf8("\xC3\x28"));
}

TEST_CASE("trimming removes every kind of blank at the ends", "[core][text]")
{
    CHECK(trim("\t a b \n") == "a b");
    CHECK(trim("\xC2\xA0x\xE3\x80\x80") == "x");
    CHECK(trim("   ").empty());
}

TEST_CASE("one point before three digits may group thousands", "[core][text]")
{
    CHECK(may_group_by_point("1.500"));
    CHECK(may_group_by_point(" 123.456 "));
    CHECK_FALSE(may_group_by_point("1234.567"));
    CHECK_FALSE(may_group_by_point("1.50"));
    CHECK_FALSE(may_group_by_point("1.500.000"));
    CHECK_FALSE(may_group_by_point(".500"));
    CHECK_FALSE(may_group_by_point("1.5oo"));
    CHECK_FALSE(may_group_by_point("1500"));
}
