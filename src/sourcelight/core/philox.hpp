// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>

namespace sourcelight {

/// Philox4x32-10 of Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as
/// 1, 2, 3" (2011): ten rounds of a bijection of (counter, key). No state: the same
/// arguments give the same 128 bits on every machine, thread and order.
[[nodiscard]] constexpr std::array<std::uint32_t, 4> philox4x32(
    std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key) noexcept
{
    constexpr std::uint64_t kMultiplier0 = 0xD2511F53U;
    constexpr std::uint64_t kMultiplier1 = 0xCD9E8D57U;
    constexpr std::uint32_t kWeyl0 = 0x9E3779B9U;
    constexpr std::uint32_t kWeyl1 = 0xBB67AE85U;
    for (int round = 0; round < 10; ++round) {
        const std::uint64_t product0 = kMultiplier0 * counter[0];
        const std::uint64_t product1 = kMultiplier1 * counter[2];
        counter = {static_cast<std::uint32_t>(product1 >> 32U) ^ counter[1] ^ key[0],
                   static_cast<std::uint32_t>(product1),
                   static_cast<std::uint32_t>(product0 >> 32U) ^ counter[3] ^ key[1],
                   static_cast<std::uint32_t>(product0)};
        key = {key[0] + kWeyl0, key[1] + kWeyl1};
    }
    return counter;
}

/// Which random number is meant: one parameter (of the methodology) for one cell in one draw.
struct DrawKey {
    std::uint64_t seed = 0;
    std::uint32_t parameter = 0;
    std::uint64_t cell = 0;  ///< stable identity of the cell (a hash of its name), not its index
    std::uint32_t draw = 0;
};

/// A uniform number in (0, 1), never 0 or 1, of 52 random bits; a pure function of the key.
[[nodiscard]] constexpr double uniform_draw(const DrawKey& key) noexcept
{
    const auto bits = philox4x32(
        {static_cast<std::uint32_t>(key.cell), static_cast<std::uint32_t>(key.cell >> 32U),
         key.parameter, key.draw},
        {static_cast<std::uint32_t>(key.seed), static_cast<std::uint32_t>(key.seed >> 32U)});
    const std::uint64_t mantissa = ((static_cast<std::uint64_t>(bits[0]) << 32U) | bits[1]) >> 12U;
    constexpr double kStep = 1.0 / 4503599627370496.0;  // 2^-52
    return (static_cast<double>(mantissa) + 0.5) * kStep;
}

}  // namespace sourcelight
