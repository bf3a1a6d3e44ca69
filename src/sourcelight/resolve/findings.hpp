// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/finding.hpp"

#include <array>
#include <span>

namespace sourcelight::resolve {

inline constexpr FindingKind kCountryUnknown{
    "country-unknown", Severity::kError,
    "The country of the row could not be read from the country, the address or the coordinates.",
    "Write the country's name or its two-letter code."};
inline constexpr FindingKind kCountryUnread{
    "country-unread", Severity::kWarning,
    "The country cell names no country that is known here; another part of the row told it.",
    "Check the country that was taken, and write the country's name or its two-letter code."};
inline constexpr FindingKind kCountryAmbiguous{
    "country-ambiguous", Severity::kWarning,
    "The country text can mean two countries; the more usual one was taken.",
    "Write the two-letter code of the country that is meant."};
inline constexpr FindingKind kCountrySpelling{
    "country-spelling", Severity::kNote, "The country was misspelt and read as the nearest name.",
    "Correct the spelling if another country is meant."};
inline constexpr FindingKind kCountryIsRegion{
    "country-is-region", Severity::kNote,
    "The country column names a region; the country it belongs to was taken.",
    "Write the country's name, and the region in a column of its own."};
inline constexpr FindingKind kCountrySign{
    "country-sign", Severity::kNote,
    "The country cell is no code and no name; it was read as the sign that vehicles bear.",
    "Write the country's name or its two-letter code."};
inline constexpr FindingKind kEmptyRow{
    "empty-row", Severity::kNote,
    "The row has no text in any column that is used, or is the header once more or a line "
    "below the list such as a page number; it is kept and not scored.",
    "Nothing."};
inline constexpr FindingKind kTotalRow{
    "total-row", Severity::kNote,
    "The row adds up the list and is no supplier; it is kept and not scored.",
    "Nothing; leave the row out if it is in the way."};

/// Every kind that reading countries and telling rows without a supplier reports.
[[nodiscard]] inline std::span<const FindingKind* const> country_finding_kinds() noexcept
{
    static constexpr std::array<const FindingKind*, 8> kKinds{
        &kCountryUnknown,  &kCountryUnread, &kCountryAmbiguous, &kCountrySpelling,
        &kCountryIsRegion, &kCountrySign,   &kEmptyRow,         &kTotalRow};
    return kKinds;
}

}  // namespace sourcelight::resolve
