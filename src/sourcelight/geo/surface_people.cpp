// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/geo/surface.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace sourcelight::geo {
namespace {

bool is_support(SupportIndex index) { return index < kLandUnknown; }

/// People of one support in one cell.
struct Share {
    std::size_t cell = 0;
    SupportIndex support = kSea;
    double people = 0.0;
};

/// The support of most people of each cell that people live in.
void settle_by_majority(const SurfaceGrid& grid, std::span<const PeoplePlace> places,
                        std::span<SupportIndex> cells)
{
    std::map<std::pair<std::size_t, SupportIndex>, double> shares;
    for (const auto& place : places) {
        if (is_support(place.support)) {
            shares[{grid.cell_of(place.point), place.support}] += place.people;
        }
    }
    Share best;
    const auto settle = [&cells](const Share& share) {
        if (share.people > 0.0) {
            cells[share.cell] = share.support;
        }
    };
    for (const auto& [key, people] : shares) {
        if (key.first != best.cell) {
            settle(best);
            best = {key.first, key.second, people};
        } else if (people > best.people) {
            best = {key.first, key.second, people};
        }
    }
    settle(best);
}

/// The place of each country with most people; of equals the first.
std::map<CountryCode, const PeoplePlace*> largest_places(const SupportMap& supports,
                                                         std::span<const PeoplePlace> places)
{
    std::map<CountryCode, const PeoplePlace*> largest;
    for (const auto& place : places) {
        if (is_support(place.support)) {
            auto& best = largest[supports.supports()[place.support].country];
            if (best == nullptr || place.people > best->people) {
                best = &place;
            }
        }
    }
    return largest;
}

/// Whether a cell is nobody's, or one of several of its country.
bool can_be_taken(const SupportMap& supports, SupportIndex cell,
                  const std::map<CountryCode, std::size_t>& sizes)
{
    return !is_support(cell) || sizes.at(supports.supports()[cell].country) > 1;
}

/// Cells of one country near a point, with what each takes of the people there.
class Nearby {
public:
    Nearby(const SurfaceGrid& grid, const PeopleKernel& kernel) : m_grid{grid}, m_kernel{kernel} {}

    /// The cells that `wanted` accepts.
    template <typename Wanted>
    std::span<const std::pair<std::size_t, double>> find(LonLat point, Wanted wanted)
    {
        m_found.clear();
        const auto scale = local_scale(point.lat);
        const auto reach_rows = static_cast<std::int32_t>(
            std::ceil(m_kernel.reach_km / scale.km_per_degree_north * m_grid.per_degree));
        const auto reach_columns = static_cast<std::int32_t>(std::min(
            std::ceil(m_kernel.reach_km / scale.km_per_degree_east * m_grid.per_degree), 60.0));
        const auto home = m_grid.cell_of(point);
        const auto width = static_cast<std::size_t>(m_grid.columns());
        const auto row = static_cast<std::int32_t>(home / width);
        const auto column = static_cast<std::int32_t>(home % width);
        const auto last = std::min(row + reach_rows, m_grid.rows() - 1);
        for (auto r = std::max(row - reach_rows, 0); r <= last; ++r) {
            for (auto c = column - reach_columns; c <= column + reach_columns; ++c) {
                const auto cell = m_grid.cell(r, c);
                if (!wanted(cell)) {
                    continue;
                }
                const auto centre = m_grid.centre(r, c);
                const double km = std::hypot((centre.lon - point.lon) * scale.km_per_degree_east,
                                             (centre.lat - point.lat) * scale.km_per_degree_north);
                if (km <= m_kernel.reach_km || cell == home) {
                    m_found.emplace_back(cell, std::exp(-km / m_kernel.decay_km));
                }
            }
        }
        return m_found;
    }

private:
    const SurfaceGrid& m_grid;
    const PeopleKernel& m_kernel;
    std::vector<std::pair<std::size_t, double>> m_found;
};

}  // namespace

void settle_cells(const SurfaceGrid& grid, const SupportMap& supports,
                  std::span<const PeoplePlace> places, std::span<SupportIndex> cells)
{
    settle_by_majority(grid, places, cells);
    std::map<CountryCode, std::size_t> sizes;
    for (const auto cell : cells) {
        if (is_support(cell)) {
            ++sizes[supports.supports()[cell].country];
        }
    }
    for (const auto& [country, place] : largest_places(supports, places)) {
        auto& cell = cells[grid.cell_of(place->point)];
        if (sizes[country] > 0 || !can_be_taken(supports, cell, sizes)) {
            continue;
        }
        if (is_support(cell)) {
            --sizes[supports.supports()[cell].country];
        }
        cell = place->support;
        sizes[country] = 1;
    }
}

std::vector<double> spread_people(const SurfaceGrid& grid, const SupportMap& supports,
                                  std::span<const PeoplePlace> places,
                                  std::span<const SupportIndex> cells, PeopleKernel kernel)
{
    std::vector<double> people(cells.size(), 0.0);
    Nearby nearby{grid, kernel};
    for (const auto& place : places) {
        if (!is_support(place.support)) {
            continue;
        }
        auto found = nearby.find(place.point,
                                 [&](std::size_t cell) { return cells[cell] == place.support; });
        if (found.empty()) {
            const auto country = supports.supports()[place.support].country;
            found = nearby.find(place.point, [&](std::size_t cell) {
                return is_support(cells[cell]) &&
                       supports.supports()[cells[cell]].country == country;
            });
        }
        double sum = 0.0;
        for (const auto& entry : found) {
            sum += entry.second;
        }
        for (const auto& [cell, weight] : found) {
            people[cell] += place.people * weight / sum;
        }
    }
    return people;
}

}  // namespace sourcelight::geo
