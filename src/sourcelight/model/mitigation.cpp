// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/model/mitigation.hpp"

#include "sourcelight/core/error.hpp"

#include <fmt/format.h>

#include <cmath>

namespace sourcelight::model {
namespace {

void require_unit(double value, const char* name)
{
    if (!(value >= 0.0 && value <= 1.0)) {
        throw Error{Errc::kValueOutOfDomain,
                    fmt::format("{} is {}; expected a number in [0, 1]", name, value)};
    }
}

}  // namespace

double residual_share(const Mitigation& mitigation)
{
    require_unit(mitigation.prevented, "share of incidence prevented");
    require_unit(mitigation.detection, "detection per check");
    require_unit(mitigation.release, "release after detection");
    if (!(mitigation.natural_exit > 0.0) || !(mitigation.checks_per_year >= 0.0)) {
        throw Error{Errc::kValueOutOfDomain,
                    fmt::format("natural exit rate {} with {} checks a year; expected > 0 and >= 0",
                                mitigation.natural_exit, mitigation.checks_per_year)};
    }
    const double found = mitigation.checks_per_year * mitigation.detection * mitigation.release;
    return (1.0 - mitigation.prevented) * mitigation.natural_exit /
           (mitigation.natural_exit + found);
}

double combined_detection(std::span<const Mechanism> mechanisms, double kappa)
{
    require_unit(kappa, "kappa");
    double missed = 1.0;
    for (const auto& mechanism : mechanisms) {
        require_unit(mechanism.detection, "detection of a mechanism");
        require_unit(mechanism.coverage, "coverage of a mechanism");
        missed *= 1.0 - mechanism.detection * mechanism.coverage;
    }
    return 1.0 - std::pow(missed, kappa);
}

}  // namespace sourcelight::model
