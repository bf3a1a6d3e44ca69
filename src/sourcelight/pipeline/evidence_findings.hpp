// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/finding.hpp"

#include <array>
#include <span>

/// What can be wrong with an item of the user's evidence file; the message names file and line.
namespace sourcelight::pipeline {

inline constexpr FindingKind kEvidenceNoSupplier{
    "evidence-no-supplier", Severity::kError,
    "An item of evidence names no supplier; it was not used.",
    "Give the supplier's name as in the list, its own ID, or its row as row:12."};
inline constexpr FindingKind kEvidenceSupplierUnknown{
    "evidence-supplier-unknown", Severity::kError,
    "An item of evidence is about a supplier that is not in the list; it was not used.",
    "Give the name as in the list, the list's own ID, or the row as row:12; the message names the "
    "nearest names."};
inline constexpr FindingKind kEvidenceSeveralSuppliers{
    "evidence-several-suppliers", Severity::kWarning,
    "The name of an item of evidence stands at several places of the list; the item counts at each "
    "of them.",
    "Name the one that is meant by its own ID or its row, such as row:12."};
inline constexpr FindingKind kEvidenceKindUnknown{
    "evidence-kind-unknown", Severity::kError,
    "An item of evidence is of a kind that the methodology does not have; it was not used.",
    "Take one of the kinds that docs/evidence.md lists."};
inline constexpr FindingKind kEvidenceDateUnreadable{
    "evidence-date-unreadable", Severity::kError,
    "An item of evidence has no date, or one that is not like 2024-05-31; it was not used.",
    "Give the day on which it became public, as 2024-05-31."};
inline constexpr FindingKind kEvidenceLater{
    "evidence-later", Severity::kWarning,
    "An item of evidence has a date after the as-of date: what became public later is not used, "
    "what was closed later is still open.",
    "Correct the date, or run with a later --as-of."};
inline constexpr FindingKind kEvidenceValueUnreadable{
    "evidence-value-unreadable", Severity::kError,
    "A cell of an item of evidence cannot be read; the item was not used.",
    "Correct the cell as the message says, or leave it empty."};
inline constexpr FindingKind kEvidenceClosedUnused{
    "evidence-closed-unused", Severity::kNote,
    "An item of evidence has a day of closing, but its kind fades from the day on which it became "
    "public.",
    "Leave the cell empty; only judgements, bans, listings and labour transfers are closed."};
inline constexpr FindingKind kEvidenceTwice{
    "evidence-twice", Severity::kWarning,
    "Two items of evidence have one supplier, kind, date and source; they count once.",
    "Leave one of them out."};
inline constexpr FindingKind kEvidenceNoSource{
    "evidence-no-source", Severity::kWarning,
    "An item of evidence names no source; it counts, all those of one supplier as one story.",
    "Say in the column source who says so."};
inline constexpr FindingKind kEvidenceNotVerified{
    "evidence-not-verified", Severity::kWarning,
    "Remediation is stated but not said to be verified; it was not used.",
    "Write yes in the column verified if somebody independent has verified it."};
inline constexpr FindingKind kEvidenceUnlikely{
    "evidence-unlikely", Severity::kNote,
    "An item of evidence is so unlikely to be about the supplier that it was not used.",
    "Nothing, or correct its probability."};
inline constexpr FindingKind kEvidenceTooEarly{
    "evidence-too-early", Severity::kError,
    "An item of evidence is dated before 1930-06-28, when the Forced Labour Convention of the ILO "
    "was adopted; it was not used.",
    "Correct the year."};
inline constexpr FindingKind kEvidenceDatesContradict{
    "evidence-dates-contradict", Severity::kError,
    "An item of evidence was closed before it became public; it was not used.",
    "Correct the column date or the column closed."};
inline constexpr FindingKind kEvidenceCut{
    "evidence-cut", Severity::kNote,
    "A text of an evidence file is longer than is kept; the rest was left out.",
    "Shorten it and name in source where the whole text can be read."};

/// Every kind of this file.
[[nodiscard]] inline std::span<const FindingKind* const> evidence_finding_kinds() noexcept
{
    static constexpr std::array<const FindingKind*, 15> kKinds{&kEvidenceNoSupplier,
                                                               &kEvidenceSupplierUnknown,
                                                               &kEvidenceSeveralSuppliers,
                                                               &kEvidenceKindUnknown,
                                                               &kEvidenceDateUnreadable,
                                                               &kEvidenceLater,
                                                               &kEvidenceValueUnreadable,
                                                               &kEvidenceTwice,
                                                               &kEvidenceClosedUnused,
                                                               &kEvidenceNoSource,
                                                               &kEvidenceNotVerified,
                                                               &kEvidenceUnlikely,
                                                               &kEvidenceCut,
                                                               &kEvidenceTooEarly,
                                                               &kEvidenceDatesContradict};
    return kKinds;
}

}  // namespace sourcelight::pipeline
