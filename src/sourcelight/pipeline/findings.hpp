// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/finding.hpp"

#include <array>
#include <span>

namespace sourcelight::pipeline {

inline constexpr FindingKind kDuplicateSupplier{
    "supplier-twice", Severity::kNote,
    "A supplier of the same name at the same place stands in an earlier row; both are scored, "
    "company "
    "totals count it once.",
    "Merge the rows if they are one site; give the sites different addresses if they are two."};

/// Every kind that this stage reports.
[[nodiscard]] inline std::span<const FindingKind* const> finding_kinds() noexcept
{
    static constexpr std::array<const FindingKind*, 1> kKinds{&kDuplicateSupplier};
    return kKinds;
}

}  // namespace sourcelight::pipeline
