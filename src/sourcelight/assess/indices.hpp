// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/draws.hpp"
#include "sourcelight/assess/methodology.hpp"
#include "sourcelight/core/ids.hpp"
#include "sourcelight/core/source_ref.hpp"
#include "sourcelight/reference/reference.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace sourcelight::assess {

/// One observed component of a country's index.
struct IndexComponent {
    std::size_t indicator = 0;  ///< index into IndexSpec::indicators
    std::string raw;            ///< the value as the source has it, "-1.32 (2023)"
    double score = 1.0;         ///< 1 best .. 100 worst
    SourceRef source;
    double value = 0.0;  ///< as a number: a rule's or a missing ratification's is 0 best .. 1 worst
    std::optional<int> year;  ///< of the value, or since when; empty if not known
};

/// What one country has of one index.
struct CountryIndex {
    std::vector<IndexComponent> components;
    double coverage = 0.0;  ///< nominal weight of what is observed, 0 to 1
    bool scored = false;    ///< coverage reaches the methodology's minimum
    /// Indicators that are not observed and drawn from countries alike, ascending.
    std::vector<std::size_t> imputed;
};

/// Joint draws of one index over all countries.
class IndexDraws {
public:
    IndexDraws(std::vector<CountryIndex> countries, std::vector<float> z, std::size_t draws)
        : m_countries{std::move(countries)}, m_z{std::move(z)}, m_draws{draws}
    {
    }
    [[nodiscard]] const CountryIndex& country(std::size_t index) const
    {
        return m_countries[index];
    }
    /// Standard scores of a country over the draws; empty if it is not scored.
    [[nodiscard]] std::span<const float> z(std::size_t index) const
    {
        return m_countries[index].scored
                   ? std::span<const float>{m_z.data() + index * m_draws, m_draws}
                   : std::span<const float>{};
    }
    [[nodiscard]] std::span<const CountryIndex> countries() const noexcept { return m_countries; }

private:
    std::vector<CountryIndex> m_countries;
    std::vector<float> m_z;
    std::size_t m_draws;
};

/// The observed components of every country of reference.countries, in that order.
[[nodiscard]] std::vector<CountryIndex> observe_index(const reference::Reference& reference,
                                                      const IndexSpec& spec, double min_coverage);

/// Which of the two indices is drawn; keys its weights.
enum class WhichIndex : std::uint8_t { kOrigin, kDestination };

/// Draws the index: one of the fillings of what is missing, weights ~ Dirichlet(scale k w), power
/// mean with exponent 1, 2 or 0, z over the scored countries. An indicator that too few countries
/// have is left out of the means of those that lack it.
///
/// @param list       reference.countries, for the parts of the world and the income groups
/// @param countries  observe_index(), in the order of `list`
[[nodiscard]] IndexDraws draw_index(const reference::Countries& list,
                                    std::vector<CountryIndex> countries, const IndexSpec& spec,
                                    const IndexParameters& parameters, const Draws& draws,
                                    WhichIndex which);

}  // namespace sourcelight::assess
