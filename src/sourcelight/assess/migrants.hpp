// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/draws.hpp"
#include "sourcelight/assess/indices.hpp"
#include "sourcelight/assess/methodology.hpp"
#include "sourcelight/assess/workers.hpp"
#include "sourcelight/core/source_ref.hpp"
#include "sourcelight/reference/reference.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace sourcelight::assess {

/// What a share of migrants is a share of.
enum class MigrantBasis : std::uint8_t {
    kWorkers,  ///< as a labour force survey or register states it
    kPeople,   ///< the stand-in where no such figure is held
    kImputed,  ///< the median of the country's income group
};

/// Migrants of a country.
struct MigrantShare {
    double share = 0.0;
    int year = 0;  ///< of the figure; of workers: of its publication
    MigrantBasis basis = MigrantBasis::kImputed;
    SourceRef source;  ///< unknown if imputed
};

/// How much more exposed activities are because migrants do the work: odds of an activity grow by
///   1 + s (R - 1),  s / (1 - s) = odds_a m / (1 - m),  ln R = ln R0 + slope z_destination, R >= 1
/// with m the migrant share of the country, odds_a that of the activity against all work, s the
/// share in both, and R the risk of a migrant worker against any other's. It moves shares between
/// activities and sectors, never a region's or a sector's total.
class Migrants {
public:
    /// @param rows  row of reference.countries of each of `workers`
    Migrants(const reference::Reference& reference, const Methodology& methodology,
             std::span<const CountryWorkers> workers, std::span<const std::size_t> rows,
             const IndexDraws& destination, const Draws& draws);

    /// Share of migrants among those who do the work of a profile entry; `country` is an index of
    /// World, `profile` one of Methodology::profile.
    [[nodiscard]] double share(std::size_t country, std::size_t profile) const;
    /// The same of a whole sector, by the profile's shares of work.
    [[nodiscard]] double sector_share(std::size_t country, std::size_t sector) const
    {
        return m_sector_shares[country][sector];
    }
    /// R - 1 by draw, >= 0.
    [[nodiscard]] std::span<const float> excess(std::size_t country) const
    {
        return m_excess[country];
    }
    [[nodiscard]] const MigrantShare& of(std::size_t country) const { return m_shares[country]; }

private:
    const Methodology* m_methodology;
    std::vector<MigrantShare> m_shares;
    std::vector<std::array<double, reference::kSectorCount>> m_sector_shares;
    std::vector<std::vector<float>> m_excess;
};

}  // namespace sourcelight::assess
