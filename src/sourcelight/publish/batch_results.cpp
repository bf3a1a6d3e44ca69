// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/batch_results.hpp"

#include "sourcelight/core/text.hpp"

#include <algorithm>
#include <array>

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

std::string_view group_kind_name(GroupKind kind) noexcept
{
    constexpr std::array<std::string_view, 4> kNames{"", "site", "company", "cell"};
    return kNames[static_cast<std::size_t>(kind)];
}

std::string_view since_name(Since since) noexcept
{
    constexpr std::array<std::string_view, 4> kNames{"", "new", "changed", "same"};
    return kNames[static_cast<std::size_t>(since)];
}

std::string joined_cells(const io::ColumnBatch& batch, std::span<const std::size_t> columns,
                         std::size_t row)
{
    std::string out;
    if (columns.empty()) {
        return out;
    }
    const auto one = batch.slice(row, 1);  // a column of numbers becomes text cell by cell
    for (const auto column : columns) {
        const auto cells = one.text(column);
        const auto cell = trim(cells[0]);
        if (!cell.empty()) {
            out += out.empty() ? "" : ", ";
            out += cell;
        }
    }
    return out;
}

bool RowsToFix::add(std::span<const Finding* const> findings, bool scored)
{
    auto worst = Severity::kNote;
    for (const auto* finding : findings) {
        worst = std::max(worst, finding->kind->severity);
    }
    errors += worst == Severity::kError ? 1 : 0;
    warnings += worst == Severity::kWarning ? 1 : 0;
    not_scored += worst == Severity::kNote && !scored ? 1 : 0;
    return worst != Severity::kNote || !scored;
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
