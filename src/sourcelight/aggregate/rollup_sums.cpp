// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/aggregate/rollup_builder.hpp"

#include "sourcelight/assess/draw_sums.hpp"
#include "sourcelight/assess/parallel.hpp"
#include "sourcelight/model/quantiles.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <span>
#include <tuple>

namespace sourcelight::aggregate {

/// Draws of every sum: draw b of entry i stands at i * draws + b.
struct RollupBuilder::Sums {
    std::size_t draws = 0;
    std::vector<double> sites;    ///< by group
    std::vector<double> persons;  ///< by group
    std::vector<double> spend;    ///< by purse

    [[nodiscard]] std::span<double> part(std::vector<double>& sums, std::size_t entry) const
    {
        return std::span{sums}.subspan(entry * draws, draws);
    }
    [[nodiscard]] std::span<const double> part(const std::vector<double>& sums,
                                               std::size_t entry) const
    {
        return std::span{sums}.subspan(entry * draws, draws);
    }
};

namespace {

using assess::SiteDraws;

/// Up to these sizes every draw is used, above them the first kFewDraws: the sums of thousands of
/// groups would need more memory and time than their intervals gain.
constexpr std::size_t kManyCells = 2000;  ///< pairs of cell and knot
constexpr std::size_t kManyGroups = 1000;
constexpr std::size_t kFewDraws = 256;
/// Cells drawn before their draws are added; fixed, so that the order of the sums does not
/// depend on threads.
constexpr std::size_t kChunk = 64;

/// A cell and the knots at which suppliers stand.
struct CellKnots {
    assess::Cell cell;
    std::vector<std::size_t> knots;  ///< rising
    std::size_t index = 0;           ///< of the cell
};

/// The cells with suppliers, in the order of their keys: their numbers depend on the threads.
template <typename Exposures>
std::vector<CellKnots> occupied_cells(const Exposures& exposures, const assess::Assessor& assessor)
{
    std::vector<CellKnots> cells;
    for (std::size_t index = 0; index < exposures.size(); ++index) {
        CellKnots found{{}, {}, index};
        for (std::size_t knot = 0; knot < exposures[index].size(); ++knot) {
            if (!exposures[index][knot].empty()) {
                found.knots.push_back(knot);
            }
        }
        if (!found.knots.empty()) {
            found.cell = assessor.cell(static_cast<std::uint32_t>(index));
            cells.push_back(std::move(found));
        }
    }
    std::sort(cells.begin(), cells.end(),
              [](const CellKnots& a, const CellKnots& b) { return a.cell.key < b.cell.key; });
    return cells;
}

/// Draws at every knot of a cell; the cell itself is drawn once.
std::vector<SiteDraws> draws_of(const assess::CellModel& model, const CellKnots& cell,
                                std::size_t draws)
{
    const auto cell_draws = model.draws(cell.cell.key, draws);
    auto basis = model.basis(cell.cell, cell_draws);
    std::vector<SiteDraws> sites;
    for (const auto knot : cell.knots) {
        sites.push_back(model.site_at_knot(cell.cell, cell_draws, basis, knot));
    }
    return sites;
}

void add_to(std::span<double> sum, std::span<const double> own)
{
    for (std::size_t b = 0; b < std::min(sum.size(), own.size()); ++b) {
        sum[b] += own[b];
    }
}

}  // namespace

RollupBuilder::Sums RollupBuilder::sums_of_groups(const assess::Assessor& assessor) const
{
    const auto& model = assessor.model();
    const auto cells = occupied_cells(m_exposures, assessor);
    std::size_t stands = 0;
    for (const auto& cell : cells) {
        stands += cell.knots.size();
    }
    const bool few = stands > kManyCells || m_groups.size() + m_purses.size() > kManyGroups;
    Sums sums;
    sums.draws = few ? std::min(kFewDraws, model.sampler().count()) : model.sampler().count();
    sums.sites.resize(m_groups.size() * sums.draws);
    sums.persons.resize(m_groups.size() * sums.draws);
    sums.spend.resize(m_purses.size() * sums.draws);

    const auto add_cell = [&](const CellKnots& cell, const std::vector<SiteDraws>& at_knots,
                              Share task) {
        for (std::size_t k = 0; k < cell.knots.size(); ++k) {
            add_knot(m_exposures[cell.index][cell.knots[k]], cell.knots[k], at_knots[k], task,
                     sums);
        }
    };
    std::vector<std::vector<SiteDraws>> chunk(kChunk);
    for (std::size_t first = 0; first < cells.size(); first += kChunk) {
        const auto count = std::min(kChunk, cells.size() - first);
        assess::parallel_for(count, model.sampler().threads(), [&](std::size_t i) {
            chunk[i] = draws_of(model, cells[first + i], sums.draws);
        });
        // Each task adds to entries of its own, cell by cell: every sum has one order.
        const std::size_t tasks = model.sampler().threads();
        assess::parallel_for(tasks, model.sampler().threads(), [&](std::size_t task) {
            for (std::size_t i = 0; i < count; ++i) {
                add_cell(cells[first + i], chunk[i], {task, tasks});
            }
        });
    }
    add_own(sums);
    return sums;
}

void RollupBuilder::add_own(Sums& sums) const
{
    for (std::size_t g = 0; g < m_groups.size(); ++g) {
        add_to(sums.part(sums.sites, g), m_groups[g].own.sites);
        add_to(sums.part(sums.persons, g), m_groups[g].own.persons);
    }
    for (std::size_t i = 0; i < m_purses.size(); ++i) {
        add_to(sums.part(sums.spend, i), m_purses[i].own);
    }
}

void RollupBuilder::add_knot(const AtKnot& at, std::size_t knot, const SiteDraws& site, Share task,
                             Sums& sums) const
{
    for (const auto& exposure : at) {
        const auto& purse = m_purses[exposure.purse];
        if (purse.group % task.of != task.number) {
            continue;
        }
        assess::add_scaled(site.pi, exposure.sites, sums.part(sums.sites, purse.group));
        if (purse.currency) {
            assess::add_scaled(site.pi, exposure.spend, sums.part(sums.spend, exposure.purse));
        }
        const auto persons = sums.part(sums.persons, purse.group);
        if (knot == assess::kUnknownWorkers) {
            assess::add_products(site.workers, site.persons_per_worker, exposure.sites, persons);
        } else {
            assess::add_scaled(site.persons_per_worker, exposure.workers, persons);
        }
    }
}

std::vector<RollupRow> RollupBuilder::finished_rows(const Keys& keys, const Sums& sums) const
{
    std::vector<std::pair<double, GroupId>> order;
    for (const auto& [key, group] : keys.groups) {
        if (!key.empty()) {
            order.emplace_back(-model::interval_of(sums.part(sums.persons, group)).median, group);
        }
    }
    std::sort(order.begin(), order.end(), [this](const auto& a, const auto& b) {
        return std::tie(a.first, m_groups[a.second].row.key) <
               std::tie(b.first, m_groups[b.second].row.key);
    });
    std::vector<GroupId> rest;
    if (const auto others = keys.groups.find(""); others != keys.groups.end()) {
        rest.push_back(others->second);
    }
    const auto kept = std::min(order.size(), kMostRows);
    std::vector<RollupRow> rows;
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (i < kept) {
            rows.push_back(finished_row({order[i].second}, sums));
        } else {
            rest.push_back(order[i].second);
        }
    }
    if (!rest.empty()) {
        rows.push_back(finished_row(rest, sums));
        rows.back().key.clear();
        rows.back().label = "all others";
    }
    return rows;
}

