// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/ingest/supplier_columns.hpp"

#include "sourcelight/core/text.hpp"
#include "sourcelight/ingest/column_profile.hpp"
#include "sourcelight/ingest/header_units.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace sourcelight::ingest {
namespace {

bool has_formula_text(const TextColumn& cells)
{
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (cells[i].starts_with("=\"")) {
            return true;
        }
    }
    return false;
}

TextColumn half_of_pairs(const TextColumn& cells, CellPart part)
{
    io::TextBuilder half;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const auto pair = coordinate_pair(cells[i]);
        // A cell that is no pair goes on whole: the location stage says what is wrong with it.
        half.append(!pair ? cells[i] : part == CellPart::kFirst ? pair->first : pair->second);
    }
    return half.finish();
}

TextColumn joined(const std::vector<TextColumn>& columns)
{
    io::TextBuilder result;
    std::string cell;
    for (std::size_t row = 0; row < columns[0].size(); ++row) {
        cell.clear();
        for (const auto& column : columns) {
            const auto part = trim(column[row]);
            cell.append(cell.empty() || part.empty() ? "" : ", ").append(part);
        }
        result.append(cell);
    }
    return result.finish();
}

TextColumn unwrapped(const TextColumn& cells)
{
    io::TextBuilder plain;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        plain.append(without_formula(cells[i]));
    }
    return plain.finish();
}

TextColumn repeated(const std::string& value, std::size_t rows)
{
    io::TextBuilder same;
    for (std::size_t row = 0; row < rows; ++row) {
        same.append(value);
    }
    return same.finish();
}

TextColumn cells_of(const io::ColumnBatch& batch, const FieldSource& source)
{
    if (source.columns.empty()) {
        return repeated(source.value, batch.rows());
    }
    std::vector<TextColumn> columns;
    columns.reserve(source.columns.size());
    for (const auto column : source.columns) {
        auto cells = batch.text(column);
        columns.push_back(has_formula_text(cells) ? unwrapped(cells) : std::move(cells));
    }
    if (source.part != CellPart::kWhole) {
        return half_of_pairs(columns[0], source.part);
    }
    return columns.size() == 1 ? std::move(columns[0]) : joined(columns);
}

}  // namespace

std::array<TextColumn, kFieldCount> supplier_columns(const io::ColumnBatch& batch,
                                                     const Mapping& mapping)
{
    std::array<TextColumn, kFieldCount> result;
    for (const auto& source : mapping.fields) {
        result.at(static_cast<std::size_t>(source.field)) = cells_of(batch, source);
    }
    return result;
}

double spend_unit(const std::vector<std::string>& headers, const Mapping& mapping)
{
    const auto* source = mapping.find(Field::kSpend);
    return source == nullptr || source->columns.empty() ? 1.0
                                                        : unit_in(headers[source->columns[0]]);
}

}  // namespace sourcelight::ingest
