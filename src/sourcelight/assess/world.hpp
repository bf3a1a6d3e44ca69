// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/draws.hpp"
#include "sourcelight/assess/indices.hpp"
#include "sourcelight/assess/listings.hpp"
#include "sourcelight/assess/methodology.hpp"
#include "sourcelight/assess/migrants.hpp"
#include "sourcelight/assess/workers.hpp"
#include "sourcelight/model/raking.hpp"
#include "sourcelight/reference/reference.hpp"

#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

namespace sourcelight::assess {

/// Work that the lists could name, as a share of the workers of its sector in one country.
struct GoodWork {
    GoodId good = GoodId::kNone;
    double share = 0.0;     ///< q, of the sector's workers
    double evidence = 0.0;  ///< eta without tree effects
    double odds = 1.0;      ///< exp(evidence)
};

/// The draws that a world takes: exchanging any other leaves it as it is.
inline constexpr DrawGroups kGroupsOfWorld = DrawGroups::of(
    DrawGroup::kRegionNoise, DrawGroup::kCountryNoise, DrawGroup::kSectorTotals, DrawGroup::kIndex,
    DrawGroup::kTau, DrawGroup::kHazard, DrawGroup::kProfile, DrawGroup::kWorkforceSplit);

/// Everything that is drawn once for the world: the two indices, and prevalence by country and
/// sector benchmarked to the published totals.
class World {
public:
    World(const reference::Reference& reference, const Methodology& methodology,
          const Listings& listings, const Draws& draws);

    /// Index of a country among those with workers; empty if it is not covered.
    [[nodiscard]] std::optional<std::size_t> find(CountryCode country) const;
    [[nodiscard]] std::span<const CountryWorkers> workers() const noexcept { return m_workers; }

    /// Draws of theta of a covered country and sector, persons per worker.
    [[nodiscard]] std::span<const float> theta(std::size_t country, reference::Sector sector) const;

    /// Standard scores of a country over the draws; zeros where it is not scored.
    [[nodiscard]] std::span<const float> origin_z(CountryCode country) const;
    [[nodiscard]] std::span<const float> destination_z(CountryCode country) const;
    /// What was observed of a country's indices; null if the country is unknown.
    [[nodiscard]] const CountryIndex* origin(CountryCode country) const;
    [[nodiscard]] const CountryIndex* destination(CountryCode country) const;

    /// Goods made in a covered country and sector with their shares and evidence. Sum of shares =
    /// the methodology's cover; the rest of the sector is work without a named good.
    [[nodiscard]] const std::vector<GoodWork>& goods(std::size_t country,
                                                     reference::Sector sector) const;

    /// Draws of tau.
    [[nodiscard]] std::span<const float> tau() const noexcept { return m_tau; }
    /// Draws of the tree effect of a good: good + class + division, each u - sd^2/2.
    [[nodiscard]] std::span<const float> tree_effect(GoodId good) const;

    /// Draws of the standard normals behind the effects of a good's division, class and of itself.
    [[nodiscard]] std::array<std::span<const float>, 3> tree_normals(GoodId good) const;

    /// What migrant workers add to activities.
    [[nodiscard]] const Migrants& migrants() const noexcept { return *m_migrants; }

    /// The anchors used and the region's published total in millions of persons.
    [[nodiscard]] const AnchorSet& anchors() const noexcept { return *m_anchors; }
    /// Published total of the region's share in the five sectors, millions, before noise.
    [[nodiscard]] double region_million(std::size_t region) const
    {
        return m_region_million[region];
    }
    /// The user's own estimate of a covered country; null without one.
    [[nodiscard]] const NationalEstimate* national(std::size_t country) const
    {
        return m_national.empty() ? nullptr : m_national[country];
    }
    /// Workers of the world by the median draw, and persons of all sectors: the starting line of
    /// receipts.
    [[nodiscard]] double mean_theta() const noexcept { return m_mean_theta; }
    /// Draws of the mean of theta over all workers: what relative prevalence is relative to.
    [[nodiscard]] std::span<const float> mean_draws() const noexcept { return m_mean_draws; }

