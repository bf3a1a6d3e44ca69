// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

namespace sourcelight::model {

/// What a company does at a site, as it bears on duration and incidence.
struct Mitigation {
    double prevented = 0.0;        ///< prev, share of new cases prevented, [0, 1]
    double natural_exit = 0.6;     ///< mu0, exits per year without any check, > 0
    double checks_per_year = 0.0;  ///< a, >= 0
    double detection = 0.0;        ///< D, probability that a check finds it, [0, 1]
    double release = 0.0;  ///< R, probability that finding leads to release and remedy, [0, 1]
};

/// Share of prevalence that stays: (1 - prev) mu0 / (mu0 + a D R), since prevalence is
/// incidence times duration. It applies to the private branch only; state-imposed forced
/// labour does not yield to a buyer's checks.
///
/// @return in [0, 1]; 1 when nothing is done
/// @throws Error kValueOutOfDomain outside the stated ranges
[[nodiscard]] double residual_share(const Mitigation& mitigation);

/// One mechanism of detection and the share of the site's workers it reaches.
struct Mechanism {
    double detection = 0.0;  ///< D_m, [0, 1]
    double coverage = 0.0;   ///< cov_m, [0, 1]
};

/// Several mechanisms together: D = 1 - [prod_m (1 - D_m cov_m)]^kappa.
///
/// @param kappa  in [0, 1]; below 1 mechanisms overlap
/// @return in [0, 1]; none gives 0
/// @throws Error kValueOutOfDomain outside the stated ranges
[[nodiscard]] double combined_detection(std::span<const Mechanism> mechanisms, double kappa);

}  // namespace sourcelight::model
