// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace sourcelight::model {

/// What one supplier brings to the ranking.
struct PriorityKey {
    bool own_evidence = false;  ///< grade A or B: these come first
    double score = 0.0;         ///< severity weight times pi (own evidence) or expected persons
    double probability = 0.0;   ///< pi, the first tie-break
    std::int64_t row = 0;       ///< the last tie-break; unique
};

/// True if `a` is to be looked at before `b`. A strict total order when rows are unique.
[[nodiscard]] bool comes_first(const PriorityKey& a, const PriorityKey& b) noexcept;

/// Weight of a severity class: 1, 2, 4, 8 for classes 1..4.
///
/// @throws Error kValueOutOfDomain if the class is not in 1..4
[[nodiscard]] double severity_weight(int severity_class);

/// Share of draws in which each candidate is among the first `places`.
///
/// @param own_evidence  m flags; candidates with own evidence come before all others
/// @param scores        m * draws, candidate after candidate
/// @param draws         >= 1
/// @param places        >= 1
/// @return m shares in [0, 1]; they sum to min(places, m). Equal scores go to the earlier
///         candidate, so pass candidates in row order
/// @throws Error kShapeMismatch if scores is not of size m * draws or draws or places is 0
///
/// Cost: draws * m comparisons.
[[nodiscard]] std::vector<double> top_shares(const std::vector<bool>& own_evidence,
                                             std::span<const float> scores, std::size_t draws,
                                             std::size_t places);

}  // namespace sourcelight::model
