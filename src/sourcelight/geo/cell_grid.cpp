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

CellGrid::CellGrid(std::span<const ShapeEdge> edges)
    : m_arrays{freeze(CellGridBuilder{edges}.run())}
{
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
    const auto block = m_arrays.blocks[static_cast<std::size_t>(at)];
    const auto inner = row % kSide * kSide + column % kSide;
    if ((block & kUniformBit) == 0) {
        __builtin_prefetch(m_arrays.cells.data() + block + inner);
    }
}

void CellGrid::fetch_cut(std::uint32_t cell) const noexcept
{
    __builtin_prefetch(m_arrays.cut.data() + (cell & ~kCutBit));
}

void CellGrid::fetch_edges(std::uint32_t cell) const noexcept
{
    constexpr std::size_t kLine = 64;
    constexpr std::size_t kMostLines = 8;
    const auto& cut = cut_cell(cell);
    const auto bytes = std::min(cut.edges * sizeof(CellEdge), kMostLines * kLine);
    const auto* edges = reinterpret_cast<const char*>(m_arrays.edges.data() + cut.first_edge);
    for (std::size_t at = 0; at < bytes; at += kLine) {
        __builtin_prefetch(edges + at);
    }
    __builtin_prefetch(m_arrays.shapes.data() + cut.first_shape);
}

}  // namespace sourcelight::geo
