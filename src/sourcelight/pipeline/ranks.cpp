// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/ranks.hpp"

#include <algorithm>
#include <numeric>

namespace sourcelight::pipeline {

Ranks::Ranks(std::vector<std::uint64_t> keys) : m_ranks(keys.size(), 0)
{
    std::vector<std::uint32_t> order(keys.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&keys](std::uint32_t a, std::uint32_t b) {
        return keys[a] != keys[b] ? keys[a] > keys[b] : a < b;
    });
    for (std::uint32_t rank = 0; rank < order.size() && keys[order[rank]] != 0; ++rank) {
        m_ranks[order[rank]] = rank + 1;
    }
}

std::vector<std::int64_t> Ranks::first(std::size_t count) const
{
    std::vector<std::int64_t> rows(std::min(count, m_ranks.size()), 0);
    for (std::size_t i = 0; i < m_ranks.size(); ++i) {
        if (m_ranks[i] != 0 && m_ranks[i] <= rows.size()) {
            rows[m_ranks[i] - 1] = static_cast<std::int64_t>(i) + 1;
        }
    }
    rows.erase(std::remove(rows.begin(), rows.end(), 0), rows.end());
    return rows;
}

}  // namespace sourcelight::pipeline
