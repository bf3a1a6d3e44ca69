// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/geo/cell_grid.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace sourcelight::geo {

/// Makes what a CellGrid consists of from edges; used by its constructor only.
class CellGridBuilder {
public:
    explicit CellGridBuilder(std::span<const CellGrid::ShapeEdge> edges);

    [[nodiscard]] CellGridArrays<GrowingArray> run();

private:
    struct Toggle {
        std::int32_t column = 0;  ///< first column whose centre lies east of the edge
        std::uint16_t shape = 0;
        auto operator<=>(const Toggle&) const = default;
    };

    void register_edges();
    void collect_toggles();
    void sweep_row(std::int32_t row);
    void fill(std::int32_t row, std::int32_t from, std::int32_t to);
    void make_cut_cell(std::size_t cell);
    [[nodiscard]] std::uint32_t current_set();
    void compress();

    std::span<const CellGrid::ShapeEdge> m_input;
    std::vector<std::uint32_t> m_cell_begin;  ///< of each cell, into m_cell_edges; one more
    std::vector<std::uint32_t> m_cell_edges;  ///< indices of input edges by cell
    std::vector<std::uint32_t> m_row_begin;   ///< of each row, into m_toggles; one more
    std::vector<Toggle> m_toggles;            ///< by row, then column
    std::vector<std::uint16_t> m_active;      ///< shapes at the current centre, sorted
    std::vector<std::uint32_t> m_values;      ///< the world's cells before compression
    std::unordered_map<std::string, std::uint32_t> m_set_of;
    CellGridArrays<GrowingArray> m_built;
};

}  // namespace sourcelight::geo
