// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/io/csv_properties.hpp"

#include <catch2/catch.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace {

/// Numerical Recipes' linear congruential generator: the same texts on every machine.
class Dice {
public:
    explicit Dice(std::uint32_t seed) : m_state{seed} {}
    std::size_t below(std::size_t limit)
    {
        m_state = m_state * 1664525U + 1013904223U;
        return (m_state >> 8U) % limit;
    }

private:
    std::uint32_t m_state;
};

std::string quoted(const std::string& cell)
{
    std::string out = "\"";
    for (const char c : cell) {
        out.append(c == '"' ? 2 : 1, c);
    }
    return out + "\"";
}

}  // namespace

TEST_CASE("whatever the bytes, no letter is lost and pieces do not matter", "[io][csv][property]")
{
    constexpr std::string_view kAlphabet = "ab,,\"\"\n\r ";
    Dice dice{20260922};
    for (int i = 0; i < 20000; ++i) {
        std::string text;
        for (auto n = dice.below(40); n > 0; --n) {
            text.push_back(kAlphabet[dice.below(kAlphabet.size())]);
        }
        INFO("text: [" << text << "]");
        REQUIRE(test::csv_holds(text));
    }
}

TEST_CASE("a text with cells beyond the limit is cut at the same place in any pieces",
          "[io][csv][property]")
{
    const std::string large(70, 'x');
    for (const auto& text : {"a," + large + "\n", "\"" + large + "\"\n", "\"a\n" + large + ",b\n",
                             "\"" + large, "a\n\"b" + std::string(30, '\n') + large + ",c\n"}) {
        INFO(text);
        CHECK(test::csv_holds(text));
    }
}

TEST_CASE("cells quoted as RFC 4180 asks come back unchanged", "[io][csv][property]")
{
    constexpr std::string_view kAlphabet = "a,\"\n\r ;";
    Dice dice{7};
    for (int i = 0; i < 2000; ++i) {
        test::CsvRows rows(1 + dice.below(3));
        std::string text;
        for (auto& row : rows) {
            for (auto n = 1 + dice.below(4); n > 0; --n) {
                std::string cell;
                for (auto m = dice.below(6); m > 0; --m) {
                    cell.push_back(kAlphabet[dice.below(kAlphabet.size())]);
                }
                text += (row.empty() ? "" : ",") + quoted(cell);
                row.push_back(cell);
            }
            text += "\n";
        }
        INFO("text: [" << text << "]");
        REQUIRE(test::parse_csv(text, text.size()) == rows);
    }
}
