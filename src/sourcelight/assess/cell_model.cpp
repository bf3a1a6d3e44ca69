// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/cell_model.hpp"

#include "sourcelight/assess/sector_draws.hpp"
#include "sourcelight/assess/tables.hpp"
#include "sourcelight/core/error.hpp"
#include "sourcelight/model/evidence.hpp"
#include "sourcelight/model/quantiles.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace sourcelight::assess {

using reference::Reference;

namespace {

constexpr double kThousand = 1000.0;
constexpr float kWhole = CellKey::kWhole;
/// Stands for "a region of the country that is not one of the special ones".
const RegionCode kElsewhere{"-"};
/// A worker of a cell is taken to be in the programme's place from this probability on.
constexpr double kMostlyThere = 0.5;

Estimate scaled(Estimate estimate, double factor)
{
    return {estimate.median * factor, estimate.lo50 * factor, estimate.hi50 * factor,
            estimate.lo90 * factor, estimate.hi90 * factor};
}

/// What a listing is for, where that is not plain forced labour.
std::string listed_how(const PairListing& listing, const reference::Goods& goods)
{
    const auto input = listing.input == GoodId::kNone ? std::string{} : goods[listing.input].label;
    if (listing.downstream) {
        return input.empty() ? std::string{} : fmt::format(" (through its input {})", input);
    }
    if (listing.forced) {
        return {};
    }
    return input.empty() ? " (child labour only)"
                         : fmt::format(" (child labour; through its input {})", input);
}

/// Flags of the rules, then of the listing, each once.
std::string flags_of(const Cell& cell)
{
    std::vector<std::string> flags;
    const auto flag = [&flags](const std::string& name) {
        if (std::find(flags.begin(), flags.end(), name) == flags.end()) {
            flags.push_back(name);
        }
    };
    for (const auto* rule : cell.rules) {
        flag(rule->flag);
    }
    if (cell.listing != nullptr) {
        flag("TVPRA");
    }
    return fmt::format("{}", fmt::join(flags, ","));
}

/// Draws the state-imposed branch, as many draws as theta has.
void add_programme(const StateExposure& exposure, const StatePrograms& programmes,
                   const Methodology& methodology, const Draws& sampler, CellDraws& draws)
{
    draws.state_share = static_cast<float>(exposure.place_share);
    draws.sigma = programmes.sigma(*exposure.programme, methodology.state_concentration, sampler,
                                   draws.theta.size());
}

void add_severity(Cell& cell)
{
    const bool state = cell.programme != nullptr && cell.programme_share >= kMostlyThere;
    if (state || (cell.listing != nullptr && cell.listing->child)) {
        cell.severity = 4;
    } else if (cell.listing != nullptr && cell.listing->forced) {
        cell.severity = 3;
    }
}

}  // namespace

CellModel::CellModel(const Reference& reference, const Methodology& methodology,
                     const RunOptions& options)
    : CellModel{reference, methodology, options, nullptr}
{
}

CellModel::CellModel(const CellModel& base, DrawGroups exchanged, std::uint64_t other_seed)
    : CellModel{*base.m_reference, *base.m_methodology,
                base.m_draws.exchanging(exchanged, other_seed),
                exchanged.meets(kGroupsOfWorld) ? nullptr : base.m_world}
{
}

CellModel::CellModel(const Reference& reference, const Methodology& methodology,
                     const RunOptions& options, std::shared_ptr<const World> shared)
    : m_reference{&reference}, m_methodology{&methodology}, m_draws{options}, m_listings{reference},
      m_world{shared ? std::move(shared)
                     : std::make_shared<const World>(reference, methodology, m_listings, m_draws)},
      m_regions{reference, m_listings, methodology}, m_programmes{reference},
      m_activities{reference, methodology, *m_world, m_draws}, m_hazards{reference, methodology,
                                                                         *m_world, m_listings,
                                                                         m_draws},
      m_tables{methodology, m_draws}, m_factors{methodology, *m_world, m_draws}, m_mitigation{
                                                                                     methodology,
                                                                                     m_draws}
{
    m_ruled_regions = m_programmes.regions();
    for (const auto& rule : m_listings.all_rules()) {
        m_ruled_regions.push_back(rule.region);
    }
    std::sort(m_ruled_regions.begin(), m_ruled_regions.end());
    const auto& site = methodology.site;
    for (std::size_t b = 0; b < m_draws.count(); ++b) {
        m_within_cluster.push_back(static_cast<float>(
            model::beta_quantile(m_draws.uniform(Random::kClusterCorrelation, 0, b),
                                 site.within_cluster_a, site.within_cluster_b)));
    }
}

bool CellModel::is_special(CountryCode country, RegionCode region) const
{
    return !region.empty() &&
           (m_regions.index(country, region) ||
            std::binary_search(m_ruled_regions.begin(), m_ruled_regions.end(), region));
}

std::string CellModel::region_name(RegionCode region) const
{
    return m_reference->region_name(region);
}

