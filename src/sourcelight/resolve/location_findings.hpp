// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/finding.hpp"

#include <array>
#include <span>

namespace sourcelight::resolve {

inline constexpr FindingKind kCoordinatesIncomplete{
    "coordinates-incomplete", Severity::kWarning,
    "Only one of latitude and longitude is given; the place is taken from the text.",
    "Fill in the other coordinate or clear both."};
inline constexpr FindingKind kCoordinatesUnreadable{
    "coordinates-unreadable", Severity::kWarning,
    "A coordinate cell is no angle; the place is taken from the text.",
    "Write decimal degrees, such as 22.5431 and 114.0579."};
inline constexpr FindingKind kCoordinatesZero{
    "coordinates-zero", Severity::kWarning,
    "The coordinates are 0, 0, which software writes for unknown; they are not used.",
    "Fill in the coordinates or clear both cells."};
inline constexpr FindingKind kCoordinatesProjected{
    "coordinates-projected", Severity::kWarning,
    "The coordinates look like metres of a map projection; they are not used.",
    "Convert them to degrees of longitude and latitude (WGS 84)."};
inline constexpr FindingKind kCoordinatesOutOfRange{
    "coordinates-out-of-range", Severity::kWarning,
    "The coordinates lie outside -90..90 and -180..180; they are not used.",
    "Check for a missing decimal point or exchanged cells; write decimal degrees."};
inline constexpr FindingKind kCoordinatesSwapped{
    "coordinates-swapped", Severity::kWarning,
    "Latitude and longitude are exchanged: only so do they fall in the stated country.",
    "Exchange the two cells."};
inline constexpr FindingKind kCoordinatesSign{
    "coordinates-sign", Severity::kWarning,
    "A coordinate has the wrong sign: only with the other does it fall in the stated country.",
    "Correct the sign (south and west are negative)."};
inline constexpr FindingKind kCoordinatesElsewhere{
    "coordinates-elsewhere", Severity::kWarning,
    "The coordinates lie in another country than the one stated.",
    "Check country and coordinates; the message says which one was followed."};
inline constexpr FindingKind kCoordinatesNearBorder{
    "coordinates-near-border", Severity::kNote,
    "The coordinates lie just across the border from the stated country, which stands.",
    "Nothing, unless the site is on the other side."};
inline constexpr FindingKind kCoordinatesSea{
    "coordinates-at-sea", Severity::kNote,
    "The coordinates lie in the sea; the nearest region of the country is used.",
    "Give a point on land if the site is on land."};
inline constexpr FindingKind kCoordinatesNowhere{
    "coordinates-no-country", Severity::kWarning,
    "The coordinates lie far from any country; the place is taken from the text.",
    "Check the coordinates."};
inline constexpr FindingKind kCoordinatesCentre{
    "coordinates-country-centre", Severity::kWarning,
    "The coordinates are the middle of the country, which a geocoder returns when it finds no "
    "address; they are not used.",
    "Give the coordinates of the site, or leave them empty."};
inline constexpr FindingKind kCoordinatesAddress{
    "coordinates-contradict-address", Severity::kWarning,
    "The address names a place far from the coordinates.",
    "Check both; the message says which one was followed."};
inline constexpr FindingKind kShapeTooWide{
    "shape-too-wide", Severity::kWarning,
    "A shape reaches more than 50 km from its middle: it tells no region, and a country only if "
    "all land around it is of that one.",
    "Give the site's own point or outline, or state country and region in columns."};
inline constexpr FindingKind kShapeSpans{
    "shape-spans-regions", Severity::kWarning,
    "A shape reaches into several regions or countries; that of its middle is used, and is less "
    "sure.",
    "Give the site's own point or outline, or state country and region in columns."};
inline constexpr FindingKind kRegionDiffers{
    "region-differs", Severity::kWarning,
    "The text names another region than the one the coordinates lie in.",
    "Check region and coordinates."};
inline constexpr FindingKind kCountryCodeDiffers{
    "country-code-differs", Severity::kWarning, "Country name and country code name two countries.",
    "Correct the one that is wrong; the message says which one was followed."};
inline constexpr FindingKind kCountryFromPlace{
    "country-from-place", Severity::kNote,
    "No known country is stated; it was taken from the coordinates or from the place named.",
    "Fill in the country."};
/// From this probability on a country that no cell states is taken as a matter of course.
inline constexpr float kSureCountry = 0.97F;
inline constexpr FindingKind kCountryUncertain{
    "country-uncertain", Severity::kWarning,
    "No known country is stated; it was taken from the region or the place named, which may lie in "
    "another country.",
    "Fill in the country."};
inline constexpr FindingKind kRegionAgainstCity{
    "region-contradicts-city", Severity::kWarning,
    "The city lies in another region than the one stated, and the stated one has none of its name; "
    "the supplier counts as a mixture of both.",
    "Correct the city or the region."};
inline constexpr FindingKind kRegionElsewhere{
    "region-elsewhere", Severity::kWarning,
    "The region stated lies in another country than the one that was taken.",
    "Check region and country; state the country."};
inline constexpr FindingKind kPlaceElsewhere{
    "place-elsewhere", Severity::kWarning,
    "The text names a place of another country, and none of the country that is stated.",
    "Check country, city and postcode; the stated country was followed."};
inline constexpr FindingKind kCountryIsState{
    "country-is-state", Severity::kWarning,
    "The country's text is a state's name or short form too, and the town lies in that state.",
    "Write the country's name, and the state in a column of its own."};
inline constexpr FindingKind kAddressCountryDiffers{
    "address-country-differs", Severity::kWarning,
    "The address ends with another country than the one stated.", "Check country and address."};
inline constexpr FindingKind kPlaceUncertain{
    "place-uncertain", Severity::kNote,
    "The place named could be in several regions; the supplier counts as a mixture of them.",
    "Add the state or province, or coordinates."};
inline constexpr FindingKind kPlaceUnknown{
    "place-unknown", Severity::kNote,
    "No place inside the country could be recognised; the supplier counts as a mixture of its "
    "regions.",
    "Add a city, a state or province, or coordinates."};

inline constexpr FindingKind kDisputedArea{
    "disputed-area", Severity::kNote,
    "States dispute the area; the message says under which it is counted, who holds it and who "
    "claims it.",
    "Nothing; the setting geo.view decides between the view of the United Nations and de facto."};
inline constexpr FindingKind kBorderMissing{
    "border-missing", Severity::kWarning,
    "Enclaves of two countries lie there whose borders the boundaries lack.",
    "State the country, and the region by its name."};

inline constexpr std::array kLocationFindings{
    &kCoordinatesIncomplete, &kCoordinatesUnreadable, &kCoordinatesZero,    &kCoordinatesProjected,
    &kCoordinatesOutOfRange, &kCoordinatesSwapped,    &kCoordinatesSign,    &kCoordinatesElsewhere,
    &kCoordinatesNearBorder, &kCoordinatesSea,        &kCoordinatesNowhere, &kCoordinatesCentre,
    &kCoordinatesAddress,    &kRegionDiffers,         &kCountryCodeDiffers, &kCountryFromPlace,
    &kCountryUncertain,      &kRegionElsewhere,       &kPlaceElsewhere,     &kCountryIsState,
    &kAddressCountryDiffers, &kPlaceUncertain,        &kPlaceUnknown,       &kDisputedArea,
    &kBorderMissing,         &kRegionAgainstCity,     &kShapeTooWide,       &kShapeSpans,
};

/// Every kind of finding of the location resolver, for the generated docs.
[[nodiscard]] constexpr std::span<const FindingKind* const> location_finding_kinds() noexcept
{
    return kLocationFindings;
}

}  // namespace sourcelight::resolve
