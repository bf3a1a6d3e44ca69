// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

namespace sourcelight::model {

/// Nodes and weights that integrate against the standard normal: E f(Z) = sum_i weight_i f(node_i),
/// exact for polynomials of degree below 2 points (Gauss-Hermite, by the eigenvalues of the
/// recurrence: Golub and Welsch 1969).
struct NormalQuadrature {
    std::vector<double> node;    ///< ascending, symmetric around 0
    std::vector<double> weight;  ///< sum 1
};

/// @param points  >= 1
/// @throws Error kValueOutOfDomain if there is no point
[[nodiscard]] NormalQuadrature normal_quadrature(int points);

/// E of 1 / (1 + e^-X) for X ~ N(mean, sd): a probability whose log-odds are uncertain.
///
/// @param sd  >= 0; 0 gives the plain probability
[[nodiscard]] double mean_probability(const NormalQuadrature& rule, double mean, double sd);

}  // namespace sourcelight::model
