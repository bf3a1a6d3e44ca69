// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/finding.hpp"

#include <array>
#include <span>

namespace sourcelight::assess {

inline constexpr FindingKind kCountryNotCovered{
    "country-not-covered", Severity::kWarning,
    "The shipped data hold no work force for this country or territory, so nothing is estimated.",
    "Treat the supplier as unknown, not as low; assess it by other means."};
inline constexpr FindingKind kDomesticWork{
    "domestic-work", Severity::kNote,
    "Households as employers are understood but not scored: the published totals leave them out.",
    "Treat the supplier as unknown, not as low; ask who recruits, pays and houses the workers."};
inline constexpr FindingKind kEvidenceUnscored{"evidence-unscored", Severity::kWarning,
                                               "There is evidence about this supplier itself, but "
                                               "it could not be scored, so it has no place in "
                                               "the order.",
                                               "Look at this supplier first and by hand; mend its "
                                               "country or product if they could not be read."};
inline constexpr FindingKind kWorkersUnreadable{
    "workers-unreadable", Severity::kNote,
    "The number of workers is not a number above zero; the sector's usual size was assumed.",
    "Give the head count of the site as a plain number."};
inline constexpr FindingKind kWorkersFraction{
    "workers-fraction", Severity::kNote,
    "The number of workers is not whole; it was taken as it stands.",
    "Check the decimal mark of the column: a head count has no decimals."};
inline constexpr FindingKind kWorkersEstimated{
    "workers-estimated", Severity::kNote,
    "The number of workers is a range, a bound or an estimate; one number was taken for it.",
    "Give the head count of the site as a plain number if it is known."};
inline constexpr FindingKind kWorkersImplausible{
    "workers-implausible", Severity::kWarning,
    "The number of workers is above 200,000, which is about what the largest known single sites "
    "employ; it was used as it stands.",
    "Give the head count of the site that supplies you, not that of the whole company or group."};
inline constexpr FindingKind kWorkersImpossible{
    "workers-impossible", Severity::kWarning,
    "The number of workers is above 10,000,000, more than any one employer has; it was ignored and "
    "the sector's usual size assumed.",
    "Check the column and its unit, and give the head count of the site as a plain number."};
inline constexpr FindingKind kSpendUnreadable{
    "spend-unreadable", Severity::kNote,
    "The spend is not a number; the supplier is left out of spend at risk.",
    "Give the spend as a plain number, with its currency in a column of its own."};
inline constexpr FindingKind kMigrantShareUnreadable{
    "migrant-share-unreadable", Severity::kNote,
    "The share of migrant workers is not a share between 0 and 1 or a percentage.",
    "Give it as 0.35 or 35 %."};
inline constexpr FindingKind kAnswerUnreadable{
    "answer-unreadable", Severity::kNote,
    "The answer about the site is neither yes or no nor a share or a number a year; it counts as "
    "unknown.",
    "Give yes, no, a percentage of the workers, or for audits the number a year; leave it empty if "
    "it is not known."};
inline constexpr FindingKind kMeasureRounded{
    "measure-rounded", Severity::kNote,
    "What is done at the site is counted in steps: shares of workers in steps of 5 %, checks in "
    "quarters of one a year and at most 12 a year; this one lies between two or above.",
    "Nothing; the message and explain say what was counted."};

inline constexpr FindingKind kEvidenceCounted{
    "evidence-counted", Severity::kNote,
    "Your evidence file has items about this supplier; they move its site probability.",
    "Nothing; explain shows each item with its line and its weight."};
inline constexpr FindingKind kSupplierAnswered{
    "supplier-answered", Severity::kNote,
    "The supplier has answered; the answer stands beside the score and does not change it.",
    "Read the answer in sl_challenge before you act."};

/// Every kind of this stage, for the generated documentation.
[[nodiscard]] inline std::span<const FindingKind* const> finding_kinds() noexcept
{
    static constexpr std::array<const FindingKind*, 14> kKinds{
        &kCountryNotCovered, &kDomesticWork,           &kEvidenceUnscored,   &kWorkersUnreadable,
        &kWorkersFraction,   &kWorkersEstimated,       &kWorkersImplausible, &kWorkersImpossible,
        &kSpendUnreadable,   &kMigrantShareUnreadable, &kAnswerUnreadable,   &kMeasureRounded,
        &kEvidenceCounted,   &kSupplierAnswered};
    return kKinds;
}

}  // namespace sourcelight::assess
