// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/ids.hpp"
#include "sourcelight/geo/ellipsoid.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sourcelight::resolve {

/// Whose codes a place in a disputed area gets.
enum class View : std::uint8_t {
    kUn,       ///< those of ISO 3166 and the United Nations
    kDeFacto,  ///< those of the state that holds it, where that has a code
};

/// The view that the setting geo.view names. Throws Error kConfigInvalid for another text.
[[nodiscard]] View parse_view(std::string_view text);

/// An area that states dispute, or where enclaves lie whose borders the boundaries lack.
struct DisputedArea {
    std::string name;
    bool enclaves = false;
    bool unclaimed = false;  ///< no state says it is its own: a place there has no country
    CountryCode country;     ///< by ISO and the United Nations; empty = as located
    RegionCode region;       ///< the area is this region; empty = outline or country
    std::vector<geo::LonLat> outline;  ///< a ring, not closed; empty = none
    bool redraws = false;              ///< the outline overrules the country zones
    CountryCode holder;                ///< country in the view kDeFacto; empty = unchanged
    RegionCode holder_region;
    std::string held_by;
    std::string claimed_by;
    std::vector<CountryCode> claimants;  ///< further countries that suppliers there may name
};

/// The disputed areas under one view. Const after construction, safe from several threads.
class DisputedAreas {
public:
    DisputedAreas() = default;
    DisputedAreas(std::vector<DisputedArea> areas, View view);

    /// The area that a place located as `country` and `region` lies in; nullptr if it lies in none.
    /// Outlines come first, then regions, then whole countries; without a point no outline counts.
    /// Cost: some ten nanoseconds where the country is in no dispute.
    [[nodiscard]] const DisputedArea* find(CountryCode country, RegionCode region,
                                           std::optional<geo::LonLat> point) const noexcept;

    /// Whether places of the country, or stated to be in it, may lie in an area.
    [[nodiscard]] bool concern(CountryCode country) const noexcept;

    /// Country and region of a place in the area under the view in force.
    void apply(const DisputedArea& area, CountryCode& country, RegionCode& region,
               RegionCode& subregion) const noexcept;

    [[nodiscard]] std::string_view view_name() const noexcept;

private:
    std::vector<DisputedArea> m_areas;
    View m_view = View::kUn;
    std::vector<CountryCode> m_countries;  ///< sorted; those whose places may lie in an area
    std::vector<std::vector<std::size_t>> m_areas_of;  ///< of each, indices of what may cover it
};

/// Whether a country is among those that name an area theirs, or the one it counts to.
[[nodiscard]] bool is_party(const DisputedArea& area, CountryCode country) noexcept;

/// Reads "35.2 31.7;35.3 31.8" (longitude and latitude). Throws Error kDatasetInvalid naming
/// `area` if it is no ring of three points or more.
[[nodiscard]] std::vector<geo::LonLat> parse_outline(std::string_view text, std::string_view area);

}  // namespace sourcelight::resolve
