// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/ingest/findings.hpp"

#include <array>

namespace sourcelight::ingest {

std::span<const FindingKind* const> finding_kinds() noexcept
{
    static constexpr std::array<const FindingKind*, 7> kKinds{
        &kColumnRenamed, &kNoPlaceColumn,         &kNoActivityColumn, &kColumnGuessedFromContent,
        &kSpendInUnits,  &kEvidenceColumnUnknown, &kEvidenceNoItem};
    return kKinds;
}

}  // namespace sourcelight::ingest
