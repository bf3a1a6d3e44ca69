// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/draw_groups.hpp"
#include "sourcelight/core/philox.hpp"
#include "sourcelight/core/text.hpp"
#include "sourcelight/model/distributions.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace sourcelight::assess {

/// How a run draws. The results depend on seed and draws, never on threads.
struct RunOptions {
    std::uint64_t seed = 0;
    int draws = 2000;
    unsigned threads = 1;
    /// Groups whose draws are keyed by `other_seed`; all others keep theirs. For sensitivity only.
    DrawGroups exchanged = {};
    std::uint64_t other_seed = 0;
};

/// Every random parameter of the methodology. The numbers key the draws: append only.
enum class Random : std::uint32_t {
    kRegionNoise = 1,
    kCountryNoise = 2,
    kCountrySlope = 3,
    kUnscoredIndex = 4,
    kSectorNoise = 5,
    kTau = 6,
    kIndustrySplit = 7,
    kImputedSplit = 8,
    kOriginWeights = 9,
    kDestinationWeights = 10,
    kOriginMean = 11,
    kDestinationMean = 12,
    kGoodEffect = 13,
    kClassEffect = 14,
    kDivisionEffect = 15,
    kCountryEffect = 16,
    kHazardCoefficient = 17,
    kProfile = 18,
    kRegionEffect = 19,
    kRho = 20,
    kWorkers = 21,
    kFactorPresent = 22,
    kFactorWeight = 23,
    kEvidence = 24,
    kClusterCorrelation = 25,
    kSigma = 26,
    kOriginImputation = 27,
    kDestinationImputation = 28,
    kMigrantRisk = 31,
    kDetection = 40,
    kNaturalExit = 41,
    kKappa = 42,
};

/// The group of a parameter. No default: a new parameter does not compile before it has one.
[[nodiscard]] constexpr DrawGroup group_of(Random parameter) noexcept
{
    switch (parameter) {
    case Random::kRegionNoise: return DrawGroup::kRegionNoise;
    case Random::kCountryNoise: return DrawGroup::kCountryNoise;
    case Random::kSectorNoise: return DrawGroup::kSectorTotals;
    case Random::kCountrySlope:
    case Random::kUnscoredIndex:
    case Random::kOriginWeights:
    case Random::kDestinationWeights:
    case Random::kOriginImputation:
    case Random::kDestinationImputation:
    case Random::kOriginMean:
    case Random::kDestinationMean: return DrawGroup::kIndex;
    case Random::kTau: return DrawGroup::kTau;
    case Random::kGoodEffect:
    case Random::kClassEffect:
    case Random::kDivisionEffect:
    case Random::kCountryEffect:
    case Random::kHazardCoefficient: return DrawGroup::kHazard;
    case Random::kFactorWeight:
    case Random::kEvidence: return DrawGroup::kLlrTable;
    case Random::kClusterCorrelation: return DrawGroup::kDependence;
    case Random::kRho: return DrawGroup::kSiteRho;
    case Random::kMigrantRisk:
    case Random::kProfile: return DrawGroup::kProfile;
    case Random::kIndustrySplit:
    case Random::kImputedSplit: return DrawGroup::kWorkforceSplit;
    case Random::kRegionEffect: return DrawGroup::kPlace;
    case Random::kSigma: return DrawGroup::kStateShare;
    case Random::kDetection:
    case Random::kNaturalExit:
    case Random::kKappa: return DrawGroup::kMitigation;
    case Random::kFactorPresent: return DrawGroup::kSiteFacts;
    case Random::kWorkers: return DrawGroup::kHeadCount;
    }
    return DrawGroup::kAnchors;
}

/// Draws of one run: pure functions of (seed, parameter, cell, draw).
class Draws {
public:
    explicit Draws(const RunOptions& options) : m_options{options} {}

    [[nodiscard]] std::size_t count() const noexcept
    {
        return static_cast<std::size_t>(m_options.draws);
    }
    [[nodiscard]] unsigned threads() const noexcept { return m_options.threads; }

    /// The options of a run that draws the same, but for some groups.
    [[nodiscard]] RunOptions exchanging(DrawGroups groups, std::uint64_t other_seed) const
    {
        auto options = m_options;
        options.exchanged = groups;
        options.other_seed = other_seed;
        return options;
    }

    /// In (0, 1).
    [[nodiscard]] double uniform(Random parameter, std::uint64_t cell, std::size_t draw) const
    {
        const bool other = m_options.exchanged.has(group_of(parameter));
        return uniform_draw({other ? m_options.other_seed : m_options.seed,
                             static_cast<std::uint32_t>(parameter), cell,
                             static_cast<std::uint32_t>(draw)});
    }
    /// Standard normal.
    [[nodiscard]] double normal(Random parameter, std::uint64_t cell, std::size_t draw) const
    {
        return model::normal_quantile(uniform(parameter, cell, draw));
    }
    /// exp(N(-sd^2/2, sd)).
    [[nodiscard]] double factor(Random parameter, std::uint64_t cell, std::size_t draw,
                                double sd) const
    {
        return model::unit_mean_lognormal_quantile(uniform(parameter, cell, draw), sd);
    }
    /// Every draw of a standard normal, as float32.
    [[nodiscard]] std::vector<float> normals(Random parameter, std::uint64_t cell) const
    {
        std::vector<float> values(count());
        for (std::size_t b = 0; b < values.size(); ++b) {
            values[b] = static_cast<float>(normal(parameter, cell, b));
        }
        return values;
    }

private:
    RunOptions m_options;
};

/// Stable identity of a cell for the draws.
[[nodiscard]] inline std::uint64_t cell_id(std::string_view name) { return stable_hash(name); }

}  // namespace sourcelight::assess
