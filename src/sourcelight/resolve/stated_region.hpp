// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/ids.hpp"
#include "sourcelight/geo/name_index.hpp"

#include <string_view>
#include <vector>

namespace sourcelight::resolve {

/// The regions that a text names, in whatever country.
struct StatedRegion {
    std::vector<CountryCode> countries;  ///< that have such a region, each once
    std::vector<RegionCode> regions;
    CountryCode or_country;      ///< "IN" at the end of an address is Indiana or India
    bool with_postcode = false;  ///< a postcode of the country's form stands behind it
    std::string_view text;       ///< as written
};

/// Whether a text is written like a postcode that the country puts behind a region's short form.
[[nodiscard]] bool fits_postcode(CountryCode country, std::string_view text) noexcept;

/// Regions whose name, short form or ISO 3166-2 code a cell is, such as "TX", "Bavaria" or "CN-NX".
[[nodiscard]] StatedRegion region_of_cell(const geo::NameIndex& names, std::string_view cell);

/// The region that an address ends with: "Paris, TX", "Paris TX 75460", "Toronto, ON M5V 2T6",
/// "Sydney NSW 2000", "Toledo, Ohio". Names that are rather those of a city abroad are left out.
[[nodiscard]] StatedRegion region_of_address(const geo::NameIndex& names, std::string_view address);

}  // namespace sourcelight::resolve
