// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/model/imputation.hpp"

#include "sourcelight/core/error.hpp"
#include "sourcelight/model/distributions.hpp"

#include <Eigen/Cholesky>
#include <Eigen/Core>

#include <algorithm>
#include <cmath>

namespace sourcelight::model {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

/// Intercept, mean of the siblings, rank; then one column a group.
constexpr Index kPlain = 3;
constexpr std::size_t kLeastRowsADonor = 3;

Index at(std::size_t i) { return static_cast<Index>(i); }

void require_shapes(const GappyTable& table)
{
    if (table.value.size() != table.rows * table.columns || table.weight.size() != table.columns ||
        table.group.size() != table.rows || table.rank.size() != table.rows) {
        throw Error{Errc::kShapeMismatch, "a table to fill has parts of different sizes"};
    }
}

/// What a column is predicted from, standardised over all rows; a missing one is 0, the mean.
class Design {
public:
    explicit Design(const GappyTable& table) : m_table{&table}, m_rank{standard(table.rank)}
    {
        for (const auto group : table.group) {
            m_groups = std::max<Index>(m_groups, static_cast<Index>(group) + 1);
        }
    }

    [[nodiscard]] MatrixXd for_column(std::size_t column) const
    {
        std::vector<std::optional<double>> siblings(m_table->rows);
        for (std::size_t row = 0; row < m_table->rows; ++row) {
            siblings[row] = mean_of_others(row, column);
        }
        const auto standardised = standard(siblings);
        MatrixXd x = MatrixXd::Zero(at(m_table->rows), kPlain + m_groups);
        for (std::size_t row = 0; row < m_table->rows; ++row) {
            x(at(row), 0) = 1.0;
            x(at(row), 1) = standardised[row];
            x(at(row), 2) = m_rank[row];
            x(at(row), kPlain + static_cast<Index>(m_table->group[row])) = 1.0;
        }
        return x;
    }

private:
    static std::vector<double> standard(const std::vector<std::optional<double>>& values)
    {
        double n = 0.0;
        double sum = 0.0;
        double squares = 0.0;
        for (const auto& value : values) {
            n += value ? 1.0 : 0.0;
            sum += value.value_or(0.0);
        }
        const double mean = n > 0.0 ? sum / n : 0.0;
        for (const auto& value : values) {
            squares += value ? (*value - mean) * (*value - mean) : 0.0;
        }
        const double sd = n > 1.0 && squares > 0.0 ? std::sqrt(squares / (n - 1.0)) : 1.0;
        std::vector<double> out;
        for (const auto& value : values) {
            out.push_back(value ? (*value - mean) / sd : 0.0);
        }
        return out;
    }

    [[nodiscard]] std::optional<double> mean_of_others(std::size_t row, std::size_t column) const
    {
        double sum = 0.0;
        double weight = 0.0;
        for (std::size_t other = 0; other < m_table->columns; ++other) {
            const auto& value = m_table->at(row, other);
            if (other != column && value) {
                sum += m_table->weight[other] * *value;
                weight += m_table->weight[other];
            }
        }
        return weight > 0.0 ? std::optional{sum / weight} : std::nullopt;
    }

    const GappyTable* m_table;
    std::vector<double> m_rank;
    Index m_groups = 0;
};

/// The regression of one column over the rows that have it.
struct Fit {
    VectorXd mean;            ///< coefficients
    Eigen::LLT<MatrixXd> of;  ///< X'X with the groups' strength
    double sd = 0.0;          ///< of what the regression leaves over
};

Fit fit_column(const GappyTable& table, const ImputationRule& rule, const MatrixXd& design,
               const std::vector<std::size_t>& observed, std::size_t column)
{
    MatrixXd x(at(observed.size()), design.cols());
    VectorXd y(at(observed.size()));
    for (std::size_t i = 0; i < observed.size(); ++i) {
        x.row(at(i)) = design.row(at(observed[i]));
        y(at(i)) = *table.at(observed[i], column);
    }
    MatrixXd normal = x.transpose() * x;
    normal.diagonal().tail(design.cols() - kPlain).array() += rule.group_strength;
    // A constant predictor must not make the equations singular.
    normal.diagonal().array() += 1e-9 * static_cast<double>(observed.size());
    Fit fit{VectorXd{}, normal.llt(), 0.0};
    fit.mean = fit.of.solve(x.transpose() * y);
    const double left = (y - x * fit.mean).squaredNorm();
    fit.sd = std::sqrt(left / static_cast<double>(observed.size() - kPlain));
    return fit;
}

/// Coefficients ~ N(mean, sd^2 (X'X)^-1).
VectorXd drawn_coefficients(const Fit& fit, std::size_t column, std::size_t rows,
                            const ImputationUniform& uniform)
{
    VectorXd normals(fit.mean.size());
    for (Index i = 0; i < normals.size(); ++i) {
        normals(i) = normal_quantile(uniform(column, rows + static_cast<std::size_t>(i)));
    }
    return fit.mean + fit.sd * fit.of.matrixU().solve(normals);
}

/// The value of one of the donors nearest to a prediction; ties by row.
double matched_value(const GappyTable& table, std::size_t column,
                     std::vector<std::pair<double, std::size_t>>& distance, std::size_t donors,
                     double u)
{
    const auto end = distance.begin() + static_cast<std::ptrdiff_t>(donors);
    std::partial_sort(distance.begin(), end, distance.end());
    const auto pick =
        std::min(donors - 1, static_cast<std::size_t>(u * static_cast<double>(donors)));
    return *table.at(distance[pick].second, column);
}

void fill_column(const GappyTable& table, const ImputationRule& rule, const Design& design,
                 std::size_t column, const ImputationUniform& uniform,
                 std::vector<std::optional<double>>& out)
{
    std::vector<std::size_t> observed;
    for (std::size_t row = 0; row < table.rows; ++row) {
        if (table.at(row, column)) {
            observed.push_back(row);
        }
    }
    const bool whole = observed.size() == table.rows;
    const auto least = rule.least_observed * static_cast<double>(table.rows);
    if (whole || static_cast<double>(observed.size()) < least ||
        observed.size() < kLeastRowsADonor * rule.donors) {
        return;
    }
    const auto x = design.for_column(column);
    const auto fit = fit_column(table, rule, x, observed, column);
    const VectorXd fitted = x * fit.mean;
    const VectorXd predicted = x * drawn_coefficients(fit, column, table.rows, uniform);
    std::vector<std::pair<double, std::size_t>> distance(observed.size());
    for (std::size_t row = 0; row < table.rows; ++row) {
        if (table.at(row, column)) {
            continue;
        }
        for (std::size_t i = 0; i < observed.size(); ++i) {
            distance[i] = {std::fabs(fitted(at(observed[i])) - predicted(at(row))), observed[i]};
        }
        out[row * table.columns + column] =
            matched_value(table, column, distance, rule.donors, uniform(column, row));
    }
}

}  // namespace

std::vector<std::optional<double>> impute(const GappyTable& table, const ImputationRule& rule,
                                          const ImputationUniform& uniform)
{
    require_shapes(table);
    auto out = table.value;
    const Design design{table};
    for (std::size_t column = 0; column < table.columns; ++column) {
        fill_column(table, rule, design, column, uniform, out);
    }
    return out;
}

}  // namespace sourcelight::model
