// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/ids.hpp"

#include <array>
#include <compare>
#include <cstdint>
#include <string_view>

namespace sourcelight::assess {

/// What is known of a factor at a site.
enum class Answer : std::uint8_t { kUnknown, kAbsent, kPresent };

/// What a company does at a site, rounded so that few distinct cells arise.
struct SiteMeasures {
    static constexpr std::uint8_t kWhole = 20;  ///< shares are in steps of 5 %
    static constexpr std::uint8_t kYear = 4;    ///< checks a year are in quarters
    static constexpr std::uint8_t kMostChecks = 12 * kYear;

    std::uint8_t announced = 0;    ///< audits
    std::uint8_t unannounced = 0;  ///< audits with interviews off site
    std::uint8_t voice = 0;        ///< share of the workers that a complaint line reaches
    std::uint8_t programme = 0;    ///< share of the workers under an enforceable programme
    std::uint8_t remedy = 0;       ///< share of found cases released and remedied, plus one; 0 =
                                   ///< not stated

    [[nodiscard]] bool any() const noexcept
    {
        return announced > 0 || unannounced > 0 || voice > 0 || programme > 0;
    }
    auto operator<=>(const SiteMeasures&) const = default;
};

/// What a supplier list says about the workforce of a site, as far as it changes S.
struct SitePattern {
    enum class Migrants : std::uint8_t { kUnknown, kFew, kMany };
    Migrants migrants = Migrants::kUnknown;
    bool certified = false;
    std::uint32_t answers = 0;  ///< two bits an entry of kFactorFields: Answer
    SiteMeasures measures;

    // NOLINTNEXTLINE(readability-implicit-bool-conversion): clang-tidy 14 on the defaulted bool <=>
    auto operator<=>(const SitePattern&) const = default;
};

/// One reading of an activity with its weight in sixteenths.
struct ActivityPart {
    NodeId node = NodeId::kNone;
    GoodId good = GoodId::kNone;
    std::uint8_t sixteenths = 0;

    auto operator<=>(const ActivityPart&) const = default;
};

/// The unit of risk: place x activity, as finely as it matters. Regions without evidence of
/// their own are one class, since they differ by noise only; uncertain places and activities are
/// mixtures whose weights are rounded to sixteenths, so that few distinct cells arise.
struct CellKey {
    static constexpr std::size_t kMaxParts = 3;
    static constexpr std::uint8_t kWhole = 16;

    CountryCode country;
    RegionCode region;                   ///< set if the region has evidence or rules of its own
    std::uint8_t region_sixteenths = 0;  ///< 0 = only the country is known
    /// The other region that the place may be in, set like `region`; what is left of sixteen is
    /// anywhere in the country.
    RegionCode rival;
    std::uint8_t rival_sixteenths = 0;
    std::array<ActivityPart, kMaxParts> parts;  ///< most probable first; sixteenths sum to 16
    SitePattern pattern;

    auto operator<=>(const CellKey&) const = default;

    [[nodiscard]] const ActivityPart& main() const noexcept { return parts.front(); }
};

}  // namespace sourcelight::assess

template <>
struct std::hash<sourcelight::assess::CellKey> {
    std::size_t operator()(const sourcelight::assess::CellKey& key) const noexcept
    {
        std::uint64_t state = 0xCBF29CE484222325U;
        const auto mix = [&state](std::uint64_t value) {
            state = (state ^ value) * 0x9E3779B97F4A7C15U;
            state ^= state >> 32U;
        };
        for (const char byte : key.country.view()) {
            mix(static_cast<unsigned char>(byte));
        }
        for (const char byte : key.region.view()) {
            mix(static_cast<unsigned char>(byte));
        }
        mix(key.region_sixteenths);
        // Draws of a site are keyed by this hash: a cell without a rival keeps its luck.
        if (key.rival_sixteenths > 0) {
            for (const char byte : key.rival.view()) {
                mix(static_cast<unsigned char>(byte));
            }
            mix(key.rival_sixteenths);
        }
        for (const auto& part : key.parts) {
            mix((static_cast<std::uint64_t>(part.node) << 32U) |
                (static_cast<std::uint64_t>(part.good) << 8U) | part.sixteenths);
        }
        mix(static_cast<std::uint64_t>(key.pattern.migrants) * 2U +
            (key.pattern.certified ? 1U : 0U));
        // Draws of a site are keyed by this hash: measures leave its luck as it is, so that what
        // they change is not noise; and a site without answers keeps that of before.
        if (key.pattern.answers != 0) {
            mix(key.pattern.answers);
        }
        return state;
    }
};
