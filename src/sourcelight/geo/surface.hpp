// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/ids.hpp"
#include "sourcelight/geo/ellipsoid.hpp"
#include "sourcelight/geo/region_index.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

namespace sourcelight::geo {

/// A grid over the whole world in degrees; row 0 is the northernmost, column 0 starts at -180.
struct SurfaceGrid {
    std::int32_t per_degree = 10;  ///< cells a degree, >= 1

    [[nodiscard]] std::int32_t columns() const noexcept { return 360 * per_degree; }
    [[nodiscard]] std::int32_t rows() const noexcept { return 180 * per_degree; }
    [[nodiscard]] double degrees() const noexcept { return 1.0 / per_degree; }
    [[nodiscard]] std::size_t cells() const noexcept
    {
        return static_cast<std::size_t>(columns()) * static_cast<std::size_t>(rows());
    }
    [[nodiscard]] LonLat centre(std::int32_t row, std::int32_t column) const noexcept;
    /// The cell of a point within [-180, 180] x [-90, 90]; its south and east edges are the next
    /// cell's, except at the ends of the world.
    [[nodiscard]] std::size_t cell_of(LonLat point) const noexcept;
    /// Columns wrap around; the row must be on the grid.
    [[nodiscard]] std::size_t cell(std::int32_t row, std::int32_t column) const noexcept;
};

/// What one value stands for.
struct SurfaceSupport {
    enum class Kind : std::uint8_t {
        kCountry,    ///< places of the country whose region is not known, or has no code
        kElsewhere,  ///< the country's regions that have no evidence of their own
        kRegion,     ///< a region with evidence of its own
    };
    CountryCode country;
    Kind kind = Kind::kCountry;
    RegionCode region = {};  ///< of kRegion
};

/// Index into a list of supports, or one of the two below.
using SupportIndex = std::uint16_t;
inline constexpr SupportIndex kSea = 0xFFFF;          ///< no country's land
inline constexpr SupportIndex kLandUnknown = 0xFFFE;  ///< land of none of the supports

/// Finds the support of a location. Fewer than 65,000 supports.
class SupportMap {
public:
    explicit SupportMap(std::vector<SurfaceSupport> supports);

    [[nodiscard]] std::span<const SurfaceSupport> supports() const noexcept { return m_supports; }
    /// The region's own, else that of the country's other regions (if the region is known), else
    /// the country's; kLandUnknown if none is there, kSea if the country is empty.
    [[nodiscard]] SupportIndex find(CountryCode country, RegionCode region) const;

private:
    std::vector<SurfaceSupport> m_supports;
    std::unordered_map<CountryCode, SupportIndex> m_countries;
    std::unordered_map<CountryCode, SupportIndex> m_elsewhere;
    std::unordered_map<RegionCode, SupportIndex> m_regions;
};

/// Rows of a grid, the last one not included.
struct RowRange {
    std::int32_t first = 0;
    std::int32_t last = 0;
};

/// Finds the support at the centre of each cell of some rows. A cell with its centre in the sea
/// takes the support that most of its eight other ninths' centres lie in, of equals the first from
/// the north-west; with no land at any of the nine points it is kSea.
/// @param out  rows * columns entries
/// Cost: about 70 ns a cell, some microseconds on coasts.
void locate_cells(const SurfaceGrid& grid, const RegionIndex& index, const SupportMap& supports,
                  RowRange rows, std::span<SupportIndex> out);

/// People at a point.
struct PeoplePlace {
    LonLat point;
    double people = 0.0;  ///< > 0
    SupportIndex support = kSea;
};

/// A cell that people live in belongs to the support of most of them (of equals, to the first of
/// the list), whatever is at its centre. A country that still has no cell takes that of its largest
/// place, in the order of codes, unless the cell is another's only one.
/// Places of no support are passed over.
void settle_cells(const SurfaceGrid& grid, const SupportMap& supports,
                  std::span<const PeoplePlace> places, std::span<SupportIndex> cells);

/// How the people of a place are spread over cells: exp(-distance / decay) up to the reach, between
/// the place's point and the cell's centre.
struct PeopleKernel {
    double decay_km = 10.0;
    double reach_km = 30.0;
};

/// Spreads each place's people over the cells of its own support within reach of it; the cell that
/// holds it counts in any case. Where none of them is its support's, those of its country take
/// them; where there is none either, they are left out. 0 where nobody lives. Cost: about a
/// microsecond a place.
[[nodiscard]] std::vector<double> spread_people(const SurfaceGrid& grid, const SupportMap& supports,
                                                std::span<const PeoplePlace> places,
                                                std::span<const SupportIndex> cells,
                                                PeopleKernel kernel);

/// What one country has of a quantity, in total and by head in each support.
struct CountryAmount {
    CountryCode country;
    double total = 0.0;
};

/// Shares each country's total out over its cells, by people times `rate` of the cell's support
/// (same order as the supports), so that the cells of a country add up to its total. A country
/// without people on the grid shares it out evenly over its cells.
/// @return a value a cell, empty (NaN) where nobody lives or the country has no total
[[nodiscard]] std::vector<float> share_out(const SupportMap& supports,
                                           std::span<const SupportIndex> cells,
                                           std::span<const double> people,
                                           std::span<const double> rate,
                                           std::span<const CountryAmount> totals);

}  // namespace sourcelight::geo
