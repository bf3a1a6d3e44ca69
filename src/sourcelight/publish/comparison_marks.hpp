// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/publish/comparison.hpp"

#include <optional>
#include <string>

namespace sourcelight::publish {

/// Two totals as intervals, the earlier above the later, on one logarithmic axis: 90 % thin, 50 %
/// thick, the median as a tick; an SVG element.
[[nodiscard]] std::string totals_mark(const Estimate& before, const Estimate& after);

/// The site probability of one supplier, earlier above later, on the log-odds axis of every page
/// (.1 to 70 %); a run without a score has a hatched line. An SVG element.
[[nodiscard]] std::string supplier_mark(const ComparedSupplier& supplier);

/// A probability in words: "17 % (1.8 to 89 %)", "not scored" or "not in the list".
[[nodiscard]] std::string probability_words(const std::optional<SupplierState>& state,
                                            Figure figure = Figure::kSite);

/// The axis of supplier_mark() with its labels.
[[nodiscard]] std::string supplier_axis();

}  // namespace sourcelight::publish
