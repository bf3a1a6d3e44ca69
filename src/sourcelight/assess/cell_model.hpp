// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/activities.hpp"
#include "sourcelight/assess/cell.hpp"
#include "sourcelight/assess/hazards.hpp"
#include "sourcelight/assess/listings.hpp"
#include "sourcelight/assess/regions.hpp"
#include "sourcelight/assess/site_factors.hpp"
#include "sourcelight/assess/site_mitigation.hpp"
#include "sourcelight/assess/site_tables.hpp"
#include "sourcelight/assess/state_programmes.hpp"
#include "sourcelight/assess/world.hpp"
#include "sourcelight/model/evidence.hpp"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace sourcelight::assess {

struct StatedEvidence;

/// One piece of evidence about one site, before it is drawn.
struct EvidenceItem {
    const EvidenceKind* kind = nullptr;
    Uncertain llr;              ///< the kind's, or of silence the cell's
    bool state_branch = false;  ///< moves the state-imposed branch, which the cell then has
    bool verified = false;      ///< what it says and whom it is about
    double specificity = 1.0;
    double match_probability = 1.0;
    double age_years = 0.0;
    bool in_force = false;
    int cluster = 0;
    std::uint32_t entity = 0;                ///< index of the listed entity, for receipts
    std::uint64_t id = 0;                    ///< keys the item's draws
    const StatedEvidence* stated = nullptr;  ///< the user's; null = of a list
};

/// Whether all items that speak for are one story that nobody verified, which lifts no draw beyond
/// the band above that of the median without it (methodology 7).
[[nodiscard]] bool one_unverified_story(std::span<const EvidenceItem> items);

/// What is asked about one site: a knot or a head count, and evidence of its own.
struct SiteQuery {
    std::optional<std::size_t> knot;  ///< of kWorkerKnots, by site_at_knot(); else `workers`
    std::optional<double> workers;    ///< empty with no knot: the head count is unknown
    std::span<const EvidenceItem> evidence;
};

/// One way into forced labour: the economy's or a state programme's.
struct BranchBasis {
    std::vector<float> ln_share;  ///< of the workers concerned, by draw; empty = no such branch
    std::vector<float> at_knots;  ///< logit(pi0), knot * draws + draw; filled by site_at_knot()
};

/// What does not depend on the head count of a site of a cell, over the draws.
struct SiteBasis {
    std::uint64_t site = 0;  ///< moves the draws of unknown factors and head counts
    BranchBasis economy;
    BranchBasis state;
    std::vector<float> shift;       ///< factors of the workforce, log-odds
    std::vector<float> odds_shift;  ///< exp(-shift)
};

/// Draws of one site.
struct SiteDraws {
    std::vector<float> pi;                  ///< at least one person, both branches
    std::vector<float> persons_per_worker;  ///< both branches
    std::vector<float> workers;             ///< head count; empty unless it is unknown
};

/// Everything that is computed once per run, and the pure functions from a cell to its draws.
/// Const and safe to share between threads.
class CellModel {
public:
    CellModel(const reference::Reference& reference, const Methodology& methodology,
              const RunOptions& options);
    /// The same model with the draws of some groups keyed by another seed. `base` must outlive it:
    /// a world that none of the groups reaches is shared.
    CellModel(const CellModel& base, DrawGroups exchanged, std::uint64_t other_seed);

    /// Joint draws of a covered cell, the first `count`.
    /// Throws Error kValueOutOfDomain if the cell's country is not covered.
    [[nodiscard]] CellDraws draws(const CellKey& key, std::size_t count) const;
    /// No private economy yet, and the programmes of a country that take in every activity; those
    /// of single goods are not a whole sector's.
    [[nodiscard]] CellDraws draws_of_all_work(CountryCode country) const;
    /// The draws of a cell after what the company does there: the private economy's prevalence
    /// times the share that stays; state programmes are untouched.
    [[nodiscard]] CellDraws mitigated(const CellDraws& draws, const SiteMeasures& measures) const;
    /// Draws of P: persons in forced labour per worker, private economy and state programmes.
    [[nodiscard]] static std::vector<float> prevalence_draws(const CellDraws& draws);
    /// The first `count` draws of H of a covered cell; empty where its pair is listed. Throws as
    /// draws() does.
    [[nodiscard]] std::vector<float> hazard_draws(const CellKey& key, std::size_t count) const;
    /// Facts and estimates of a cell, with `draws` as computed for it.
    [[nodiscard]] Cell describe(const CellKey& key, const CellDraws& draws) const;
    /// Listing, rules, grade and coverage of a covered cell, without its estimates. With no
    /// activity, those of all work of its country.
    [[nodiscard]] Cell facts(const CellKey& key) const;
    /// A cell that cannot be scored: no workers known, or place or activity unresolved.
    [[nodiscard]] Cell unscored(const CellKey& key) const;
    /// What is expected of the workforce factors in a cell.
    [[nodiscard]] BaseRates base_rates(const CellKey& key) const;
    /// What does not depend on the head count. `row` 0 = the cell's typical site; a row gives the
    /// site luck of its own, where two sites of one cell are to be told apart.
    [[nodiscard]] SiteBasis basis(const Cell& cell, const CellDraws& draws,
                                  std::int64_t row = 0) const;
    /// Draws of one site of a cell.
    [[nodiscard]] SiteDraws site(const Cell& cell, const CellDraws& draws, const SiteBasis& basis,
                                 const SiteQuery& query) const;
    /// Draws of the site at a knot of kWorkerKnots, or at kUnknownWorkers. The first knot computes
    /// what `basis` keeps for the others: all together cost less than two alone.
    [[nodiscard]] SiteDraws site_at_knot(const Cell& cell, const CellDraws& draws, SiteBasis& basis,
                                         std::size_t knot) const;
    /// Quantiles and bands of a site's draws.
    [[nodiscard]] SiteEstimate estimate(const SiteDraws& draws) const;