std::span<const float> CellModel::region_factors(CountryCode country, RegionCode region,
                                                 std::size_t count) const
{
    return m_regions.factors(country, m_regions.index(country, region), m_draws, count);
}

std::vector<float> CellModel::theta_draws(const CellKey& key, std::size_t country,
                                          std::size_t count) const
{
    std::vector<float> theta(count, 0.0F);
    for (const auto& part : key.parts) {
        if (part.sixteenths == 0) {
            continue;
        }
        const float weight = static_cast<float>(part.sixteenths) / kWhole;
        const auto ratio = m_activities.ratio(country, part.node, part.good, count);
        const auto sector = m_world->theta(country, m_activities.sector_of(part.node, part.good));
        for (std::size_t b = 0; b < count; ++b) {
            theta[b] += weight * sector[b] * ratio[b];
        }
    }
    if (key.region_sixteenths > 0) {
        // theta = sum of P(r) theta_r (methodology 6); the rest is anywhere, where the mean is 1.
        const float known = static_cast<float>(key.region_sixteenths) / kWhole;
        const float rival = static_cast<float>(key.rival_sixteenths) / kWhole;
        const auto there = region_factors(key.country, key.region, count);
        const auto elsewhere = region_factors(key.country, key.rival, count);
        for (std::size_t b = 0; b < count; ++b) {
            theta[b] *= known * there[b] + rival * elsewhere[b] + (1.0F - known - rival);
        }
    }
    const auto ceiling = static_cast<float>(m_methodology->prevalence.ceiling);
    for (float& value : theta) {
        value = std::min(value, ceiling);
    }
    return theta;
}

std::optional<StateExposure> CellModel::state_exposure(const CellKey& key) const
{
    const auto& main = key.main();
    const auto unknown =
        m_programmes.find(key.country, RegionCode{}, main.node, main.good, m_regions);
    if (key.region_sixteenths == 0 || !unknown) {
        return unknown;
    }
    const auto in = [&](RegionCode region) {
        return m_programmes.find(key.country, region.empty() ? kElsewhere : region, main.node,
                                 main.good, m_regions);
    };
    const double known = static_cast<double>(key.region_sixteenths) / CellKey::kWhole;
    const double rival = static_cast<double>(key.rival_sixteenths) / CellKey::kWhole;
    const auto there = in(key.region);
    const auto other = rival > 0.0 ? in(key.rival) : std::nullopt;
    const double share = known * (there ? there->place_share : 0.0) +
                         rival * (other ? other->place_share : 0.0) +
                         (1.0 - known - rival) * unknown->place_share;
    if (!(share > 0.0)) {
        return std::nullopt;
    }
    return StateExposure{there   ? there->programme
                         : other ? other->programme
                                 : unknown->programme,
                         share};
}

std::size_t CellModel::covered(CountryCode country) const
{
    const auto index = m_world->find(country);
    if (!index) {
        throw Error{Errc::kValueOutOfDomain,
                    fmt::format("country {} has no workers in the shipped data", country.view())};
    }
    return *index;
}

CellDraws CellModel::draws(const CellKey& key, std::size_t count) const
{
    CellDraws draws;
    draws.theta = theta_draws(key, covered(key.country), count);
    if (const auto exposure = state_exposure(key)) {
        add_programme(*exposure, m_programmes, *m_methodology, m_draws, draws);
    }
    return draws;
}

CellDraws CellModel::draws_of_all_work(CountryCode country) const
{
    CellDraws draws;
    draws.theta.assign(m_draws.count(), 0.0F);
    if (const auto exposure =
            m_programmes.find(country, RegionCode{}, NodeId::kNone, GoodId::kNone, m_regions)) {
        add_programme(*exposure, m_programmes, *m_methodology, m_draws, draws);
    }
    return draws;
}

CellDraws CellModel::mitigated(const CellDraws& draws, const SiteMeasures& measures) const
{
    auto out = draws;
    const auto shares = m_mitigation.shares(measures, draws.theta.size());
    for (std::size_t b = 0; b < shares.size(); ++b) {
        out.theta[b] *= shares[b];
    }
    return out;
}

std::vector<float> CellModel::prevalence_draws(const CellDraws& draws)
{
    auto prevalence = draws.theta;
    for (std::size_t b = 0; b < draws.sigma.size(); ++b) {
        const float state = draws.state_share * draws.sigma[b];
        prevalence[b] += state - prevalence[b] * state;
    }
    return prevalence;
}

std::vector<float> CellModel::hazard_draws(const CellKey& key, std::size_t count) const
{
    return m_hazards.draw(covered(key.country), key.main().node, key.main().good, m_activities,
                          count);
}

Cell CellModel::unscored(const CellKey& key) const
{
    Cell cell;
    cell.key = key;
    if (key.main().node != NodeId::kNone) {
        cell.sector = m_activities.sector_of(key.main().node, key.main().good);
    }
    if (!key.country.empty()) {
        add_listing(cell);
        add_severity(cell);
    }
    add_grade_and_coverage(cell);
    cell.withheld = true;
    return cell;
}

