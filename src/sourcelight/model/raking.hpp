// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace sourcelight::model {

/// A table of places (rows) by sectors (columns), row after row.
struct Table {
    std::size_t rows = 0;
    std::size_t columns = 0;
    std::vector<double> values;  ///< rows * columns

    [[nodiscard]] double at(std::size_t row, std::size_t column) const
    {
        return values[row * columns + column];
    }
};

/// When raking stops.
struct RakingOptions {
    double tolerance = 1e-10;    ///< largest relative error of a margin
    int max_iterations = 20000;  ///< sweeps over rows and columns before giving up
};

/// Result of a raking.
struct Raked {
    Table people;          ///< the seed scaled to both margins
    int iterations = 0;    ///< sweeps over all rounds
    int capped_cells = 0;  ///< cells held at their ceiling
};

/// Scales a seed to row and column margins by iterative proportional fitting.
///
/// M_ij = r_i M0_ij c_j, so the odds ratios of the seed survive among cells below their
/// ceiling: evidence in the seed moves shares, never totals. A cell above its ceiling is fixed
/// there and subtracted from both margins, and the rest is raked again until none exceeds.
///
/// @param seed     M0, rows x columns, finite and >= 0. A zero stays zero.
/// @param ceiling  rows * columns, finite and >= 0 (half of the cell's workers)
/// @param row_totals     rows, finite and >= 0
/// @param column_totals  columns, finite and >= 0; same sum as row_totals within 1e-9
/// @throws Error
///   - kShapeMismatch    sizes do not agree or a side is empty
///   - kValueOutOfDomain a number is negative or not finite, the two margins have different
///                       sums, or a margin cannot be met: its seed cells are all zero, its
///                       ceilings too low, or the sweeps do not converge. The message names
///                       the row or column
///
/// Cost: 2 * rows * columns multiplications a sweep, typically 10 to 40 sweeps.
[[nodiscard]] Raked rake(const Table& seed, std::span<const double> ceiling,
                         std::span<const double> row_totals, std::span<const double> column_totals,
                         const RakingOptions& options = {});

/// Multiplies both margins so that each sums to sqrt(sum rows * sum columns).
///
/// @param row_totals, column_totals  changed in place; each sum must be > 0
/// @throws Error kValueOutOfDomain if a sum is not finite and > 0
void balance_margins(std::span<double> row_totals, std::span<double> column_totals);

}  // namespace sourcelight::model
