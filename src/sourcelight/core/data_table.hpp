// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/text_column.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace sourcelight {

/// One column of a reference table. Numbers that are missing are NaN: ask is_missing().
using DataColumn = std::variant<TextColumn, std::vector<double>>;

/// A reference table in memory: named columns of equal length, const after loading.
class DataTable {
public:
    DataTable() = default;
    DataTable(std::string name, std::vector<std::string> names, std::vector<DataColumn> columns);

    [[nodiscard]] const std::string& name() const noexcept { return m_name; }
    [[nodiscard]] std::size_t rows() const noexcept { return m_rows; }
    [[nodiscard]] const std::vector<std::string>& columns() const noexcept { return m_names; }
    [[nodiscard]] bool has(std::string_view column) const noexcept;

    /// Throws Error kDatasetInvalid, naming table and column, if there is no such text column.
    [[nodiscard]] const TextColumn& text(std::string_view column) const;
    /// Throws Error kDatasetInvalid, naming table and column, if there is no such number column.
    [[nodiscard]] const std::vector<double>& number(std::string_view column) const;

    /// The rows for which keep[row] is true, in order.
    [[nodiscard]] DataTable filtered(const std::vector<bool>& keep) const;

private:
    [[nodiscard]] const DataColumn& at(std::string_view column) const;

    std::string m_name;
    std::vector<std::string> m_names;
    std::vector<DataColumn> m_columns;
    std::size_t m_rows = 0;
};

}  // namespace sourcelight
