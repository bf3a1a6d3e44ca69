// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/draws.hpp"
#include "sourcelight/assess/methodology.hpp"
#include "sourcelight/reference/activity_tree.hpp"

#include <array>
#include <cstdint>
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

    /// logit(pi0) of the first draws at every knot: entry knot * ln_theta.size() + b is draw b.
    /// `ln_theta` may be -infinity (no forced labour at all).
    void logits_at_knots(std::span<const float> ln_theta, std::span<float> logits) const;
    /// logit(pi0) at any head count, linear in ln n between knots.
    [[nodiscard]] float logit_at(std::size_t draw, double workers, float ln_theta) const;
    /// logit(pi0) at the head count that unknown_workers() gives.
    [[nodiscard]] float logit_at_unknown(reference::Sector sector, std::size_t site,
                                         std::size_t draw, float ln_theta) const;

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
    /// Values of a grid point: the knots, filled up to whole vectors.
    static constexpr std::size_t kLanes = (kWorkerKnots.size() + 3) / 4 * 4;

    /// Where a ln theta lies on the curves of its draw.
    struct GridPlace {
        std::size_t first = 0;           ///< grid point of the first weight
        std::array<float, 4> weights{};  ///< of four neighbouring grid points
        float beyond = 0.0F;             ///< added below the grid
    };
    /// A head count between two knots.
    struct KnotPlace {
        std::uint32_t lower = 0;
        float upper_share = 0.0F;
    };
    [[nodiscard]] static KnotPlace knot_place(double workers);
    [[nodiscard]] GridPlace grid_place(float ln_theta) const;
    [[nodiscard]] float logit_between(std::size_t draw, KnotPlace at, float ln_theta) const;

    std::size_t m_draws;
    float m_first;  ///< ln theta of the first grid point
    float m_step;
    float m_per_step;
    std::vector<double> m_rho;
    std::vector<float> m_curves;  ///< (draw * kGrid + grid point) * kLanes + knot
    std::array<float, reference::kSectorCount> m_median_workers{};
    std::vector<float> m_worker_noise;
    std::vector<KnotPlace> m_unknown;  ///< sector * draws + draw: of unknown_workers() at site 0
};

}  // namespace sourcelight::assess
