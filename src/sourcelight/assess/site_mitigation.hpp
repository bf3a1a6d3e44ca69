// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/cell_key.hpp"
#include "sourcelight/assess/draws.hpp"
#include "sourcelight/assess/methodology.hpp"

#include <array>
#include <vector>

namespace sourcelight::assess {

/// What a company does at a site, as the share of private prevalence that stays (methodology 8).
class SiteMitigation {
public:
    SiteMitigation(const Methodology& methodology, const Draws& draws);

    /// The first `count` draws of mu0 / (mu0 + a D R), in (0, 1]. a is the highest number of checks
    /// a year of any measure; one with fewer takes part in that share of them. Nothing is taken to
    /// be prevented: only a programme that states a share could be.
    [[nodiscard]] std::vector<float> shares(const SiteMeasures& measures, std::size_t count) const;

private:
    static constexpr std::size_t kMeasures = 4;

    const MitigationParameters* m_parameters;
    std::vector<double> m_natural_exit;
    std::vector<double> m_kappa;
    std::array<std::vector<double>, kMeasures> m_detection;
};

}  // namespace sourcelight::assess
