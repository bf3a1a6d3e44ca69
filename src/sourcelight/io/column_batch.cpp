// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/io/column_batch.hpp"

#include "sourcelight/io/arrow_error.hpp"
#include "sourcelight/io/column_batch_impl.hpp"

#include <arrow/array.h>
#include <arrow/compute/cast.h>
#include <arrow/type.h>

#include <fmt/format.h>

#include <cmath>
#include <iterator>
#include <limits>
#include <utility>

namespace sourcelight::io {
namespace {

template <typename Array, typename Value>
std::span<const Value> values_of(const arrow::RecordBatch& batch, std::size_t column,
                                 arrow::Type::type wanted)
{
    const auto array = batch.column(static_cast<int>(column));
    if (array->type_id() != wanted) {
        throw Error{Errc::kInternal,
                    fmt::format("column \"{}\" holds {}, asked for as {}",
                                batch.column_name(static_cast<int>(column)),
                                array->type()->ToString(), Array::TypeClass::type_name())};
    }
    const auto& typed = static_cast<const Array&>(*array);
    return {typed.raw_values(), static_cast<std::size_t>(typed.length())};
}

/// The fewest digits that read back the same; 901.0 is "901", so that codes stay codes.
template <typename Array>
TextColumn printed_reals(const Array& array)
{
    TextBuilder printed;
    fmt::memory_buffer digits;
    for (std::int64_t i = 0; i < array.length(); ++i) {
        digits.clear();
        if (array.IsValid(i)) {
            const auto value = array.Value(i);
            const bool plain = std::abs(value) < 1e15F && std::trunc(value) == value;
            plain ? fmt::format_to(std::back_inserter(digits), "{:.0f}", value)
                  : fmt::format_to(std::back_inserter(digits), "{}", value);
        }
        printed.append({digits.data(), digits.size()});
    }
    return printed.finish();
}

}  // namespace

struct TextBuilder::Memory {
    std::vector<std::int32_t> offsets{0};
    std::string bytes;
};

TextBuilder::TextBuilder() : m_memory{std::make_shared<Memory>()} {}
TextBuilder::~TextBuilder() = default;
TextBuilder::TextBuilder(TextBuilder&&) noexcept = default;
TextBuilder& TextBuilder::operator=(TextBuilder&&) noexcept = default;

void TextBuilder::append(std::string_view text)
{
    m_memory->bytes.append(text);
    if (m_memory->bytes.size() > std::numeric_limits<std::int32_t>::max()) {
        throw Error{Errc::kInternal, "a text column of one batch is larger than 2 GiB"};
    }
    m_memory->offsets.push_back(static_cast<std::int32_t>(m_memory->bytes.size()));
}

TextColumn TextBuilder::finish()
{
    auto memory = std::exchange(m_memory, std::make_shared<Memory>());
    const std::span<const std::int32_t> offsets{memory->offsets};
    const char* bytes = memory->bytes.data();
    return TextColumn{offsets, bytes, std::move(memory)};
}

TextColumn share_text(const std::shared_ptr<arrow::Array>& texts)
{
    const auto& array = static_cast<const arrow::BinaryArray&>(*texts);
    const std::span<const std::int32_t> offsets{array.raw_value_offsets(),
                                                static_cast<std::size_t>(array.length()) + 1};
    const auto* bytes = array.value_data() ? array.value_data()->data_as<char>() : "";
    return TextColumn{offsets, bytes, texts};
}

ColumnBatch::ColumnBatch()
    : m_impl{std::make_shared<Impl>(
          Impl{arrow::RecordBatch::Make(arrow::schema({}), 0, arrow::ArrayVector{})})}
{
}

ColumnBatch::ColumnBatch(std::shared_ptr<const Impl> impl) : m_impl{std::move(impl)} {}

std::size_t ColumnBatch::rows() const noexcept
{
    return static_cast<std::size_t>(m_impl->batch->num_rows());
}

std::size_t ColumnBatch::columns() const noexcept
{
    return static_cast<std::size_t>(m_impl->batch->num_columns());
}

std::vector<std::string> ColumnBatch::names() const
{
    return m_impl->batch->schema()->field_names();
}

std::optional<std::size_t> ColumnBatch::find(std::string_view name) const
{
    for (int i = 0; i < m_impl->batch->num_columns(); ++i) {
        if (m_impl->batch->column_name(i) == name) {
            return static_cast<std::size_t>(i);
        }
    }
    return std::nullopt;
}

ValueKind ColumnBatch::kind(std::size_t column) const
{
    switch (m_impl->batch->column(static_cast<int>(column))->type_id()) {
    case arrow::Type::STRING:
    case arrow::Type::DICTIONARY: return ValueKind::kText;
    case arrow::Type::INT64: return ValueKind::kInteger;
    case arrow::Type::FLOAT: return ValueKind::kReal32;
    case arrow::Type::DOUBLE: return ValueKind::kReal64;
    case arrow::Type::DATE32: return ValueKind::kDate;
    default: return ValueKind::kOther;
    }
}

TextColumn ColumnBatch::text(std::size_t column) const
{
    auto array = m_impl->batch->column(static_cast<int>(column));
    if (array->type_id() == arrow::Type::DOUBLE) {
        return printed_reals(static_cast<const arrow::DoubleArray&>(*array));
    }
    if (array->type_id() == arrow::Type::FLOAT) {
        return printed_reals(static_cast<const arrow::FloatArray&>(*array));
    }
    if (array->type_id() != arrow::Type::STRING && array->type_id() != arrow::Type::BINARY) {
        auto cast = arrow::compute::Cast(*array, arrow::utf8());
        if (!cast.ok()) {
            // Lists and structs have no cast to text: their printed form is all that can be mapped.
            TextBuilder printed;
            for (std::int64_t i = 0; i < array->length(); ++i) {
                printed.append(
                    array->IsNull(i)
                        ? std::string{}
                        : require(array->GetScalar(i), Errc::kInternal, "a cell")->ToString());
            }
            return printed.finish();
        }
        array = std::move(cast).ValueUnsafe();
    }
    return share_text(array);
}

std::span<const std::int64_t> ColumnBatch::integers(std::size_t column) const
{
    return values_of<arrow::Int64Array, std::int64_t>(*m_impl->batch, column, arrow::Type::INT64);
}

std::span<const float> ColumnBatch::reals32(std::size_t column) const
{
    return values_of<arrow::FloatArray, float>(*m_impl->batch, column, arrow::Type::FLOAT);
}

std::span<const double> ColumnBatch::reals64(std::size_t column) const
{
    return values_of<arrow::DoubleArray, double>(*m_impl->batch, column, arrow::Type::DOUBLE);
}

bool ColumnBatch::missing(std::size_t column, std::size_t row) const
{
    return m_impl->batch->column(static_cast<int>(column))->IsNull(static_cast<std::int64_t>(row));
}

ColumnBatch ColumnBatch::select(std::span<const std::size_t> columns) const
{
    std::vector<int> indices;
    indices.reserve(columns.size());
    for (const auto column : columns) {
        indices.push_back(static_cast<int>(column));
    }
    return wrap(require(m_impl->batch->SelectColumns(indices), Errc::kInternal, "select columns"));
}

ColumnBatch ColumnBatch::slice(std::size_t from, std::size_t count) const
{
    return wrap(
        m_impl->batch->Slice(static_cast<std::int64_t>(from), static_cast<std::int64_t>(count)));
}

ColumnBatch ColumnBatch::renamed(const std::vector<std::string>& names) const
{
    return wrap(require(m_impl->batch->RenameColumns(names), Errc::kInternal, "rename columns"));
}

}  // namespace sourcelight::io
