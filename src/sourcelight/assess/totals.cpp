// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/assessor.hpp"
#include "sourcelight/assess/draw_arrays.hpp"
#include "sourcelight/assess/draw_sums.hpp"
#include "sourcelight/assess/hidden_levels.hpp"
#include "sourcelight/assess/parallel.hpp"
#include "sourcelight/model/priority.hpp"
#include "sourcelight/model/quantiles.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <optional>

namespace sourcelight::assess {
namespace {

/// Cells summed by one task: fixed, so that the sums do not depend on the number of threads.
constexpr std::size_t kCellsPerChunk = 32;

Total total_of(std::span<const double> draws)
{
    return {model::interval_of(draws), model::median_error(draws)};
}

/// Draws of a company's sums.
struct Sums {
    std::vector<double> sites;
    std::vector<double> spared;  ///< of `sites`, by what the company does
    std::vector<double> log_none;
    std::vector<double> persons;
    std::map<std::string, std::vector<double>> spend;

    explicit Sums(std::size_t draws) : sites(draws), spared(draws), log_none(draws), persons(draws)
    {
    }

    void add(const Sums& other)
    {
        for (std::size_t b = 0; b < sites.size(); ++b) {
            sites[b] += other.sites[b];
            spared[b] += other.spared[b];
            log_none[b] += other.log_none[b];
            persons[b] += other.persons[b];
        }
        for (const auto& [currency, draws] : other.spend) {
            auto& sum = spend[currency];
            sum.resize(draws.size(), 0.0);
            for (std::size_t b = 0; b < draws.size(); ++b) {
                sum[b] += draws[b];
            }
        }
    }
};

/// Adds sites * ln(1 - pi), exact for small pi too: what 1 - pi loses by rounding is given back.
void add_log_none(const std::vector<float>& pi, double sites, std::vector<double>& sum)
{
    for_draws(pi.size(), [&](auto block) {
        const auto left = (1.0F - block(pi)).eval();
        const auto taken = (1.0F - left).eval();
        block(sum) += sites * (taken > 0.0F)
                                  .select(left.log() * (block(pi) / taken), -block(pi))
                                  .template cast<double>();
    });
}

/// A cell after what the company does there.
struct Treated {
    Treated(const CellModel& model, const Cell& cell, const CellDraws& untreated)
        : draws{model.mitigated(untreated, cell.key.pattern.measures)}, basis{model.basis(cell,
                                                                                          draws)}
    {
    }
    CellDraws draws;
    SiteBasis basis;
};

/// Adds what one cell holds: the exposures times the draws of S at each knot.
void add_cell(const CellModel& model, const Cell& cell, const Exposures::Knots& knots, Sums& sums)
{
    const auto draws = model.draws(cell.key, model.sampler().count());
    auto basis = model.basis(cell, draws);
    std::optional<Treated> treated;
    if (cell.key.pattern.measures.any()) {
        treated.emplace(model, cell, draws);
    }
    for (std::size_t k = 0; k < knots.size(); ++k) {
        const auto& at = knots[k];
        if (at.sites == 0.0 && at.spend.empty()) {
            continue;
        }
        const auto site = model.site_at_knot(cell, draws, basis, k);
        add_scaled(site.pi, at.sites, sums.sites);
        if (treated) {
            const auto left = model.site_at_knot(cell, treated->draws, treated->basis, k);
            add_scaled(site.pi, at.sites, sums.spared);
            add_scaled(left.pi, -at.sites, sums.spared);
        }
        if (at.sites > 0.0) {  // no site of a probability of one is no logarithm of zero
            add_log_none(site.pi, at.sites, sums.log_none);
        }
        if (k == kUnknownWorkers) {
            add_products(site.workers, site.persons_per_worker, at.sites, sums.persons);
        } else {
            add_scaled(site.persons_per_worker, at.workers, sums.persons);
        }
        for (const auto& [currency, amount] : at.spend) {
            auto& sum = sums.spend[currency];
            sum.resize(site.pi.size(), 0.0);
            add_scaled(site.pi, amount, sum);
        }
    }
}

/// Cells of the exposures in the order of their keys: numbers of cells depend on the threads.
std::vector<std::pair<Cell, const Exposures::Knots*>> ordered_cells(const Assessor& assessor,
                                                                    const Exposures& exposures)
{
    std::vector<std::pair<Cell, const Exposures::Knots*>> cells;
    for (const auto& [index, knots] : exposures.cells()) {
        cells.emplace_back(assessor.cell(index), &knots);
    }
    std::sort(cells.begin(), cells.end(),
              [](const auto& a, const auto& b) { return a.first.key < b.first.key; });
    return cells;
}

Sums company_sums(const Assessor& assessor, const Exposures& exposures)
{
    const auto& model = assessor.model();
    const std::size_t draws = model.sampler().count();
    const auto cells = ordered_cells(assessor, exposures);
    const std::size_t chunks = (cells.size() + kCellsPerChunk - 1) / kCellsPerChunk;
    std::vector<Sums> parts(chunks, Sums{draws});
    parallel_for(chunks, model.sampler().threads(), [&](std::size_t chunk) {
        const auto last = std::min(cells.size(), (chunk + 1) * kCellsPerChunk);
        for (std::size_t i = chunk * kCellsPerChunk; i < last; ++i) {
            add_cell(model, cells[i].first, *cells[i].second, parts[chunk]);
        }
    });
    Sums sums{draws};
    for (const auto& part : parts) {
        sums.add(part);
    }
    if (!exposures.own_sites().empty()) {
        Sums own{draws};
        own.sites = exposures.own_sites();
        own.spared = exposures.own_spared();
        own.log_none = exposures.own_log_none();
        own.persons = exposures.own_persons();
        own.spend = exposures.own_spend();
        sums.add(own);
    }
    return sums;
}

/// Whether two sites of one cell share the draws of what is unknown about them (as they do in the
/// company's sums) or have luck of their own (where they are told apart).
enum class Luck : std::uint8_t { kOfTheCell, kOfTheSite };

/// Draws of the persons at a candidate's site, from its cell.
std::vector<float> persons_at(const CellModel& model, const Cell& cell, const CellDraws& draws,
                              const Exposures::Candidate& candidate, Luck luck)
{
    const auto basis = model.basis(cell, draws, luck == Luck::kOfTheSite ? candidate.row : 0);
    SiteQuery query;
    query.workers = candidate.workers;
    auto site = model.site(cell, draws, basis, query);
    auto persons = std::move(site.persons_per_worker);
    for (std::size_t b = 0; b < persons.size(); ++b) {
        persons[b] *= query.workers ? static_cast<float>(*query.workers) : site.workers[b];
    }
    return persons;
}

/// Draws of the persons at each candidate's site; a cell that several share is drawn once.
std::vector<std::vector<float>> candidate_persons(const Assessor& assessor,
                                                  std::span<const Exposures::Candidate> candidates,
                                                  Luck luck)
{
    std::map<std::uint32_t, std::vector<std::size_t>> by_cell;
    std::vector<std::vector<float>> persons(candidates.size());
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        if (candidates[i].own != nullptr) {
            persons[i] = candidates[i].own->persons;
        } else {
            by_cell[candidates[i].cell].push_back(i);
        }
    }
    const std::vector<std::pair<std::uint32_t, std::vector<std::size_t>>> groups{by_cell.begin(),
                                                                                 by_cell.end()};
    const auto& model = assessor.model();
    parallel_for(groups.size(), model.sampler().threads(), [&](std::size_t g) {
        const auto cell = assessor.cell(groups[g].first);
        const auto draws = model.draws(cell.key, model.sampler().count());
        for (const auto i : groups[g].second) {
            persons[i] = persons_at(model, cell, draws, candidates[i], luck);
        }
    });
    return persons;
}

void add_headline(const Assessor& assessor, const Exposures& exposures, const Sums& sums,
                  std::size_t first, Totals& totals)
{
    auto candidates = exposures.candidates();
    std::sort(candidates.begin(), candidates.end(), [](const auto& a, const auto& b) {
        return a.priority_key != b.priority_key ? a.priority_key > b.priority_key : a.row < b.row;
    });
    candidates.resize(std::min(candidates.size(), first));
    totals.top_count = static_cast<std::int64_t>(candidates.size());
    std::vector<double> share(sums.persons.size(), 0.0);
    for (const auto& persons : candidate_persons(assessor, candidates, Luck::kOfTheCell)) {
        for (std::size_t b = 0; b < share.size(); ++b) {
            share[b] += static_cast<double>(persons[b]);
        }
    }
    for (std::size_t b = 0; b < share.size(); ++b) {
        // A supplier that is there twice is ranked by its worse row and summed by its first.
        share[b] = sums.persons[b] > 0.0 ? std::min(1.0, share[b] / sums.persons[b]) : 0.0;
    }
    totals.top_share_of_persons = total_of(share);
}

/// The candidates that can reach the first places: own evidence, and those whose upper bound
/// exceeds the lower bound of enough others.
std::vector<Exposures::Candidate> contenders(const Exposures& exposures, std::size_t places)
{
    auto candidates = exposures.candidates();
    std::vector<double> lower;
    std::size_t own = 0;
    for (const auto& candidate : candidates) {
        own += candidate.own_evidence ? 1 : 0;
        if (!candidate.own_evidence) {
            lower.push_back(candidate.lower);
        }
    }
    const std::size_t left = places - std::min(places, own);
    double threshold = left == 0 ? std::numeric_limits<double>::infinity() : 0.0;
    if (left > 0 && lower.size() >= left) {
        std::nth_element(lower.begin(), lower.begin() + static_cast<std::ptrdiff_t>(left) - 1,
                         lower.end(), std::greater<>{});
        threshold = lower[left - 1];
    }
    std::erase_if(candidates, [threshold](const auto& candidate) {
        return !candidate.own_evidence && candidate.upper < threshold;
    });
    return candidates;
}

/// What a candidate is ranked by: the probability at its site if it has evidence of its own, else
/// the persons there.
const std::vector<float>& ranking_draws(const Exposures::Candidate& candidate,
                                        const std::vector<float>& persons)
{
    if (candidate.own_evidence && candidate.own != nullptr) {
        return candidate.own->pi;
    }
    return persons;
}

}  // namespace

