// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/model/totals.hpp"

#include "sourcelight/core/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace sourcelight::model {
namespace {

/// sum_k weight_k * value(matrix[row_k, b])
template <typename Value>
std::vector<double> weighted_sum(std::span<const Exposure> exposures, const DrawMatrix& matrix,
                                 Value value)
{
    std::vector<double> sums(matrix.draws, 0.0);
    for (const auto& exposure : exposures) {
        if (exposure.row >= matrix.rows) {
            throw Error{Errc::kShapeMismatch,
                        fmt::format("exposure names row {} of a matrix of {} rows", exposure.row,
                                    matrix.rows)};
        }
        const auto draws = matrix.row(exposure.row);
        for (std::size_t b = 0; b < draws.size(); ++b) {
            sums[b] += exposure.weight * value(static_cast<double>(draws[b]));
        }
    }
    return sums;
}

}  // namespace

std::vector<double> total_draws(std::span<const Exposure> exposures, const DrawMatrix& matrix)
{
    return weighted_sum(exposures, matrix, [](double draw) { return draw; });
}

std::vector<double> any_site_draws(std::span<const Exposure> exposures, const DrawMatrix& matrix)
{
    auto draws = weighted_sum(exposures, matrix, [](double draw) { return std::log1p(-draw); });
    std::transform(draws.begin(), draws.end(), draws.begin(),
                   [](double log_none) { return -std::expm1(log_none); });
    return draws;
}

}  // namespace sourcelight::model
