// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/ingest/supplier_columns.hpp"

#include "sourcelight/core/text.hpp"
#include "sourcelight/ingest/column_profile.hpp"
#include "sourcelight/ingest/header_units.hpp"
#include "sourcelight/io/table_reader.hpp"

#include <algorithm>
#include <string>
#include <string_view>
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

/// Whether the row states nothing but amounts. What the mapping says of every row is not the row's.
bool has_only_amounts(const std::array<TextColumn, kFieldCount>& columns, const Mapping& mapping,
                      std::size_t row)
{
    bool amount = false;
    for (const auto& source : mapping.fields) {
        const auto& cells = columns.at(static_cast<std::size_t>(source.field));
        if (source.columns.empty() || trim(cells[row]).empty()) {
            continue;
        }
        if (source.field == Field::kSpend || source.field == Field::kWorkers) {
            amount = true;
        } else if (source.field != Field::kCurrency) {
            return false;
        }
    }
    return amount;
}

bool has_letter(std::string_view cell)
{
    return std::any_of(cell.begin(), cell.end(), [](char c) {
        const auto low = static_cast<unsigned char>(c) | 0x20U;
        return (low >= 'a' && low <= 'z') || static_cast<unsigned char>(c) >= 0x80U;
    });
}

/// The columns of the user's that no field comes from; not those of a result.
std::vector<std::size_t> columns_without_field(const io::ColumnBatch& batch, const Mapping& mapping)
{
    std::vector<std::size_t> unused;
    for (std::size_t i = 0; i < batch.columns(); ++i) {
        const bool is_used =
            std::any_of(mapping.fields.begin(), mapping.fields.end(), [i](const auto& source) {
                return std::find(source.columns.begin(), source.columns.end(), i) !=
                       source.columns.end();
            });
        if (!is_used && !batch.names()[i].starts_with("sl_")) {
            unused.push_back(i);
        }
    }
    return unused;
}

/// The line "Total" of a list stands in its first column, which may be that of the IDs: a row with
/// amounts alone is called by its first text, so that it is seen for what it is.
void name_rows_of_amounts(const io::ColumnBatch& batch, const Mapping& mapping,
                          std::array<TextColumn, kFieldCount>& columns)
{
    if (!mapping.has(Field::kSpend) && !mapping.has(Field::kWorkers)) {
        return;
    }
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < batch.rows(); ++row) {
        if (has_only_amounts(columns, mapping, row)) {
            rows.push_back(row);
        }
    }
    if (rows.empty()) {
        return;
    }
    auto& names = columns.at(static_cast<std::size_t>(Field::kName));
    std::vector<std::string> texts(batch.rows());
    for (std::size_t row = 0; row < batch.rows() && !names.empty(); ++row) {
        texts[row] = std::string{names[row]};
    }
    for (const auto column : columns_without_field(batch, mapping)) {
        const auto cells = batch.text(column);
        for (const auto row : rows) {
            if (trim(texts[row]).empty() && has_letter(cells[row])) {
                texts[row] = std::string{cells[row]};
            }
        }
    }
    names = TextColumn::of(texts);
}

}  // namespace

std::array<TextColumn, kFieldCount> supplier_columns(const io::ColumnBatch& batch,
                                                     const Mapping& mapping)
{
    std::array<TextColumn, kFieldCount> result;
    for (const auto& source : mapping.fields) {
        result.at(static_cast<std::size_t>(source.field)) = cells_of(batch, source);
    }
    name_rows_of_amounts(batch, mapping, result);
    return result;
}

TextColumn shape_radii(const io::ColumnBatch& batch)
{
    const auto& names = batch.names();
    const auto at = std::find(names.begin(), names.end(), io::kShapeRadiusColumn);
    return at == names.end() ? TextColumn{}
                             : batch.text(static_cast<std::size_t>(at - names.begin()));
}

double spend_unit(const std::vector<std::string>& headers, const Mapping& mapping)
{
    const auto* source = mapping.find(Field::kSpend);
    return source == nullptr || source->columns.empty() ? 1.0
                                                        : unit_in(headers[source->columns[0]]);
}

}  // namespace sourcelight::ingest
