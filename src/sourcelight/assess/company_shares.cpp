// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/company_shares.hpp"

#include "sourcelight/assess/draw_sums.hpp"
#include "sourcelight/assess/parallel.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace sourcelight::assess {
namespace {

/// Cells or sites summed by one task: fixed, so that the sums do not depend on the number of
/// threads.
constexpr std::size_t kPerChunk = 32;

using KeyedKnots = std::pair<CellKey, const Exposures::Knots*>;

struct Sums {
    std::vector<double> sites;
    std::vector<double> persons;

    explicit Sums(std::size_t draws) : sites(draws), persons(draws) {}
    void add(const Sums& other)
    {
        for (std::size_t b = 0; b < sites.size(); ++b) {
            sites[b] += other.sites[b];
            persons[b] += other.persons[b];
        }
    }
};

void add_cell(const CellModel& model, const KeyedKnots& keyed, Sums& sums)
{
    const auto cell = model.facts(keyed.first);
    const auto draws = model.draws(keyed.first, model.sampler().count());
    auto basis = model.basis(cell, draws);
    for (std::size_t k = 0; k < keyed.second->size(); ++k) {
        const auto& at = (*keyed.second)[k];
        if (at.sites == 0.0) {
            continue;
        }
        const auto site = model.site_at_knot(cell, draws, basis, k);
        add_scaled(site.pi, at.sites, sums.sites);
        if (k == kUnknownWorkers) {
            add_products(site.workers, site.persons_per_worker, at.sites, sums.persons);
        } else {
            add_scaled(site.persons_per_worker, at.workers, sums.persons);
        }
    }
}

void add_own(const CellModel& model, const SiteQuestion& question, Sums& sums)
{
    const auto site = draws_of_site(model, question);
    for (std::size_t b = 0; b < site.pi.size(); ++b) {
        sums.sites[b] += static_cast<double>(site.pi[b]);
        sums.persons[b] +=
            static_cast<double>(site.persons_per_worker[b]) *
            (question.workers ? *question.workers : static_cast<double>(site.workers[b]));
    }
}

/// Adds `count` parts, each by work(index, sums).
template <typename Work>
void add_parts(const Draws& sampler, std::size_t count, const Work& work, Sums& sums)
{
    std::vector<Sums> parts((count + kPerChunk - 1) / kPerChunk, Sums{sampler.count()});
    parallel_for(parts.size(), sampler.threads(), [&](std::size_t chunk) {
        const auto last = std::min(count, (chunk + 1) * kPerChunk);
        for (std::size_t i = chunk * kPerChunk; i < last; ++i) {
            work(i, parts[chunk]);
        }
    });
    for (const auto& part : parts) {
        sums.add(part);
    }
}

std::vector<std::vector<double>> log_sums(const CellModel& model,
                                          const std::vector<KeyedKnots>& cells,
                                          const Exposures& exposures)
{
    Sums sums{model.sampler().count()};
    const auto questions = exposures.own_questions();
    add_parts(
        model.sampler(), cells.size(),
        [&](std::size_t i, Sums& part) { add_cell(model, cells[i], part); }, sums);
    add_parts(
        model.sampler(), questions.size(),
        [&](std::size_t i, Sums& part) { add_own(model, *questions[i], part); }, sums);
    constexpr double kLeast = 1e-12;
    for (auto* draws : {&sums.sites, &sums.persons}) {
        for (double& value : *draws) {
            value = std::log(std::max(kLeast, value));
        }
    }
    return {std::move(sums.sites), std::move(sums.persons)};
}

}  // namespace

CompanyShares company_shares(const GroupModels& models, const Assessor& assessor,
                             const Exposures& exposures)
{
    std::vector<KeyedKnots> cells;
    for (const auto& [index, knots] : exposures.cells()) {
        cells.emplace_back(assessor.cell(index).key, &knots);
    }
    // Numbers of cells depend on the threads, their keys do not.
    std::sort(cells.begin(), cells.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    const auto shares =
        models.shares([&](const CellModel& under) { return log_sums(under, cells, exposures); });
    return {shares[0], shares[1]};
}

}  // namespace sourcelight::assess
