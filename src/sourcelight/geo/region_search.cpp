// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/geo/grid_units.hpp"
#include "sourcelight/geo/region_index.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace sourcelight::geo {
namespace {

/// Distance from a value to a range.
double gap(double value, double low, double high) noexcept
{
    return std::max({low - value, value - high, 0.0});
}

constexpr std::size_t kBitsPerWord = 64;

/// Number of a cell, row by row.
std::size_t number_of(const auto& spot) noexcept
{
    return static_cast<std::size_t>(spot.row) * CellGrid::kColumns +
           static_cast<std::size_t>(spot.column);
}

/// Where meridians meet, a degree east still counts as something: the search stays bounded.
constexpr double kLeastKmPerDegree = 1.0;

/// How many cells away from a cell of a row an edge within a distance can lie.
struct Reach {
    std::int32_t rows = 0;
    std::int32_t columns = 0;
};

Reach reach_of(std::int32_t row, double km)
{
    const double south = row * CellGrid::kCellUnits / kUnitsPerDegree - kHalfHeight;
    const double north = south + CellGrid::kCellUnits / kUnitsPerDegree;
    constexpr double kDegrees = CellGrid::kCellUnits / kUnitsPerDegree;
    double east_km = std::numeric_limits<double>::infinity();
    double north_km = east_km;
    for (const double lat : {south, north}) {
        const auto scale = local_scale(lat);
        east_km = std::min(east_km, std::max(scale.km_per_degree_east, kLeastKmPerDegree));
        north_km = std::min(north_km, scale.km_per_degree_north);
    }
    // A cell that is k cells away has k - 1 between; a hair for the rounding of distances.
    const auto cells = [km](double km_per_degree) {
        constexpr double kHair = 1.0 + 1e-9;
        return std::min(static_cast<std::int32_t>(kHair * km / (km_per_degree * kDegrees)) + 1,
                        CellGrid::kColumns);
    };
    return {cells(north_km), cells(east_km)};
}

/// Counts, for each column, those west of it with a marked cell within `reach` rows of a row.
void count_columns(std::span<const std::uint8_t> cells, std::int32_t row, std::int32_t reach,
                   std::span<std::int32_t> before)
{
    constexpr auto kColumns = std::size_t{CellGrid::kColumns};
    const auto first = static_cast<std::size_t>(std::max(row - reach, 0));
    const auto last = static_cast<std::size_t>(std::min(row + reach, CellGrid::kRows - 1));
    for (std::size_t column = 0; column < kColumns; ++column) {
        std::uint8_t any = 0;
        for (auto other = first; other <= last; ++other) {
            any |= cells[other * kColumns + column];
        }
        before[column + 1] = before[column] + any;
    }
}

/// Whether a marked column lies within `reach` of one; `before` counts those west of each.
bool any_within(std::span<const std::int32_t> before, std::int32_t column, std::int32_t reach)
{
    constexpr auto kColumns = CellGrid::kColumns;
    const auto at = [before](std::int32_t i) { return before[static_cast<std::size_t>(i)]; };
    if (2 * reach + 1 >= kColumns) {
        return at(kColumns) > 0;
    }
    const auto first = column - reach;
    const auto end = column + reach + 1;
    return at(std::min(end, kColumns)) > at(std::max(first, 0)) ||
           (first < 0 && at(kColumns) > at(first + kColumns)) ||
           (end > kColumns && at(end - kColumns) > 0);
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

bool RegionIndex::may_be_near(const Spot& spot) const noexcept
{
    const auto cell = number_of(spot);
    return (m_arrays.near[cell / kBitsPerWord] >> (cell % kBitsPerWord) & 1U) != 0;
}

/// Points at sea ask next whether a region may be near.
void RegionIndex::fetch_near(const Spot& spot) const noexcept
{
    __builtin_prefetch(m_arrays.near.data() + number_of(spot) / kBitsPerWord);
}

bool RegionIndex::bounds_region(std::int32_t column, std::int32_t row) const noexcept
{
    const auto value = m_grid.cell(column, row);
    if ((value & CellGrid::kCutBit) == 0) {
        return false;
    }
    const auto shapes = m_grid.shapes(m_grid.cut_cell(value));
    return std::any_of(shapes.begin(), shapes.end(),
                       [this](std::uint16_t shape) { return shape >= m_fixed.zones; });
}

std::vector<std::uint8_t> RegionIndex::cells_of_regions() const
{
    std::vector<std::uint8_t> cells;
    cells.reserve(std::size_t{CellGrid::kColumns} * CellGrid::kRows);
    for (std::int32_t row = 0; row < CellGrid::kRows; ++row) {
        for (std::int32_t column = 0; column < CellGrid::kColumns; ++column) {
            cells.push_back(bounds_region(column, row) ? 1 : 0);
        }
    }
    return cells;
}

void RegionIndex::mark_near()
{
    constexpr auto kColumns = std::size_t{CellGrid::kColumns};
    const auto bounds = cells_of_regions();
    std::vector<std::uint64_t> near((bounds.size() + kBitsPerWord - 1) / kBitsPerWord);
    std::vector<std::int32_t> before(kColumns + 1);
    for (std::int32_t row = 0; row < CellGrid::kRows; ++row) {
        const auto reach = reach_of(row, m_fixed.limits.sea_km);
        count_columns(bounds, row, reach.rows, before);
        for (std::size_t column = 0; column < kColumns; ++column) {
            const auto cell = static_cast<std::size_t>(row) * kColumns + column;
            const bool any = any_within(before, static_cast<std::int32_t>(column), reach.columns);
            near[cell / kBitsPerWord] |= std::uint64_t{any ? 1U : 0U} << (cell % kBitsPerWord);
        }
    }
    m_arrays.near = ConstArray{std::move(near)};
}

RegionIndex::Nearest RegionIndex::nearest(const Wanted& wanted, LonLat point,
                                          double limit_km) const noexcept
{
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
                search_row(search, row, north * north);
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

void RegionIndex::search_row(Search& search, std::int32_t row, double north_squared) const noexcept
{
    const auto middle = column_of(search.x);
    for (std::int32_t step = 0; step <= CellGrid::kColumns / 2; ++step) {
        bool within = false;
        for (const auto column : {middle - step, middle + step}) {
            const double low = static_cast<double>(column) * CellGrid::kCellUnits;
            const double east = gap(search.x, low, low + CellGrid::kCellUnits) * search.km_per_x;
            if (east * east + north_squared >= search.best_squared || (step == 0 && within)) {
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
        return shape >= m_fixed.zones && m_arrays.region_of_shape[shape] == wanted.region;
    }
    return (wanted.with_zones || shape >= m_fixed.zones) &&
           m_arrays.country_of_shape[shape] == wanted.country;
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
