// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/sections.hpp"
#include "sourcelight/geo/wkb.hpp"

#include <bit>
#include <cstdint>
#include <span>

namespace sourcelight::geo {

/// An edge as a cell sees it: `a < b`, and one bit for each shape of the cell that it bounds.
struct CellEdge {
    Vertex a;
    Vertex b;
    std::uint64_t shapes = 0;
};

/// A cell that some edge touches. Bit i of a mask is the cell's i-th shape.
struct CutCell {
    std::uint32_t first_edge = 0;
    std::uint32_t edges = 0;
    std::uint32_t first_shape = 0;
    std::uint32_t shapes = 0;
    std::uint64_t at_center = 0;  ///< the shapes that hold the cell's centre
};

/// What a grid consists of.
template <template <typename> class Array>
struct CellGridArrays {
    Array<std::uint32_t> blocks;  ///< set with kUniformBit, or first of its 256 cells
    Array<std::uint32_t> cells;
    Array<CutCell> cut;
    Array<CellEdge> edges;
    Array<std::uint16_t> shapes;
    Array<std::uint32_t> sets;
    Array<std::uint16_t> set_shapes;

    template <typename Visit, typename... Sides>
    static void each(Visit visit, Sides&... sides)
    {
        visit("grid.blocks", sides.blocks...);
        visit("grid.cells", sides.cells...);
        visit("grid.cut", sides.cut...);
        visit("grid.edges", sides.edges...);
        visit("grid.shapes", sides.shapes...);
        visit("grid.sets", sides.sets...);
        visit("grid.set_shapes", sides.set_shapes...);
    }
};

/// Which of many polygons hold a point: a grid of 1/16 degree over the world.
///
/// A cell that no edge touches knows its polygons. In the others the polygons at the centre are
/// known, and a point differs from it by the edges between the two: each toggles the polygons it
/// bounds. Comparisons use edges in one direction only, so that two polygons that share an edge
/// never both hold or both lack a point beside it.
class CellGrid {
public:
    static constexpr std::int32_t kCellUnits = 6250;  ///< 1/16 degree
    static constexpr std::int32_t kColumns = kWorldWidth / kCellUnits;
    static constexpr std::int32_t kRows = kWorldHeight / kCellUnits;
    static constexpr std::size_t kMostShapes = 64;

    struct ShapeEdge {
        Edge edge;
        std::uint16_t shape = 0;
    };

    /// Throws Error kLimitExceeded if more than kMostShapes polygons meet in one cell.
    explicit CellGrid(std::span<const ShapeEdge> edges);

    /// The grid that save() wrote; views `sections`.
    explicit CellGrid(const Sections& sections)
        : m_arrays{load_arrays<CellGridArrays<ConstArray>>(sections)}
    {
    }
    void save(Sections& sections) const { save_arrays(m_arrays, sections); }

    static constexpr std::uint32_t kCutBit = 0x80000000U;

    /// Index of a set of shapes, or of a cut cell with kCutBit; column and row are in range.
    [[nodiscard]] std::uint32_t cell(std::int32_t column, std::int32_t row) const noexcept
    {
        const auto at = row / kSide * kBlockColumns + column / kSide;
        const auto block = m_arrays.blocks[static_cast<std::size_t>(at)];
        const auto inner = row % kSide * kSide + column % kSide;
        return (block & kUniformBit) != 0 ? block & ~kUniformBit
                                          : m_arrays.cells[block + static_cast<std::size_t>(inner)];
    }
    /// Asks the memory for what cell() reads, and for a cut cell, and for what that one refers to.
    void fetch_cell(std::int32_t column, std::int32_t row) const noexcept;
    void fetch_cut(std::uint32_t cell) const noexcept;
    void fetch_edges(std::uint32_t cell) const noexcept;

    [[nodiscard]] const CutCell& cut_cell(std::uint32_t cell) const noexcept
    {
        return m_arrays.cut[cell & ~kCutBit];
    }
    [[nodiscard]] std::span<const CellEdge> edges(const CutCell& cell) const noexcept
    {
        return {m_arrays.edges.data() + cell.first_edge, cell.edges};
    }
    [[nodiscard]] std::span<const std::uint16_t> shapes(const CutCell& cell) const noexcept
    {
        return {m_arrays.shapes.data() + cell.first_shape, cell.shapes};
    }
    /// The polygons of an uncut cell; one entry for each set that occurs.
    [[nodiscard]] std::size_t sets() const noexcept { return m_arrays.sets.size() - 1; }
    [[nodiscard]] std::span<const std::uint16_t> set(std::size_t i) const noexcept
    {
        return {m_arrays.set_shapes.data() + m_arrays.sets[i],
                m_arrays.sets[i + 1] - m_arrays.sets[i]};
    }

    /// The shapes of a cut cell that hold a point; x, y in grid units inside the cell.
    [[nodiscard]] std::uint64_t holding(const CutCell& cell, double x, double y, double center_x,
                                        double center_y) const noexcept;

    [[nodiscard]] std::size_t bytes() const { return bytes_of(m_arrays); }

private:
    friend class CellGridBuilder;
    static constexpr std::int32_t kSide = 16;
    static constexpr std::int32_t kBlockColumns = kColumns / kSide;
    static constexpr std::int32_t kBlockRows = kRows / kSide;
    static constexpr std::uint32_t kUniformBit = 0x40000000U;

    CellGridArrays<ConstArray> m_arrays;
};

/// Centre of a column or row in grid units: between vertices, so that none lies level with it.
[[nodiscard]] constexpr double cell_center(std::int32_t index) noexcept
{
    static_assert(CellGrid::kCellUnits % 2 == 0);
    constexpr double kHalf = 0.5;
    return (static_cast<double>(index) + kHalf) * CellGrid::kCellUnits + kHalf;
}

}  // namespace sourcelight::geo
