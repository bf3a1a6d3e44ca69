// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/model/raking.hpp"

#include "sourcelight/core/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace sourcelight::model {
namespace {

/// How far the sums of the two margins may differ, relative to their size.
constexpr double kSumTolerance = 1e-9;

double sum_of(std::span<const double> values) noexcept
{
    return std::accumulate(values.begin(), values.end(), 0.0);
}

void require_amounts(std::span<const double> values, const char* what)
{
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!std::isfinite(values[i]) || values[i] < 0.0) {
            throw Error{
                Errc::kValueOutOfDomain,
                fmt::format("{}[{}] is {}; expected a finite number >= 0", what, i, values[i])};
        }
    }
}

[[noreturn]] void fail_margin(const char* kind, std::size_t index, double wanted, const char* why)
{
    throw Error{Errc::kValueOutOfDomain, fmt::format("margin of {} {} is {} and cannot be met: {}",
                                                     kind, index, wanted, why)};
}

/// The open (not yet capped) part of the problem, changed from round to round.
struct OpenProblem {
    std::size_t rows;
    std::size_t columns;
    std::vector<double> seed;  ///< 0 where a cell is capped
    std::vector<double> row_totals;
    std::vector<double> column_totals;
    std::vector<double> row_factors;
    std::vector<double> column_factors;
    std::vector<double> column_sums;
};

/// One sweep: rows, then columns. Returns the largest relative row error before the sweep.
double sweep(OpenProblem& open)
{
    double worst = 0.0;
    std::fill(open.column_sums.begin(), open.column_sums.end(), 0.0);
    for (std::size_t i = 0; i < open.rows; ++i) {
        const double* seed = open.seed.data() + i * open.columns;
        double sum = 0.0;
        for (std::size_t j = 0; j < open.columns; ++j) {
            sum += seed[j] * open.column_factors[j];
        }
        if (open.row_totals[i] == 0.0) {
            open.row_factors[i] = 0.0;
            continue;
        }
        if (sum <= 0.0) {
            fail_margin("row", i, open.row_totals[i], "its seed has no open cell above zero");
        }
        const double factor = open.row_totals[i] / sum;
        worst = std::max(worst, std::fabs(open.row_factors[i] / factor - 1.0));
        open.row_factors[i] = factor;
        for (std::size_t j = 0; j < open.columns; ++j) {
            open.column_sums[j] += seed[j] * factor;
        }
    }
    for (std::size_t j = 0; j < open.columns; ++j) {
        if (open.column_totals[j] == 0.0) {
            open.column_factors[j] = 0.0;
            continue;
        }
        if (open.column_sums[j] <= 0.0) {
            fail_margin("column", j, open.column_totals[j], "its seed has no open cell above zero");
        }
        open.column_factors[j] = open.column_totals[j] / open.column_sums[j];
    }
    return worst;
}

int rake_open(OpenProblem& open, const RakingOptions& options)
{
    for (int iteration = 1; iteration <= options.max_iterations; ++iteration) {
        // After a sweep the columns are exact; what the next sweep finds is the rows' error.
        const double worst = sweep(open);
        if (iteration > 1 && worst < options.tolerance) {
            return iteration;
        }
    }
    throw Error{Errc::kValueOutOfDomain,
                fmt::format("raking did not reach a relative margin error of {} in {} sweeps: the "
                            "zeros of the seed and the ceilings leave no table with these margins",
                            options.tolerance, options.max_iterations)};
}

/// Fixes every open cell above its ceiling; returns how many.
int cap_cells(OpenProblem& open, std::span<const double> ceiling, Table& people)
{
    int capped = 0;
    for (std::size_t i = 0; i < open.rows; ++i) {
        for (std::size_t j = 0; j < open.columns; ++j) {
            const std::size_t cell = i * open.columns + j;
            const double value = open.row_factors[i] * open.seed[cell] * open.column_factors[j];
            if (value <= ceiling[cell]) {
                continue;
            }
            people.values[cell] = ceiling[cell];
            open.seed[cell] = 0.0;
            open.row_totals[i] -= ceiling[cell];
            open.column_totals[j] -= ceiling[cell];
            ++capped;
        }
    }
    return capped;
}

