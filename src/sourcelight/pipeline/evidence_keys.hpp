// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/supplier_table.hpp"
#include "sourcelight/ingest/evidence_file.hpp"
#include "sourcelight/io/column_batch.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sourcelight::pipeline {

/// What an item is found by in names: screen::normalized_name(), or fold() where nothing is left.
[[nodiscard]] std::string evidence_name_key(std::string_view name);

/// Whether an item is the supplier's answer, which moves nothing.
[[nodiscard]] bool is_answer(const ingest::EvidenceRow& row);

/// Finds the items of evidence about a row by what their file calls the supplier.
class EvidenceKeys {
public:
    /// @param supplier  a name, the list's own ID, or "row:12"
    /// @param index     the item's number
    void add(const std::string& supplier, std::size_t index);
    [[nodiscard]] bool empty() const noexcept { return m_by_id.empty(); }

    /// The items about each row, rising: by row number, by the list's own ID, or by a name that is
    /// equal after screen::normalized_name(). Empty if there is no item at all.
    /// @param columns  the user's columns of the same rows
    /// @param own_ids  positions of those with the list's own IDs
    [[nodiscard]] std::vector<std::vector<std::size_t>> of(
        const SupplierBatch& batch, const io::ColumnBatch& columns,
        const std::vector<std::size_t>& own_ids) const;

private:
    std::unordered_map<std::string, std::vector<std::size_t>> m_by_name;  ///< normalised
    std::unordered_map<std::string, std::vector<std::size_t>> m_by_id;    ///< as written
    std::unordered_map<std::int64_t, std::vector<std::size_t>> m_by_row;
};

}  // namespace sourcelight::pipeline
