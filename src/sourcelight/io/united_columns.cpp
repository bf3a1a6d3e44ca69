// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/io/united_columns.hpp"

#include "sourcelight/io/arrow_error.hpp"
#include "sourcelight/io/column_batch_impl.hpp"

#include <arrow/array.h>
#include <arrow/array/util.h>
#include <arrow/type.h>

#include <unordered_map>
#include <utility>

namespace sourcelight::io {

struct UnitedColumns::State {
    std::shared_ptr<arrow::Schema> schema;
    std::vector<std::vector<std::size_t>> positions;  ///< by file and column
};

UnitedColumns::UnitedColumns(std::span<const ColumnBatch> layouts)
{
    auto state = std::make_shared<State>();
    std::vector<std::shared_ptr<arrow::Field>> fields;
    std::unordered_map<std::string, std::size_t> known;
    for (const auto& layout : layouts) {
        std::vector<std::size_t> positions;
        for (const auto& field : unwrap(layout)->schema()->fields()) {
            const auto [entry, fresh] = known.emplace(field->name(), fields.size());
            if (fresh) {
                fields.push_back(arrow::field(field->name(), field->type()));
            } else if (!fields[entry->second]->type()->Equals(*field->type())) {
                fields[entry->second] = arrow::field(field->name(), arrow::utf8());
            }
            positions.push_back(entry->second);
        }
        state->positions.push_back(std::move(positions));
    }
    state->schema = arrow::schema(std::move(fields));
    m_state = std::move(state);
}

ColumnBatch UnitedColumns::unite(const ColumnBatch& batch, std::size_t file) const
{
    const auto& fields = m_state->schema->fields();
    const auto& source = unwrap(batch);
    std::vector<std::shared_ptr<arrow::Array>> arrays(fields.size());
    const auto& positions = m_state->positions.at(file);
    for (std::size_t i = 0; i < positions.size(); ++i) {
        auto array = source->column(static_cast<int>(i));
        if (!array->type()->Equals(*fields[positions[i]]->type())) {
            // Files differ: the cells as text, through the same printing as everywhere.
            array = unwrap(ColumnBatch{}.with({{"text", batch.text(i), {}}}))->column(0);
        }
        arrays[positions[i]] = std::move(array);
    }
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (arrays[i] == nullptr) {
            arrays[i] = require(arrow::MakeArrayOfNull(fields[i]->type(), source->num_rows()),
                                Errc::kInternal, "a missing column");
        }
    }
    return wrap(arrow::RecordBatch::Make(m_state->schema, source->num_rows(), std::move(arrays)));
}

ColumnBatch UnitedColumns::layout() const
{
    return wrap(require(arrow::RecordBatch::MakeEmpty(m_state->schema), Errc::kInternal,
                        "a table without rows"));
}

std::size_t UnitedColumns::position(std::size_t file, std::size_t column) const
{
    return m_state->positions.at(file).at(column);
}

}  // namespace sourcelight::io
