// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/finding.hpp"

#include <span>

namespace sourcelight::ingest {

inline constexpr FindingKind kColumnRenamed{
    "column-renamed", Severity::kNote,
    "A column of the list has a name that the results use, or that another column has already.",
    "Nothing; in the results the column has the name given in the message."};
inline constexpr FindingKind kNoPlaceColumn{
    "no-place-column", Severity::kError,
    "No column says where the suppliers are: no country, region, city, address or coordinates.",
    "Add a country column, or name the column that has it in a mapping file (--map)."};
inline constexpr FindingKind kNoActivityColumn{
    "no-activity-column", Severity::kWarning,
    "No column says what the suppliers make: no product text and no HS, ISIC, NACE, NAICS or "
    "UNSPSC. Every supplier of the list counts as the setting activity.default.",
    "Add a column with the product or its code; if all make the same, say so in a mapping file "
    "(--map) with `product: {value: palm oil}`."};
inline constexpr FindingKind kColumnGuessedFromContent{
    "column-guessed-from-content", Severity::kNote,
    "The header did not say what the column is; its cells did.",
    "Check the mapping printed; name the column in a mapping file (--map) if it is wrong."};

inline constexpr FindingKind kSpendInUnits{"spend-in-units", Severity::kNote,
                                           "The header of the spend says that its amounts are "
                                           "thousands or millions; they were multiplied.",
                                           "Nothing, if the header is right."};

inline constexpr FindingKind kEvidenceColumnUnknown{
    "evidence-column-unknown", Severity::kWarning,
    "An evidence file has a column, a key or a value that is not read.",
    "Rename it if it is one of those that are read; docs/evidence.md lists them."};
inline constexpr FindingKind kEvidenceNoItem{
    "evidence-no-item", Severity::kError,
    "An entry of the list in an evidence file is no item; it was not used.",
    "Write supplier, kind and date below one dash; docs/evidence.md has an example."};

/// Every kind this stage can find, for docs/errors.md.
[[nodiscard]] std::span<const FindingKind* const> finding_kinds() noexcept;

}  // namespace sourcelight::ingest
