// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/cell_model.hpp"
#include "sourcelight/assess/exposures.hpp"
#include "sourcelight/assess/site_input.hpp"
#include "sourcelight/assess/stated_evidence.hpp"
#include "sourcelight/assess/types.hpp"
#include "sourcelight/core/supplier_table.hpp"
#include "sourcelight/resolve/types.hpp"
#include "sourcelight/screen/types.hpp"

#include <array>
#include <deque>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <span>
#include <unordered_map>
#include <vector>

namespace sourcelight::assess {

class ReceiptLines;
struct SiteQuestion;

/// Estimates of one good, or of a sector or of all work, at one place of the map.
struct PlaceEstimate {
    std::string place;  ///< country code, or region code where it has evidence of its own
    MaybeEstimate prevalence_per_1000;  ///< empty when withheld, and without anchors
    MaybeEstimate prevalence_relative;  ///< times the mean of the world; empty when withheld
    MaybeEstimate hazard_24m;           ///< empty when withheld or when the pair is listed
    std::optional<Date> listed;         ///< first listing in force at the as-of date
    char grade = 'E';                   ///< A to E
    /// Share of draws in which the prevalence is held at the model's ceiling.
    float held_at_ceiling = 0.0F;
    /// Share of draws in which the place is among the ten highest (methodology.top_places), of all
    /// places by prevalence, of countries by hazard; 0 without an estimate.
    float leads_prevalence = 0.0F;
    float leads_hazard = 0.0F;
};

/// Scores suppliers: draws the world once, each distinct cell when it is first met, and each site
/// by look-up, except sites with evidence of their own. Every function is const, safe to call
/// from several threads, and gives the same bits for any number of threads.
class Assessor {
public:
    /// Reference, methodology and entities must outlive the assessor.
    /// Cost: well under a second for 2,000 draws.
    Assessor(const reference::Reference& reference, const Methodology& methodology,
             const RunOptions& options, std::span<const screen::ListedEntity> entities);

    /// One result a row of the batch, in its order.
    /// @param matches  screening candidates of the batch's rows, any order
    /// @param stated   the user's evidence by row of the batch; empty = none
    [[nodiscard]] std::vector<AssessedSupplier> assess(const SupplierBatch& batch,
                                                       const resolve::ResolvedBatch& resolved,
                                                       std::span<const screen::Match> matches,
                                                       const StatedByRow& stated = {}) const;

    /// How one row's numbers came about. Arguments as for assess().
    [[nodiscard]] Receipt receipt(const SupplierBatch& batch,
                                  const resolve::ResolvedBatch& resolved,
                                  std::span<const screen::Match> matches, std::size_t row,
                                  const StatedByRow& stated = {}) const;
    /// What the model is asked about one row's site; empty if it is not scored. Arguments as for
    /// assess().
    [[nodiscard]] std::optional<SiteQuestion> question(const SupplierBatch& batch,
                                                       const resolve::ResolvedBatch& resolved,
                                                       std::span<const screen::Match> matches,
                                                       std::size_t row,
                                                       const StatedByRow& stated = {}) const;
    [[nodiscard]] std::span<const screen::ListedEntity> entities() const noexcept
    {
        return m_entities;
    }
    /// The lines of a receipt that hold for the whole cell.
    [[nodiscard]] std::vector<ReceiptTerm> cell_terms(std::uint32_t cell) const;

    /// A cell by AssessedSupplier::cell. The number is stable within one run only.
    [[nodiscard]] Cell cell(std::uint32_t index) const;
    /// "China, Xinjiang: cotton".
    [[nodiscard]] std::string cell_label(std::uint32_t index) const;

    /// Company figures; the counts of resolved rows are the exposures'.
    /// @param first  suppliers whose share of the expected persons is told, at most 1,000
    [[nodiscard]] Totals totals(const Exposures& exposures, std::size_t first = 20) const;
    /// Cells by what they add to the expected persons, most first, at most `count`.
    [[nodiscard]] std::vector<CellTotal> top_cells(const Exposures& exposures,
                                                   std::size_t count) const;
    /// P(among the first ten) of the candidates that the exposures kept: (row, share), by row.
    [[nodiscard]] std::vector<std::pair<std::int64_t, float>> top_shares(
        const Exposures& exposures) const;