    /// The table of country x sector of one draw in full precision, with what it was raked to.
    struct RakedDraw {
        model::Table people;          ///< persons in forced labour
        std::vector<double> workers;  ///< same shape
        std::vector<double> rows;     ///< totals by covered country
        std::vector<double> columns;  ///< totals by sector
    };
    /// Computes a draw again. Without anchors nothing is raked: the rows add up to the working
    /// mean of the world and there are no columns. Cost: about a millisecond.
    [[nodiscard]] RakedDraw raked_draw(std::size_t draw) const;

private:
    using Shares = std::array<double, reference::kSectorCount>;

    /// The table of country x sector of one draw before it is raked.
    struct Unraked;

    void draw_tree_effects();
    void collect_goods(const Listings& listings);
    void set_region_totals();
    /// Places the national estimates. Throws Error kConfigInvalid naming file and line of one that
    /// is of no covered country, from after the as-of date, or too high to be met.
    void place_national();
    void require_room(std::size_t country, const NationalEstimate& estimate);
    /// Persons of the five sectors by a national estimate, `value` in its unit.
    [[nodiscard]] double national_persons(std::size_t country, double value) const;
    /// Draws the totals of countries with a national estimate.
    void draw_national(std::size_t draw, std::vector<double>& totals) const;
    /// Throws Error kValueOutOfDomain if the countries of a region cannot hold what a draw asks
    /// for.
    void require_spread(const std::array<double, kIloRegions.size()>& targets,
                        std::span<const double> totals) const;
    /// Brings both margins to one sum: national estimates stay, the rest of the rows gives way.
    void balance(std::vector<double>& rows, std::vector<double>& columns) const;
    [[nodiscard]] model::Table rake(const Unraked& table, const RakedDraw& margins,
                                    std::size_t draw) const;
    void draw_prevalence();
    [[nodiscard]] Unraked unraked(std::size_t draw) const;
    /// Mean odds of the work of a country and sector; `effects` = exp(tree effect) by good.
    [[nodiscard]] double mean_odds(std::size_t country, std::size_t sector,
                                   std::span<const double> effects) const;
    [[nodiscard]] Shares draw_shares(const CountryWorkers& workers, std::size_t draw) const;
    /// N_c exp(beta z_c + e_c) of every country.
    [[nodiscard]] std::vector<double> country_weights(std::size_t draw) const;
    [[nodiscard]] std::vector<double> country_totals(std::size_t draw) const;
    /// A draw without anchors: shares of countries, and inside them the seed's shares of sectors.
    [[nodiscard]] RakedDraw relative_draw(std::size_t draw) const;
    [[nodiscard]] double country_score(std::size_t country, std::size_t draw) const;

    const reference::Reference* m_reference;
    const Methodology* m_methodology;
    const Draws* m_draws;
    const AnchorSet* m_anchors;
    std::vector<CountryWorkers> m_workers;
    std::unordered_map<CountryCode, std::size_t> m_index;
    std::vector<std::size_t> m_country_row;  ///< covered country -> row of reference.countries
    std::optional<IndexDraws> m_origin;
    std::optional<IndexDraws> m_destination;
    std::optional<Migrants> m_migrants;
    std::vector<float> m_zero;
    std::vector<float> m_tau;
    std::vector<std::vector<float>> m_tree_normals;         ///< by division, class or good
    std::vector<std::array<std::size_t, 3>> m_tree_groups;  ///< by good: its division, class, own
    std::vector<std::vector<float>> m_tree_effects;         ///< by good
    std::vector<std::array<std::vector<GoodWork>, reference::kSectorCount>> m_goods;
    std::array<double, kIloRegions.size()> m_region_million{};
    /// Of these, what national estimates hold by their values.
    std::array<double, kIloRegions.size()> m_national_million{};
    std::vector<const NationalEstimate*> m_national;  ///< by covered country; empty = none at all
    double m_scope = 1.0;        ///< share of the five sectors in all forms, by the anchors
    std::vector<float> m_theta;  ///< (country * sectors + sector) * draws + draw
    std::vector<float> m_mean_draws;
    double m_mean_theta = 0.0;
};

}  // namespace sourcelight::assess
