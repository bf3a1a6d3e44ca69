// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/model/quadrature.hpp"

#include "sourcelight/core/error.hpp"

#include <Eigen/Eigenvalues>
#include <fmt/format.h>

#include <cmath>

namespace sourcelight::model {

NormalQuadrature normal_quadrature(int points)
{
    if (points < 1) {
        throw Error{Errc::kValueOutOfDomain,
                    fmt::format("{} points of quadrature; expected at least one", points)};
    }
    Eigen::MatrixXd recurrence = Eigen::MatrixXd::Zero(points, points);
    for (int k = 1; k < points; ++k) {
        recurrence(k, k - 1) = std::sqrt(static_cast<double>(k));
    }
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver{recurrence};
    NormalQuadrature rule;
    for (int i = 0; i < points; ++i) {
        const double first = solver.eigenvectors()(0, i);
        rule.node.push_back(solver.eigenvalues()[i]);
        rule.weight.push_back(first * first);
    }
    return rule;
}

double mean_probability(const NormalQuadrature& rule, double mean, double sd)
{
    double sum = 0.0;
    for (std::size_t i = 0; i < rule.node.size(); ++i) {
        sum += rule.weight[i] / (1.0 + std::exp(-(mean + sd * rule.node[i])));
    }
    return sum;
}

}  // namespace sourcelight::model
