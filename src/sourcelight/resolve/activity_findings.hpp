// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/finding.hpp"

#include <array>
#include <span>

namespace sourcelight::resolve {

inline constexpr FindingKind kActivityMissing{
    "activity-missing", Severity::kWarning,
    "The row has neither a product text nor a classification code.",
    "Add what the supplier makes or does, or an HS, ISIC, NACE, NAICS or UNSPSC code."};
inline constexpr FindingKind kActivityMeaningless{
    "activity-meaningless", Severity::kWarning,
    "The product text says nothing about what is made (misc, n/a, various, services ...).",
    "Replace the text by the product or service that is bought, or add a code."};
inline constexpr FindingKind kActivityUnknown{
    "activity-unknown", Severity::kWarning, "No word of the product text is known.",
    "Use a common name of the product, in any of the main trading languages, or add a code."};
inline constexpr FindingKind kActivityAmbiguous{
    "activity-ambiguous", Severity::kNote,
    "The product text fits several activities; the node holds what they have in common.",
    "Name the product more fully or add a code; the message says what the text may mean."};
inline constexpr FindingKind kActivityCodeUnknown{
    "activity-code-unknown", Severity::kWarning,
    "A classification code is not in its classification.",
    "Check the code and its column; leading zeros may have been lost in a spreadsheet."};
inline constexpr FindingKind kActivityCodeShortened{
    "activity-code-shortened", Severity::kNote,
    "Only the first digits of a classification code are in its classification; those were used.",
    "Check the last digits of the code and its edition."};
inline constexpr FindingKind kActivityCodePadded{
    "activity-code-padded", Severity::kNote,
    "A classification code has lost its leading zero; it was put back.",
    "Format the column as text before saving the spreadsheet."};
inline constexpr FindingKind kActivityCodesContradict{
    "activity-codes-contradict", Severity::kWarning,
    "Two classification codes of the row mean different activities.",
    "Correct the wrong code; the one that agrees with the other entries of the row was used."};
inline constexpr FindingKind kActivityTextDiffers{
    "activity-text-differs", Severity::kWarning,
    "The product text and the classification code mean different activities.",
    "Check both; the code was used, or the product where the code only says that it is traded or "
    "is coarse."};

/// Every kind of finding of the activity resolver, for docs/errors.md.
inline constexpr std::array<const FindingKind*, 9> kActivityFindingKinds{
    &kActivityMissing,    &kActivityMeaningless,     &kActivityUnknown,
    &kActivityAmbiguous,  &kActivityCodeUnknown,     &kActivityCodeShortened,
    &kActivityCodePadded, &kActivityCodesContradict, &kActivityTextDiffers};

}  // namespace sourcelight::resolve
