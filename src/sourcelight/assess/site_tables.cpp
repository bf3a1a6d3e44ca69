// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/site_tables.hpp"

#include "sourcelight/assess/parallel.hpp"
#include "sourcelight/model/beta_binomial.hpp"
#include "sourcelight/model/special.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>

namespace sourcelight::assess {

using reference::Sector;

namespace {

constexpr double kLeastTheta = 1e-8;
constexpr double kMostTheta = 0.95;
/// Held off 0 and 1, where a logit has no value; far beyond what the outputs show.
constexpr double kLeastProbability = 1e-12;
/// Below every grid point: a log-odds that no output tells from 0.
constexpr float kNone = -40.0F;

}  // namespace

SiteTables::SiteTables(const Methodology& methodology, const Draws& draws)
    : m_draws{draws.count()}, m_first{static_cast<float>(std::log(kLeastTheta))},
      m_step{static_cast<float>((std::log(kMostTheta) - std::log(kLeastTheta)) / (kGrid - 1))},
      m_per_step{1.0F / m_step}, m_rho(draws.count()), m_curves(draws.count() * kGrid * kLanes),
      m_worker_noise(draws.count())
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
                m_curves[(b * kGrid + i) * kLanes + k] = static_cast<float>(model::logit(held));
            }
        }
    });
    for (std::size_t s = 0; s < m_median_workers.size(); ++s) {
        for (std::size_t b = 0; b < m_draws; ++b) {
            m_unknown.push_back(
                knot_place(static_cast<double>(unknown_workers(static_cast<Sector>(s), 0, b))));
        }
    }
}

SiteTables::KnotPlace SiteTables::knot_place(double workers)
{
    const auto position = model::knot_position(kWorkerKnots, std::max(1.0, workers));
    return {static_cast<std::uint32_t>(position.lower), static_cast<float>(position.upper_share)};
}

inline SiteTables::GridPlace SiteTables::grid_place(float ln_theta) const
{
    const float x = (ln_theta - m_first) * m_per_step;
    if (!(x > 0.0F)) {
        // Below the grid the probability is proportional to theta.
        return {0, {1.0F, 0.0F, 0.0F, 0.0F}, std::isfinite(ln_theta) ? x * m_step : kNone};
    }
    const int cell = std::clamp(static_cast<int>(x), 1, static_cast<int>(kGrid) - 3);
    const float t = std::min(x, static_cast<float>(kGrid - 1)) - static_cast<float>(cell);
    // The cubic through the grid points at -1, 0, 1 and 2.
    const float before = t + 1.0F;
    const float after = t - 1.0F;
    const float last = t - 2.0F;
    return {static_cast<std::size_t>(cell - 1),
            {t * after * last / -6.0F, before * after * last / 2.0F, before * t * last / -2.0F,
             before * t * after / 6.0F},
            0.0F};
}

void SiteTables::logits_at_knots(std::span<const float> ln_theta, std::span<float> logits) const
{
    using Lanes = Eigen::Array<float, kLanes, 1>;
    constexpr std::size_t kBlock = 16;
    Eigen::Array<float, kLanes, kBlock> block;
    const std::size_t count = ln_theta.size();
    for (std::size_t first = 0; first < count; first += kBlock) {
        const std::size_t held = std::min(kBlock, count - first);
        for (std::size_t i = 0; i < held; ++i) {
            const auto at = grid_place(ln_theta[first + i]);
            const float* points = m_curves.data() + ((first + i) * kGrid + at.first) * kLanes;
            const auto lanes = [points](std::size_t point) {
                return Eigen::Map<const Lanes>{points + point * kLanes};
            };
            block.col(static_cast<Eigen::Index>(i)) =
                at.beyond + at.weights[0] * lanes(0) + at.weights[1] * lanes(1) +
                at.weights[2] * lanes(2) + at.weights[3] * lanes(3);
        }
        for (std::size_t k = 0; k < kWorkerKnots.size(); ++k) {
            for (std::size_t i = 0; i < held; ++i) {
                logits[k * count + first + i] =
                    block(static_cast<Eigen::Index>(k), static_cast<Eigen::Index>(i));
            }
        }
    }
}

float SiteTables::logit_between(std::size_t draw, KnotPlace at, float ln_theta) const
{
    const auto place = grid_place(ln_theta);
    const float* points = m_curves.data() + (draw * kGrid + place.first) * kLanes + at.lower;
    float logit = place.beyond;
    for (std::size_t i = 0; i < place.weights.size(); ++i) {
        const float low = points[i * kLanes];
        logit += place.weights[i] * (low + at.upper_share * (points[i * kLanes + 1] - low));
    }
    return logit;
}

float SiteTables::logit_at(std::size_t draw, double workers, float ln_theta) const
{
    return logit_between(draw, knot_place(workers), ln_theta);
}

float SiteTables::logit_at_unknown(Sector sector, std::size_t site, std::size_t draw,
                                   float ln_theta) const
{
    const auto noise = (draw + site) % m_draws;
    return logit_between(draw, m_unknown[static_cast<std::size_t>(sector) * m_draws + noise],
                         ln_theta);
}

}  // namespace sourcelight::assess
