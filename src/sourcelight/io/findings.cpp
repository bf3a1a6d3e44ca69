// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/io/findings.hpp"

namespace sourcelight::io {

std::span<const FindingKind* const> finding_kinds() noexcept
{
    static constexpr std::array<const FindingKind*, 16> kKinds{
        &kEncodingGuessed, &kInvalidBytes,       &kNulBytes,     &kRowTooShort,
        &kRowTooLong,      &kRunawayQuote,       &kNoHeader,     &kLinesBeforeHeader,
        &kBlankRowsAtEnd,  &kOtherSheets,        &kPointsAdded,  &kMoreOfTheSame,
        &kShapeNoPlace,    &kShapeCrossesItself, &kShapeOfParts, &kListNoSystem};
    return kKinds;
}

}  // namespace sourcelight::io