RollupRow RollupBuilder::finished_row(const std::vector<GroupId>& groups, const Sums& sums) const
{
    RollupRow row;
    row.key = m_groups[groups.front()].row.key;
    row.label = m_groups[groups.front()].row.label;
    std::vector<double> sites(sums.draws);
    std::vector<double> persons(sums.draws);
    double coverage = 0.0;
    for (const auto g : groups) {
        const auto& group = m_groups[g];
        add_to(sites, sums.part(sums.sites, g));
        add_to(persons, sums.part(sums.persons, g));
        coverage += group.coverage_sum;
        row.rows += group.row.rows;
        row.scored += group.row.scored;
        std::transform(row.grades.begin(), row.grades.end(), group.row.grades.begin(),
                       row.grades.begin(), std::plus<>{});
    }
    if (row.scored > 0) {
        row.sites = model::interval_of(std::span<const double>{sites});
        row.persons = model::interval_of(std::span<const double>{persons});
        row.coverage = coverage / static_cast<double>(row.scored);
    }
    row.spend = finished_spend(groups, sums);
    return row;
}

std::vector<GroupSpend> RollupBuilder::finished_spend(const std::vector<GroupId>& groups,
                                                      const Sums& sums) const
{
    struct Draws {
        double total = 0.0;
        std::vector<double> at_risk;
    };
    std::map<std::string, Draws> by_currency;
    for (const auto g : groups) {
        for (const auto index : m_groups[g].purses) {
            const auto& purse = m_purses[index];
            if (!purse.currency) {
                continue;
            }
            auto& draws = by_currency[*purse.currency];
            draws.at_risk.resize(sums.draws);
            draws.total += purse.total;
            add_to(draws.at_risk, sums.part(sums.spend, index));
        }
    }
    std::vector<GroupSpend> list;
    list.reserve(by_currency.size());
    for (const auto& [currency, draws] : by_currency) {
        list.push_back(
            {currency, draws.total, model::interval_of(std::span<const double>{draws.at_risk})});
    }
    return list;
}

std::vector<Rollup> RollupBuilder::finish(const assess::Assessor& assessor) const
{
    const auto sums = sums_of_groups(assessor);
    std::vector<Rollup> rollups;
    for (std::size_t i = 0; i < kRollupCount; ++i) {
        if (m_keys[i].any_known) {
            rollups.push_back({static_cast<RollupId>(i), finished_rows(m_keys[i], sums)});
        }
    }
    return rollups;
}

}  // namespace sourcelight::aggregate
