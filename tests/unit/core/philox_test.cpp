// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/core/philox.hpp"

#include <catch2/catch.hpp>

#include <array>

using namespace sourcelight;

TEST_CASE("Philox gives the known answers of its authors", "[core]")
{
    // philox4x32 10 rounds, from the known-answer file of Random123.
    CHECK(philox4x32({0, 0, 0, 0}, {0, 0}) ==
          std::array<std::uint32_t, 4>{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
    CHECK(philox4x32({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, {0xffffffff, 0xffffffff}) ==
          std::array<std::uint32_t, 4>{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
    CHECK(philox4x32({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) ==
          std::array<std::uint32_t, 4>{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST_CASE("uniform draws stay inside the open interval and have its mean", "[core]")
{
    double sum = 0.0;
    constexpr std::uint32_t kDraws = 20'000;
    for (std::uint32_t draw = 0; draw < kDraws; ++draw) {
        const double value = uniform_draw({1, 2, 3, draw});
        REQUIRE(value > 0.0);
        REQUIRE(value < 1.0);
        sum += value;
    }
    // Four standard errors of a uniform mean: 4 / sqrt(12 n).
    CHECK(sum / kDraws == Approx(0.5).margin(0.0082));
}
