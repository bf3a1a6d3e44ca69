// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/activities.hpp"
#include "sourcelight/assess/draws.hpp"
#include "sourcelight/assess/listings.hpp"
#include "sourcelight/assess/methodology.hpp"
#include "sourcelight/assess/world.hpp"

#include <array>
#include <optional>
#include <span>
#include <vector>

namespace sourcelight::assess {

/// Draws of question H: the probability of a new public finding within the horizon.
class Hazards {
public:
    Hazards(const reference::Reference& reference, const Methodology& methodology,
            const World& world, const Listings& listings, const Draws& draws);

    /// Draws for a pair, or for an activity without a good: the q-weighted mean over its unlisted
    /// goods and the unnamed rest. Empty if the pair (or everything at the node) is listed.
    /// `country` is an index of World. `count` draws are computed.
    [[nodiscard]] std::vector<float> draw(std::size_t country, NodeId node, GoodId good,
                                          const Activities& activities, std::size_t count) const;

    /// The terms of a pair with their means, for receipts.
    [[nodiscard]] model::HazardTerms terms(CountryCode country, NodeId node, GoodId good) const;
    [[nodiscard]] const model::HazardCoefficients& means() const noexcept { return m_means; }

private:
    void add_pair(CountryCode country, NodeId node, GoodId good, double weight,
                  std::span<double> sum) const;

    static constexpr std::size_t kCoefficients = 9;

    const reference::Reference* m_reference;
    const Methodology* m_methodology;
    const World* m_world;
    const Listings* m_listings;
    model::HazardCoefficients m_means;
    std::array<std::vector<float>, kCoefficients> m_coefficients;
    std::vector<std::vector<float>> m_country_effects;  ///< by covered country
    std::vector<float> m_unnamed_effect;                ///< tree effect of work without a good
};

}  // namespace sourcelight::assess
