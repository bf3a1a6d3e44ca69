// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace sourcelight::publish {

/// The finest cells: 2^17 on a side of the square that Equal Earth fills from west to east, so
/// that all have one area, 263 m by 263 m.
inline constexpr int kFinestCells = 17;

/// One supplier as the cells count it.
struct CellPoint {
    double lon = 0.0;           ///< degrees WGS 84
    double lat = 0.0;           ///< degrees
    std::uint32_t place = 0;    ///< number of its region or country, below 2^24
    bool exact = false;         ///< the site itself is known, not only its city
    bool evidence = false;      ///< evidence about the site itself
    std::int64_t priority = 0;  ///< 1 = look here first; 0 = not scored
};

/// Suppliers of one place inside one cell.
struct PointCell {
    std::uint64_t key = 0;  ///< Morton code of the cell (x in the even bits), then 24 bits of place
    std::uint64_t sum_x = 0;  ///< of the positions, in 2^-24 of the square
    std::uint64_t sum_y = 0;
    std::uint32_t count = 0;
    std::uint32_t exact = 0;
    std::uint32_t evidence = 0;
    std::uint32_t first = 0;  ///< the smallest priority, 0 = none is scored

    [[nodiscard]] std::uint64_t code() const noexcept { return key >> 24U; }
    [[nodiscard]] std::uint32_t place() const noexcept
    {
        return static_cast<std::uint32_t>(key & 0xFFFFFFU);
    }
};

/// Any number of points as counts of equal-area cells, in bounded memory: whenever there are more
/// than `most` cells, all become four times as large. The result does not depend on the order of
/// the points. About 40 bytes for each of the `most` cells and of 65,536 waiting points.
class PointCells {
public:
    PointCells() = default;
    explicit PointCells(std::size_t most) : m_most{most} {}

    /// Amortised O(log n).
    void add(const CellPoint& point);

    /// Brings the cells up to date: each once, by code, then by place.
    void settle();

    /// After settle().
    [[nodiscard]] const std::vector<PointCell>& cells() const noexcept { return m_cells; }
    /// Cells are 2^-level of the square on a side.
    [[nodiscard]] int level() const noexcept { return m_level; }

    /// The cells as web/DATA.md describes them, base64. After settle().
    [[nodiscard]] std::string text() const;

private:
    void merge_equal();
    void coarsen();

    std::size_t m_most = std::size_t{1} << 18U;
    int m_level = kFinestCells;
    std::vector<PointCell> m_cells;
    std::size_t m_settled = 0;  ///< so many of m_cells are sorted and distinct
};

}  // namespace sourcelight::publish
