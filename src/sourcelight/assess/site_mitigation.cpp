// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/site_mitigation.hpp"

#include "sourcelight/model/distributions.hpp"
#include "sourcelight/model/mitigation.hpp"

#include <algorithm>
#include <string_view>

namespace sourcelight::assess {
namespace {

double between(const Range& range, double u) { return range.low + (range.high - range.low) * u; }

double share_of(unsigned steps) { return static_cast<double>(steps) / SiteMeasures::kWhole; }

double checks_of(unsigned steps) { return static_cast<double>(steps) / SiteMeasures::kYear; }

}  // namespace

SiteMitigation::SiteMitigation(const Methodology& methodology, const Draws& draws)
    : m_parameters{&methodology.mitigation}
{
    const auto& p = *m_parameters;
    for (std::size_t b = 0; b < draws.count(); ++b) {
        m_natural_exit.push_back(
            model::triangular_quantile(draws.uniform(Random::kNaturalExit, 0, b),
                                       p.natural_exit_low, p.natural_exit, p.natural_exit_high));
        m_kappa.push_back(
            between({p.kappa_low, p.kappa_high}, draws.uniform(Random::kKappa, 0, b)));
    }
    const std::array<Range, kMeasures> ranges{p.announced, p.unannounced, p.voice, p.programme};
    for (std::size_t m = 0; m < kMeasures; ++m) {
        for (std::size_t b = 0; b < draws.count(); ++b) {
            m_detection[m].push_back(between(ranges[m], draws.uniform(Random::kDetection, m, b)));
        }
    }
}

std::vector<float> SiteMitigation::shares(const SiteMeasures& measures, std::size_t count) const
{
    const double continuous = m_parameters->continuous_checks;
    const std::array<double, kMeasures> checks{
        checks_of(measures.announced), checks_of(measures.unannounced),
        measures.voice > 0 ? continuous : 0.0, measures.programme > 0 ? continuous : 0.0};
    const std::array<double, kMeasures> reach{1.0, 1.0, share_of(measures.voice),
                                              share_of(measures.programme)};
    const double most = *std::max_element(checks.begin(), checks.end());
    if (!(most > 0.0)) {
        return std::vector<float>(count, 1.0F);
    }
    const double release =
        measures.remedy > 0 ? share_of(measures.remedy - 1U) : m_parameters->release_unknown;
    std::vector<float> shares(count);
    for (std::size_t b = 0; b < count; ++b) {
        std::array<model::Mechanism, kMeasures> mechanisms{};
        for (std::size_t m = 0; m < kMeasures; ++m) {
            mechanisms[m] = {m_detection[m][b], reach[m] * checks[m] / most};
        }
        const double detection = model::combined_detection(mechanisms, m_kappa[b]);
        shares[b] = static_cast<float>(
            model::residual_share({0.0, m_natural_exit[b], most, detection, release}));
    }
    return shares;
}

}  // namespace sourcelight::assess
