// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

/// How well scores tell positive cases from the others, and how well probabilities hold.
namespace sourcelight::model {

/// Cases in order of falling score, sorted once and then judged under any weights.
///
/// Cases of equal score are taken together, so that their order does not matter. Weights are
/// those of a bootstrap: one number >= 0 a case, in the order the cases were given; without them
/// every case counts once. Each measure costs O(cases).
class Ranking {
public:
    /// @param scores    any finite numbers, higher = more likely
    /// @param outcomes  0 or 1
    /// @throws Error kShapeMismatch if the sizes differ or there is no case
    Ranking(std::span<const double> scores, std::span<const std::uint8_t> outcomes);

    /// Area under the ROC curve: the chance that a positive case scores above a negative one, ties
    /// counting one half. NaN if all outcomes are equal.
    [[nodiscard]] double area_under_curve(std::span<const double> weights = {}) const;

    /// Sum over thresholds of precision times the gain in recall. NaN without a positive case.
    [[nodiscard]] double average_precision(std::span<const double> weights = {}) const;

    /// Share of the positive cases among the k highest scores, of a tie at the edge the expected
    /// share. NaN without a positive case.
    [[nodiscard]] double recall_at(double k, std::span<const double> weights = {}) const;

    /// Points of the ROC and of the precision-recall curve, one a tie; none if all outcomes are
    /// equal under the weights. A tie before the first case that has weight repeats the start.
    struct Point {
        double false_positive_rate = 0.0;
        double recall = 0.0;
        double precision = 0.0;
    };
    [[nodiscard]] std::vector<Point> curve(std::span<const double> weights = {}) const;

private:
    /// Weights of the cases of one score.
    struct Tie {
        double cases = 0.0;
        double positives = 0.0;
    };
    [[nodiscard]] std::vector<Tie> ties(std::span<const double> weights) const;

    std::vector<std::uint32_t> m_case;     ///< in order of falling score
    std::vector<std::uint32_t> m_tie;      ///< of each of them
    std::vector<std::uint8_t> m_positive;  ///< of each of them
};

/// Mean of y ln p + (1 - y) ln(1 - p) under the weights; 0 is best.
///
/// @throws Error kShapeMismatch if sizes differ or there is no case; kValueOutOfDomain if a
///         probability is not in (0, 1)
[[nodiscard]] double log_score(std::span<const double> probabilities,
                               std::span<const std::uint8_t> outcomes,
                               std::span<const double> weights = {});

/// 1 - Brier score / Brier score of `reference` (one probability for every case): above 0 is
/// better than the reference. NaN if the reference meets every outcome exactly.
///
/// @throws Error kShapeMismatch if sizes differ or there is no case
[[nodiscard]] double brier_skill(std::span<const double> probabilities,
                                 std::span<const std::uint8_t> outcomes, double reference);

}  // namespace sourcelight::model
