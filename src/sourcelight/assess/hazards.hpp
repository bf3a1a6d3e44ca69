// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/activities.hpp"
#include "sourcelight/assess/draws.hpp"
#include "sourcelight/assess/hazard_fit.hpp"
#include "sourcelight/assess/listings.hpp"
#include "sourcelight/assess/methodology.hpp"
#include "sourcelight/assess/world.hpp"

#include <array>
#include <optional>
#include <span>
#include <vector>

namespace sourcelight::assess {

/// Draws of question H: the probability of a new public finding within the horizon.
///
/// Coefficients and effects are drawn from the newest fit that was public at the as-of date; before
/// the first, or where the methodology asks for it, from the methodology's own values, whose
/// effects enter as u - sd^2/2. A fit has learned its intercept together with its effects, which
/// enter as they are.
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
    /// The fit drawn from; null if the methodology's own values are.
    [[nodiscard]] const HazardFit* fit() const noexcept { return m_fit ? &*m_fit : nullptr; }

private:
    void draw_own_values(const Draws& draws);
    void draw_fit(const Draws& draws);
    void add_pair(CountryCode country, NodeId node, GoodId good, double weight,
                  std::span<double> sum) const;

    static constexpr std::size_t kCoefficients = kHazardTerms.size();

    const reference::Reference* m_reference;
    const Methodology* m_methodology;
    const World* m_world;
    const Listings* m_listings;
    std::optional<HazardFit> m_fit;
    model::HazardCoefficients m_means;
    std::array<std::vector<float>, kCoefficients> m_coefficients;
    std::vector<std::vector<float>> m_country_effects;  ///< by covered country
    std::vector<std::vector<float>> m_tree_effects;     ///< by good; empty without a fit
    std::vector<float> m_unnamed_effect;                ///< tree effect of work without a good
};

}  // namespace sourcelight::assess
