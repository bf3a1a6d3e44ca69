// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/ids.hpp"
#include "sourcelight/geo/cell_grid.hpp"
#include "sourcelight/geo/ellipsoid.hpp"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace sourcelight::geo {

/// A country with its coastal sea.
struct ZoneShape {
    CountryCode country;
    std::string_view wkb;  ///< polygon or multipolygon; read during construction only
};

/// A first-level unit of a country.
struct RegionShape {
    CountryCode country;   ///< empty = nobody's
    RegionCode region;     ///< top-level ISO 3166-2; empty where ISO has none
    RegionCode subregion;  ///< finer ISO code where it differs from `region`; else empty
    std::string_view wkb;
};

/// How far a region may be from a point that lies in none of its country's.
struct SnapLimits {
    double sea_km = 10.0;   ///< points in the sea (methodology 10)
    double land_km = 60.0;  ///< points on another country's land by the finer boundaries
};

/// What is at a point.
struct Location {
    enum class Kind : std::uint8_t {
        kNowhere,  ///< in no country's zone
        kInside,   ///< in a region of the country
        kSnapped,  ///< the country's nearest region, `distance_km` away
        kCountry,  ///< in the country's zone, but no region of it within the limits
    };
    Kind kind = Kind::kNowhere;
    bool at_sea = false;  ///< in no land polygon of any country
    CountryCode country;
    RegionCode region;  ///< may be empty though kind is kInside: ISO has none there
    RegionCode subregion;
    float distance_km = 0.0F;  ///< to the region; 0 if inside
};

/// Answers which country and first-level region a point lies in.
///
/// Two steps: the zone that holds the point gives the country; among that country's regions the
/// one that holds the point, else the nearest within the limits. Where no zone holds it, the region
/// that does gives the country. Each point has exactly one answer: on a border the polygon that
/// comes first in the input wins.
///
/// A grid of 1/16 degree answers cells without a border at once; in the others a point is compared
/// with the few edges that cross the cell. Const after construction, safe from several threads.
class RegionIndex {
public:
    /// @throws Error kDatasetInvalid if a shape is damaged, kLimitExceeded if more than 64 regions
    ///         meet in one cell. Cost: about a second for the world.
    RegionIndex(std::span<const ZoneShape> zones, std::span<const RegionShape> regions,
                SnapLimits limits = {});

    /// The index that save() wrote; views `sections`. Cost: none but that of reading them.
    explicit RegionIndex(const Sections& sections);

    /// Adds all it consists of; the views are valid while the index lives.
    void save(Sections& sections) const;

    /// Where a point is; nowhere if it is not finite or outside [-180, 180] x [-90, 90].
    /// Cost: 30 to 200 ns; some microseconds near coasts, where the nearest region is sought.
    [[nodiscard]] Location locate(LonLat point) const noexcept;

    /// The same for many points, `out` of the same size; hides the memory's latency by looking
    /// ahead. Cost: about half of a call for each.
    void locate(std::span<const LonLat> points, std::span<Location> out) const noexcept;

    /// As locate(), but within the given country: the region of it that holds the point or is
    /// nearest within `limit_km`. Kind kNowhere if there is none.
    [[nodiscard]] Location locate_within(CountryCode country, LonLat point,
                                         double limit_km) const noexcept;

    /// Kilometres from a point to a country with its coastal sea: 0 inside, infinity beyond
    /// `limit_km`. Local plane at the point (see LocalScale): within 0.05 % below 100 km.
    [[nodiscard]] double distance_km(CountryCode country, LonLat point,
                                     double limit_km) const noexcept;

    /// Kilometres from a point to a top-level region: 0 inside, infinity beyond `limit_km`.
    [[nodiscard]] double distance_to_region_km(RegionCode region, LonLat point,
                                               double limit_km) const noexcept;

    /// Bytes held, for the memory budget.
    [[nodiscard]] std::size_t bytes() const;

private:
    static constexpr std::uint16_t kNoIndex = 0xFFFF;

    /// What the shapes that hold a point say about it.
    struct Reading {
        std::uint16_t country = kNoIndex;  ///< index into m_countries
        std::uint16_t region = kNoIndex;   ///< shape of that country
        bool on_land = false;
    };
    /// What is one value for the whole index.
    struct Fixed {
        SnapLimits limits;
        std::uint64_t zones = 0;  ///< shapes before this one are zones
    };
    /// A point in grid units, with the value of its cell.
    struct Spot {
        double x = 0.0;
        double y = 0.0;
        std::int32_t column = 0;
        std::int32_t row = 0;
        std::uint32_t cell = 0;
    };
    struct Nearest {
        std::uint16_t shape = kNoIndex;
        double km = 0.0;
    };
    /// The shapes a search is for.
    struct Wanted {
        std::uint16_t country = kNoIndex;
        bool with_zones = false;
        RegionCode region;  ///< not empty: shapes of this top-level region, whatever the country
    };
    struct Search;

    [[nodiscard]] bool is_wanted(const Wanted& wanted, std::uint16_t shape) const noexcept;

    void take(std::uint16_t shape, Reading& reading) const noexcept;
    template <typename Visit>
    void visit_holding(const Spot& spot, Visit visit) const noexcept;
    [[nodiscard]] Spot spot_at(LonLat point) const noexcept;
    static constexpr std::size_t kAhead = 32;  ///< points looked up together
    void look_ahead(std::span<const LonLat> points, std::span<Spot, kAhead> spots) const noexcept;
    [[nodiscard]] Reading read_at(const Spot& spot) const noexcept;
    [[nodiscard]] Location answer(const Spot& spot, LonLat point) const noexcept;
    [[nodiscard]] Nearest nearest(const Wanted& wanted, LonLat point,
                                  double limit_km) const noexcept;
    void search_row(Search& search, std::int32_t row, double north_squared) const noexcept;
    void search_cell(Search& search, const CutCell& cell) const noexcept;
    [[nodiscard]] std::uint16_t country_index(CountryCode country) const noexcept;
    [[nodiscard]] Location at_shape(std::uint16_t shape, Location::Kind kind, double km) const;
    [[nodiscard]] std::vector<CellGrid::ShapeEdge> take_shapes(
        std::span<const ZoneShape> zones, std::span<const RegionShape> regions);
    void read_sets();
    void mark_near();
    [[nodiscard]] std::vector<std::uint8_t> cells_of_regions() const;
    [[nodiscard]] bool bounds_region(std::int32_t column, std::int32_t row) const noexcept;
    [[nodiscard]] bool may_be_near(const Spot& spot) const noexcept;
    void fetch_near(const Spot& spot) const noexcept;

    /// What the index consists of beside the grid.
    template <template <typename> class Array>
    struct Arrays {
        Array<CountryCode> countries;           ///< sorted
        Array<std::uint16_t> country_of_shape;  ///< zones first, then regions
        Array<RegionCode> region_of_shape;
        Array<RegionCode> subregion_of_shape;
        Array<Reading> readings;    ///< of each set of the grid
        Array<std::uint64_t> near;  ///< a bit a cell: a region may be within the limit at sea

        template <typename Visit, typename... Sides>
        static void each(Visit visit, Sides&... sides)
        {
            visit("countries", sides.countries...);
            visit("country_of_shape", sides.country_of_shape...);
            visit("region_of_shape", sides.region_of_shape...);
            visit("subregion_of_shape", sides.subregion_of_shape...);
            visit("readings", sides.readings...);
            visit("near", sides.near...);
        }
    };

    Arrays<ConstArray> m_arrays;
    Fixed m_fixed;
    CellGrid m_grid;
};

}  // namespace sourcelight::geo
