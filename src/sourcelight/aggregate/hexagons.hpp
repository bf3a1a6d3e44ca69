// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/assessor.hpp"
#include "sourcelight/assess/types.hpp"
#include "sourcelight/geo/hex_grid.hpp"
#include "sourcelight/resolve/types.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

namespace sourcelight::aggregate {

/// About 53 km from centre to centre, 2,460 km2 each: wider than the radius within which most
/// towns are known, narrower than most regions.
inline constexpr int kHexagonsAnEdge = 144;

/// The suppliers in one hexagon.
struct HexagonRow {
    geo::HexId cell{};
    std::int64_t suppliers = 0;  ///< rows with a point here; a repeated supplier is a row
    std::int64_t scored = 0;
    std::int64_t exact = 0;    ///< of the rows, placed by coordinates
    std::int64_t address = 0;  ///< ... by their address
    std::int64_t town = 0;     ///< ... by their town; the rest by a region's or country's centre
    std::int64_t listed = 0;   ///< rows whose place and good are listed
    std::array<std::int64_t, 5> grades{};  ///< of the scored rows, A to E
    std::optional<double> highest;         ///< site probability, median, of the highest row
    MaybeEstimate sites;                   ///< expected, over the joint draws; repeated rows once
    MaybeEstimate persons;                 ///< expected, likewise
};

/// Adds suppliers up by hexagon. As in RollupBuilder a hexagon is a sparse vector of exposures over
/// (cell, knot of ln workers), so that intervals come from the joint draws of the sums and never
/// from sums of medians. Not for several threads at once.
class HexagonBuilder {
public:
    HexagonBuilder() = default;

    /// Adds the suppliers of a batch that have a point, in input order. A duplicate is counted as a
    /// row, but adds nothing to sites and persons.
    void add(std::span<const resolve::ResolvedPlace> places,
             std::span<const assess::AssessedSupplier> assessed,
             const std::vector<bool>& duplicate);

    /// The hexagons with suppliers in order of their numbers; the same for any number of threads.
    [[nodiscard]] std::vector<HexagonRow> finish(const assess::Assessor& assessor) const;

    [[nodiscard]] const geo::HexGrid& grid() const noexcept { return m_grid; }

private:
    using HexIndex = std::uint32_t;
    struct Hexagon {
        HexagonRow row;
        std::vector<double> own_sites;  ///< draws of suppliers with evidence of their own
        std::vector<double> own_persons;
    };
    struct Exposure {
        HexIndex hexagon = 0;
        double sites = 0.0;    ///< by linear weights of the knot
        double workers = 0.0;  ///< head count; 0 at the unknown knot
    };
    using AtKnot = std::vector<Exposure>;  ///< by hexagon
    using CellExposure = std::array<AtKnot, assess::kWorkerKnots.size() + 1>;
    /// A cell with suppliers and its place among the exposures.
    struct UsedCell {
        assess::Cell cell;
        std::size_t index = 0;
    };
    using DrawnKnots = std::array<assess::SiteDraws, assess::kWorkerKnots.size() + 1>;
    struct Sums;

    static void count(HexagonRow& row, const resolve::ResolvedPlace& place,
                      const assess::AssessedSupplier& supplier);
    void expose(HexIndex hexagon, const assess::AssessedSupplier& supplier);
    static void add_exposure(AtKnot& at, const Exposure& exposure);
    [[nodiscard]] std::vector<UsedCell> used_cells(const assess::Assessor& assessor) const;
    [[nodiscard]] DrawnKnots draw(const assess::CellModel& model, const UsedCell& used,
                                  std::size_t draws) const;
    void add_drawn(const UsedCell& used, const DrawnKnots& drawn, Sums& sums) const;
    void add_own(Sums& sums) const;
    [[nodiscard]] Sums sums(const assess::Assessor& assessor) const;

    geo::HexGrid m_grid{kHexagonsAnEdge};
    std::unordered_map<std::uint64_t, HexIndex> m_index;  ///< by number of the cell
    std::vector<Hexagon> m_hexagons;
    std::vector<CellExposure> m_exposures;  ///< by cell
};

}  // namespace sourcelight::aggregate
