// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/draws.hpp"
#include "sourcelight/assess/methodology.hpp"
#include "sourcelight/reference/reference.hpp"
#include "sourcelight/validate/backtest.hpp"
#include "sourcelight/validate/cases.hpp"
#include "sourcelight/validate/protocol.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace sourcelight::validate {

/// How often intervals hold the truth in worlds whose truth is known.
struct Coverage {
    std::string part;       ///< what was estimated, one sentence
    std::size_t cases = 0;  ///< intervals judged
    double within_50 = 0.0;
    double within_90 = 0.0;
    /// Shares of the truths by their rank in the posterior, in ten equal bins: flat = calibrated.
    std::array<double, 10> rank_share{};
};

/// Prevalence of cells: intervals of one run against the truths of worlds drawn with another seed.
/// Tests the whole way from the methodology's priors to a cell, with its tables and roundings.
[[nodiscard]] Coverage calibrate_prevalence(const reference::Reference& reference,
                                            const assess::Methodology& methodology,
                                            const assess::RunOptions& options, int worlds);

/// The log-hazard of pairs: coefficients and effects are drawn from their priors, findings from
/// them for the real cases, and the fit sees the findings alone. The intercept, free in the fit to
/// real data, has the prior N(-8, 1) here on both sides: without one there is no truth to draw.
/// Terms, effects and posterior are the protocol's.
[[nodiscard]] Coverage calibrate_hazard(const reference::Reference& reference,
                                        const Protocol& protocol, const Cases& cases, int worlds,
                                        std::uint64_t seed);

/// Site probability: persons are drawn at sites of known prevalence, correlation and head count,
/// and the stated probability of at least one is held against how often there is one.
[[nodiscard]] std::vector<ReliabilityBin> calibrate_sites(const assess::Methodology& methodology,
                                                          int sites, std::uint64_t seed);

}  // namespace sourcelight::validate
