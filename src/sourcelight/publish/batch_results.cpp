// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/batch_results.hpp"

#include <algorithm>

namespace sourcelight::publish {

RowFindings::RowFindings(const BatchResults& batch)
{
    const auto add = [this](std::span<const Finding> findings) {
        for (const auto& finding : findings) {
            m_sorted.push_back(&finding);
        }
    };
    add(batch.findings);
    add(batch.resolved->findings);
    for (const auto& supplier : batch.assessed) {
        add(supplier.findings);
    }
    std::stable_sort(m_sorted.begin(), m_sorted.end(),
                     [](const Finding* a, const Finding* b) { return a->row < b->row; });

    const auto rows = batch.suppliers->rows;
    m_first.reserve(rows + 1);
    auto at = m_sorted.cbegin();
    for (std::size_t i = 0; i <= rows; ++i) {
        const auto row = batch.suppliers->first_row + static_cast<std::int64_t>(i);
        at = std::find_if(at, m_sorted.cend(), [row](const Finding* f) { return f->row >= row; });
        m_first.push_back(static_cast<std::size_t>(at - m_sorted.cbegin()));
    }
}

std::span<const screen::Match> matches_of(const BatchResults& batch, std::size_t row) noexcept
{
    const auto number = batch.suppliers->first_row + static_cast<std::int64_t>(row);
    const auto& matches = batch.matches;
    const auto begin =
        std::lower_bound(matches.begin(), matches.end(), number,
                         [](const screen::Match& m, std::int64_t r) { return m.row < r; });
    const auto end =
        std::upper_bound(begin, matches.end(), number,
                         [](std::int64_t r, const screen::Match& m) { return r < m.row; });
    return {begin, end};
}

}  // namespace sourcelight::publish
