// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/io/parquet_reader.hpp"

#include "sourcelight/io/arrow_error.hpp"
#include "sourcelight/io/column_batch_impl.hpp"

#include <arrow/array.h>
#include <arrow/io/file.h>
#include <arrow/record_batch.h>
#include <arrow/type.h>
#include <parquet/arrow/reader.h>
#include <parquet/file_reader.h>
#include <parquet/metadata.h>

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <utility>
#include <vector>

namespace sourcelight::io {
namespace {

std::unique_ptr<parquet::arrow::FileReader> open_file(const std::string& path,
                                                      const ReadLimits& limits)
{
    auto file = require(arrow::io::ReadableFile::Open(path), Errc::kInputUnreadable, path);
    parquet::ReaderProperties properties;
    // A row group may be the whole file: pages are read as they are needed.
    properties.enable_buffered_stream();
    parquet::ArrowReaderProperties arrow_properties{/*use_threads=*/false};
    arrow_properties.set_pre_buffer(false);
    arrow_properties.set_batch_size(static_cast<std::int64_t>(limits.batch_rows));
    parquet::arrow::FileReaderBuilder builder;
    require(builder.Open(std::move(file), properties), Errc::kInputUnreadable, path);
    builder.properties(arrow_properties);
    std::unique_ptr<parquet::arrow::FileReader> reader;
    require(builder.Build(&reader), Errc::kInputUnreadable, path);
    return reader;
}

/// The row of the first text cell that is larger than the limit.
std::optional<std::int64_t> large_cell(const arrow::Array& array, std::size_t limit)
{
    if (array.type_id() != arrow::Type::STRING && array.type_id() != arrow::Type::BINARY) {
        return std::nullopt;
    }
    const auto& texts = static_cast<const arrow::BinaryArray&>(array);
    for (std::int64_t i = 0; i < texts.length(); ++i) {
        if (static_cast<std::size_t>(texts.value_length(i)) > limit) {
            return i;
        }
    }
    return std::nullopt;
}

class ParquetReader final : public TableReader {
public:
    ParquetReader(std::string path, const ReadLimits& limits)
        : m_path{std::move(path)}, m_limits{limits}, m_file{open_file(m_path, limits)}
    {
        std::shared_ptr<arrow::Schema> schema;
        require(m_file->GetSchema(&schema), Errc::kInputUnreadable, m_path);
        m_info.file = std::filesystem::path{m_path}.filename().string();
        m_info.format = "Parquet";
        m_info.columns = schema->field_names();
        m_info.header_line = 0;
        check_shape();
        m_batches = require(m_file->GetRecordBatchReader(), Errc::kInputUnreadable, m_path);
    }

    [[nodiscard]] const TableInfo& info() const noexcept override { return m_info; }
    [[nodiscard]] std::vector<Finding> take_findings() override { return {}; }

    [[nodiscard]] std::optional<ColumnBatch> next() override
    {
        std::shared_ptr<arrow::RecordBatch> batch;
        do {
            require(m_batches->ReadNext(&batch), Errc::kInputUnreadable, m_path);
        } while (batch != nullptr && batch->num_rows() == 0);
        if (batch == nullptr) {
            return std::nullopt;
        }
        for (int i = 0; i < batch->num_columns(); ++i) {
            if (const auto row = large_cell(*batch->column(i), m_limits.cell_bytes)) {
                throw Error{
                    Errc::kLimitExceeded,
                    fmt::format("{}, data row {}, column \"{}\": the cell is larger than {} bytes; "
                                "shorten it, or raise limits.cell_bytes",
                                m_path, m_rows + *row + 1, batch->column_name(i),
                                m_limits.cell_bytes)};
            }
        }
        m_rows += batch->num_rows();
        return wrap(batch->ReplaceSchemaMetadata(nullptr));
    }

private:
    void check_shape() const
    {
        if (m_info.columns.size() > m_limits.columns) {
            throw Error{Errc::kLimitExceeded,
                        fmt::format("{}: has {} columns, the limit is {}; keep the columns that "
                                    "describe the supplier, or raise limits.columns",
                                    m_path, m_info.columns.size(), m_limits.columns)};
        }
        if (m_file->parquet_reader()->metadata()->num_rows() == 0) {
            throw Error{Errc::kNoUsableColumn,
                        m_path + ": has columns but no rows; expected at least one row"};
        }
    }

    std::string m_path;
    ReadLimits m_limits;
    std::unique_ptr<parquet::arrow::FileReader> m_file;
    std::shared_ptr<arrow::RecordBatchReader> m_batches;
    TableInfo m_info;
    std::int64_t m_rows = 0;
};

}  // namespace

std::unique_ptr<TableReader> open_parquet(const std::string& path, const ReadLimits& limits)
{
    return std::make_unique<ParquetReader>(path, limits);
}

}  // namespace sourcelight::io
