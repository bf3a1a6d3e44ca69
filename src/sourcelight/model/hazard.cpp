// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/model/hazard.hpp"

#include "sourcelight/core/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace sourcelight::model {
namespace {

double log_count(double count, const char* name)
{
    if (!(count >= 0.0) || !std::isfinite(count)) {
        throw Error{Errc::kValueOutOfDomain,
                    fmt::format("{} is {}; expected a count >= 0", name, count)};
    }
    return std::log1p(count);
}

double finite(double value, const char* name)
{
    if (!std::isfinite(value)) {
        throw Error{Errc::kValueOutOfDomain,
                    fmt::format("{} is {}; expected a finite number", name, value)};
    }
    return value;
}

}  // namespace

double log_hazard(const HazardTerms& terms, const HazardCoefficients& coefficients)
{
    const bool child_only = terms.listed_child && !terms.listed_forced;
    const double sum =
        coefficients.intercept + coefficients.other * log_count(terms.n_other, "n_other") +
        coefficients.same * log_count(terms.n_same, "n_same") +
        coefficients.elsewhere * log_count(terms.n_elsewhere, "n_elsewhere") +
        (child_only ? coefficients.child_only : 0.0) + coefficients.origin * terms.z_origin +
        coefficients.destination * terms.z_destination + coefficients.exports * terms.x_exports +
        coefficients.visibility * terms.x_visibility + terms.effects;
    return finite(sum, "log hazard");
}

double finding_probability(double log_rate, double years) noexcept
{
    constexpr double kMostLogRate = 700.0;  // below the largest exponent
    const double odds = years * std::exp(std::min(log_rate, kMostLogRate));
    return odds / (1.0 + odds);
}

double occurrence_evidence(const HazardTerms& terms, const OccurrenceCoefficients& coefficients)
{
    const double sum = coefficients.other * log_count(terms.n_other, "n_other") +
                       coefficients.same * log_count(terms.n_same, "n_same") +
                       coefficients.elsewhere * log_count(terms.n_elsewhere, "n_elsewhere") +
                       (terms.listed_forced ? coefficients.listed_forced : 0.0) +
                       (terms.listed_child ? coefficients.listed_child : 0.0) + terms.effects;
    return finite(sum, "occurrence evidence");
}

double sector_evidence(std::span<const double> shares, std::span<const double> evidence)
{
    if (shares.empty() || shares.size() != evidence.size()) {
        throw Error{Errc::kShapeMismatch,
                    fmt::format("{} worker shares and {} evidence values; expected the "
                                "same number, at least one",
                                shares.size(), evidence.size())};
    }
    const double largest = *std::max_element(evidence.begin(), evidence.end());
    double sum = 0.0;
    double total = 0.0;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        sum += shares[i] * std::exp(evidence[i] - largest);
        total += shares[i];
    }
    if (!(total > 0.0)) {
        throw Error{Errc::kValueOutOfDomain,
                    fmt::format("worker shares sum to {}; expected a sum > 0", total)};
    }
    return largest + std::log(sum / total);
}

}  // namespace sourcelight::model
