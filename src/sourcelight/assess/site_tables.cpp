// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/site_tables.hpp"

#include "sourcelight/assess/parallel.hpp"
#include "sourcelight/model/beta_binomial.hpp"
#include "sourcelight/model/special.hpp"

#include <algorithm>
#include <cmath>

namespace sourcelight::assess {
namespace {

constexpr double kLeastTheta = 1e-8;
constexpr double kMostTheta = 0.95;
/// Held off 0 and 1, where a logit has no value; far beyond what the outputs show.
constexpr double kLeastProbability = 1e-12;

/// Cubic through four equally spaced values at -1, 0, 1, 2, taken at t in [0, 1].
float cubic(const float* y, float t)
{
    const float a = y[1] - y[0];
    const float b = y[2] - 2.0F * y[1] + y[0];
    const float c = y[3] - 3.0F * y[2] + 3.0F * y[1] - y[0];
    const float x = t + 1.0F;
    return y[0] + x * (a + (x - 1.0F) * (b / 2.0F + (x - 2.0F) * c / 6.0F));
}

}  // namespace

SiteTables::SiteTables(const Methodology& methodology, const Draws& draws)
    : m_draws{draws.count()}, m_first{static_cast<float>(std::log(kLeastTheta))},
      m_step{static_cast<float>((std::log(kMostTheta) - std::log(kLeastTheta)) / (kGrid - 1))},
      m_per_step{1.0F / m_step}, m_rho(draws.count()),
      m_curves(kWorkerKnots.size() * draws.count() * kGrid), m_worker_noise(draws.count())
{
    const auto& site = methodology.site;
    for (std::size_t s = 0; s < m_median_workers.size(); ++s) {
        m_median_workers[s] = static_cast<float>(site.median_workers[s]);
    }
    parallel_for(m_draws, draws.threads(), [&](std::size_t b) {
        m_rho[b] =
            site.rho_floor + site.rho_span * model::beta_quantile(draws.uniform(Random::kRho, 0, b),
                                                                  site.rho_a, site.rho_b);
        m_worker_noise[b] = static_cast<float>(
            std::exp(site.workers_log_sd * draws.normal(Random::kWorkers, 0, b)));
        std::array<double, kWorkerKnots.size()> probabilities{};
        for (std::size_t i = 0; i < kGrid; ++i) {
            const double theta = std::exp(static_cast<double>(m_first) +
                                          static_cast<double>(m_step) * static_cast<double>(i));
            model::site_probabilities(std::min(theta, kMostTheta), m_rho[b], kWorkerKnots,
                                      probabilities);
            for (std::size_t k = 0; k < kWorkerKnots.size(); ++k) {
                const double held =
                    std::clamp(probabilities[k], kLeastProbability, 1.0 - kLeastProbability);
                m_curves[(k * m_draws + b) * kGrid + i] = static_cast<float>(model::logit(held));
            }
        }
    });
}

inline float SiteTables::logit_on(const float* curve, float ln_theta) const
{
    const float x = (ln_theta - m_first) * m_per_step;
    if (!(x > 0.0F)) {
        // Below the grid the probability is proportional to theta.
        return std::isfinite(ln_theta) ? curve[0] + x * m_step : curve[0] - 40.0F;
    }
    const int cell = std::clamp(static_cast<int>(x), 1, static_cast<int>(kGrid) - 3);
    const float t = std::min(x, static_cast<float>(kGrid - 1)) - static_cast<float>(cell);
    return cubic(curve + cell - 1, t);
}

float SiteTables::logit_at_knot(std::size_t draw, std::size_t knot, float ln_theta) const
{
    return logit_on(m_curves.data() + (knot * m_draws + draw) * kGrid, ln_theta);
}

void SiteTables::logits_at_knot(std::size_t knot, std::span<const float> ln_theta,
                                std::span<float> logits) const
{
    const float* curve = m_curves.data() + knot * m_draws * kGrid;
    for (std::size_t b = 0; b < ln_theta.size(); ++b) {
        logits[b] = logit_on(curve + b * kGrid, ln_theta[b]);
    }
}

float SiteTables::logit_at(std::size_t draw, float workers, float ln_theta) const
{
    const auto position =
        model::knot_position(kWorkerKnots, std::max(1.0, static_cast<double>(workers)));
    const auto lower = static_cast<std::size_t>(position.lower);
    const float low = logit_at_knot(draw, lower, ln_theta);
    const auto share = static_cast<float>(position.upper_share);
    return low + share * (logit_at_knot(draw, lower + 1, ln_theta) - low);
}

}  // namespace sourcelight::assess
