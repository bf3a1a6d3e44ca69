// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/model/region.hpp"

#include "sourcelight/core/error.hpp"

#include <fmt/format.h>

#include <cmath>

namespace sourcelight::model {

std::vector<double> region_factors(std::span<const double> shares, std::span<const double> effects)
{
    if (shares.empty() || shares.size() != effects.size()) {
        throw Error{Errc::kShapeMismatch,
                    fmt::format("{} worker shares and {} region effects; expected the "
                                "same number, at least one",
                                shares.size(), effects.size())};
    }
    std::vector<double> factors;
    factors.reserve(shares.size());
    double total = 0.0;
    double mean = 0.0;
    for (std::size_t r = 0; r < shares.size(); ++r) {
        if (!(shares[r] >= 0.0) || !std::isfinite(effects[r])) {
            throw Error{
                Errc::kValueOutOfDomain,
                fmt::format("region {} has worker share {} and effect {}; expected >= 0 and finite",
                            r, shares[r], effects[r])};
        }
        factors.push_back(std::exp(effects[r]));
        total += shares[r];
        mean += shares[r] * factors.back();
    }
    if (!(total > 0.0)) {
        throw Error{Errc::kValueOutOfDomain, "worker shares of the regions sum to 0"};
    }
    for (double& factor : factors) {
        factor *= total / mean;
    }
    return factors;
}

RegionEffect region_effect_from_counts(double observed, double expected, double variance)
{
    if (!(observed >= 0.0) || !(expected >= 0.0) || !(variance > 0.0)) {
        throw Error{
            Errc::kValueOutOfDomain,
            fmt::format(
                "region with {} cases observed, {} expected and prior variance {}; expected "
                ">= 0, >= 0 and > 0",
                observed, expected, variance)};
    }
    const double shape = 1.0 / variance + observed;
    const double rate = 1.0 / variance + expected;
    // A gamma of mean m and CV^2 = 1/shape has the log-normal moments below.
    const double log_variance = std::log1p(1.0 / shape);
    return {std::log(shape / rate) - 0.5 * log_variance, std::sqrt(log_variance)};
}

}  // namespace sourcelight::model
