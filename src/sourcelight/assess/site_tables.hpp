// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/draws.hpp"
#include "sourcelight/assess/methodology.hpp"
#include "sourcelight/reference/activity_tree.hpp"

#include <array>
#include <span>
#include <vector>

namespace sourcelight::assess {

/// Head counts at which the draws of S are tabulated.
inline constexpr std::array<double, 10> kWorkerKnots{1,   3,    10,   30,    100,
                                                     300, 1000, 3000, 10000, 100000};
/// Number of the pseudo-knot of a site whose head count is unknown.
inline constexpr std::size_t kUnknownWorkers = kWorkerKnots.size();

/// logit(pi0) of every draw (which fixes rho) and knot as a curve in ln theta, so that a cell
/// costs a look-up instead of four log-gammas a draw. Cubic between grid points: the error stays
/// below 1e-3 in the log-odds.
class SiteTables {
public:
    SiteTables(const Methodology& methodology, const Draws& draws);

    /// logit(pi0) at a knot. `ln_theta` may be -infinity (no forced labour at all).
    [[nodiscard]] float logit_at_knot(std::size_t draw, std::size_t knot, float ln_theta) const;
    /// logit(pi0) of the first draws at a knot; entry b of both is draw b.
    void logits_at_knot(std::size_t knot, std::span<const float> ln_theta,
                        std::span<float> logits) const;
    /// logit(pi0) at any head count, linear in ln n between knots.
    [[nodiscard]] float logit_at(std::size_t draw, float workers, float ln_theta) const;

    [[nodiscard]] double rho(std::size_t draw) const { return m_rho[draw]; }
    /// Head count of a site that states none, in a draw: ln n ~ N(ln median, sd).
    [[nodiscard]] float unknown_workers(reference::Sector sector, std::size_t site,
                                        std::size_t draw) const
    {
        return m_median_workers[static_cast<std::size_t>(sector)] *
               m_worker_noise[(draw + site) % m_worker_noise.size()];
    }

private:
    static constexpr std::size_t kGrid = 32;

    /// logit(pi0) on one curve of kGrid points.
    [[nodiscard]] float logit_on(const float* curve, float ln_theta) const;

    std::size_t m_draws;
    float m_first;  ///< ln theta of the first grid point
    float m_step;
    float m_per_step;
    std::vector<double> m_rho;
    std::vector<float> m_curves;  ///< ((knot * draws) + draw) * kGrid + i
    std::array<float, reference::kSectorCount> m_median_workers{};
    std::vector<float> m_worker_noise;
};

}  // namespace sourcelight::assess
