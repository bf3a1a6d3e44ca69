// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace sourcelight::geo {

/// What a name is, best first.
enum class NameKind : std::uint8_t {
    kMain,             ///< a settlement, as the gazetteer spells it
    kAlternate,        ///< another name of a settlement
    kRegion,           ///< a region
    kRegionAlternate,  ///< an older or less certain name of a region
    kAbbreviation,     ///< short form of a region
    kCountry,          ///< a country's name
};

/// Whether the target of a name of this kind is a region.
[[nodiscard]] constexpr bool names_region(NameKind kind) noexcept
{
    return kind == NameKind::kRegion || kind == NameKind::kRegionAlternate ||
           kind == NameKind::kAbbreviation;
}

/// One bearer of a name.
struct Posting {
    std::uint32_t target = 0;   ///< index of a place, or of a region if names_region(kind)
    std::uint16_t country = 0;  ///< index into countries()
    NameKind kind = NameKind::kMain;
};

}  // namespace sourcelight::geo
