// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/core/shell_word.hpp"
#include "sourcelight/core/wrap.hpp"

#include <catch2/catch.hpp>

using namespace sourcelight;

TEST_CASE("a text breaks at its blanks and hangs behind the indent", "[core][wrap]")
{
    CHECK(wrap("one two three", 2, 8) == "one two\n  three");
    CHECK(wrap("one two", 2, 7) == "one two");
    CHECK(wrap("name    one two", 8, 11) == "name    one\n        two");
    CHECK(wrap("  one two", 4, 7) == "  one\n    two");
    CHECK(wrap("up to 40 % of", 0, 8) == "up to\n40 % of");
    CHECK(wrap("one     ", 0, 4) == "one");
    CHECK(wrap("", 4, 10).empty());
}

TEST_CASE("an address is never broken inside, it hangs over", "[core][wrap]")
{
    CHECK(wrap("see http://a.example/long/path?x=1 there", 2, 20) ==
          "see\n  http://a.example/long/path?x=1\n  there");
    CHECK(wrap("url=http://a.example/long/path?x=1]", 2, 20) ==
          "url=http://a.example/long/path?x=1]");
    CHECK(wrap("  http://a.example/long/path?x=1   b", 2, 20) ==
          "  http://a.example/long/path?x=1\n  b");
}

TEST_CASE("a word of a command is quoted as far as a shell needs it", "[core][shell]")
{
    CHECK(shell_word("build/demo_1") == "build/demo_1");
    CHECK(shell_word("iso2=TH, year=2023") == "\"iso2=TH, year=2023\"");
    CHECK(shell_word("O'Neil & Co") == "\"O'Neil & Co\"");
    CHECK(shell_word("$HOME's `x`") == "'$HOME'\\''s `x`'");
    CHECK(shell_word("") == "\"\"");
}

TEST_CASE("a word longer than a line breaks behind its punctuation", "[core][wrap]")
{
    CHECK(wrap("see a.example/long/path?x=1 there", 2, 12) ==
          "see\n  a.example/\n  long/path?\n  x=1 there");
    CHECK(wrap("abcdefghij", 1, 4) == "abcd\n efg\n hij");
}

TEST_CASE("columns count what a terminal shows", "[core][wrap]")
{
    CHECK(columns_of("Łódź") == 4);
    CHECK(columns_of("深圳") == 4);
    CHECK(columns_of("e\xCC\x81") == 1);  // e and a combining acute accent
    CHECK(columns_of("\xFF") == 1);
    CHECK(wrap("深圳市宝安区", 0, 6) == "深圳市\n宝安区");
}

TEST_CASE("a text of outside cannot steer the terminal", "[core][wrap]")
{
    CHECK(printable(" Supplier\nname\x1b[31m \t ") == "Supplier name [31m");
    CHECK(printable("a\xC2\x9B"
                    "31m") == "a 31m");  // CSI as one C1 character
    CHECK(printable("東莞") == "東莞");
    CHECK(printable("abc\u202Efdp.exe") == "abc fdp.exe");  // right-to-left override
    CHECK(printable("\u2066a\u2069") == "a");
    CHECK(printable("line\u2028next") == "line next");
    CHECK(printable("it\u2019s \u20AC 5") == "it\u2019s \u20AC 5");  // neighbours stay
}
