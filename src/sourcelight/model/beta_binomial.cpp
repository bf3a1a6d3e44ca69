// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/model/beta_binomial.hpp"

#include "sourcelight/core/error.hpp"
#include "sourcelight/model/special.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace sourcelight::model {
namespace {

/// Below this correlation the beta-binomial equals independent workers to double precision
/// for every head count that can occur.
constexpr double kIndependentBelow = 1e-9;

void require_domain(double theta, double rho)
{
    if (!(theta >= 0.0 && theta <= 1.0)) {
        throw Error{Errc::kValueOutOfDomain,
                    fmt::format("theta is {}; expected a share in [0, 1]", theta)};
    }
    if (!(rho >= 0.0 && rho <= 1.0)) {
        throw Error{Errc::kValueOutOfDomain,
                    fmt::format("rho is {}; expected a correlation in [0, 1]", rho)};
    }
}

void require_workers(double workers)
{
    if (!(workers >= 0.0) || !std::isfinite(workers)) {
        throw Error{Errc::kValueOutOfDomain,
                    fmt::format("workers is {}; expected a finite number >= 0", workers)};
    }
}

/// The part of one (theta, rho) that every head count shares.
class SiteCurve {
public:
    SiteCurve(double theta, double rho) : m_theta{theta}, m_rho{rho}
    {
        if (is_beta()) {
            const double phi = 1.0 / rho - 1.0;
            m_a = theta * phi;
            m_b = (1.0 - theta) * phi;
            m_at_zero = log_gamma_ratio(m_b, m_a);
        }
    }

    [[nodiscard]] double at(double workers) const
    {
        require_workers(workers);
        if (workers == 0.0 || m_theta == 0.0) {
            return 0.0;
        }
        if (m_theta == 1.0) {
            return 1.0;
        }
        if (m_rho >= 1.0) {
            return m_theta;
        }
        if (m_rho < kIndependentBelow) {
            return -std::expm1(workers * std::log1p(-m_theta));
        }
        // ln B(a, b+n)/B(a, b) as a difference of ratios that are each small when a is small.
        const double log_none = m_at_zero - log_gamma_ratio(m_b + workers, m_a);
        return std::clamp(-std::expm1(log_none), 0.0, 1.0);
    }

private:
    [[nodiscard]] bool is_beta() const noexcept
    {
        return m_theta > 0.0 && m_theta < 1.0 && m_rho >= kIndependentBelow && m_rho < 1.0;
    }

    double m_theta;
    double m_rho;
    double m_a = 0.0;
    double m_b = 0.0;
    double m_at_zero = 0.0;
};

}  // namespace

double site_probability(double theta, double rho, double workers)
{
    require_domain(theta, rho);
    return SiteCurve{theta, rho}.at(workers);
}

void site_probabilities(double theta, double rho, std::span<const double> workers,
                        std::span<double> probabilities)
{
    require_domain(theta, rho);
    if (workers.size() != probabilities.size()) {
        throw Error{Errc::kShapeMismatch,
                    fmt::format("{} head counts and room for {} probabilities; expected the same",
                                workers.size(), probabilities.size())};
    }
    const SiteCurve curve{theta, rho};
    for (std::size_t i = 0; i < workers.size(); ++i) {
        probabilities[i] = curve.at(workers[i]);
    }
}

KnotPosition knot_position(std::span<const double> knots, double workers)
{
    if (knots.size() < 2) {
        throw Error{Errc::kShapeMismatch,
                    fmt::format("{} knots; expected at least two head counts", knots.size())};
    }
    if (!(workers > 0.0)) {
        throw Error{Errc::kValueOutOfDomain,
                    fmt::format("workers is {}; expected a number > 0", workers)};
    }
    if (workers <= knots.front()) {
        return {0, 0.0};
    }
    const auto last = static_cast<int>(knots.size()) - 2;
    if (workers >= knots.back()) {
        return {last, 1.0};
    }
    const auto above = std::upper_bound(knots.begin(), knots.end(), workers);
    const double high = *above;
    const double low = *(above - 1);
    return {static_cast<int>(above - knots.begin()) - 1,
            std::log(workers / low) / std::log(high / low)};
}

}  // namespace sourcelight::model
