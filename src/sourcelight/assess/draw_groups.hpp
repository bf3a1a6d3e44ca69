// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace sourcelight::assess {

/// What is asked about when a result's variance is shared out: the twelve groups of methodology 13
/// in its order, then the draws that none of them names.
enum class DrawGroup : std::uint8_t {
    kAnchors,
    kRegionNoise,
    kCountryNoise,
    kSectorTotals,
    kIndex,
    kTau,
    kHazard,
    kLlrTable,
    kDependence,
    kDecay,
    kSiteRho,
    kInputOutput,
    kProfile,
    kWorkforceSplit,
    kPlace,
    kStateShare,
    kSiteFacts,
    kHeadCount,
    kMitigation,
};
inline constexpr std::size_t kDrawGroups = 19;

/// A group in words.
struct DrawGroupWords {
    std::string_view id;     ///< stable: "region_noise"
    std::string_view label;  ///< what is not known: "the published total of the region"
    /// Why nothing is drawn, one sentence; empty where something is.
    std::string_view held_fixed;
};
[[nodiscard]] const DrawGroupWords& words_of(DrawGroup group) noexcept;

/// The group of an id. An id that words_of() does not give is a programmer's mistake.
[[nodiscard]] DrawGroup group_of(std::string_view id) noexcept;

/// Whether any parameter of the group is drawn.
[[nodiscard]] inline bool is_drawn(DrawGroup group) noexcept
{
    return words_of(group).held_fixed.empty();
}

/// A set of groups.
class DrawGroups {
public:
    constexpr DrawGroups() = default;
    [[nodiscard]] static constexpr DrawGroups all() noexcept
    {
        DrawGroups groups;
        groups.m_bits = (1U << kDrawGroups) - 1U;
        return groups;
    }
    template <typename... Group>
    [[nodiscard]] static constexpr DrawGroups of(Group... group) noexcept
    {
        DrawGroups groups;
        groups.m_bits = ((1U << static_cast<std::uint32_t>(group)) | ...);
        return groups;
    }
    [[nodiscard]] constexpr bool has(DrawGroup group) const noexcept
    {
        return ((m_bits >> static_cast<std::uint32_t>(group)) & 1U) != 0U;
    }
    [[nodiscard]] constexpr bool meets(DrawGroups other) const noexcept
    {
        return (m_bits & other.m_bits) != 0U;
    }

private:
    std::uint32_t m_bits = 0;
};

}  // namespace sourcelight::assess
