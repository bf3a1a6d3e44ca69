// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/geo/cell_grid.hpp"

#include "sourcelight/geo/cell_grid_builder.hpp"

#include <algorithm>

namespace sourcelight::geo {
namespace {

struct Spot {
    double x = 0.0;
    double y = 0.0;
};

/// Twice the signed area of (a, b, p): positive if p lies left of a -> b.
double orientation(Spot a, Spot b, Spot p) noexcept
{
    return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
}

}  // namespace

CellGrid::CellGrid(std::span<const ShapeEdge> edges) { CellGridBuilder{*this, edges}.run(); }

CellGrid::CellGrid(const Sections& sections)
    : m_blocks{sections.take<std::uint32_t>("grid.blocks")}, m_cells{sections.take<std::uint32_t>(
                                                                 "grid.cells")},
      m_cut{sections.take<CutCell>("grid.cut")}, m_edges{sections.take<CellEdge>("grid.edges")},
      m_shapes{sections.take<std::uint16_t>("grid.shapes")}, m_sets{sections.take<std::uint32_t>(
                                                                 "grid.sets")},
      m_set_shapes{sections.take<std::uint16_t>("grid.set_shapes")}
{
}

void CellGrid::save(Sections& sections) const
{
    sections.add("grid.blocks", m_blocks);
    sections.add("grid.cells", m_cells);
    sections.add("grid.cut", m_cut);
    sections.add("grid.edges", m_edges);
    sections.add("grid.shapes", m_shapes);
    sections.add("grid.sets", m_sets);
    sections.add("grid.set_shapes", m_set_shapes);
}

std::uint64_t CellGrid::holding(const CutCell& cell, double x, double y, double center_x,
                                double center_y) const noexcept
{
    const Spot point{x, y};
    const Spot center{center_x, center_y};
    std::uint64_t inside = cell.at_center;
    for (const auto& edge : edges(cell)) {
        const Spot a{static_cast<double>(edge.a.x), static_cast<double>(edge.a.y)};
        const Spot b{static_cast<double>(edge.b.x), static_cast<double>(edge.b.y)};
        // Zero counts as positive everywhere: a point on an edge lies on its left side.
        const bool point_left = orientation(a, b, point) >= 0.0;
        const bool center_left = orientation(a, b, center) >= 0.0;
        const bool a_left = orientation(point, center, a) >= 0.0;
        const bool b_left = orientation(point, center, b) >= 0.0;
        const bool crosses = point_left != center_left && a_left != b_left;
        inside ^= crosses ? edge.shapes : 0U;
    }
    return inside;
}

void CellGrid::fetch_cell(std::int32_t column, std::int32_t row) const noexcept
{
    const auto at = row / kSide * kBlockColumns + column / kSide;
    const auto block = m_blocks[static_cast<std::size_t>(at)];
    const auto inner = row % kSide * kSide + column % kSide;
    if ((block & kUniformBit) == 0) {
        __builtin_prefetch(m_cells.data() + block + inner);
    }
}

void CellGrid::fetch_cut(std::uint32_t cell) const noexcept
{
    __builtin_prefetch(m_cut.data() + (cell & ~kCutBit));
}

void CellGrid::fetch_edges(std::uint32_t cell) const noexcept
{
    constexpr std::size_t kLine = 64;
    constexpr std::size_t kMostLines = 8;
    const auto& cut = cut_cell(cell);
    const auto bytes = std::min(cut.edges * sizeof(CellEdge), kMostLines * kLine);
    const auto* edges = reinterpret_cast<const char*>(m_edges.data() + cut.first_edge);
    for (std::size_t at = 0; at < bytes; at += kLine) {
        __builtin_prefetch(edges + at);
    }
    __builtin_prefetch(m_shapes.data() + cut.first_shape);
}

std::size_t CellGrid::bytes() const noexcept
{
    return m_blocks.bytes() + m_cells.bytes() + m_cut.bytes() + m_edges.bytes() + m_shapes.bytes() +
           m_sets.bytes() + m_set_shapes.bytes();
}

}  // namespace sourcelight::geo
