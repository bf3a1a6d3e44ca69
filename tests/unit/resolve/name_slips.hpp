// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/ids.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <string_view>

namespace sourcelight::resolve::test {

/// Chance that is the same with every standard library.
class Chance {
public:
    explicit Chance(std::uint64_t seed) : m_engine{seed} {}

    /// 0 to below `count`.
    std::size_t below(std::size_t count) { return static_cast<std::size_t>(m_engine() % count); }
    /// 0 to below 1.
    double share() { return static_cast<double>(m_engine() >> 11U) * 0x1.0p-53; }

private:
    std::mt19937_64 m_engine;
};

/// One letter added, left out, changed or swapped with the next; names of six ASCII letters and
/// more.
[[nodiscard]] std::optional<std::string> with_typo(std::string_view name, Chance& chance);

/// The same at the first letter.
[[nodiscard]] std::optional<std::string> with_first(std::string_view name, Chance& chance);

/// As a narrow column cuts it: one to four letters short, seven left; or without its last word.
[[nodiscard]] std::optional<std::string> cut_short(std::string_view name, Chance& chance);

/// Marks written as letters: "Muenchen", "Aarhus"; nothing for names without such marks.
[[nodiscard]] std::optional<std::string> spelt_out(std::string_view name);

/// "City of ...", "... Municipality", "Kota ...".
[[nodiscard]] std::optional<std::string> with_title(std::string_view name, Chance& chance);

/// A name in Cyrillic letters as English, German, French or Italian writers and the scholarly rule
/// put it in Latin ones; nothing for a name with other letters.
[[nodiscard]] std::optional<std::string> romanised(std::string_view name, Chance& chance);

/// A postcode of the country that begins so.
[[nodiscard]] std::string filled_postcode(std::string_view prefix, CountryCode country,
                                          Chance& chance);

}  // namespace sourcelight::resolve::test
