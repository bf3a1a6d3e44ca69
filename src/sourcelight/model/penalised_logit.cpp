// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/model/penalised_logit.hpp"

#include "sourcelight/core/error.hpp"
#include "sourcelight/model/quadrature.hpp"
#include "sourcelight/model/special.hpp"

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace sourcelight::model {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr int kMostSteps = 100;
constexpr int kMostHalvings = 40;
constexpr int kQuadraturePoints = 20;
/// Change of a coefficient below which the variational steps have settled.
constexpr double kSettled = 1e-7;
/// Newton's decrement below which a further step changes nothing that is printed.
constexpr double kDecrement = 1e-10;
/// A free coefficient this uncertain is on its way to infinity: the data give it no bound.
constexpr double kMostVariance = 1e6;

Index at(std::size_t i) { return static_cast<Index>(i); }

void require(bool holds, Errc code, const std::string& message)
{
    if (!holds) {
        throw Error{code, message};
    }
}

/// ln(1 + e^x) without overflow.
double softplus(double x) { return std::max(x, 0.0) + std::log1p(std::exp(-std::abs(x))); }

/// Of the outcome of one case.
struct Moments {
    double probability = 0.0;
    double variance = 0.0;
};

/// The data of one fit with its objective.
class Problem {
public:
    Problem(const SparseCases& cases, std::span<const std::uint8_t> outcome,
            std::span<const double> offset, std::span<const NormalPrior> priors,
            std::span<const double> weights)
        : m_cases{&cases}, m_outcome{outcome}, m_offset{offset}, m_weights{weights},
          m_mean(at(priors.size())), m_precision(at(priors.size()))
    {
        for (std::size_t j = 0; j < priors.size(); ++j) {
            require(priors[j].sd > 0.0, Errc::kValueOutOfDomain,
                    fmt::format("prior {} has sd {}; expected > 0", j, priors[j].sd));
            m_mean[at(j)] = priors[j].mean;
            m_precision[at(j)] = 1.0 / (priors[j].sd * priors[j].sd);
        }
    }

    [[nodiscard]] VectorXd start() const
    {
        return (m_precision.array() > 0.0).select(m_mean.array(), 0.0).matrix();
    }

    [[nodiscard]] double objective(const VectorXd& b) const
    {
        double sum = -0.5 * (m_precision.array() * (b - m_mean).array().square()).sum();
        for (std::size_t i = 0; i < m_cases->cases(); ++i) {
            const double eta = predictor(b, i);
            sum += weight(i) * ((m_outcome[i] != 0 ? eta : 0.0) - softplus(eta));
        }
        return sum;
    }

    /// Gradient and negative Hessian (its lower half) at b. `moments(i, eta)` gives a case's
    /// probability and its variance p (1 - p), or their expectations.
    template <typename MomentsOf>
    void derivatives(const VectorXd& b, const MomentsOf& moments, VectorXd& gradient,
                     MatrixXd& hessian) const
    {
        gradient = -m_precision.cwiseProduct(b - m_mean);
        hessian = m_precision.asDiagonal();
        const auto& x = *m_cases;
        for (std::size_t i = 0; i < x.cases(); ++i) {
            const auto [p, variance] = moments(i, predictor(b, i));
            const double residual = weight(i) * ((m_outcome[i] != 0 ? 1.0 : 0.0) - p);
            const double information = weight(i) * variance;
            for (std::size_t k = x.start[i]; k < x.start[i + 1]; ++k) {
                gradient[x.column[k]] += residual * x.value[k];
                const double part = information * x.value[k];
                for (std::size_t m = x.start[i]; m < x.start[i + 1]; ++m) {
                    if (x.column[m] <= x.column[k]) {
                        hessian(x.column[k], x.column[m]) += part * x.value[m];
                    }
                }
            }
        }
    }

private:
    [[nodiscard]] double weight(std::size_t i) const
    {
        return m_weights.empty() ? 1.0 : m_weights[i];
    }
    [[nodiscard]] double predictor(const VectorXd& b, std::size_t i) const
    {
        double eta = m_offset[i];
        for (std::size_t k = m_cases->start[i]; k < m_cases->start[i + 1]; ++k) {
            eta += m_cases->value[k] * b[m_cases->column[k]];
        }
        return eta;
    }

    const SparseCases* m_cases;
    std::span<const std::uint8_t> m_outcome;
    std::span<const double> m_offset;
    std::span<const double> m_weights;
    VectorXd m_mean;
    VectorXd m_precision;
};

/// The point along b + t step, t = 1, 1/2, 1/4 ..., that first improves the objective.
bool improve(const Problem& problem, VectorXd& b, const VectorXd& step, double& value)
{
    double t = 1.0;
    for (int i = 0; i < kMostHalvings; ++i, t *= 0.5) {
        const VectorXd next = b + t * step;
        const double there = problem.objective(next);
        if (there > value) {
            b = next;
            value = there;
            return true;
        }
    }
    return false;
}

void require_shapes(const SparseCases& cases, std::size_t outcomes, std::size_t offsets,
                    std::size_t priors)
{
    require(cases.cases() > 0 && cases.cases() == outcomes && outcomes == offsets &&
                cases.columns == priors,
            Errc::kShapeMismatch,
            fmt::format("{} cases of {} columns, {} outcomes, {} offsets, {} priors; expected "
                        "one outcome and offset a case, one prior a column, at least one case",
                        cases.cases(), cases.columns, outcomes, offsets, priors));
}

[[noreturn]] void no_mode()
{
    throw Error{Errc::kValueOutOfDomain,
                "the penalised likelihood has no largest value: a coefficient with a flat prior "
                "parts the outcomes perfectly; give it a prior with an sd below 1000"};
}

}  // namespace

