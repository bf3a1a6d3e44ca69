// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/geo/region_index.hpp"

#include "sourcelight/core/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

namespace sourcelight::geo {
namespace {

constexpr double kHalfWidth = 180.0;
constexpr double kHalfHeight = 90.0;
constexpr std::size_t kMostShapes = 0xFFF0;

bool on_earth(LonLat point) noexcept
{
    return std::abs(point.lon) <= kHalfWidth && std::abs(point.lat) <= kHalfHeight;
}

double to_x(double lon) noexcept { return (lon + kHalfWidth) * kUnitsPerDegree; }
double to_y(double lat) noexcept { return (lat + kHalfHeight) * kUnitsPerDegree; }

std::int32_t column_of(double x) noexcept
{
    return std::min(static_cast<std::int32_t>(x / CellGrid::kCellUnits), CellGrid::kColumns - 1);
}

std::int32_t row_of(double y) noexcept
{
    return std::min(static_cast<std::int32_t>(y / CellGrid::kCellUnits), CellGrid::kRows - 1);
}

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

RegionIndex::RegionIndex(std::span<const ZoneShape> zones, std::span<const RegionShape> regions,
                         SnapLimits limits)
    : m_limits{limits}, m_grid{take_shapes(zones, regions)}
{
    read_sets();
}

std::vector<CellGrid::ShapeEdge> RegionIndex::take_shapes(std::span<const ZoneShape> zones,
                                                          std::span<const RegionShape> regions)
{
    if (zones.size() + regions.size() > kMostShapes) {
        throw Error{Errc::kLimitExceeded, fmt::format("{} shapes; expected at most {}",
                                                      zones.size() + regions.size(), kMostShapes)};
    }
    m_zones = static_cast<std::uint16_t>(zones.size());
    for (const auto& zone : zones) {
        m_countries.push_back(zone.country);
    }
    for (const auto& region : regions) {
        m_countries.push_back(region.country);
    }
    std::sort(m_countries.begin(), m_countries.end());
    m_countries.erase(std::unique(m_countries.begin(), m_countries.end()), m_countries.end());
    std::erase(m_countries, CountryCode{});

    std::vector<CellGrid::ShapeEdge> out;
    std::vector<Edge> edges;
    const auto add = [&](CountryCode country, RegionCode region, RegionCode subregion,
                         std::string_view wkb) {
        const auto shape = static_cast<std::uint16_t>(m_country_of_shape.size());
        m_country_of_shape.push_back(country_index(country));
        m_region_of_shape.push_back(region);
        m_subregion_of_shape.push_back(subregion);
        edges.clear();
        append_edges(wkb, fmt::format("{} {}", country.view(), region.view()), edges);
        for (const auto& edge : edges) {
            out.push_back({edge, shape});
        }
    };
    for (const auto& zone : zones) {
        add(zone.country, {}, {}, zone.wkb);
    }
    for (const auto& region : regions) {
        add(region.country, region.region, region.subregion, region.wkb);
    }
    return out;
}

std::uint16_t RegionIndex::country_index(CountryCode country) const noexcept
{
    const auto found = std::lower_bound(m_countries.begin(), m_countries.end(), country);
    return found != m_countries.end() && *found == country
               ? static_cast<std::uint16_t>(found - m_countries.begin())
               : kNoIndex;
}

void RegionIndex::take(std::uint16_t shape, Reading& reading) const noexcept
{
    const auto country = m_country_of_shape[shape];
    if (shape < m_zones) {
        if (reading.country == kNoIndex) {
            reading.country = country;
        }
        return;
    }
    reading.on_land = true;
    // Shapes come zones first: with a zone the country is decided, without one the region decides.
    if (reading.country == kNoIndex) {
        reading.country = country;
    }
    if (reading.region == kNoIndex && country != kNoIndex && country == reading.country) {
        reading.region = shape;
    }
}

void RegionIndex::read_sets()
{
    m_readings.resize(m_grid.sets());
    for (std::size_t set = 0; set < m_grid.sets(); ++set) {
        for (const auto shape : m_grid.set(set)) {
            take(shape, m_readings[set]);
        }
    }
}

template <typename Visit>
void RegionIndex::visit_holding(double x, double y, Visit visit) const noexcept
{
    const auto column = column_of(x);
    const auto row = row_of(y);
    const auto value = m_grid.cell(column, row);
    if ((value & CellGrid::kCutBit) == 0) {
        for (const auto shape : m_grid.set(value)) {
            visit(shape);
        }
        return;
    }
    const auto& cell = m_grid.cut_cell(value);
    const auto shapes = m_grid.shapes(cell);
    auto holding = m_grid.holding(cell, x, y, cell_center(column), cell_center(row));
    while (holding != 0) {
        visit(shapes[static_cast<std::size_t>(std::countr_zero(holding))]);
        holding &= holding - 1;
    }
}

RegionIndex::Reading RegionIndex::read_at(double x, double y) const noexcept
{
    const auto value = m_grid.cell(column_of(x), row_of(y));
    if ((value & CellGrid::kCutBit) == 0) {
        return m_readings[value];
    }
    Reading reading;
    visit_holding(x, y, [&](std::uint16_t shape) { take(shape, reading); });
    return reading;
}

Location RegionIndex::at_shape(std::uint16_t shape, Location::Kind kind, double km) const
{
    Location location;
    location.kind = kind;
    location.country = m_countries[m_country_of_shape[shape]];
    location.region = m_region_of_shape[shape];
    location.subregion = m_subregion_of_shape[shape];
    location.distance_km = static_cast<float>(km);
    return location;
}

Location RegionIndex::answer(const Reading& reading, LonLat point) const noexcept
{
    Location location;
    if (reading.region != kNoIndex) {
        return at_shape(reading.region, Location::Kind::kInside, 0.0);
    }
    location.at_sea = !reading.on_land;
    if (reading.country == kNoIndex) {
        return location;
    }
    const double limit = reading.on_land ? m_limits.land_km : m_limits.sea_km;
    const auto found = nearest({reading.country, false, {}}, point, limit);
    if (found.shape != kNoIndex) {
        const bool at_sea = location.at_sea;
        location = at_shape(found.shape, Location::Kind::kSnapped, found.km);
        location.at_sea = at_sea;
        return location;
    }
    location.kind = Location::Kind::kCountry;
    location.country = m_countries[reading.country];
    return location;
}

Location RegionIndex::locate(LonLat point) const noexcept
{
    return on_earth(point) ? answer(read_at(to_x(point.lon), to_y(point.lat)), point) : Location{};
}

Location RegionIndex::locate_within(CountryCode country, LonLat point,
                                    double limit_km) const noexcept
{
    const auto index = country_index(country);
    if (index == kNoIndex || !on_earth(point)) {
        return {};
    }
    const double x = to_x(point.lon);
    const double y = to_y(point.lat);
    std::uint16_t holder = kNoIndex;
    bool on_land = false;
    visit_holding(x, y, [&](std::uint16_t shape) {
        on_land = on_land || shape >= m_zones;
        if (shape >= m_zones && m_country_of_shape[shape] == index && holder == kNoIndex) {
            holder = shape;
        }
    });
    if (holder != kNoIndex) {
        return at_shape(holder, Location::Kind::kInside, 0.0);
    }
    const auto found = nearest({index, false, {}}, point, limit_km);
    if (found.shape == kNoIndex) {
        return {};
    }
    auto location = at_shape(found.shape, Location::Kind::kSnapped, found.km);
    location.at_sea = !on_land;
    return location;
}

double RegionIndex::distance_km(CountryCode country, LonLat point, double limit_km) const noexcept
{
    const auto index = country_index(country);
    if (index == kNoIndex || !on_earth(point)) {
        return std::numeric_limits<double>::infinity();
    }
    if (read_at(to_x(point.lon), to_y(point.lat)).country == index) {
        return 0.0;
    }
    const auto found = nearest({index, true, {}}, point, limit_km);
    return found.shape == kNoIndex ? std::numeric_limits<double>::infinity() : found.km;
}

double RegionIndex::distance_to_region_km(RegionCode region, LonLat point,
                                          double limit_km) const noexcept
{
    constexpr double kBeyond = std::numeric_limits<double>::infinity();
    if (region.empty() || !on_earth(point)) {
        return kBeyond;
    }
    bool inside = false;
    visit_holding(to_x(point.lon), to_y(point.lat), [&](std::uint16_t shape) {
        inside = inside || (shape >= m_zones && m_region_of_shape[shape] == region);
    });
    if (inside) {
        return 0.0;
    }
    const auto found = nearest({kNoIndex, false, region}, point, limit_km);
    if (found.shape == kNoIndex) {
        return kBeyond;
    }
    return found.km;
}

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
        return shape >= m_zones && m_region_of_shape[shape] == wanted.region;
    }
    return (wanted.with_zones || shape >= m_zones) && m_country_of_shape[shape] == wanted.country;
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

std::size_t RegionIndex::bytes() const noexcept { return m_grid.bytes(); }

}  // namespace sourcelight::geo
