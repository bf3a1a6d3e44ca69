// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

namespace sourcelight::model {

/// Probability that at least one of n workers of a site is in forced labour.
///
/// Workers of one site share their recruiter, so the site's own share p is drawn once:
/// p ~ Beta(a, b), a = theta phi, b = (1 - theta) phi, phi = 1/rho - 1, and
///     pi0 = 1 - B(a, b + n) / B(a, b).
/// rho -> 0 gives independent workers, 1 - (1 - theta)^n; n = 1 gives theta.
///
/// @param theta    persons in forced labour per worker, in [0, 1]
/// @param rho      correlation between two workers of the site, in [0, 1]; 1 means all or none
/// @param workers  n >= 0, need not be whole (a median of an uncertain head count)
/// @return in [0, 1]; relative error below 1e-9 for rho >= 1e-6
/// @throws Error kValueOutOfDomain outside these ranges
///
/// Cost: about 0.2 microseconds. Safe to call from several threads.
[[nodiscard]] double site_probability(double theta, double rho, double workers);

/// The same for one (theta, rho) at several head counts; the part that does not depend on n
/// is done once.
///
/// @param workers        k values >= 0
/// @param probabilities  k values, overwritten
/// @throws Error kShapeMismatch if the two sizes differ; kValueOutOfDomain as above
void site_probabilities(double theta, double rho, std::span<const double> workers,
                        std::span<double> probabilities);

/// Where a head count lies between two knots of ln n.
struct KnotPosition {
    int lower = 0;             ///< index of the knot at or below
    double upper_share = 0.0;  ///< weight of knot lower + 1, in [0, 1]; the rest is on `lower`
};

/// Linear position of `workers` on knots of ln n, held at the ends.
///
/// @param knots    k >= 2 head counts > 0, ascending
/// @param workers  > 0
/// @throws Error kShapeMismatch if there are fewer than two knots; kValueOutOfDomain if
///         workers is not > 0
[[nodiscard]] KnotPosition knot_position(std::span<const double> knots, double workers);

}  // namespace sourcelight::model
