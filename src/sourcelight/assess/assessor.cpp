// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/assessor.hpp"

#include "sourcelight/assess/site_input.hpp"
#include "sourcelight/assess/site_lookup.hpp"
#include "sourcelight/model/beta_binomial.hpp"
#include "sourcelight/model/priority.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>

namespace sourcelight::assess {
namespace {

using resolve::ResolvedActivity;
using resolve::ResolvedPlace;

/// Places and activities at least this sure are taken as known.
constexpr float kSure = 0.9F;

std::uint8_t sixteenths(double share)
{
    return static_cast<std::uint8_t>(
        std::clamp(std::lround(share * CellKey::kWhole), 0L, static_cast<long>(CellKey::kWhole)));
}

/// Whether a site that is asked for has not been estimated yet.
bool lacks_site(const Cell& cell, std::span<const bool> knots)
{
    for (std::size_t k = 0; k < knots.size(); ++k) {
        if (knots[k] && !cell.sites[k].ready) {
            return true;
        }
    }
    return false;
}

/// Packs the order of methodology 9 into an integer: own evidence, score, probability.
std::uint64_t pack_priority(bool own_evidence, double score, double probability)
{
    // The bits of positive floats ascend with their value.
    const auto high = std::bit_cast<std::uint32_t>(static_cast<float>(std::max(0.0, score)));
    const auto low = std::bit_cast<std::uint32_t>(static_cast<float>(probability));
    return (std::uint64_t{own_evidence ? 1U : 0U} << 63U) | (std::uint64_t{high} << 31U) |
           (std::uint64_t{low} >> 1U) | 1U;
}

}  // namespace

Assessor::Assessor(const reference::Reference& reference, const Methodology& methodology,
                   const RunOptions& options, std::span<const screen::ListedEntity> entities)
    : m_model{reference, methodology, options}, m_entities{entities}
{
    const auto& goods = reference.goods.goods;
    for (const auto& good : goods) {
        m_good_nodes.push_back(reference.tree.find("good:" + good.slug));
    }
    m_quiet = quiet_kind(methodology);
}

ActivityPart Assessor::part_of(NodeId node, GoodId good, double share) const
{
    const auto& tree = m_model.reference().tree;
    if (good == GoodId::kNone && node != NodeId::kNone) {
        good = tree[node].good;
    }
    if (good != GoodId::kNone) {
        return {m_good_nodes[static_cast<std::size_t>(good)], good, sixteenths(share)};
    }
    // A heading that is no listed good is scored like the class that makes it.
    if (node != NodeId::kNone && tree[node].level > reference::Level::kClass) {
        node = tree.at_level(node, reference::Level::kClass);
    }
    return {node, good, sixteenths(share)};
}

CellKey Assessor::key_of(const ResolvedPlace& place, const ResolvedActivity& activity,
                         const SitePattern& pattern) const
{
    CellKey key;
    key.country = place.country;
    key.pattern = pattern;
    if (!place.region.empty()) {
        key.region_sixteenths = place.confidence >= kSure
                                    ? CellKey::kWhole
                                    : sixteenths(static_cast<double>(place.confidence));
        if (key.region_sixteenths > 0 && m_model.is_special(place.country, place.region)) {
            key.region = place.region;
        }
        add_rival_region(place, key);
    }
    key.parts[0] = part_of(activity.node, activity.good, add_rivals(activity, key));
    return key;
}

void Assessor::add_rival_region(const ResolvedPlace& place, CellKey& key) const
{
    // Where no region has evidence, they differ by noise only and the mean is the country's.
    if (key.region_sixteenths == 0 || key.region_sixteenths == CellKey::kWhole ||
        m_model.regions().find(place.country) == nullptr) {
        return;
    }
    // Regions without evidence are one class; of those with evidence the most probable is kept.
    double unremarkable = 0.0;
    double most = 0.0;
    for (const auto& rival : place.rivals) {
        const auto probability = static_cast<double>(rival.probability);
        if (!rival.region.view().starts_with(place.country.view())) {
            continue;
        }
        if (!m_model.is_special(place.country, rival.region)) {
            unremarkable += probability;
        } else if (probability > most && rival.region != key.region) {
            most = probability;
            key.rival = rival.region;
        }
    }
    const auto left = static_cast<std::uint8_t>(CellKey::kWhole - key.region_sixteenths);
    if (key.rival.empty() && key.region.empty()) {
        key.region_sixteenths += std::min(left, sixteenths(unremarkable));
    } else {
        key.rival_sixteenths = std::min(left, sixteenths(key.rival.empty() ? unremarkable : most));
        key.rival = key.rival_sixteenths == 0 ? RegionCode{} : key.rival;
    }
}

double Assessor::add_rivals(const ResolvedActivity& activity, CellKey& key) const
{
    double rest = 1.0;
    if (activity.confidence >= kSure) {
        return rest;
    }
    const auto count = std::min(activity.rivals.size(), CellKey::kMaxParts - 1);
    auto sum = static_cast<double>(activity.confidence);
    for (std::size_t i = 0; i < count; ++i) {
        sum += static_cast<double>(activity.rivals[i].probability);
    }
    for (std::size_t i = 0; i < count; ++i) {
        const auto& rival = activity.rivals[i];
        const double share = static_cast<double>(rival.probability) / sum;
        const auto part = part_of(rival.node, GoodId::kNone, share);
        if (part.sixteenths > 0 && part.node != NodeId::kNone) {
            rest -= static_cast<double>(part.sixteenths) / CellKey::kWhole;
            key.parts[i + 1] = part;
        }
    }
    return rest;
}

std::uint32_t Assessor::find_or_add(const CellKey& key) const
{
    {
        const std::shared_lock lock{m_lock};
        if (const auto found = m_index.find(key); found != m_index.end()) {
            return found->second;
        }
    }
    const std::unique_lock lock{m_lock};
    const auto [found, added] =
        m_index.try_emplace(key, static_cast<std::uint32_t>(m_cells.size()));
    if (added) {
        m_cells.emplace_back();
        m_cells.back().cell.key = key;
    }
    return found->second;
}

Assessor::Entry& Assessor::entry(std::uint32_t index) const
{
    const std::shared_lock lock{m_lock};
    return m_cells[index];
}

const Cell& Assessor::ready(std::uint32_t index, const KnotSet& knots) const
{
    auto& found = entry(index);
    const std::lock_guard lock{found.lock};
    return complete(found, knots);
}

const Cell* Assessor::ready_unless_busy(std::uint32_t index, const KnotSet& knots) const
{
    auto& found = entry(index);
    const std::unique_lock lock{found.lock, std::try_to_lock};
    return lock ? &complete(found, knots) : nullptr;
}

const Cell& Assessor::complete(Entry& found, const KnotSet& knots) const
{
    auto& cell = found.cell;
    const auto& key = cell.key;
    const bool scorable = key.main().node != NodeId::kNone && m_model.covers(key.country);
    if (!found.described && !scorable) {
        cell = m_model.unscored(key);
        found.described = true;
    }
    if (!scorable || (found.described && (cell.withheld || !lacks_site(cell, knots)))) {
        return cell;
    }
    const auto draws = m_model.draws(key, m_model.sampler().count());
    auto wanted = knots;
    if (found.described) {
        // Who comes back for another head count will come for the rest: draw once for all.
        std::fill(wanted.begin(), wanted.begin() + kUnknownWorkers, true);
    } else {
        cell = m_model.describe(key, draws);
        found.described = true;
    }
    if (!cell.withheld) {
        add_sites(cell, draws, wanted);
    }
    return cell;
}

void Assessor::add_sites(Cell& cell, const CellDraws& draws, const KnotSet& knots) const
{
    const auto& measures = cell.key.pattern.measures;
    auto basis = m_model.basis(cell, draws);
    std::optional<CellDraws> left;
    SiteBasis left_basis;
    if (measures.any()) {
        left = m_model.mitigated(draws, measures);
        left_basis = m_model.basis(cell, *left);
        cell.residual.resize(knots.size());
    }
    for (std::size_t k = 0; k < knots.size(); ++k) {
        if (!knots[k] || cell.sites[k].ready) {
            continue;
        }
        cell.sites[k] = m_model.estimate(m_model.site_at_knot(cell, draws, basis, k));
        if (left) {
            cell.residual[k] =
                m_model.estimate(m_model.site_at_knot(cell, *left, left_basis, k)).probability;
        }
    }
}

Cell Assessor::cell(std::uint32_t index) const { return ready(index, {}); }

std::string Assessor::cell_label(std::uint32_t index) const
{
    return assess::cell_label(m_model, entry(index).cell.key);
}

std::vector<AssessedSupplier> Assessor::assess(const SupplierBatch& batch,
                                               const resolve::ResolvedBatch& resolved,
                                               std::span<const screen::Match> matches,
                                               const StatedByRow& stated) const
{
    const auto by_row = matches_by_row(batch, matches);
    struct Used {
        std::uint32_t index = 0;
        KnotSet knots{};
        const Cell* cell = nullptr;
    };
    std::unordered_map<CellKey, Used> used;
    std::vector<SiteInput> sites;
    std::vector<Used*> cell_of;  // a map never moves its values
    sites.reserve(batch.rows);
    cell_of.reserve(batch.rows);
    const auto habits = habits_of(batch);
    for (std::size_t row = 0; row < batch.rows; ++row) {
        sites.push_back(read_site(batch, row, m_model.methodology(), habits));
        const auto key = key_of(resolved.places[row], resolved.activity(row), sites[row].pattern);
        auto& cell = used[key];
        cell_of.push_back(&cell);
        if (sites[row].workers) {
            const auto at = model::knot_position(kWorkerKnots, std::max(1.0, *sites[row].workers));
            cell.knots[static_cast<std::size_t>(at.lower)] = true;
            cell.knots[static_cast<std::size_t>(at.lower) + 1] = true;
        } else {
            cell.knots[kUnknownWorkers] = true;
        }
    }
    // Threads meet the same cells in the same order: what another one computes is left for later.
    std::vector<Used*> busy;
    for (auto& [key, cell] : used) {
        cell.index = find_or_add(key);
        cell.cell = ready_unless_busy(cell.index, cell.knots);
        if (cell.cell == nullptr) {
            busy.push_back(&cell);
        }
    }
    for (auto* cell : busy) {
        cell->cell = &ready(cell->index, cell->knots);
    }
    std::vector<AssessedSupplier> out(batch.rows);
    for (std::size_t row = 0; row < batch.rows; ++row) {
        const auto& cell = *cell_of[row]->cell;
        auto& supplier = out[row];
        supplier.cell = cell_of[row]->index;
        take_cell(sites[row], cell, supplier);
        take_resolved(resolved.places[row], resolved.activity(row), supplier);
        add_own_evidence(supplier, sites[row], cell, evidence_of_row(by_row, stated, row));
        for (auto& finding : supplier.findings) {
            finding.row = batch.first_row + static_cast<std::int64_t>(row);
        }
    }
    return out;
}

void Assessor::take_resolved(const ResolvedPlace& place, const ResolvedActivity& activity,
                             AssessedSupplier& out)
{
    out.country_resolved = !place.country.empty() && !place.country_replaced;
    out.region_resolved = !place.region.empty();
    out.activity_assumed = activity.method == resolve::ActivityMethod::kDefault;
    out.activity_resolved = !out.activity_assumed && activity.node != NodeId::kNone;
    if (out.activity_assumed) {
        // The cell was drawn for an activity that nobody observed.
        out.coverage -= 1.0F / static_cast<float>(kCoverageInputs);
    }
}

void Assessor::take_cell(const SiteInput& site, const Cell& cell, AssessedSupplier& out) const
{
    out.workers = site.workers;
    out.spend = site.spend;
    out.currency = site.currency;
    out.findings = site.findings;
    out.listed_since = cell.listed_since;
    out.listed_by = cell.listed_by;
    out.legal_flags = cell.legal_flags;
    out.grade = cell.grade;
    out.coverage = cell.coverage;
    out.severity = cell.severity;
    out.reason = cell.reason;
    if (!cell.key.country.empty() && !m_model.covers(cell.key.country)) {
        out.findings.push_back({0, &kCountryNotCovered, "", std::string{cell.key.country.view()},
                                fmt::format("no work force in the data published by {}; the score "
                                            "is withheld",
                                            to_string(m_model.reference().as_of))});
    }
    if (cell.of_households) {
        out.findings.push_back(
            {0, &kDomesticWork, "", "", "domestic work: understood, and left without a score"});
    }
    if (cell.withheld) {
        out.reason = withheld_reason(cell);
        if (!cell.legal_flags.empty()) {
            out.reason += fmt::format(" On record all the same: {}.", cell.legal_flags);
        }
        return;
    }
    const auto found = look_up_site(cell, site.workers);
    out.prevalence_per_1000 = cell.prevalence_per_1000;
    out.prevalence_relative = cell.prevalence_relative;
    out.hazard_24m = cell.hazard;
    out.state_imposed = cell.state_imposed;
    out.site_probability = found.probability;
    out.expected_persons = found.persons;
    out.residual_probability = found.residual;
    set_bands(out, found.bands);
    finish(out, false);
}

void Assessor::set_bands(AssessedSupplier& out, const model::BandProbabilities& bands) const
{
    const auto run = model::shortest_run(bands, m_model.methodology().band_confidence);
    out.band = BandRange{static_cast<Band>(run.lowest), static_cast<Band>(run.highest)};
}

void Assessor::finish(AssessedSupplier& out, bool state_evidence) const
{
    const double weight = model::severity_weight(out.severity);
    const bool own = out.grade == 'A' || out.grade == 'B';
    const double pi = out.site_probability->median;
    out.priority_key = pack_priority(own, weight * (own ? pi : out.expected_persons->median), pi);
    const auto high = static_cast<std::size_t>(Band::kHigh);
    const bool high_band = m_model.methodology().anchored &&
                           model::band_of(pi, m_model.methodology().band_edges) >= high;
    if (out.grade == 'A') {
        out.action = state_evidence ? Action::kSuspendWithRemedy : Action::kEscalate;
    } else {
        out.action = own || high_band ? Action::kInvestigate : Action::kEngage;
    }
}

}  // namespace sourcelight::assess
