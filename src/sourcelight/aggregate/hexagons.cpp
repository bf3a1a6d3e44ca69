// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/aggregate/hexagons.hpp"

#include "sourcelight/assess/draw_sums.hpp"
#include "sourcelight/assess/parallel.hpp"
#include "sourcelight/model/beta_binomial.hpp"
#include "sourcelight/model/quantiles.hpp"

#include <algorithm>
#include <utility>

namespace sourcelight::aggregate {
namespace {

constexpr std::uint32_t kNoCell = 0xFFFFFFFFU;
/// Draws behind the intervals: sums of thousands of hexagons would need more memory and time with
/// more of them than their intervals gain.
constexpr std::size_t kMostDraws = 256;
/// Cells drawn before their draws are added; fixed, so that the order of the sums does not depend
/// on threads.
constexpr std::size_t kChunk = 64;

}  // namespace

struct HexagonBuilder::Sums {
    std::size_t draws = 0;
    std::vector<double> sites;  ///< draw b of hexagon h at h * draws + b
    std::vector<double> persons;

    [[nodiscard]] std::span<double> part(std::vector<double>& sums, HexIndex hexagon) const
    {
        return std::span{sums}.subspan(hexagon * draws, draws);
    }
    [[nodiscard]] Estimate interval(const std::vector<double>& sums, HexIndex hexagon) const
    {
        return model::interval_of(std::span{sums}.subspan(hexagon * draws, draws));
    }
};

void HexagonBuilder::count(HexagonRow& row, const resolve::ResolvedPlace& place,
                           const assess::AssessedSupplier& supplier)
{
    ++row.suppliers;
    row.exact += place.method == resolve::PlaceMethod::kCoordinates ? 1 : 0;
    row.address += place.method == resolve::PlaceMethod::kAddress ? 1 : 0;
    row.town += place.method == resolve::PlaceMethod::kCity ? 1 : 0;
    row.listed += supplier.listed_since ? 1 : 0;
    if (supplier.band) {
        ++row.scored;
        ++row.grades.at(static_cast<std::size_t>(supplier.grade - 'A'));
    }
    if (supplier.site_probability) {
        row.highest = std::max(row.highest.value_or(0.0), supplier.site_probability->median);
    }
}

void HexagonBuilder::add(std::span<const resolve::ResolvedPlace> places,
                         std::span<const assess::AssessedSupplier> assessed,
                         const std::vector<bool>& duplicate)
{
    for (std::size_t i = 0; i < places.size(); ++i) {
        const auto& place = places[i];
        if (!place.has_point) {
            continue;
        }
        const auto cell = m_grid.cell_of({place.lon, place.lat});
        const auto next = static_cast<HexIndex>(m_hexagons.size());
        const auto [found, added] = m_index.emplace(static_cast<std::uint64_t>(cell), next);
        if (added) {
            m_hexagons.emplace_back().row.cell = cell;
        }
        count(m_hexagons[found->second].row, place, assessed[i]);
        if (assessed[i].band && !duplicate[i]) {
            expose(found->second, assessed[i]);
        }
    }
}

void HexagonBuilder::expose(HexIndex hexagon, const assess::AssessedSupplier& supplier)
{
    if (supplier.own != nullptr) {
        assess::add_scaled_growing(supplier.own->pi, 1.0, m_hexagons[hexagon].own_sites);
        assess::add_scaled_growing(supplier.own->persons, 1.0, m_hexagons[hexagon].own_persons);
        return;
    }
    if (supplier.cell == kNoCell) {
        return;
    }
    m_exposures.resize(std::max<std::size_t>(m_exposures.size(), supplier.cell + 1U));
    auto& cell = m_exposures[supplier.cell];
    if (!supplier.workers) {
        add_exposure(cell[assess::kUnknownWorkers], {hexagon, 1.0, 0.0});
        return;
    }
    const double workers = *supplier.workers;
    const auto at = model::knot_position(assess::kWorkerKnots, std::max(1.0, workers));
    const auto lower = static_cast<std::size_t>(at.lower);
    const double upper = at.upper_share;
    if (upper < 1.0) {
        add_exposure(cell[lower], {hexagon, 1.0 - upper, (1.0 - upper) * workers});
    }
    if (upper > 0.0) {
        add_exposure(cell[lower + 1], {hexagon, upper, upper * workers});
    }
}

void HexagonBuilder::add_exposure(AtKnot& at, const Exposure& exposure)
{
    const auto found =
        std::partition_point(at.begin(), at.end(), [&exposure](const Exposure& entry) {
            return entry.hexagon < exposure.hexagon;
        });
    if (found != at.end() && found->hexagon == exposure.hexagon) {
        found->sites += exposure.sites;
        found->workers += exposure.workers;
    } else {
        at.insert(found, exposure);
    }
}

std::vector<HexagonBuilder::UsedCell> HexagonBuilder::used_cells(
    const assess::Assessor& assessor) const
{
    std::vector<UsedCell> cells;
    for (std::size_t index = 0; index < m_exposures.size(); ++index) {
        const auto& knots = m_exposures[index];
        if (std::any_of(knots.begin(), knots.end(), [](const auto& at) { return !at.empty(); })) {
            cells.push_back({assessor.cell(static_cast<std::uint32_t>(index)), index});
        }
    }
    // Numbers of cells depend on the threads, their keys do not.
    std::sort(cells.begin(), cells.end(),
              [](const UsedCell& a, const UsedCell& b) { return a.cell.key < b.cell.key; });
    return cells;
}

HexagonBuilder::DrawnKnots HexagonBuilder::draw(const assess::CellModel& model,
                                                const UsedCell& used, std::size_t draws) const
{
    DrawnKnots drawn;
    const auto cell_draws = model.draws(used.cell.key, draws);
    auto basis = model.basis(used.cell, cell_draws);
    for (std::size_t knot = 0; knot < drawn.size(); ++knot) {
        if (!m_exposures[used.index][knot].empty()) {
            drawn[knot] = model.site_at_knot(used.cell, cell_draws, basis, knot);
        }
    }
    return drawn;
}

void HexagonBuilder::add_drawn(const UsedCell& used, const DrawnKnots& drawn, Sums& sums) const
{
    for (std::size_t knot = 0; knot < drawn.size(); ++knot) {
        const auto& site = drawn[knot];
        for (const auto& exposure : m_exposures[used.index][knot]) {
            const auto persons = sums.part(sums.persons, exposure.hexagon);
            assess::add_scaled(site.pi, exposure.sites, sums.part(sums.sites, exposure.hexagon));
            if (knot == assess::kUnknownWorkers) {
                assess::add_products(site.workers, site.persons_per_worker, exposure.sites,
                                     persons);
            } else {
                assess::add_scaled(site.persons_per_worker, exposure.workers, persons);
            }
        }
    }
}

void HexagonBuilder::add_own(Sums& sums) const
{
    for (HexIndex h = 0; h < m_hexagons.size(); ++h) {
        const auto& own = m_hexagons[h];
        for (std::size_t b = 0; b < std::min(sums.draws, own.own_sites.size()); ++b) {
            sums.sites[h * sums.draws + b] += own.own_sites[b];
            sums.persons[h * sums.draws + b] += own.own_persons[b];
        }
    }
}

HexagonBuilder::Sums HexagonBuilder::sums(const assess::Assessor& assessor) const
{
    const auto& model = assessor.model();
    const auto cells = used_cells(assessor);
    Sums sums;
    sums.draws = std::min(kMostDraws, model.sampler().count());
    sums.sites.resize(m_hexagons.size() * sums.draws);
    sums.persons.resize(m_hexagons.size() * sums.draws);
    std::vector<DrawnKnots> chunk(kChunk);
    for (std::size_t first = 0; first < cells.size(); first += kChunk) {
        const auto count = std::min(kChunk, cells.size() - first);
        assess::parallel_for(count, model.sampler().threads(), [&](std::size_t i) {
            chunk[i] = draw(model, cells[first + i], sums.draws);
        });
        for (std::size_t i = 0; i < count; ++i) {
            add_drawn(cells[first + i], chunk[i], sums);
        }
    }
    add_own(sums);
    return sums;
}

std::vector<HexagonRow> HexagonBuilder::finish(const assess::Assessor& assessor) const
{
    const auto all = sums(assessor);
    std::vector<HexagonRow> rows;
    rows.reserve(m_hexagons.size());
    for (HexIndex h = 0; h < m_hexagons.size(); ++h) {
        rows.push_back(m_hexagons[h].row);
        if (rows.back().scored > 0) {
            rows.back().sites = all.interval(all.sites, h);
            rows.back().persons = all.interval(all.persons, h);
        }
    }
    std::sort(rows.begin(), rows.end(),
              [](const HexagonRow& a, const HexagonRow& b) { return a.cell < b.cell; });
    return rows;
}

}  // namespace sourcelight::aggregate