    /// Estimates of a good (or, with none, of a node; or of all work) at every covered country and
    /// every region with evidence, from the first `draws` draws.
    [[nodiscard]] std::vector<PlaceEstimate> places(GoodId good, NodeId node,
                                                    std::size_t draws) const;
    [[nodiscard]] std::vector<PlaceEstimate> sector_places(
        std::optional<reference::Sector> sector) const;

    /// "ILO, Walk Free and IOM, ..." : the published totals the run is raked to.
    [[nodiscard]] const AnchorSet& anchors() const noexcept { return m_model.world().anchors(); }
    [[nodiscard]] const CellModel& model() const noexcept { return m_model; }

private:
    struct Entry {
        Cell cell;
        bool described = false;
        std::mutex lock;
    };
    /// Which entries of Cell::sites are asked for.
    using KnotSet = std::array<bool, kWorkerKnots.size() + 1>;

    [[nodiscard]] ActivityPart part_of(NodeId node, GoodId good, double share) const;
    [[nodiscard]] CellKey key_of(const resolve::ResolvedPlace& place,
                                 const resolve::ResolvedActivity& activity,
                                 const SitePattern& pattern) const;
    /// Adds the region that rivals an unsure one.
    void add_rival_region(const resolve::ResolvedPlace& place, CellKey& key) const;
    /// Adds the readings that rival an unsure activity; the share left for itself is returned.
    double add_rivals(const resolve::ResolvedActivity& activity, CellKey& key) const;
    [[nodiscard]] std::uint32_t find_or_add(const CellKey& key) const;
    [[nodiscard]] Entry& entry(std::uint32_t index) const;
    [[nodiscard]] const Cell& ready(std::uint32_t index, const KnotSet& knots) const;
    /// As ready(), but null while another thread works on the cell.
    [[nodiscard]] const Cell* ready_unless_busy(std::uint32_t index, const KnotSet& knots) const;
    /// Fills in what is missing; the entry is locked.
    const Cell& complete(Entry& found, const KnotSet& knots) const;
    void add_sites(Cell& cell, const CellDraws& draws, const KnotSet& knots) const;
    [[nodiscard]] std::vector<EvidenceItem> evidence_of(const SiteEvidence& evidence,
                                                        const Cell& cell) const;
    void add_listed(std::span<const screen::Match* const> matches, const Cell& cell,
                    ClusterNumbers& clusters, std::vector<EvidenceItem>& items) const;
    static void take_resolved(const resolve::ResolvedPlace& place,
                              const resolve::ResolvedActivity& activity, AssessedSupplier& out);
    void take_cell(const SiteInput& site, const Cell& cell, AssessedSupplier& out) const;
    void add_own_evidence(AssessedSupplier& out, const SiteInput& site, const Cell& cell,
                          const SiteEvidence& evidence) const;
    /// Says in reason, flags and findings what was found about the site.
    void tell_evidence(AssessedSupplier& out, std::span<const EvidenceItem> items,
                       const SiteEvidence& evidence) const;
    void set_bands(AssessedSupplier& out, const model::BandProbabilities& bands) const;
    void finish(AssessedSupplier& out, bool state_evidence) const;
    void add_evidence_lines(std::span<const EvidenceItem> items, const SiteEvidence& evidence,
                            const SupplierBatch& batch, std::size_t row, ReceiptLines& lines) const;

    CellModel m_model;
    std::span<const screen::ListedEntity> m_entities;
    std::vector<NodeId> m_good_nodes;  ///< node of each good
    EvidenceKind m_quiet;              ///< a search that found nothing
    mutable std::shared_mutex m_lock;
    mutable std::unordered_map<CellKey, std::uint32_t> m_index;
    mutable std::deque<Entry> m_cells;
};

}  // namespace sourcelight::assess
