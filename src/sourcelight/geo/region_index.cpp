// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/geo/region_index.hpp"

#include "sourcelight/core/error.hpp"
#include "sourcelight/geo/grid_units.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <string>
#include <utility>

namespace sourcelight::geo {
namespace {

constexpr std::size_t kMostShapes = 0xFFF0;

std::vector<CountryCode> distinct_countries(std::span<const ZoneShape> zones,
                                            std::span<const RegionShape> regions)
{
    std::vector<CountryCode> countries;
    for (const auto& zone : zones) {
        countries.push_back(zone.country);
    }
    for (const auto& region : regions) {
        countries.push_back(region.country);
    }
    std::sort(countries.begin(), countries.end());
    countries.erase(std::unique(countries.begin(), countries.end()), countries.end());
    std::erase(countries, CountryCode{});
    return countries;
}

}  // namespace

RegionIndex::RegionIndex(std::span<const ZoneShape> zones, std::span<const RegionShape> regions,
                         SnapLimits limits)
    : m_fixed{limits, zones.size()}, m_grid{take_shapes(zones, regions)}
{
    read_sets();
    mark_near();
}

RegionIndex::RegionIndex(const Sections& sections)
    : m_arrays{load_arrays<Arrays<ConstArray>>(sections)},
      m_fixed{sections.take_value<Fixed>("fixed")}, m_grid{sections}
{
}

void RegionIndex::save(Sections& sections) const
{
    save_arrays(m_arrays, sections);
    sections.add("fixed", ConstArray<Fixed>{{&m_fixed, 1}, nullptr});
    m_grid.save(sections);
}

std::vector<CellGrid::ShapeEdge> RegionIndex::take_shapes(std::span<const ZoneShape> zones,
                                                          std::span<const RegionShape> regions)
{
    if (zones.size() + regions.size() > kMostShapes) {
        throw Error{Errc::kLimitExceeded, fmt::format("{} shapes; expected at most {}",
                                                      zones.size() + regions.size(), kMostShapes)};
    }
    m_arrays.countries = ConstArray{distinct_countries(zones, regions)};
    std::vector<std::uint16_t> country_of_shape;
    std::vector<RegionCode> region_of_shape;
    std::vector<RegionCode> subregion_of_shape;
    std::vector<CellGrid::ShapeEdge> out;
    std::vector<Edge> edges;
    const auto add = [&](CountryCode country, RegionCode region, RegionCode subregion,
                         std::string_view wkb) {
        const auto shape = static_cast<std::uint16_t>(country_of_shape.size());
        country_of_shape.push_back(country_index(country));
        region_of_shape.push_back(region);
        subregion_of_shape.push_back(subregion);
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
    m_arrays.country_of_shape = ConstArray{std::move(country_of_shape)};
    m_arrays.region_of_shape = ConstArray{std::move(region_of_shape)};
    m_arrays.subregion_of_shape = ConstArray{std::move(subregion_of_shape)};
    return out;
}

std::uint16_t RegionIndex::country_index(CountryCode country) const noexcept
{
    const auto found =
        std::lower_bound(m_arrays.countries.begin(), m_arrays.countries.end(), country);
    return found != m_arrays.countries.end() && *found == country
               ? static_cast<std::uint16_t>(found - m_arrays.countries.begin())
               : kNoIndex;
}

void RegionIndex::take(std::uint16_t shape, Reading& reading) const noexcept
{
    const auto country = m_arrays.country_of_shape[shape];
    if (shape < m_fixed.zones) {
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
    std::vector<Reading> readings(m_grid.sets());
    for (std::size_t set = 0; set < m_grid.sets(); ++set) {
        for (const auto shape : m_grid.set(set)) {
            take(shape, readings[set]);
        }
    }
    m_arrays.readings = ConstArray{std::move(readings)};
}

RegionIndex::Spot RegionIndex::spot_at(LonLat point) const noexcept
{
    Spot spot{to_x(point.lon), to_y(point.lat)};
    spot.column = column_of(spot.x);
    spot.row = row_of(spot.y);
    spot.cell = m_grid.cell(spot.column, spot.row);
    return spot;
}

template <typename Visit>
void RegionIndex::visit_holding(const Spot& spot, Visit visit) const noexcept
{
    if ((spot.cell & CellGrid::kCutBit) == 0) {
        for (const auto shape : m_grid.set(spot.cell)) {
            visit(shape);
        }
        return;
    }
    const auto& cell = m_grid.cut_cell(spot.cell);
    const auto shapes = m_grid.shapes(cell);
    auto holding =
        m_grid.holding(cell, spot.x, spot.y, cell_center(spot.column), cell_center(spot.row));
    while (holding != 0) {
        visit(shapes[static_cast<std::size_t>(std::countr_zero(holding))]);
        holding &= holding - 1;
    }
}

RegionIndex::Reading RegionIndex::read_at(const Spot& spot) const noexcept
{
    if ((spot.cell & CellGrid::kCutBit) == 0) {
        return m_arrays.readings[spot.cell];
    }
    Reading reading;
    visit_holding(spot, [&](std::uint16_t shape) { take(shape, reading); });
    return reading;
}

Location RegionIndex::at_shape(std::uint16_t shape, Location::Kind kind, double km) const
{
    Location location;
    location.kind = kind;
    location.country = m_arrays.countries[m_arrays.country_of_shape[shape]];
    location.region = m_arrays.region_of_shape[shape];
    location.subregion = m_arrays.subregion_of_shape[shape];
    location.distance_km = static_cast<float>(km);
    return location;
}

Location RegionIndex::answer(const Spot& spot, LonLat point) const noexcept
{
    const auto reading = read_at(spot);
    Location location;
    if (reading.region != kNoIndex) {
        return at_shape(reading.region, Location::Kind::kInside, 0.0);
    }
    location.at_sea = !reading.on_land;
    if (reading.country == kNoIndex) {
        return location;
    }
    const double limit = reading.on_land ? m_fixed.limits.land_km : m_fixed.limits.sea_km;
    const bool search = reading.on_land || may_be_near(spot);
    const auto found = search ? nearest({reading.country, false, {}}, point, limit) : Nearest{};
    if (found.shape != kNoIndex) {
        const bool at_sea = location.at_sea;
        location = at_shape(found.shape, Location::Kind::kSnapped, found.km);
        location.at_sea = at_sea;
        return location;
    }
    location.kind = Location::Kind::kCountry;
    location.country = m_arrays.countries[reading.country];
    return location;
}

Location RegionIndex::locate(LonLat point) const noexcept
{
    return on_earth(point) ? answer(spot_at(point), point) : Location{};
}

void RegionIndex::look_ahead(std::span<const LonLat> points,
                             std::span<Spot, kAhead> spots) const noexcept
{
    // Each step asks the memory for what the next one reads, for some points at once.
    constexpr LonLat kAnywhere{};
    const auto used = spots.first(points.size());
    for (std::size_t i = 0; i < points.size(); ++i) {
        const auto point = on_earth(points[i]) ? points[i] : kAnywhere;
        auto& spot = used[i];
        spot = {to_x(point.lon), to_y(point.lat)};
        spot.column = column_of(spot.x);
        spot.row = row_of(spot.y);
        m_grid.fetch_cell(spot.column, spot.row);
    }
    for (auto& spot : used) {
        spot.cell = m_grid.cell(spot.column, spot.row);
        if ((spot.cell & CellGrid::kCutBit) != 0) {
            m_grid.fetch_cut(spot.cell);
        } else if (m_arrays.readings[spot.cell].region == kNoIndex) {
            fetch_near(spot);
        }
    }
    for (const auto& spot : used) {
        if ((spot.cell & CellGrid::kCutBit) != 0) {
            m_grid.fetch_edges(spot.cell);
        }
    }
}

void RegionIndex::locate(std::span<const LonLat> points, std::span<Location> out) const noexcept
{
    std::array<Spot, kAhead> spots;
    for (std::size_t first = 0; first < points.size(); first += kAhead) {
        const auto group = points.subspan(first, std::min(kAhead, points.size() - first));
        look_ahead(group, spots);
        for (std::size_t i = 0; i < group.size(); ++i) {
            out[first + i] = on_earth(group[i]) ? answer(spots[i], group[i]) : Location{};
        }
    }
}

Location RegionIndex::locate_within(CountryCode country, LonLat point,
                                    double limit_km) const noexcept
{
    const auto index = country_index(country);
    if (index == kNoIndex || !on_earth(point)) {
        return {};
    }
    std::uint16_t holder = kNoIndex;
    bool on_land = false;
    visit_holding(spot_at(point), [&](std::uint16_t shape) {
        on_land = on_land || shape >= m_fixed.zones;
        if (shape >= m_fixed.zones && m_arrays.country_of_shape[shape] == index &&
            holder == kNoIndex) {
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
    if (read_at(spot_at(point)).country == index) {
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
    visit_holding(spot_at(point), [&](std::uint16_t shape) {
        inside = inside || (shape >= m_fixed.zones && m_arrays.region_of_shape[shape] == region);
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

std::size_t RegionIndex::bytes() const { return m_grid.bytes() + bytes_of(m_arrays); }

}  // namespace sourcelight::geo
