// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/finding.hpp"

#include <array>
#include <span>

namespace sourcelight::pipeline {

inline constexpr FindingKind kDuplicateSupplier{
    "supplier-twice", Severity::kNote,
    "A supplier of the same name at the same place stands in another row too. Each row is scored; "
    "the one with the highest priority has the supplier's place in the order, and company totals "
    "count the supplier once, by its first scored row. A spend counts once where amount, currency "
    "and product are the same, else it is the row's own.",
    "Merge the rows if they are one site; give the sites different addresses if they are two."};

inline constexpr FindingKind kDataEnd{
    "data-end", Severity::kWarning,
    "The as-of date lies after the last publication that ships; what came later is unknown here.",
    "Read the result as of that publication, or install a newer edition of the data."};

inline constexpr FindingKind kListsPartial{
    "lists-partial", Severity::kNote,
    "Names were compared with the official lists as far as they are held here; no match is no "
    "clearance.",
    "Look up the names that matter on the publishers' own pages; report.html links them."};

inline constexpr FindingKind kLayerOutOfReach{
    "layer-out-of-reach", Severity::kNote,
    "No supplier lies within reach of an evidence layer: its columns are empty, or 0 where the "
    "layer covers the country.",
    "Check that the layer is where it should be. Nothing near in a layer is no clearance."};

/// Every kind that this stage reports.
[[nodiscard]] inline std::span<const FindingKind* const> finding_kinds() noexcept
{
    static constexpr std::array<const FindingKind*, 4> kKinds{&kDuplicateSupplier, &kDataEnd,
                                                              &kListsPartial, &kLayerOutOfReach};
    return kKinds;
}

}  // namespace sourcelight::pipeline