LogitFit fit_penalised_logit(const SparseCases& cases, std::span<const std::uint8_t> outcome,
                             std::span<const double> offset, std::span<const NormalPrior> priors,
                             std::span<const double> weights)
{
    require_shapes(cases, outcome.size(), offset.size(), priors.size());
    const Problem problem{cases, outcome, offset, priors, weights};
    LogitFit fit;
    VectorXd b = problem.start();
    VectorXd gradient;
    MatrixXd hessian;
    fit.log_posterior = problem.objective(b);
    for (;;) {
        problem.derivatives(
            b,
            [](std::size_t /*i*/, double eta) {
                const double p = expit(eta);
                return Moments{p, p * (1.0 - p)};
            },
            gradient, hessian);
        const Eigen::LLT<MatrixXd, Eigen::Lower> factor{hessian};
        if (factor.info() != Eigen::Success || fit.steps == kMostSteps) {
            no_mode();
        }
        const VectorXd step = factor.solve(gradient);
        if (gradient.dot(step) < kDecrement || !improve(problem, b, step, fit.log_posterior)) {
            const MatrixXd covariance = factor.solve(MatrixXd::Identity(b.size(), b.size()));
            if (covariance.diagonal().maxCoeff() > kMostVariance) {
                no_mode();
            }
            fit.covariance.assign(covariance.data(), covariance.data() + covariance.size());
            break;
        }
        ++fit.steps;
    }
    fit.mode.assign(b.data(), b.data() + b.size());
    return fit;
}

LogitFit fit_variational_logit(const SparseCases& cases, std::span<const std::uint8_t> outcome,
                               std::span<const double> offset, std::span<const NormalPrior> priors)
{
    auto fit = fit_penalised_logit(cases, outcome, offset, priors);
    const Problem problem{cases, outcome, offset, priors, {}};
    const auto rule = normal_quadrature(kQuadraturePoints);
    const auto expected = [&](std::size_t i, double eta) {
        const double sd = std::sqrt(predictor_variance(cases, i, fit));
        Moments moments;
        for (std::size_t k = 0; k < rule.node.size(); ++k) {
            const double p = expit(eta + sd * rule.node[k]);
            moments.probability += rule.weight[k] * p;
            moments.variance += rule.weight[k] * p * (1.0 - p);
        }
        return moments;
    };
    VectorXd b = Eigen::Map<const VectorXd>(fit.mode.data(), at(fit.mode.size()));
    VectorXd gradient;
    MatrixXd hessian;
    MatrixXd precision;
    for (int round = 0; round < kMostSteps; ++round, ++fit.steps) {
        problem.derivatives(b, expected, gradient, hessian);
        // Half steps: more variance raises the information, which lowers the variance.
        precision = round == 0 ? hessian : MatrixXd{0.5 * (precision + hessian)};
        const Eigen::LLT<MatrixXd, Eigen::Lower> factor{precision};
        if (factor.info() != Eigen::Success) {
            break;
        }
        const VectorXd step = factor.solve(gradient);
        const MatrixXd covariance = factor.solve(MatrixXd::Identity(b.size(), b.size()));
        b += step;
        fit.mode.assign(b.data(), b.data() + b.size());
        fit.covariance.assign(covariance.data(), covariance.data() + covariance.size());
        if (step.cwiseAbs().maxCoeff() < kSettled) {
            return fit;
        }
    }
    throw Error{Errc::kValueOutOfDomain,
                "the variational fit does not settle; give the coefficients narrower priors"};
}

std::vector<double> linear_predictor(const SparseCases& cases, std::span<const double> offset,
                                     std::span<const double> coefficients)
{
    require_shapes(cases, cases.cases(), offset.size(), coefficients.size());
    std::vector<double> eta(offset.begin(), offset.end());
    for (std::size_t i = 0; i < cases.cases(); ++i) {
        for (std::size_t k = cases.start[i]; k < cases.start[i + 1]; ++k) {
            eta[i] += cases.value[k] * coefficients[cases.column[k]];
        }
    }
    return eta;
}

double predictor_variance(const SparseCases& cases, std::size_t i, const LogitFit& fit) noexcept
{
    double sum = 0.0;
    for (std::size_t k = cases.start[i]; k < cases.start[i + 1]; ++k) {
        for (std::size_t m = cases.start[i]; m < cases.start[i + 1]; ++m) {
            sum += cases.value[k] * cases.value[m] *
                   fit.covariance[cases.column[k] * cases.columns + cases.column[m]];
        }
    }
    return std::max(0.0, sum);
}

}  // namespace sourcelight::model