    [[nodiscard]] bool covers(CountryCode country) const
    {
        return m_world->find(country).has_value();
    }
    /// Whether a region has evidence, rules or programmes of its own.
    [[nodiscard]] bool is_special(CountryCode country, RegionCode region) const;
    /// "Xinjiang" for CN-XJ where the name is known, else the code.
    [[nodiscard]] std::string region_name(RegionCode region) const;

    [[nodiscard]] const reference::Reference& reference() const noexcept { return *m_reference; }
    [[nodiscard]] const Methodology& methodology() const noexcept { return *m_methodology; }
    [[nodiscard]] const Draws& sampler() const noexcept { return m_draws; }
    [[nodiscard]] const World& world() const noexcept { return *m_world; }
    [[nodiscard]] const Listings& listings() const noexcept { return m_listings; }
    [[nodiscard]] const Regions& regions() const noexcept { return m_regions; }
    [[nodiscard]] const Activities& activities() const noexcept { return m_activities; }
    [[nodiscard]] const Hazards& hazards() const noexcept { return m_hazards; }
    [[nodiscard]] const SiteTables& tables() const noexcept { return m_tables; }
    [[nodiscard]] const SiteFactors& factors() const noexcept { return m_factors; }
    [[nodiscard]] const SiteMitigation& mitigation() const noexcept { return m_mitigation; }
    [[nodiscard]] const StatePrograms& programmes() const noexcept { return m_programmes; }

private:
    /// @param shared  a world that the options leave as it is; null builds one
    CellModel(const reference::Reference& reference, const Methodology& methodology,
              const RunOptions& options, std::shared_ptr<const World> shared);
    /// Draws of f_r; an empty region is an unremarkable one.
    [[nodiscard]] std::span<const float> region_factors(CountryCode country, RegionCode region,
                                                        std::size_t count) const;
    [[nodiscard]] std::vector<float> theta_draws(const CellKey& key, std::size_t country,
                                                 std::size_t count) const;
    /// Position of a covered country in the world; throws Error kValueOutOfDomain for others.
    [[nodiscard]] std::size_t covered(CountryCode country) const;
    [[nodiscard]] std::optional<StateExposure> state_exposure(const CellKey& key) const;
    [[nodiscard]] model::Dependence dependence(std::size_t draw) const
    {
        return {static_cast<double>(m_within_cluster[draw]), m_methodology->site.across_clusters};
    }
    /// Moves pi and log_odds by the private branch's evidence, if there is any. One unverified
    /// story lifts no draw beyond its ceiling, and lowers none.
    void add_evidence(const SiteBasis& basis, const SiteQuery& query, std::vector<float>& log_odds,
                      std::vector<float>& pi) const;
    /// Adds the state-imposed branch; `prior` is logit(pi_state) before evidence.
    void add_state(const Cell& cell, const CellDraws& draws, const SiteQuery& query,
                   const std::vector<float>& prior, SiteDraws& out) const;
    void add_listing(Cell& cell) const;
    void add_grade_and_coverage(Cell& cell) const;

    const reference::Reference* m_reference;
    const Methodology* m_methodology;
    Draws m_draws;
    Listings m_listings;
    std::shared_ptr<const World> m_world;
    Regions m_regions;
    StatePrograms m_programmes;
    Activities m_activities;
    Hazards m_hazards;
    SiteTables m_tables;
    SiteFactors m_factors;
    SiteMitigation m_mitigation;
    std::vector<float> m_within_cluster;      ///< rho_C over the draws
    std::vector<RegionCode> m_ruled_regions;  ///< named by a rule or a programme, sorted
};

/// The plain sentence of a cell: what drives its score, with dates.
[[nodiscard]] std::string cell_reason(const CellModel& model, const Cell& cell);

/// The label of a cell: "China, Xinjiang: cotton".
[[nodiscard]] std::string cell_label(const CellModel& model, const CellKey& key);

}  // namespace sourcelight::assess
