// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/resolve/location.hpp"

#include <string>
#include <string_view>

namespace sourcelight::resolve {

/// A place of a name in a region confirms the region from this probability on; less is left when
/// the cells speak for another one.
inline constexpr float kLeastNamesake = 0.05F;

/// What the steps of one resolution hand on; private to the location resolver.
struct LocationResolver::Work {
    const LocationCells& cells;
    PlaceMemo& memo;
    std::vector<Finding>& findings;
    Coordinates coordinates;
    CountryMatch stated;
    Sited sited;
    ResolvedPlace place;
    StatedRegion voice = {};      ///< only where no country is stated
    float country_share = 1.0F;   ///< how sure a country is that was taken from a region
    std::string_view state = {};  ///< the country column's text where it is a region's name
    double shape_km = 0.0;        ///< how far the row's shape reaches from the coordinates
    bool wide = false;            ///< too far for the coordinates to tell a region
    bool address_abroad = false;  ///< the address ends with another country than the stated one

    void report(const FindingKind& kind, std::string_view column, std::string message) const;
    void report_coordinates() const;
    void read_shape();
    void report_out_of_range() const;
    void report_country_from_place(const FindingKind& kind, std::string message) const;
    void report_text_place(const geo::PlaceAnswer& answer) const;
    void move_to_claimed_place(const LocationResolver& resolver);
    void move_to_rival_country(const LocationResolver& resolver);
    [[nodiscard]] std::string_view cell(std::string_view column) const noexcept;
    [[nodiscard]] std::string pair() const;
};

}  // namespace sourcelight::resolve