/// A rest of pure round-off is a met margin, not a tiny one to be raked for. It cannot be less:
/// what is capped was above its ceiling, and all of a margin's cells summed to it.
void drop_round_off(std::span<double> rests, std::span<const double> totals)
{
    for (std::size_t i = 0; i < rests.size(); ++i) {
        rests[i] = rests[i] < kSumTolerance * totals[i] ? 0.0 : rests[i];
    }
}

void require_problem(const Table& seed, std::span<const double> ceiling,
                     std::span<const double> row_totals, std::span<const double> column_totals)
{
    const std::size_t cells = seed.rows * seed.columns;
    if (cells == 0 || seed.values.size() != cells || ceiling.size() != cells ||
        row_totals.size() != seed.rows || column_totals.size() != seed.columns) {
        throw Error{Errc::kShapeMismatch,
                    fmt::format("seed is {} x {} with {} values, {} ceilings, {} row and {} column "
                                "totals; expected one ceiling a cell and one total a side",
                                seed.rows, seed.columns, seed.values.size(), ceiling.size(),
                                row_totals.size(), column_totals.size())};
    }
    require_amounts(seed.values, "seed");
    require_amounts(ceiling, "ceiling");
    require_amounts(row_totals, "row_totals");
    require_amounts(column_totals, "column_totals");
    const double rows = sum_of(row_totals);
    const double columns = sum_of(column_totals);
    if (std::fabs(rows - columns) > kSumTolerance * std::max(rows, columns)) {
        throw Error{Errc::kValueOutOfDomain,
                    fmt::format("row totals sum to {} and column totals to {}; balance them first",
                                rows, columns)};
    }
}

}  // namespace

Raked rake(const Table& seed, std::span<const double> ceiling, std::span<const double> row_totals,
           std::span<const double> column_totals, const RakingOptions& options)
{
    require_problem(seed, ceiling, row_totals, column_totals);
    OpenProblem open{seed.rows,
                     seed.columns,
                     seed.values,
                     {row_totals.begin(), row_totals.end()},
                     {column_totals.begin(), column_totals.end()},
                     {},
                     {},
                     {}};
    open.row_factors.assign(seed.rows, 1.0);
    open.column_factors.assign(seed.columns, 1.0);
    open.column_sums.assign(seed.columns, 0.0);
    Raked raked{{seed.rows, seed.columns, std::vector<double>(seed.values.size(), 0.0)}, 0, 0};
    for (;;) {
        raked.iterations += rake_open(open, options);
        const int capped = cap_cells(open, ceiling, raked.people);
        if (capped == 0) {
            break;
        }
        raked.capped_cells += capped;
        drop_round_off(open.row_totals, row_totals);
        drop_round_off(open.column_totals, column_totals);
        // A column fixed at zero must be able to open again only if it has open cells left.
        std::fill(open.column_factors.begin(), open.column_factors.end(), 1.0);
    }
    for (std::size_t i = 0; i < seed.rows; ++i) {
        for (std::size_t j = 0; j < seed.columns; ++j) {
            const std::size_t cell = i * seed.columns + j;
            raked.people.values[cell] +=
                open.row_factors[i] * open.seed[cell] * open.column_factors[j];
        }
    }
    return raked;
}

void balance_margins(std::span<double> row_totals, std::span<double> column_totals)
{
    const double rows = sum_of(row_totals);
    const double columns = sum_of(column_totals);
    const double common = std::sqrt(rows * columns);
    if (!(rows > 0.0) || !(columns > 0.0) || !std::isfinite(common)) {
        throw Error{
            Errc::kValueOutOfDomain,
            fmt::format("row totals sum to {} and column totals to {}; expected finite sums > 0",
                        rows, columns)};
    }
    for (double& total : row_totals) {
        total *= common / rows;
    }
    for (double& total : column_totals) {
        total *= common / columns;
    }
}

}  // namespace sourcelight::model