Totals Assessor::totals(const Exposures& exposures, std::size_t first) const
{
    auto totals = exposures.counts();
    const auto sums = company_sums(*this, exposures);
    totals.expected_sites = total_of(sums.sites);
    auto residual = sums.sites;
    for (std::size_t b = 0; b < residual.size(); ++b) {
        residual[b] -= sums.spared[b];
    }
    totals.residual_sites = total_of(residual);
    totals.expected_persons = total_of(sums.persons);
    std::vector<double> any(sums.log_none.size());
    std::transform(sums.log_none.begin(), sums.log_none.end(), any.begin(),
                   [](double log_none) { return -std::expm1(log_none); });
    totals.at_least_one = total_of(any);
    for (const auto& [currency, draws] : sums.spend) {
        totals.spend_at_risk[currency] = total_of(draws);
    }
    add_headline(*this, exposures, sums, first, totals);
    if (!m_model.methodology().anchored) {
        hide_levels(totals);
    }
    return totals;
}

std::vector<CellTotal> Assessor::top_cells(const Exposures& exposures, std::size_t count) const
{
    if (!m_model.methodology().anchored) {
        return {};  // their order is by persons
    }
    // Medians by look-up say which cells can be among the first; only those are drawn.
    std::vector<std::pair<double, std::pair<CellKey, std::uint32_t>>> order;
    for (const auto& [index, knots] : exposures.cells()) {
        const auto known = cell(index);
        double persons = 0.0;
        for (std::size_t k = 0; k < knots.size(); ++k) {
            const double people = k == kUnknownWorkers ? knots[k].sites : knots[k].workers;
            persons += people * known.sites[k].persons.median;
        }
        order.push_back({-persons, {known.key, index}});
    }
    std::sort(order.begin(), order.end());
    order.resize(std::min(order.size(), 2 * count));
    std::vector<CellTotal> totals(order.size());
    parallel_for(order.size(), m_model.sampler().threads(), [&](std::size_t i) {
        const auto index = order[i].second.second;
        const auto& knots = exposures.cells().at(index);
        Sums sums{m_model.sampler().count()};
        add_cell(m_model, cell(index), knots, sums);
        double suppliers = 0.0;
        for (const auto& at : knots) {
            suppliers += at.sites;
        }
        totals[i] = {index, std::lround(suppliers),
                     model::interval_of(std::span<const double>{sums.sites}),
                     model::interval_of(std::span<const double>{sums.persons})};
    });
    std::stable_sort(totals.begin(), totals.end(), [](const CellTotal& a, const CellTotal& b) {
        return a.expected_persons.median > b.expected_persons.median;
    });
    totals.resize(std::min(count, totals.size()));
    return totals;
}

std::vector<std::pair<std::int64_t, float>> Assessor::top_shares(const Exposures& exposures) const
{
    const auto places = static_cast<std::size_t>(m_model.methodology().top_places);
    const auto candidates = contenders(exposures, places);
    const std::size_t draws = m_model.sampler().count();
    const auto persons = candidate_persons(*this, candidates, Luck::kOfTheSite);
    std::vector<float> scores(candidates.size() * draws);
    std::vector<bool> own(candidates.size());
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        const auto& candidate = candidates[i];
        own[i] = candidate.own_evidence;
        const auto weight = static_cast<float>(model::severity_weight(candidate.severity));
        const auto& values = ranking_draws(candidate, persons[i]);
        for (std::size_t b = 0; b < draws; ++b) {
            scores[i * draws + b] = weight * values[b];
        }
    }
    const auto shares = model::top_shares(own, scores, draws, places);
    std::vector<std::pair<std::int64_t, float>> out;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        out.emplace_back(candidates[i].row, static_cast<float>(shares[i]));
    }
    return out;
}

}  // namespace sourcelight::assess
