// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/geo/grid_units.hpp"
#include "sourcelight/geo/region_index.hpp"

#include <algorithm>
#include <cmath>

namespace sourcelight::geo {
namespace {

/// Distance from a value to a range.
double gap(double value, double low, double high) noexcept
{
    return std::max({low - value, value - high, 0.0});
}

}  // namespace

/// One search for the nearest edge of a country, in a plane around the point.
struct RegionIndex::Search {
    Wanted wanted;
    double x = 0.0;  ///< the point, grid units
    double y = 0.0;
    double km_per_x = 0.0;  ///< kilometres a grid unit
    double km_per_y = 0.0;
    double best_squared = 0.0;
    std::uint16_t shape = kNoIndex;
    double found_x = 0.0;  ///< nearest point of the edge, relative to the point
    double found_y = 0.0;

    /// Takes an edge if it is nearer than the best so far.
    bool offer(const CellEdge& edge) noexcept
    {
        double ax = edge.a.x - x;
        double bx = edge.b.x - x;
        if (2.0 * std::abs(ax) > kWorldWidth) {
            const double turn = ax > 0 ? -kWorldWidth : kWorldWidth;
            ax += turn;
            bx += turn;
        }
        const double px = ax * km_per_x;
        const double py = (edge.a.y - y) * km_per_y;
        const double dx = bx * km_per_x - px;
        const double dy = (edge.b.y - edge.a.y) * km_per_y;
        const double along = std::clamp(-(px * dx + py * dy) / (dx * dx + dy * dy), 0.0, 1.0);
        const double east = px + along * dx;
        const double north = py + along * dy;
        const double squared = east * east + north * north;
        if (squared >= best_squared) {
            return false;
        }
        best_squared = squared;
        found_x = east / km_per_x;
        found_y = north / km_per_y;
        return true;
    }
};

RegionIndex::Nearest RegionIndex::nearest(const Wanted& wanted, LonLat point,
                                          double limit_km) const noexcept
{
    // Where meridians meet, a degree east still counts as something: the search stays bounded.
    constexpr double kLeastKmPerDegree = 1.0;
    const auto scale = local_scale(point.lat);
    Search search{
        wanted,
        to_x(point.lon),
        to_y(point.lat),
        std::max(scale.km_per_degree_east, kLeastKmPerDegree) / kUnitsPerDegree,
        scale.km_per_degree_north / kUnitsPerDegree,
        limit_km * limit_km,
    };
    const auto middle = row_of(search.y);
    for (std::int32_t step = 0;; ++step) {
        bool within = false;
        for (const auto row : {middle - step, middle + step}) {
            const double low = static_cast<double>(row) * CellGrid::kCellUnits;
            const double north = gap(search.y, low, low + CellGrid::kCellUnits) * search.km_per_y;
            if (row >= 0 && row < CellGrid::kRows && north * north < search.best_squared &&
                !(step == 0 && within)) {
                search_row(search, row);
                within = true;
            }
        }
        if (!within) {
            break;
        }
    }
    if (search.shape == kNoIndex) {
        return {};
    }
    const LonLat found{point.lon + search.found_x / kUnitsPerDegree,
                       point.lat + search.found_y / kUnitsPerDegree};
    return {search.shape, near_distance_km(point, found)};
}

void RegionIndex::search_row(Search& search, std::int32_t row) const noexcept
{
    const auto middle = column_of(search.x);
    for (std::int32_t step = 0; step <= CellGrid::kColumns / 2; ++step) {
        bool within = false;
        for (const auto column : {middle - step, middle + step}) {
            const double low = static_cast<double>(column) * CellGrid::kCellUnits;
            const double east = gap(search.x, low, low + CellGrid::kCellUnits) * search.km_per_x;
            if (east * east >= search.best_squared || (step == 0 && within)) {
                continue;
            }
            within = true;
            const auto wrapped = (column + CellGrid::kColumns) % CellGrid::kColumns;
            const auto value = m_grid.cell(wrapped, row);
            if ((value & CellGrid::kCutBit) != 0) {
                search_cell(search, m_grid.cut_cell(value));
            }
        }
        if (!within) {
            break;
        }
    }
}

bool RegionIndex::is_wanted(const Wanted& wanted, std::uint16_t shape) const noexcept
{
    if (!wanted.region.empty()) {
        return shape >= m_fixed.zones && m_region_of_shape[shape] == wanted.region;
    }
    return (wanted.with_zones || shape >= m_fixed.zones) &&
           m_country_of_shape[shape] == wanted.country;
}

void RegionIndex::search_cell(Search& search, const CutCell& cell) const noexcept
{
    const auto shapes = m_grid.shapes(cell);
    std::uint64_t wanted = 0;
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        if (is_wanted(search.wanted, shapes[i])) {
            wanted |= std::uint64_t{1} << i;
        }
    }
    if (wanted == 0) {
        return;
    }
    for (const auto& edge : m_grid.edges(cell)) {
        const auto bounded = edge.shapes & wanted;
        if (bounded != 0 && search.offer(edge)) {
            search.shape = shapes[static_cast<std::size_t>(std::countr_zero(bounded))];
        }
    }
}

}  // namespace sourcelight::geo
