// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/io/read_table.hpp"

#include "sourcelight/io/arrow_error.hpp"

#include <arrow/array.h>
#include <arrow/array/concatenate.h>
#include <arrow/compute/cast.h>
#include <arrow/csv/api.h>
#include <arrow/io/file.h>
#include <arrow/table.h>
#include <fmt/format.h>
#include <parquet/arrow/reader.h>

#include <algorithm>
#include <limits>
#include <memory>
#include <utility>
#include <vector>

namespace sourcelight::io {
namespace {

using TablePointer = std::shared_ptr<arrow::Table>;
using ArrayPointer = std::shared_ptr<arrow::Array>;

TablePointer read_parquet(const std::string& path)
{
    auto file = require(arrow::io::MemoryMappedFile::Open(path, arrow::io::FileMode::READ),
                        Errc::kDatasetInvalid, path);
    auto reader = require(parquet::arrow::OpenFile(file, arrow::default_memory_pool()),
                          Errc::kDatasetInvalid, path);
    reader->set_use_threads(true);
    return require(reader->ReadTable(), Errc::kDatasetInvalid, path);
}

/// Every column as text first, numbers converted where declared: a cell is never guessed.
TablePointer read_csv(const std::string& path, std::span<const ColumnType> columns)
{
    auto file = require(arrow::io::ReadableFile::Open(path), Errc::kDatasetInvalid, path);
    auto convert = arrow::csv::ConvertOptions::Defaults();
    convert.null_values = {""};
    convert.strings_can_be_null = false;
    convert.check_utf8 = true;
    for (const auto& column : columns) {
        convert.column_types[column.name] = column.number ? arrow::float64() : arrow::utf8();
    }
    auto parse = arrow::csv::ParseOptions::Defaults();
    parse.newlines_in_values = true;
    auto read = arrow::csv::ReadOptions::Defaults();
    read.block_size = 16 << 20;
    auto reader = require(
        arrow::csv::TableReader::Make(arrow::io::default_io_context(), file, read, parse, convert),
        Errc::kDatasetInvalid, path);
    return require(reader->Read(), Errc::kDatasetInvalid, path);
}

ArrayPointer one_array(const arrow::ChunkedArray& chunks, const std::string& what)
{
    if (chunks.num_chunks() == 1) {
        return chunks.chunk(0);
    }
    if (chunks.num_chunks() == 0) {
        return require(arrow::MakeArrayOfNull(chunks.type(), 0), Errc::kDatasetInvalid, what);
    }
    return require(arrow::Concatenate(chunks.chunks()), Errc::kDatasetInvalid, what);
}

ArrayPointer cast(const ArrayPointer& array, const std::shared_ptr<arrow::DataType>& type,
                  const std::string& what)
{
    if (array->type()->Equals(*type)) {
        return array;
    }
    return require(arrow::compute::Cast(*array, type), Errc::kDatasetInvalid, what);
}

DataColumn number_column(const ArrayPointer& array, const std::string& what)
{
    const auto numbers =
        std::static_pointer_cast<arrow::DoubleArray>(cast(array, arrow::float64(), what));
    std::vector<double> values(static_cast<std::size_t>(numbers->length()));
    for (std::int64_t i = 0; i < numbers->length(); ++i) {
        values[static_cast<std::size_t>(i)] =
            numbers->IsNull(i) ? std::numeric_limits<double>::quiet_NaN() : numbers->Value(i);
    }
    return values;
}

/// A view on the Arrow buffers. A null slot has no bytes in what the readers make, so it reads
/// as an empty cell.
DataColumn text_column(const ArrayPointer& array, const std::string& what)
{
    const bool bytes = array->type_id() == arrow::Type::BINARY;
    const auto texts = std::static_pointer_cast<arrow::BinaryArray>(
        bytes ? array : cast(array, arrow::utf8(), what));
    const std::span<const std::int32_t> offsets{texts->raw_value_offsets(),
                                                static_cast<std::size_t>(texts->length()) + 1};
    return TextColumn{offsets, texts->value_data() ? texts->value_data()->data_as<char>() : "",
                      texts};
}

bool is_number(std::span<const ColumnType> columns, const std::string& name)
{
    return std::any_of(columns.begin(), columns.end(), [&](const ColumnType& column) {
        return column.number && column.name == name;
    });
}

DataTable to_data_table(const arrow::Table& table, std::span<const ColumnType> columns,
                        const std::string& path, const std::string& name)
{
    std::vector<std::string> names;
    std::vector<DataColumn> data;
    for (int i = 0; i < table.num_columns(); ++i) {
        const auto& column = table.field(i)->name();
        const auto what = fmt::format("{}, column \"{}\"", path, column);
        const auto array = one_array(*table.column(i), what);
        data.push_back(is_number(columns, column) ? number_column(array, what)
                                                  : text_column(array, what));
        names.push_back(column);
    }
    return DataTable{name.empty() ? path : name, std::move(names), std::move(data)};
}

}  // namespace

DataTable read_table(const std::string& path, std::span<const ColumnType> columns,
                     const std::string& name)
{
    const auto table = path.ends_with(".parquet") ? read_parquet(path) : read_csv(path, columns);
    for (const auto& column : columns) {
        if (table->schema()->GetFieldIndex(column.name) < 0) {
            throw Error{Errc::kDatasetInvalid,
                        path + ": has no column \"" + column.name +
                            "\"; the manifest declares it. Compile the dataset again."};
        }
    }
    return to_data_table(*table, columns, path, name);
}

}  // namespace sourcelight::io
