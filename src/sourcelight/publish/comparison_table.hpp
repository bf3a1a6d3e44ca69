// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/io/column_batch.hpp"
#include "sourcelight/publish/comparison.hpp"

#include <span>
#include <string>
#include <string_view>

namespace sourcelight::publish {

/// What stands for a total that a run withholds.
inline constexpr std::string_view kNotShown = "not shown";

/// Lines of compare.csv and compare.parquet, in the order given. No lines give the layout.
[[nodiscard]] io::ColumnBatch comparison_table(std::span<const ComparedSupplier> lines);

/// compare.json's text: both runs' totals, what differs between the runs, counts of changes, sums
/// by cause, bands before and after, notes.
[[nodiscard]] std::string comparison_text(const Comparison& comparison);

/// The sentences that say what moved: for the terminal and the head of the page.
[[nodiscard]] std::vector<std::string> comparison_headline(const Comparison& comparison);

}  // namespace sourcelight::publish
