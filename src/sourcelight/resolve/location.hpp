// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/finding.hpp"
#include "sourcelight/geo/gazetteer.hpp"
#include "sourcelight/geo/region_index.hpp"
#include "sourcelight/resolve/disputed_areas.hpp"
#include "sourcelight/resolve/location_coordinates.hpp"
#include "sourcelight/resolve/stated_region.hpp"
#include "sourcelight/resolve/types.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sourcelight::resolve {

/// A point that geocoders give for a whole country.
struct CountryCentre {
    CountryCode country;
    geo::LonLat point;
};

/// The cells of one supplier that say where it is; any may be empty.
struct LocationCells {
    std::string_view latitude;
    std::string_view longitude;
    std::string_view region;
    std::string_view city;
    std::string_view postcode;
    std::string_view address;
    CountryMatch by_name;              ///< what the country column says
    CountryMatch by_code;              ///< what a column of country codes of its own says
    CountryMatch by_address;           ///< what the end of the address says
    std::string_view country;          ///< the country column as written
    std::string_view shape_radius_km;  ///< how far a shape reaches from the coordinates; of layers
};

/// Answers of the gazetteer by text, so that each distinct text is looked up once. One for each
/// thread; results do not depend on it. Cleared by its owner when it grows too large.
struct PlaceMemo {
    std::unordered_map<std::uint64_t, geo::PlaceAnswer> answers;
    std::string key;  ///< room for the text that is hashed
};

/// Turns coordinates, stated country and place texts into one place with a confidence.
///
/// 1. Country: name, code and coordinates vote; on a tie the name beats the code, and both beat the
///    coordinates unless the texts speak for these. Within 5 km of a border the stated country
///    stands. Exchanged and wrongly signed coordinates are tried before they are called wrong.
///    Without a stated country a stated region counts, then the end of the address, the coordinates
///    and the texts. A stated code that is a state's short form too gives way to a town in it.
///    In a disputed area the view decides between the parties, and a finding names the claims.
/// 2. Region: by the coordinates; by the texts where there are none, or where the texts name a
///    place far away with two voices.
///
/// Const after construction and safe to call from several threads. The index and the gazetteer must
/// outlive it.
class LocationResolver {
public:
    LocationResolver(const geo::RegionIndex& index, const geo::Gazetteer& gazetteer,
                     std::vector<CountryCentre> centres = {}, DisputedAreas areas = {});

    /// Where a supplier is. Appends what is odd to `findings` (row 0, column the name of the
    /// field). Never fails: an unresolved place has method kNone.
    /// Cost: 1 to 20 microseconds; texts seen before cost a look-up.
    [[nodiscard]] ResolvedPlace resolve(const LocationCells& cells, PlaceMemo& memo,
                                        std::vector<Finding>& findings) const;

    /// The country of a region's name, short form or code, if only one country has such a region.
    [[nodiscard]] CountryCode country_of_region(std::string_view name) const;
    /// Whether some country has a region of this name, short form or code.
    [[nodiscard]] bool names_region(std::string_view text) const;

private:
    /// The point in use, and what is there.
    struct Sited {
        bool usable = false;
        geo::LonLat point;
        geo::Location where;                 ///< under the view in force
        const DisputedArea* area = nullptr;  ///< where it lies in one
    };
    struct Work;

    [[nodiscard]] Sited sited_at(geo::LonLat point) const;
    [[nodiscard]] bool settle_in_dispute(Work& work) const;
    void weigh_dispute(Work& work) const;

    void settle_stated(Work& work) const;
    void follow_region_of_country_text(Work& work, const StatedRegion& found, std::string_view text,
                                       bool here) const;
    [[nodiscard]] bool region_abroad_has_place(Work& work) const;
    [[nodiscard]] bool weigh_contradiction(Work& work, const geo::PlaceAnswer& answer) const;
    [[nodiscard]] bool ends_with_place_of_stated(Work& work) const;
    [[nodiscard]] StatedRegion stated_region(const LocationCells& cells) const;
    void take_postcode_cell(const LocationCells& cells, StatedRegion& found) const;
    [[nodiscard]] bool settlement_in(Work& work, CountryCode country,
                                     const std::vector<RegionCode>& regions) const;
    [[nodiscard]] const geo::PlaceAnswer& look_up_anywhere(Work& work) const;
    [[nodiscard]] bool names_place_abroad(Work& work, CountryCode country) const;
    void settle_by_region(Work& work) const;
    void take_region_country(Work& work, CountryCode country, float sure, bool or_there) const;
    static void weigh_region_abroad(Work& work);
    void find_codes_of_regions();
    void settle_code_or_state(Work& work) const;
    [[nodiscard]] bool postcode_says(Work& work, CountryCode country,
                                     const std::vector<RegionCode>& regions,
                                     CountryCode other) const;
    [[nodiscard]] const geo::PlaceAnswer* settlement_abroad(Work& work) const;
    [[nodiscard]] bool named_region(Work& work) const;
    [[nodiscard]] bool weigh_place_abroad(Work& work, const geo::PlaceAnswer& answer) const;
    void settle_point(Work& work) const;
    [[nodiscard]] std::string exchanged(const Work& work) const;
    void settle_against_stated(Work& work) const;
    [[nodiscard]] bool repair_point(Work& work) const;
    void settle_conflict(Work& work) const;
    void settle_wide_shape(Work& work) const;
    void weigh_spread(Work& work) const;
    [[nodiscard]] bool is_centre(CountryCode country, geo::LonLat point) const noexcept;
    [[nodiscard]] const geo::PlaceAnswer& look_up(const LocationCells& cells, CountryCode country,
                                                  PlaceMemo& memo) const;
    [[nodiscard]] float text_support(Work& work, CountryCode country, RegionCode region) const;
    void place_by_point(Work& work) const;
    [[nodiscard]] bool settlement_confirms(Work& work) const;
    void weigh_text(Work& work, const geo::PlaceAnswer& answer) const;
    [[nodiscard]] const geo::PlaceAnswer& text_answer(Work& work) const;
    void place_by_text(Work& work) const;

    const geo::RegionIndex& m_index;
    const geo::Gazetteer& m_gazetteer;
    std::vector<CountryCentre> m_centres;  ///< sorted by country
    DisputedAreas m_areas;
    std::unordered_map<CountryCode, StatedRegion> m_codes_of_regions;  ///< the regions' countries
};

}  // namespace sourcelight::resolve
