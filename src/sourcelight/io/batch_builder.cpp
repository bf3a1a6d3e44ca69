// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/io/batch_builder.hpp"

#include "sourcelight/io/column_batch_impl.hpp"
#include "sourcelight/io/shared_buffer.hpp"

#include <arrow/array.h>
#include <arrow/type.h>

#include <algorithm>
#include <utility>

namespace sourcelight::io {

BatchBuilder::BatchBuilder(std::vector<std::string> names, const ReadLimits& limits)
    : m_names{std::move(names)},
      m_columns(m_names.size()), m_max_rows{std::clamp<std::size_t>(
                                     limits.batch_cells / std::max<std::size_t>(m_names.size(), 1),
                                     1, limits.batch_rows)}
{
}

void BatchBuilder::append(const std::vector<std::string_view>& cells)
{
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        auto& column = m_columns[i];
        if (i < cells.size()) {
            column.bytes.append(cells[i]);
            m_bytes += cells[i].size();
        }
        column.offsets.push_back(static_cast<std::int32_t>(column.bytes.size()));
    }
    ++m_rows;
}

void BatchBuilder::append_blank(std::size_t rows)
{
    for (auto& column : m_columns) {
        column.offsets.insert(column.offsets.end(), rows, column.offsets.back());
    }
    m_rows += rows;
}

ColumnBatch BatchBuilder::finish()
{
    std::vector<std::shared_ptr<arrow::Field>> fields;
    std::vector<std::shared_ptr<arrow::Array>> arrays;
    const auto rows = static_cast<std::int64_t>(m_rows);
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        // The next batch is about as large: its room is taken at once.
        Column next;
        next.offsets.reserve(m_columns[i].offsets.size());
        next.bytes.reserve(m_columns[i].bytes.size() + m_columns[i].bytes.size() / 16);
        auto column = std::exchange(m_columns[i], std::move(next));
        fields.push_back(arrow::field(m_names[i], arrow::utf8()));
        arrays.push_back(arrow::MakeArray(arrow::ArrayData::Make(
            arrow::utf8(), rows,
            {nullptr, buffer_of(std::move(column.offsets)), buffer_of(std::move(column.bytes))},
            0)));
    }
    m_rows = 0;
    m_bytes = 0;
    return wrap(
        arrow::RecordBatch::Make(arrow::schema(std::move(fields)), rows, std::move(arrays)));
}

}  // namespace sourcelight::io
