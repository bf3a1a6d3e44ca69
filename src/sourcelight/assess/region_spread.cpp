// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/region_spread.hpp"

namespace sourcelight::assess {
namespace {

/// Holds the countries above their ceiling there and takes their people from what is left for
/// their region; whether there were any.
bool hold_at_ceiling(std::span<const CountryWorkers> workers, double ceiling,
                     std::vector<double>& totals, RegionValues& left, std::vector<bool>& held)
{
    bool any = false;
    for (std::size_t c = 0; c < totals.size(); ++c) {
        const double most = ceiling * workers[c].total;
        if (!held[c] && totals[c] > most) {
            totals[c] = most;
            left[workers[c].region] -= most;
            held[c] = true;
            any = true;
        }
    }
    return any;
}

}  // namespace

void spread_over_regions(std::span<const CountryWorkers> workers, const RegionValues& targets,
                         double ceiling, std::vector<double>& totals)
{
    auto left = targets;
    std::vector<bool> held(totals.size(), false);
    do {
        RegionValues weights{};
        for (std::size_t c = 0; c < totals.size(); ++c) {
            weights[workers[c].region] += held[c] ? 0.0 : totals[c];
        }
        for (std::size_t c = 0; c < totals.size(); ++c) {
            const auto region = workers[c].region;
            totals[c] *= held[c] ? 1.0 : left[region] / weights[region];
        }
    } while (hold_at_ceiling(workers, ceiling, totals, left, held));
}

}  // namespace sourcelight::assess
