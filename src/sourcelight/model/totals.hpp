// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace sourcelight::model {

/// How much of a company sits in one row of a draw matrix.
struct Exposure {
    std::size_t row = 0;  ///< row of the matrix: a (cell, pattern, knot)
    double weight = 0.0;  ///< suppliers, persons or money there; finite
};

/// Draws, row after row: `rows` x `draws` float32.
struct DrawMatrix {
    std::size_t rows = 0;
    std::size_t draws = 0;
    std::vector<float> values;

    [[nodiscard]] std::span<const float> row(std::size_t index) const
    {
        return {values.data() + index * draws, draws};
    }
    [[nodiscard]] std::span<float> row(std::size_t index)
    {
        return {values.data() + index * draws, draws};
    }
};

/// Joint draws of a total: sum_k weight_k * matrix[row_k, b] for every draw b.
/// One sparse product, whatever the number of suppliers behind the exposures.
///
/// @return `draws` sums, added in the order of the exposures (so the same bits for any number
///         of threads)
/// @throws Error kShapeMismatch if an exposure names a row the matrix does not have
[[nodiscard]] std::vector<double> total_draws(std::span<const Exposure> exposures,
                                              const DrawMatrix& matrix);

/// Draws of P(at least one of the sites): 1 - prod_k (1 - pi_kb)^weight_k.
///
/// @param exposures  weights >= 0: number of sites at each row
/// @param matrix     probabilities in [0, 1]
/// @throws Error kShapeMismatch as above
[[nodiscard]] std::vector<double> any_site_draws(std::span<const Exposure> exposures,
                                                 const DrawMatrix& matrix);

}  // namespace sourcelight::model
