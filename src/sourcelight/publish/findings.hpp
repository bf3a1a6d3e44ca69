// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/finding.hpp"

#include <array>
#include <span>

namespace sourcelight::publish {

inline constexpr FindingKind kWorkbookRows{
    "workbook-rows", Severity::kWarning,
    "A sheet of workbook.xlsx holds at most 1,048,576 rows; the rows after that are left out of "
    "it.",
    "Use suppliers.parquet or suppliers.csv, which hold every row."};

inline constexpr FindingKind kWorkbookColumns{
    "workbook-columns", Severity::kWarning,
    "A sheet of workbook.xlsx holds at most 16,384 columns; the input's last ones are left out of "
    "it.",
    "Use suppliers.parquet or suppliers.csv, which hold every column."};

inline constexpr FindingKind kWorkbookCell{
    "workbook-cell", Severity::kNote,
    "A cell of workbook.xlsx holds at most 32,767 characters; longer texts are cut there.",
    "Use suppliers.parquet or suppliers.csv, which hold the whole text."};

inline constexpr FindingKind kCsvGuard{
    "csv-apostrophe", Severity::kNote,
    "Cells of the list begin like a formula (=, +, -, @); suppliers.csv has an apostrophe before "
    "them, so that a spreadsheet shows them and does not run them.",
    "Nothing, if the texts belong there; the other formats have them without the apostrophe."};

/// Every kind that this stage reports.
[[nodiscard]] inline std::span<const FindingKind* const> finding_kinds() noexcept
{
    static constexpr std::array<const FindingKind*, 4> kKinds{&kWorkbookRows, &kWorkbookColumns,
                                                              &kWorkbookCell, &kCsvGuard};
    return kKinds;
}

}  // namespace sourcelight::publish
