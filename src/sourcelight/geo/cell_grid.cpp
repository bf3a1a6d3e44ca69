// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/geo/cell_grid.hpp"

#include "sourcelight/geo/cell_grid_builder.hpp"

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

std::size_t CellGrid::bytes() const noexcept
{
    return m_blocks.size() * sizeof(m_blocks[0]) + m_cells.size() * sizeof(m_cells[0]) +
           m_cut.size() * sizeof(CutCell) + m_edges.size() * sizeof(CellEdge) +
           m_shapes.size() * sizeof(m_shapes[0]) + m_sets.size() * sizeof(m_sets[0]) +
           m_set_shapes.size() * sizeof(m_set_shapes[0]);
}

}  // namespace sourcelight::geo
