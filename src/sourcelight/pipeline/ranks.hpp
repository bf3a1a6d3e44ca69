// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace sourcelight::pipeline {

/// The order of the whole run: 1 = look here first, by descending priority key, then by row.
/// A key of 0 means not scored: no rank. Memory: 4 bytes a supplier.
class Ranks {
public:
    /// @param keys  priority keys by row, first row first; consumed
    explicit Ranks(std::vector<std::uint64_t> keys);

    /// Rank of a 1-based row.
    [[nodiscard]] std::optional<std::int64_t> of(std::int64_t row) const
    {
        const auto rank = m_ranks[static_cast<std::size_t>(row - 1)];
        return rank == 0 ? std::nullopt : std::optional{std::int64_t{rank}};
    }
    /// 1-based rows of the first `count` ranks, in order.
    [[nodiscard]] std::vector<std::int64_t> first(std::size_t count) const;

private:
    std::vector<std::uint32_t> m_ranks;  ///< 0 = not scored
};

}  // namespace sourcelight::pipeline
