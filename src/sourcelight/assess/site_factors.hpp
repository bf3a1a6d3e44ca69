// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/cell_key.hpp"
#include "sourcelight/assess/draws.hpp"
#include "sourcelight/assess/methodology.hpp"
#include "sourcelight/assess/world.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace sourcelight::assess {

/// Base rates of the factors in one cell: E[x_j | cell].
struct BaseRates {
    std::vector<double> rates;  ///< one a factor of the methodology
};

/// Workforce and purchasing factors: shifts of the log-odds of S, centred on the cell's base
/// rates. An unknown factor is drawn from its base rate: ignorance widens, it does not lower.
class SiteFactors {
public:
    SiteFactors(const Methodology& methodology, const World& world, const Draws& draws);

    /// @param migrants  share of migrants among those who do the cell's work, where it is known
    [[nodiscard]] BaseRates base_rates(CountryCode country, std::optional<double> migrants) const;

    /// The first `count` draws of the clipped shift of the log-odds. `site` moves the unknown
    /// factors' draws, so that two cells do not share their luck; the weights are shared by all.
    [[nodiscard]] std::vector<float> shift(const BaseRates& base, const SitePattern& pattern,
                                           std::uint64_t site, std::size_t count) const;

    /// shift() if one more factor were known to be present or absent.
    struct Stated {
        std::size_t factor = 0;
        bool present = false;
    };
    [[nodiscard]] std::vector<float> shift_with(const BaseRates& base, const SitePattern& pattern,
                                                std::uint64_t site, std::size_t count,
                                                Stated stated) const;

    /// What the list says of a factor that has a column of its own.
    [[nodiscard]] Answer answer(const SitePattern& pattern, std::size_t factor) const;

    /// Index of a factor by id; empty if the methodology has none of it.
    [[nodiscard]] std::optional<std::size_t> factor(std::string_view id) const;

private:
    [[nodiscard]] std::vector<float> sum_of(const BaseRates& base, const SitePattern& pattern,
                                            std::uint64_t site, std::size_t count,
                                            std::optional<Stated> stated) const;

    const Methodology* m_methodology;
    const World* m_world;
    std::vector<std::optional<std::size_t>> m_answer;  ///< by factor: entry of kFactorFields
    std::vector<std::vector<float>> m_weights;         ///< by factor, over the draws
    std::vector<std::vector<float>> m_uniforms;        ///< by factor, over the draws
    std::vector<float> m_certification;                ///< llr of a certificate, over the draws
};

}  // namespace sourcelight::assess
