// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/ingest/running_text.hpp"

#include "sourcelight/core/text.hpp"

#include <algorithm>

namespace sourcelight::ingest {
namespace {

constexpr std::size_t kRowsLookedAt = 200;
constexpr double kMost = 0.5;
constexpr std::size_t kWordsOfSentence = 5;

bool has_known_header(const std::vector<std::string>& headers, const Mapping& mapping,
                      const HeaderWords& words)
{
    return std::any_of(mapping.fields.begin(), mapping.fields.end(), [&](const FieldSource& used) {
        if (used.origin == Origin::kStated || used.columns.empty()) {
            return used.origin == Origin::kStated;
        }
        const auto hits = words.match(headers[used.columns[0]]);
        return !hits.empty() && hits.front().exact;
    });
}

/// Headings, bullets and sentences: words in the first cell, and fewer cells than columns.
bool is_prose(const std::vector<TextColumn>& columns, std::size_t row)
{
    const auto first = trim(columns[0][row]);
    const auto words = static_cast<std::size_t>(std::count(first.begin(), first.end(), ' ')) + 1;
    const bool alone = std::all_of(columns.begin() + 1, columns.end(),
                                   [row](const auto& column) { return trim(column[row]).empty(); });
    const bool last_empty = columns.size() > 1 && trim(columns.back()[row]).empty();
    return first.empty() || (words >= kWordsOfSentence && (alone || last_empty)) ||
           (alone && columns.size() > 1);
}

}  // namespace

bool is_running_text(const io::ColumnBatch& batch, const std::vector<std::string>& headers,
                     const Mapping& mapping, const HeaderWords& words)
{
    const auto rows = std::min(batch.rows(), kRowsLookedAt);
    if (rows == 0 || batch.columns() == 0 || has_known_header(headers, mapping, words)) {
        return false;
    }
    const auto sample = batch.slice(0, rows);
    std::vector<TextColumn> columns;
    for (std::size_t i = 0; i < sample.columns(); ++i) {
        columns.push_back(sample.text(i));
    }
    std::size_t prose = 0;
    for (std::size_t row = 0; row < rows; ++row) {
        prose += is_prose(columns, row) ? 1U : 0U;
    }
    return static_cast<double>(prose) > kMost * static_cast<double>(rows);
}

}  // namespace sourcelight::ingest
