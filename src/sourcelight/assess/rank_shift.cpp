// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/rank_shift.hpp"

#include "sourcelight/assess/parallel.hpp"
#include "sourcelight/model/priority.hpp"
#include "sourcelight/model/quantiles.hpp"
#include "sourcelight/model/rank_shift.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace sourcelight::assess {
namespace {

using Candidates = std::vector<Exposures::Candidate>;
using Places = std::vector<std::uint32_t>;

/// The candidates in the order that is published.
Candidates in_order(const Exposures& exposures)
{
    auto candidates = exposures.candidates();
    std::sort(candidates.begin(), candidates.end(), [](const auto& a, const auto& b) {
        return a.priority_key != b.priority_key ? a.priority_key > b.priority_key : a.row < b.row;
    });
    return candidates;
}

/// Writes what one candidate is ranked by under each draw.
void write_scores(const Exposures::Candidate& candidate, const SiteDraws& site,
                  std::span<float> scores)
{
    const auto weight = static_cast<float>(model::severity_weight(candidate.severity));
    for (std::size_t b = 0; b < scores.size(); ++b) {
        if (candidate.own_evidence) {
            scores[b] = weight * site.pi[b];
        } else {
            const float workers =
                candidate.workers ? static_cast<float>(*candidate.workers) : site.workers[b];
            scores[b] = weight * site.persons_per_worker[b] * workers;
        }
    }
}

/// Candidates that share the draws of a cell, by its key: numbers of cells depend on the threads.
using ByCell = std::vector<std::pair<CellKey, std::vector<std::size_t>>>;

ByCell by_cell(const Assessor& assessor, const Candidates& candidates)
{
    std::map<std::uint32_t, std::vector<std::size_t>> grouped;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        grouped[candidates[i].cell].push_back(i);
    }
    ByCell out;
    out.reserve(grouped.size());
    for (auto& [cell, members] : grouped) {
        out.emplace_back(assessor.cell(cell).key, std::move(members));
    }
    return out;
}

Places places_under(const CellModel& model, const Candidates& candidates, const ByCell& cells)
{
    const std::size_t draws = model.sampler().count();
    std::vector<float> scores(candidates.size() * draws);
    parallel_for(cells.size(), model.sampler().threads(), [&](std::size_t c) {
        const auto& [key, members] = cells[c];
        const auto cell = model.facts(key);
        const auto drawn = model.draws(key, draws);
        for (const auto i : members) {
            const auto& candidate = candidates[i];
            const auto into = std::span{scores}.subspan(i * draws, draws);
            if (candidate.own != nullptr) {
                write_scores(candidate, draws_of_site(model, *candidate.own->question), into);
                continue;
            }
            SiteQuery query;
            query.workers = candidate.workers;
            write_scores(candidate,
                         model.site(cell, drawn, model.basis(cell, drawn, candidate.row), query),
                         into);
        }
    });
    std::vector<bool> own;
    own.reserve(candidates.size());
    for (const auto& candidate : candidates) {
        own.push_back(candidate.own_evidence);
    }
    return model::places_by_draw(own, scores, draws);
}

}  // namespace

RankShift rank_shift(const GroupModels& models, const Assessor& assessor,
                     const Exposures& exposures)
{
    RankShift out;
    const auto candidates = in_order(exposures);
    if (candidates.size() < 2) {
        return out;
    }
    const auto cells = by_cell(assessor, candidates);
    std::map<const CellModel*, Places> places;
    std::vector<double> shifts;
    const auto shares = models.shares([&](const CellModel& under) {
        const auto& found =
            places.emplace(&under, places_under(under, candidates, cells)).first->second;
        auto moved = model::mean_shifts(found, candidates.size());
        if (&under == &models.base()) {
            shifts = moved;
        }
        return std::vector<std::vector<double>>{std::move(moved)};
    });
    out.suppliers = static_cast<std::int64_t>(candidates.size());
    out.places = {model::interval_of(std::span<const double>{shifts}),
                  model::median_error(std::span<const double>{shifts})};
    out.uncertainty = uncertainty_of(shares.front());
    const auto& base = places.at(&models.base());
    out.moved.reserve(out.uncertainty.groups.size());
    for (const auto& group : out.uncertainty.groups) {
        const auto* under = models.exchanged(group_of(group.id));
        out.moved.push_back(under == nullptr ? 0.0 : model::mean_distance(base, places.at(under)));
    }
    return out;
}

}  // namespace sourcelight::assess
