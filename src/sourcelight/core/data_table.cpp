// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/core/data_table.hpp"

#include "sourcelight/core/error.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace sourcelight {
namespace {

std::size_t column_size(const DataColumn& column)
{
    return std::visit([](const auto& values) { return values.size(); }, column);
}

DataColumn select(const DataColumn& column, const std::vector<bool>& keep)
{
    if (const auto* texts = std::get_if<TextColumn>(&column)) {
        std::vector<std::string> cells;
        for (std::size_t i = 0; i < keep.size(); ++i) {
            if (keep[i]) {
                cells.emplace_back((*texts)[i]);
            }
        }
        return TextColumn::of(cells);
    }
    const auto& numbers = std::get<std::vector<double>>(column);
    std::vector<double> kept;
    for (std::size_t i = 0; i < keep.size(); ++i) {
        if (keep[i]) {
            kept.push_back(numbers[i]);
        }
    }
    return kept;
}

}  // namespace

DataTable::DataTable(std::string name, std::vector<std::string> names,
                     std::vector<DataColumn> columns)
    : m_name{std::move(name)}, m_names{std::move(names)}, m_columns{std::move(columns)},
      m_rows{m_columns.empty() ? 0 : column_size(m_columns.front())}
{
    const bool even = std::all_of(m_columns.begin(), m_columns.end(), [this](const auto& column) {
        return column_size(column) == m_rows;
    });
    if (!even || m_names.size() != m_columns.size()) {
        throw Error{Errc::kShapeMismatch,
                    fmt::format("{}: columns of a table must have equal length", m_name)};
    }
}

bool DataTable::has(std::string_view column) const noexcept
{
    return std::find(m_names.begin(), m_names.end(), column) != m_names.end();
}

const DataColumn& DataTable::at(std::string_view column) const
{
    const auto found = std::find(m_names.begin(), m_names.end(), column);
    if (found == m_names.end()) {
        throw Error{Errc::kDatasetInvalid, fmt::format("{}: no column \"{}\"; it has {}", m_name,
                                                       column, fmt::join(m_names, ", "))};
    }
    return m_columns[static_cast<std::size_t>(found - m_names.begin())];
}

const TextColumn& DataTable::text(std::string_view column) const
{
    const auto* texts = std::get_if<TextColumn>(&at(column));
    if (texts == nullptr) {
        throw Error{Errc::kDatasetInvalid,
                    fmt::format("{}: column \"{}\" holds numbers, not texts", m_name, column)};
    }
    return *texts;
}

const std::vector<double>& DataTable::number(std::string_view column) const
{
    const auto* numbers = std::get_if<std::vector<double>>(&at(column));
    if (numbers == nullptr) {
        throw Error{Errc::kDatasetInvalid,
                    fmt::format("{}: column \"{}\" holds texts, not numbers", m_name, column)};
    }
    return *numbers;
}

DataTable DataTable::filtered(const std::vector<bool>& keep) const
{
    std::vector<DataColumn> kept;
    kept.reserve(m_columns.size());
    for (const auto& column : m_columns) {
        kept.push_back(select(column, keep));
    }
    return DataTable{m_name, m_names, std::move(kept)};
}

}  // namespace sourcelight
