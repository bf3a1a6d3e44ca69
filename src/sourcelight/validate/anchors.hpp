// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/draws.hpp"
#include "sourcelight/assess/methodology.hpp"
#include "sourcelight/reference/reference.hpp"

#include <string>
#include <vector>

namespace sourcelight::validate {

/// A published figure against what the model gives.
struct AnchorResult {
    std::string id;      ///< "region:africa", "sector:mining"
    std::string source;  ///< publisher and edition
    std::string unit;
    double published = 0.0;
    double estimate = 0.0;  ///< median, or the exact value of a total
    double lo90 = 0.0;
    double hi90 = 0.0;
    bool ok = false;
};

/// The totals that prevalence is benchmarked to, with all noise at 0: each must be met to 1e-9.
[[nodiscard]] std::vector<AnchorResult> check_totals(const reference::Reference& reference,
                                                     const assess::Methodology& methodology);

/// How far the table of any draw lies from the margins drawn for it, as the largest relative
/// difference over the first `draws` draws.
[[nodiscard]] double largest_margin_error(const reference::Reference& reference,
                                          const assess::Methodology& methodology,
                                          const assess::RunOptions& options, int draws);

}  // namespace sourcelight::validate
