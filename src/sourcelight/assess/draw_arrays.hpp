// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Core>

#include <vector>

// Only for assess/: this header is not installed.
namespace sourcelight::assess {

/// Draws as an array for arithmetic on all of them at once; nothing is copied.
template <typename Real>
[[nodiscard]] Eigen::Map<Eigen::ArrayX<Real>> array_of(std::vector<Real>& draws)
{
    return {draws.data(), static_cast<Eigen::Index>(draws.size())};
}

template <typename Real>
[[nodiscard]] Eigen::Map<const Eigen::ArrayX<Real>> array_of(const std::vector<Real>& draws)
{
    return {draws.data(), static_cast<Eigen::Index>(draws.size())};
}

}  // namespace sourcelight::assess
