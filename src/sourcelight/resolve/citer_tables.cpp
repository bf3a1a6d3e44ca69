// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/resolve/citer_tables.hpp"

#include "sourcelight/resolve/undated_table.hpp"

#include <cmath>

namespace sourcelight::resolve {

using reference::Reference;

void Citer::Tables::load_polygons(const Reference& reference)
{
    const std::lock_guard lock{m_lock};
    if (m_has_polygons) {
        return;
    }
    m_zones = undated_table(reference, "country_coder/zones");
    m_polygons = undated_table(reference, "natural_earth/admin1");
    const auto& code = m_polygons.text("iso_3166_2");
    const auto& top = m_polygons.text("iso_l1");
    for (std::size_t i = 0; i < m_polygons.rows(); ++i) {
        const auto row = static_cast<std::uint32_t>(i);
        const RegionCode finer{code[i]};
        const RegionCode coarse{top[i]};
        m_polygons_of[finer].push_back(row);
        if (coarse != finer) {
            m_polygons_of[coarse].push_back(row);
        }
    }
    m_has_polygons = true;
}

std::optional<std::size_t> Citer::Tables::zone_of(const Reference& reference, CountryCode country)
{
    load_polygons(reference);
    const auto& codes = m_zones.text("iso2");
    for (std::size_t i = 0; i < m_zones.rows(); ++i) {
        if (codes[i] == country.view()) {
            return i;
        }
    }
    return std::nullopt;
}

std::vector<std::uint32_t> Citer::Tables::polygons_of(const Reference& reference, RegionCode code)
{
    load_polygons(reference);
    const auto found = m_polygons_of.find(code);
    return found == m_polygons_of.end() ? std::vector<std::uint32_t>{} : found->second;
}

std::string_view Citer::Tables::polygon_name(std::uint32_t row) const
{
    return m_polygons.text("name")[row];
}

void Citer::Tables::load_settlements(const Reference& reference)
{
    const std::lock_guard lock{m_lock};
    if (m_has_settlements) {
        return;
    }
    m_settlements = undated_table(reference, "geonames/places");
    m_alternates = undated_table(reference, "geonames/alternate_names");
    const auto& names = m_settlements.text("name");
    m_by_name.reserve(m_settlements.rows());
    for (std::size_t i = 0; i < m_settlements.rows(); ++i) {
        m_by_name.emplace(names[i], static_cast<std::uint32_t>(i));
    }
    const auto& ids = m_alternates.number("id");
    for (std::size_t i = 0; i < m_alternates.rows(); ++i) {
        m_alternates_of.emplace(static_cast<std::int64_t>(ids[i]), static_cast<std::uint32_t>(i));
    }
    m_has_settlements = true;
}

std::optional<std::uint32_t> Citer::Tables::settlement(const Reference& reference,
                                                       CountryCode country, std::string_view name,
                                                       geo::LonLat point)
{
    load_settlements(reference);
    constexpr double kSame = 1e-4;  // the gazetteer keeps coordinates in float32
    const auto& countries = m_settlements.text("iso2");
    const auto& lon = m_settlements.number("lon");
    const auto& lat = m_settlements.number("lat");
    std::optional<std::uint32_t> best;
    const auto [begin, end] = m_by_name.equal_range(name);
    for (auto at = begin; at != end; ++at) {
        const auto row = at->second;
        const bool same = countries[row] == country.view() &&
                          std::abs(lon[row] - point.lon) < kSame &&
                          std::abs(lat[row] - point.lat) < kSame;
        if (same && (!best || row < *best)) {
            best = row;
        }
    }
    return best;
}

std::optional<Citer::Tables::Alternates> Citer::Tables::alternates_of(
    std::uint32_t settlement) const
{
    const auto id = static_cast<std::int64_t>(m_settlements.number("id")[settlement]);
    const auto found = m_alternates_of.find(id);
    if (found == m_alternates_of.end()) {
        return std::nullopt;
    }
    return Alternates{found->second, m_alternates.text("names")[found->second]};
}

void Citer::Tables::load_names(const Reference& reference)
{
    const std::lock_guard lock{m_lock};
    if (m_has_names) {
        return;
    }
    m_unit_names = undated_table(reference, "natural_earth/admin1_names");
    const auto take = [&](std::string_view id, const DataTable& table, const char* region,
                          const char* else_region, const char* name) {
        for (std::size_t i = 0; i < table.rows(); ++i) {
            const auto stated = table.text(region)[i];
            const RegionCode code{stated.empty() ? table.text(else_region)[i] : stated};
            m_names_of[code].push_back({id, static_cast<std::uint32_t>(i), table.text(name)[i]});
        }
    };
    take("iso/subdivisions", reference.dataset("iso/subdivisions").table, "parent", "code", "name");
    take("geonames/admin1_names", reference.dataset("geonames/admin1_names").table, "iso_l1",
         "iso_3166_2", "name");
    take("natural_earth/admin1_names", m_unit_names, "iso_l1", "iso_3166_2", "name");
    take("sourcelight/region_abbreviations",
         reference.dataset("sourcelight/region_abbreviations").table, "region", "region", "text");
    m_has_names = true;
}

const std::vector<NamedRow>& Citer::Tables::names_of(const Reference& reference, RegionCode region)
{
    static const std::vector<NamedRow> none;
    load_names(reference);
    const auto found = m_names_of.find(region);
    return found == m_names_of.end() ? none : found->second;
}

}  // namespace sourcelight::resolve
