// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/evidence_keys.hpp"

#include "sourcelight/core/parse_whole.hpp"
#include "sourcelight/core/text.hpp"
#include "sourcelight/screen/names.hpp"

#include <algorithm>
#include <optional>

namespace sourcelight::pipeline {
namespace {

/// "row:12" or "row 12" as a number; a sign, which folding would drop, makes it none.
std::optional<std::int64_t> row_of(std::string_view supplier)
{
    const auto folded = fold(supplier);
    return folded.starts_with("row ") && supplier.find_first_of("+-") == std::string_view::npos
               ? parse_whole<std::int64_t>(folded.substr(4))
               : std::nullopt;
}

}  // namespace

std::string evidence_name_key(std::string_view name)
{
    auto key = screen::normalized_name(name);
    return key.empty() ? fold(name) : key;
}

bool is_answer(const ingest::EvidenceRow& row)
{
    const auto word = fold(row[ingest::EvidenceField::kKind]);
    return word == "rebuttal" || word == "response" || word == "answer";
}

void EvidenceKeys::add(const std::string& supplier, std::size_t index)
{
    if (const auto number = row_of(supplier)) {
        m_by_row[*number].push_back(index);
    }
    m_by_id[supplier].push_back(index);
    if (auto key = evidence_name_key(supplier); !key.empty()) {
        m_by_name[std::move(key)].push_back(index);
    }
}

std::vector<std::vector<std::size_t>> EvidenceKeys::of(
    const SupplierBatch& batch, const io::ColumnBatch& columns,
    const std::vector<std::size_t>& own_ids) const
{
    if (empty()) {
        return {};
    }
    std::vector<TextColumn> ids;
    ids.reserve(own_ids.size());
    for (const auto column : own_ids) {
        ids.push_back(columns.text(column));
    }
    std::vector<std::vector<std::size_t>> out(batch.rows);
    for (std::size_t row = 0; row < batch.rows; ++row) {
        auto& found = out[row];
        const auto take = [&found](const auto& index, const auto& key) {
            if (const auto at = index.find(key); at != index.end()) {
                found.insert(found.end(), at->second.begin(), at->second.end());
            }
        };
        take(m_by_row, batch.first_row + static_cast<std::int64_t>(row));
        const auto name = batch.cell(Field::kName, row);
        take(m_by_name, name.empty() ? std::string{} : evidence_name_key(name));
        for (const auto& cells : ids) {
            take(m_by_id, std::string{trim(cells[row])});
        }
        std::sort(found.begin(), found.end());
        found.erase(std::unique(found.begin(), found.end()), found.end());
    }
    return out;
}

}  // namespace sourcelight::pipeline