Cell CellModel::facts(const CellKey& key) const
{
    Cell cell;
    cell.key = key;
    if (key.main().node != NodeId::kNone) {
        cell.sector = m_activities.sector_of(key.main().node, key.main().good);
    }
    if (const auto exposure = state_exposure(key)) {
        cell.programme = exposure->programme;
        cell.programme_share = exposure->place_share;
        cell.state_imposed =
            static_cast<float>(exposure->place_share * exposure->programme->sigma_mean);
    }
    add_listing(cell);
    add_severity(cell);
    add_grade_and_coverage(cell);
    cell.of_households = is_work_of_households(*m_reference, key.main().node);
    cell.withheld =
        cell.of_households || static_cast<double>(cell.coverage) < m_methodology->min_coverage;
    return cell;
}

Cell CellModel::describe(const CellKey& key, const CellDraws& draws) const
{
    auto cell = facts(key);
    cell.prevalence_per_1000 =
        scaled(model::interval_of(std::span<const float>{prevalence_draws(draws)}), kThousand);
    cell.prevalence_relative = relative_prevalence(*this, draws.theta);
    cell.held_at_ceiling = held_share(*this, draws);
    if (const auto hazard = hazard_draws(key, draws.theta.size()); !hazard.empty()) {
        cell.hazard = model::interval_of(std::span<const float>{hazard});
    }
    cell.reason = cell_reason(*this, cell);
    return cell;
}

void CellModel::add_listing(Cell& cell) const
{
    const auto good = cell.key.main().good;
    const auto region =
        2 * cell.key.region_sixteenths >= CellKey::kWhole ? cell.key.region : RegionCode{};
    cell.rules = m_listings.rules(cell.key.country, region, good);
    if (good != GoodId::kNone) {
        cell.listing = m_listings.find(cell.key.country, good);
        for (const auto input : m_reference->goods[good].made_from) {
            const auto* entry = m_listings.find(cell.key.country, input);
            if (entry != nullptr && entry->forced) {
                cell.listed_inputs.emplace_back(input, entry);
            }
        }
    }
    if (cell.listing != nullptr) {
        cell.listed_since = cell.listing->forced ? cell.listing->forced_since : cell.listing->since;
        cell.listed_by = fmt::format("List of Goods {}", cell.listing->edition) +
                         listed_how(*cell.listing, m_reference->goods);
    } else if (!cell.listed_inputs.empty()) {
        const auto& [input, entry] = cell.listed_inputs.front();
        cell.listed_since = entry->forced_since;
        cell.listed_by = fmt::format("List of Goods {} (through its input {})", entry->edition,
                                     m_reference->goods[input].label);
    }
    cell.legal_flags = flags_of(cell);
}

void CellModel::add_grade_and_coverage(Cell& cell) const
{
    const auto country = m_world->find(cell.key.country);
    const bool placed = !cell.key.country.empty();
    const bool active = cell.key.main().node != NodeId::kNone;
    const auto* workers = country ? &m_world->workers()[*country] : nullptr;
    const bool counted =
        workers != nullptr && !workers->total_imputed && workers->detail != SectorDetail::kImputed;
    const auto* origin = m_world->origin(cell.key.country);
    const auto* destination = m_world->destination(cell.key.country);
    const bool scored_origin = origin != nullptr && origin->scored;
    const bool scored_destination = destination != nullptr && destination->scored;
    const std::array<bool, kCoverageInputs> observed{placed,
                                                     active,
                                                     counted,
                                                     !m_listings.edition().empty(),
                                                     scored_origin,
                                                     scored_destination,
                                                     country.has_value()};
    // Without anchors the last is no input at all.
    const auto inputs = observed.size() - (m_methodology->anchored ? 0U : 1U);
    const auto* const end = observed.data() + inputs;
    cell.coverage =
        static_cast<float>(std::count(observed.data(), end, true)) / static_cast<float>(inputs);
    const auto& main = cell.key.main();
    const bool local = main.good != GoodId::kNone && !cell.key.region.empty();
    const bool named =
        main.good != GoodId::kNone && (cell.listing != nullptr || !cell.rules.empty());
    if (local || named) {
        cell.grade = 'C';
    } else {
        cell.grade = counted && (scored_origin || scored_destination) ? 'D' : 'E';
    }
}

SiteEstimate CellModel::estimate(const SiteDraws& draws) const
{
    SiteEstimate estimate;
    estimate.probability = model::interval_of(std::span<const float>{draws.pi});
    auto persons = draws.persons_per_worker;
    for (std::size_t b = 0; b < draws.workers.size(); ++b) {
        persons[b] *= draws.workers[b];
    }
    estimate.persons = model::interval_of(std::span<const float>{persons});
    estimate.bands =
        model::band_probabilities(std::span<const float>{draws.pi}, m_methodology->band_edges);
    estimate.ready = true;
    return estimate;
}

}  // namespace sourcelight::assess
