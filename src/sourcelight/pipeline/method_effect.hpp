// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/types.hpp"
#include "sourcelight/core/estimate.hpp"
#include "sourcelight/pipeline/assess_run.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace sourcelight::pipeline {

/// What one methodology says of one supplier, as in suppliers.*; empty = not shown or not scored.
struct SupplierView {
    std::string band;
    MaybeEstimate probability;  ///< S; median and 90 % interval, as all here
    MaybeEstimate relative;     ///< prevalence, times the mean of the world
    MaybeEstimate hazard;       ///< H
    std::optional<std::int64_t> priority;
};

/// One supplier under two methodologies.
struct SupplierMove {
    std::int64_t row = 0;
    std::string name;
    std::array<SupplierView, 2> views;  ///< before, after
    double shift = 0.0;  ///< ln of the ratio of what is compared, without sign; 0 = not comparable
};

/// What an edit of a methodology does to a list.
struct MethodEffect {
    std::array<assess::Totals, 2> totals;
    std::vector<SupplierMove> suppliers;  ///< by row
    std::vector<std::size_t> movers;      ///< positions of those that move most, most first
    std::string measure;  ///< what `shift` compares: "site probability" or "relative prevalence"
    std::int64_t other_band = 0;      ///< suppliers whose band differs
    std::int64_t other_priority = 0;  ///< suppliers with another place in the order
    std::int64_t first = 0;           ///< how many are looked at first, at most 20
    std::int64_t stay_first = 0;      ///< of these, how many both methodologies have there
};

/// What `method diff A B --list FILE` is asked to do.
struct MethodEffectRequest {
    AssessRequest assess;  ///< files, mapping, folders, settings; `out` and `force` are not used
    std::string before;    ///< methodologies, by name or path
    std::string after;
    std::string scratch;  ///< an empty folder for the two results
};

/// Assesses the list under both methodologies with the same draws and compares the results.
/// Cost: two runs of assess. Throws Error as run_assess() does.
[[nodiscard]] MethodEffect method_effect(const MethodEffectRequest& request, ProgressSink& sink);

/// The columns of method_effect_csv() with what they mean, for docs/columns.md.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> method_effect_columns();

/// One line a supplier with both views, as CSV with a header.
[[nodiscard]] std::string method_effect_csv(const MethodEffect& effect);

}  // namespace sourcelight::pipeline
