// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/ranks.hpp"

#include <oneapi/tbb/parallel_sort.h>

#include <algorithm>

namespace sourcelight::pipeline {

Ranks::Ranks(std::vector<std::uint64_t> keys) : m_ranks(keys.size(), 0)
{
    struct Place {
        std::uint64_t key;
        std::uint32_t row;
    };
    std::vector<Place> order(keys.size());
    for (std::uint32_t row = 0; row < order.size(); ++row) {
        order[row] = {keys[row], row};
    }
    // A total order: the outcome does not depend on how the work is split.
    oneapi::tbb::parallel_sort(order, [](const Place& a, const Place& b) {
        return a.key != b.key ? a.key > b.key : a.row < b.row;
    });
    for (std::uint32_t rank = 0; rank < order.size() && order[rank].key != 0; ++rank) {
        m_ranks[order[rank].row] = rank + 1;
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
