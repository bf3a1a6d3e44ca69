// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/data_table.hpp"
#include "sourcelight/core/ids.hpp"
#include "sourcelight/geo/ellipsoid.hpp"
#include "sourcelight/reference/reference.hpp"
#include "sourcelight/resolve/citer.hpp"

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sourcelight::resolve {

/// A row of one of the tables of region names.
struct NamedRow {
    std::string_view dataset;
    std::uint32_t row = 0;
    std::string_view name;
};

/// The tables that citations are looked up in, read when first asked for; private to the citer.
struct Citer::Tables {
    using Reference = reference::Reference;

    /// The row of a country's zone.
    [[nodiscard]] std::optional<std::size_t> zone_of(const Reference& reference,
                                                     CountryCode country);
    /// Rows of the boundaries with this ISO 3166-2 code, finer or top level.
    [[nodiscard]] std::vector<std::uint32_t> polygons_of(const Reference& reference,
                                                         RegionCode code);
    /// The name and the key of a row of the boundaries.
    [[nodiscard]] std::string_view polygon_name(std::uint32_t row) const;
    /// The settlement of this name and place.
    [[nodiscard]] std::optional<std::uint32_t> settlement(const Reference& reference,
                                                          CountryCode country,
                                                          std::string_view name, geo::LonLat point);
    /// The row with the other names of a settlement, and these names, separated by '|'.
    struct Alternates {
        std::uint32_t row = 0;
        std::string_view names;
    };
    [[nodiscard]] std::optional<Alternates> alternates_of(std::uint32_t settlement) const;
    /// Names of a top-level region and of the units below it.
    [[nodiscard]] const std::vector<NamedRow>& names_of(const Reference& reference,
                                                        RegionCode region);

private:
    void load_names(const Reference& reference);
    void load_settlements(const Reference& reference);
    void load_polygons(const Reference& reference);

    std::mutex m_lock;  ///< the tables are const once loaded
    bool m_has_polygons = false;
    bool m_has_settlements = false;
    bool m_has_names = false;
    DataTable m_zones;
    DataTable m_polygons;
    DataTable m_settlements;
    DataTable m_alternates;
    DataTable m_unit_names;
    std::unordered_multimap<std::string_view, std::uint32_t> m_by_name;
    std::unordered_map<std::int64_t, std::uint32_t> m_alternates_of;
    std::unordered_map<RegionCode, std::vector<std::uint32_t>> m_polygons_of;
    std::unordered_map<RegionCode, std::vector<NamedRow>> m_names_of;
};

}  // namespace sourcelight::resolve
