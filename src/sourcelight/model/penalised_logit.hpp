// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

/// Logistic regression under independent normal priors: Newton's method to the mode, and the
/// normal posterior around it.
namespace sourcelight::model {

/// Cases in rows, sparse: case i has the entries start[i] .. start[i + 1].
struct SparseCases {
    std::vector<std::size_t> start{0};  ///< cases + 1
    std::vector<std::uint32_t> column;  ///< of each entry, in [0, columns)
    std::vector<double> value;          ///< of each entry, finite
    std::size_t columns = 0;

    [[nodiscard]] std::size_t cases() const noexcept { return start.size() - 1; }
    /// Ends the case whose entries were pushed to `column` and `value`.
    void end_case() { start.push_back(column.size()); }
};

/// N(mean, sd); sd = infinity leaves the coefficient free.
struct NormalPrior {
    double mean = 0.0;
    double sd = 1.0;
};

/// A fitted model: coefficients b with posterior N(mode, covariance).
struct LogitFit {
    std::vector<double> mode;        ///< columns
    std::vector<double> covariance;  ///< columns x columns, symmetric: inverse Hessian at the mode
    double log_posterior = 0.0;      ///< at the mode, up to a constant
    int steps = 0;                   ///< of Newton
};

/// Largest of sum_i w_i [y_i eta_i - ln(1 + e^eta_i)] - sum_j (b_j - m_j)^2 / (2 s_j^2),
/// eta_i = offset_i + x_i' b.
///
/// Steps are halved until the objective grows; the Hessian X'WX + diag(1/s^2) is dense.
/// Cost: a step is O(entries per case squared x cases + columns^3 / 3).
///
/// @param cases    n cases, p columns
/// @param outcome  n values, 0 or 1
/// @param offset   n values, finite
/// @param priors   p priors with sd > 0
/// @param weights  n values >= 0, or none: every case counts once
/// @throws Error kShapeMismatch if sizes differ or there is no case; kValueOutOfDomain if a prior's
///         sd is not > 0, or if no mode is found (cases that one column parts perfectly and whose
///         prior is flat have none)
[[nodiscard]] LogitFit fit_penalised_logit(const SparseCases& cases,
                                           std::span<const std::uint8_t> outcome,
                                           std::span<const double> offset,
                                           std::span<const NormalPrior> priors,
                                           std::span<const double> weights = {});

/// The normal N(m, S) nearest to the posterior of the same model (least Kullback-Leibler divergence
/// from it): the fixed point of
///   sum_i x_i (y_i - E p_i) = (m - prior mean) / sd^2,  S^-1 = sum_i E[p_i (1 - p_i)] x_i x_i' +
///   1/sd^2
/// with expectations over eta_i ~ N(offset_i + x_i' m, x_i' S x_i). Unlike at the mode, what many
/// small uncertain effects add to the mean probability is counted: with a free intercept the
/// expected outcomes sum to the observed ones. Opper and Archambeau 2009.
///
/// Cost: some ten steps, each that of fit_penalised_logit with 20 times the exponentials.
/// `log_posterior` is that of the mode, where the steps start.
///
/// @throws as fit_penalised_logit; kValueOutOfDomain if the steps do not settle
[[nodiscard]] LogitFit fit_variational_logit(const SparseCases& cases,
                                             std::span<const std::uint8_t> outcome,
                                             std::span<const double> offset,
                                             std::span<const NormalPrior> priors);

/// offset_i + x_i' b for every case.
///
/// @throws Error kShapeMismatch if sizes differ
[[nodiscard]] std::vector<double> linear_predictor(const SparseCases& cases,
                                                   std::span<const double> offset,
                                                   std::span<const double> coefficients);

/// Variance of x_i' b of case i under the posterior: x_i' covariance x_i, >= 0.
///
/// @param i  < cases.cases()
[[nodiscard]] double predictor_variance(const SparseCases& cases, std::size_t i,
                                        const LogitFit& fit) noexcept;

}  // namespace sourcelight::model
