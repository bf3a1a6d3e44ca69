// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

namespace sourcelight::assess {

/// sum[b] += factor * draws[b] for every entry of `sum`; `draws` has at least as many.
inline void add_scaled(std::span<const float> draws, double factor, std::span<double> sum)
{
    for (std::size_t b = 0; b < sum.size(); ++b) {
        sum[b] += factor * static_cast<double>(draws[b]);
    }
}

/// The same for a sum that starts empty: it takes the size of the first draws.
inline void add_scaled_growing(std::span<const float> draws, double factor,
                               std::vector<double>& sum)
{
    sum.resize(std::max(sum.size(), draws.size()), 0.0);
    add_scaled(draws, factor, std::span{sum}.first(draws.size()));
}

/// sum[b] += factor * left[b] * right[b] for every entry of `sum`.
inline void add_products(std::span<const float> left, std::span<const float> right, double factor,
                         std::span<double> sum)
{
    for (std::size_t b = 0; b < sum.size(); ++b) {
        sum[b] += factor * static_cast<double>(left[b]) * static_cast<double>(right[b]);
    }
}

}  // namespace sourcelight::assess
