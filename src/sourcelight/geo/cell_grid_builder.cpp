// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/geo/cell_grid_builder.hpp"

#include "sourcelight/core/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>
#include <utility>

namespace sourcelight::geo {
namespace {

constexpr std::int32_t kUnits = CellGrid::kCellUnits;

std::int32_t clamp_column(std::int64_t x) noexcept
{
    return static_cast<std::int32_t>(
        std::clamp<std::int64_t>(x < 0 ? -1 : x / kUnits, 0, CellGrid::kColumns - 1));
}

std::int32_t clamp_row(std::int64_t y) noexcept
{
    return static_cast<std::int32_t>(
        std::clamp<std::int64_t>(y < 0 ? -1 : y / kUnits, 0, CellGrid::kRows - 1));
}

/// Calls `visit(cell)` for each cell the edge touches, and now and then for a neighbour: the
/// bounds have a unit to spare, because a cell too many costs time, one too few the answer.
template <typename Visit>
void for_each_cell(const Edge& edge, Visit visit)
{
    const auto low = std::min(edge.a.y, edge.b.y);
    const auto high = std::max(edge.a.y, edge.b.y);
    const auto west = std::min(edge.a.x, edge.b.x);
    const auto east = std::max(edge.a.x, edge.b.x);
    const std::int32_t first_row = clamp_row(low - 1);
    const std::int32_t last_row = clamp_row(high + 1);
    const double slope = high == low ? 0.0
                                     : static_cast<double>(edge.b.x - edge.a.x) /
                                           static_cast<double>(edge.b.y - edge.a.y);
    for (std::int32_t row = first_row; row <= last_row; ++row) {
        double from = west;
        double to = east;
        if (first_row != last_row && high != low) {
            const auto bottom = std::clamp(row * kUnits, low, high);
            const auto top = std::clamp((row + 1) * kUnits, low, high);
            const double x0 = edge.a.x + (bottom - edge.a.y) * slope;
            const double x1 = edge.a.x + (top - edge.a.y) * slope;
            from = std::min(x0, x1);
            to = std::max(x0, x1);
        }
        const auto first = clamp_column(static_cast<std::int64_t>(std::floor(from)) - 1);
        const auto last = clamp_column(static_cast<std::int64_t>(std::ceil(to)) + 1);
        for (std::int32_t column = first; column <= last; ++column) {
            visit(static_cast<std::size_t>(row) * CellGrid::kColumns +
                  static_cast<std::size_t>(column));
        }
    }
}

Edge in_order(const Edge& edge) noexcept { return edge.a < edge.b ? edge : Edge{edge.b, edge.a}; }

/// Whether the centre of a cell lies east of an edge that crosses its row's centre line; exact,
/// and in agreement with CellGrid::holding() for a centre on the edge.
bool center_is_east(const Edge& edge, std::int32_t column, std::int32_t row) noexcept
{
    const auto twice = [](std::int32_t index) {
        return 2 * (static_cast<std::int64_t>(index) * kUnits + kUnits / 2) + 1;
    };
    const std::int64_t ax = 2 * std::int64_t{edge.a.x};
    const std::int64_t ay = 2 * std::int64_t{edge.a.y};
    const std::int64_t bx = 2 * std::int64_t{edge.b.x};
    const std::int64_t by = 2 * std::int64_t{edge.b.y};
    const auto left = (bx - ax) * (twice(row) - ay) - (by - ay) * (twice(column) - ax);
    return by > ay ? left < 0 : left >= 0;
}

std::int32_t first_column_east(const Edge& edge, std::int32_t row) noexcept
{
    const double y = cell_center(row);
    const double x = edge.a.x + (y - edge.a.y) * static_cast<double>(edge.b.x - edge.a.x) /
                                    static_cast<double>(edge.b.y - edge.a.y);
    auto column = static_cast<std::int32_t>(std::ceil((x - cell_center(0)) / kUnits));
    while (column > 0 && center_is_east(edge, column - 1, row)) {
        --column;
    }
    while (column < CellGrid::kColumns && !center_is_east(edge, column, row)) {
        ++column;
    }
    return std::max(column, 0);
}

template <typename Visit>
void for_each_center_row(const Edge& edge, Visit visit)
{
    const double low = std::min(edge.a.y, edge.b.y);
    const double high = std::max(edge.a.y, edge.b.y);
    const auto first = static_cast<std::int32_t>(std::ceil((low - cell_center(0)) / kUnits));
    for (std::int32_t row = std::max(first, 0); row < CellGrid::kRows && cell_center(row) < high;
         ++row) {
        if (cell_center(row) > low) {
            visit(row);
        }
    }
}

/// Turns counts into begins; one entry more than there are buckets.
void to_begins(std::vector<std::uint32_t>& counts)
{
    std::exclusive_scan(counts.begin(), counts.end(), counts.begin(), 0U);
}

}  // namespace

CellGridBuilder::CellGridBuilder(std::span<const CellGrid::ShapeEdge> edges) : m_input{edges}
{
    m_built.sets.push_back(0);
}

CellGridArrays<GrowingArray> CellGridBuilder::run()
{
    register_edges();
    collect_toggles();
    m_values.assign(static_cast<std::size_t>(CellGrid::kRows) * CellGrid::kColumns, 0);
    for (std::int32_t row = 0; row < CellGrid::kRows; ++row) {
        sweep_row(row);
    }
    compress();
    return std::move(m_built);
}

void CellGridBuilder::register_edges()
{
    const auto cells = static_cast<std::size_t>(CellGrid::kRows) * CellGrid::kColumns;
    m_cell_begin.assign(cells + 1, 0);
    for (const auto& input : m_input) {
        for_each_cell(input.edge, [this](std::size_t cell) { ++m_cell_begin[cell]; });
    }
    to_begins(m_cell_begin);
    m_cell_edges.resize(m_cell_begin.back());
    for (std::size_t i = 0; i < m_input.size(); ++i) {
        for_each_cell(m_input[i].edge, [this, i](std::size_t cell) {
            m_cell_edges[m_cell_begin[cell]++] = static_cast<std::uint32_t>(i);
        });
    }
    // Filling moved each begin to its end, which is the begin of the next.
    std::copy_backward(m_cell_begin.begin(), m_cell_begin.end() - 1, m_cell_begin.end());
    m_cell_begin.front() = 0;
}

void CellGridBuilder::collect_toggles()
{
    m_row_begin.assign(static_cast<std::size_t>(CellGrid::kRows) + 1, 0);
    for (const auto& input : m_input) {
        for_each_center_row(
            input.edge, [this](std::int32_t row) { ++m_row_begin[static_cast<std::size_t>(row)]; });
    }
    to_begins(m_row_begin);
    m_toggles.resize(m_row_begin.back());
    auto next = m_row_begin;
    for (const auto& input : m_input) {
        const auto edge = in_order(input.edge);
        for_each_center_row(edge, [&](std::int32_t row) {
            m_toggles[next[static_cast<std::size_t>(row)]++] = {first_column_east(edge, row),
                                                                input.shape};
        });
    }
}

void CellGridBuilder::sweep_row(std::int32_t row)
{
    const auto at = static_cast<std::size_t>(row);
    const auto first = m_toggles.begin() + m_row_begin[at];
    const auto last = m_toggles.begin() + m_row_begin[at + 1];
    std::sort(first, last);
    m_active.clear();
    std::int32_t column = 0;
    for (auto toggle = first; toggle != last; ++toggle) {
        if (toggle->column > column) {
            fill(row, column, std::min(toggle->column, CellGrid::kColumns));
            column = toggle->column;
        }
        const auto place = std::lower_bound(m_active.begin(), m_active.end(), toggle->shape);
        if (place != m_active.end() && *place == toggle->shape) {
            m_active.erase(place);
        } else {
            m_active.insert(place, toggle->shape);
        }
    }
    fill(row, column, CellGrid::kColumns);
}

void CellGridBuilder::fill(std::int32_t row, std::int32_t from, std::int32_t to)
{
    const auto row_start = static_cast<std::size_t>(row) * CellGrid::kColumns;
    const auto set = current_set();
    for (std::int32_t column = from; column < to; ++column) {
        const auto cell = row_start + static_cast<std::size_t>(column);
        if (m_cell_begin[cell] == m_cell_begin[cell + 1]) {
            m_values[cell] = set;
        } else {
            make_cut_cell(cell);
        }
    }
}

void CellGridBuilder::make_cut_cell(std::size_t cell)
{
    CutCell cut;
    cut.first_edge = static_cast<std::uint32_t>(m_built.edges.size());
    cut.first_shape = static_cast<std::uint32_t>(m_built.shapes.size());
    std::vector<std::uint16_t> shapes = m_active;
    for (auto i = m_cell_begin[cell]; i < m_cell_begin[cell + 1]; ++i) {
        shapes.push_back(m_input[m_cell_edges[i]].shape);
    }
    std::sort(shapes.begin(), shapes.end());
    shapes.erase(std::unique(shapes.begin(), shapes.end()), shapes.end());
    if (shapes.size() > CellGrid::kMostShapes) {
        throw Error{Errc::kLimitExceeded,
                    fmt::format("{} regions meet in one cell of 1/16 degree; expected at most {}: "
                                "use a layer of larger regions",
                                shapes.size(), CellGrid::kMostShapes)};
    }
    const auto bit = [&shapes](std::uint16_t shape) {
        const auto at = std::lower_bound(shapes.begin(), shapes.end(), shape) - shapes.begin();
        return std::uint64_t{1} << static_cast<unsigned>(at);
    };
    for (const auto shape : m_active) {
        cut.at_center |= bit(shape);
    }
    std::vector<CellEdge> edges;
    for (auto i = m_cell_begin[cell]; i < m_cell_begin[cell + 1]; ++i) {
        const auto& input = m_input[m_cell_edges[i]];
        const auto edge = in_order(input.edge);
        edges.push_back({edge.a, edge.b, bit(input.shape)});
    }
    std::sort(edges.begin(), edges.end(), [](const CellEdge& l, const CellEdge& r) {
        return l.a != r.a ? l.a < r.a : l.b < r.b;
    });
    // An edge that two shapes share is kept once; one that a shape runs along twice cancels.
    for (const auto& edge : edges) {
        auto* last = m_built.edges.size() > cut.first_edge ? &m_built.edges.back() : nullptr;
        if (last != nullptr && last->a == edge.a && last->b == edge.b) {
            last->shapes ^= edge.shapes;
        } else {
            m_built.edges.push_back(edge);
        }
    }
    cut.edges = static_cast<std::uint32_t>(m_built.edges.size()) - cut.first_edge;
    cut.shapes = static_cast<std::uint32_t>(shapes.size());
    m_built.shapes.insert(m_built.shapes.end(), shapes.begin(), shapes.end());
    m_values[cell] = static_cast<std::uint32_t>(m_built.cut.size()) | CellGrid::kCutBit;
    m_built.cut.push_back(cut);
}

std::uint32_t CellGridBuilder::current_set()
{
    std::string key(m_active.size() * sizeof(std::uint16_t), '\0');
    if (!key.empty()) {  // an empty vector may have no memory to copy from
        std::memcpy(key.data(), m_active.data(), key.size());
    }
    const auto [entry, added] =
        m_set_of.try_emplace(key, static_cast<std::uint32_t>(m_built.sets.size() - 1));
    if (added) {
        m_built.set_shapes.insert(m_built.set_shapes.end(), m_active.begin(), m_active.end());
        m_built.sets.push_back(static_cast<std::uint32_t>(m_built.set_shapes.size()));
    }
    return entry->second;
}

void CellGridBuilder::compress()
{
    constexpr auto kSide = CellGrid::kSide;
    for (std::int32_t block_row = 0; block_row < CellGrid::kBlockRows; ++block_row) {
        for (std::int32_t block = 0; block < CellGrid::kBlockColumns; ++block) {
            const auto begin = m_built.cells.size();
            for (std::int32_t row = block_row * kSide; row < (block_row + 1) * kSide; ++row) {
                const auto first = m_values.begin() +
                                   static_cast<std::ptrdiff_t>(row) * CellGrid::kColumns +
                                   static_cast<std::ptrdiff_t>(block) * kSide;
                m_built.cells.insert(m_built.cells.end(), first, first + kSide);
            }
            const auto value = m_built.cells[begin];
            const auto from = m_built.cells.begin() + static_cast<std::ptrdiff_t>(begin);
            const bool uniform =
                (value & CellGrid::kCutBit) == 0 &&
                std::all_of(from, m_built.cells.end(), [value](auto v) { return v == value; });
            if (uniform) {
                m_built.cells.resize(begin);
            }
            m_built.blocks.push_back(uniform ? value | CellGrid::kUniformBit
                                             : static_cast<std::uint32_t>(begin));
        }
    }
}

}  // namespace sourcelight::geo
