// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/io/arrow_error.hpp"
#include "sourcelight/io/column_batch_impl.hpp"
#include "sourcelight/io/writers.hpp"

#include <arrow/array.h>
#include <arrow/builder.h>
#include <arrow/io/file.h>
#include <arrow/record_batch.h>
#include <arrow/type.h>
#include <arrow/util/key_value_metadata.h>
#include <parquet/arrow/writer.h>
#include <parquet/properties.h>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <limits>
#include <optional>
#include <string_view>
#include <unordered_set>
#include <utility>

namespace sourcelight::io {
namespace {

using ArrayPointer = std::shared_ptr<arrow::Array>;

/// Whether a dictionary pays: a text that stands in few rows costs more in one than outside.
bool repeats(const arrow::Array& column)
{
    if (column.type_id() != arrow::Type::STRING) {
        return true;  // a dictionary already, or a rarer kind of text
    }
    const auto& texts = static_cast<const arrow::StringArray&>(column);
    std::unordered_set<std::string_view> distinct;
    for (std::int64_t i = 0; i < texts.length(); ++i) {
        distinct.insert(texts.GetView(i));
    }
    return 2 * distinct.size() <= static_cast<std::size_t>(texts.length());
}

/// Dictionaries pay for texts only, and nobody filters by the range of a float or a name.
/// `first` is the first batch: whether its texts repeat is taken for the whole file.
std::shared_ptr<parquet::WriterProperties> writer_properties(const arrow::RecordBatch& first,
                                                             bool small)
{
    const auto& schema = *first.schema();
    parquet::WriterProperties::Builder builder;
    builder.compression(small ? arrow::Compression::ZSTD : arrow::Compression::SNAPPY);
    builder.disable_dictionary();
    for (int i = 0; i < schema.num_fields(); ++i) {
        const auto& field = schema.field(i);
        switch (field->type()->id()) {
        case arrow::Type::STRING:
        case arrow::Type::LARGE_STRING:
        case arrow::Type::DICTIONARY:
            if (repeats(*first.column(i))) {
                builder.enable_dictionary(field->name());
            }
            builder.disable_statistics(field->name());
            break;
        case arrow::Type::FLOAT:
        case arrow::Type::DOUBLE:
        case arrow::Type::BINARY: builder.disable_statistics(field->name()); break;
        default: break;
        }
    }
    return builder.build();
}

struct Box {
    double west = std::numeric_limits<double>::infinity();
    double south = std::numeric_limits<double>::infinity();
    double east = -std::numeric_limits<double>::infinity();
    double north = -std::numeric_limits<double>::infinity();

    void add(double x, double y) noexcept
    {
        west = std::min(west, x);
        east = std::max(east, x);
        south = std::min(south, y);
        north = std::max(north, y);
    }
};

/// Points in little-endian WKB; null where a coordinate is missing.
ArrayPointer wkb_points(const ColumnBatch& batch, std::size_t longitude, std::size_t latitude,
                        Box& box)
{
    static_assert(std::endian::native == std::endian::little);
    const auto xs = batch.reals64(longitude);
    const auto ys = batch.reals64(latitude);
    std::array<char, 21> point{1, 1, 0, 0, 0};
    arrow::BinaryBuilder builder;
    const auto rows = static_cast<std::int64_t>(batch.rows());
    require(builder.Reserve(rows), Errc::kInternal, "points");
    require(builder.ReserveData(rows * static_cast<std::int64_t>(point.size())), Errc::kInternal,
            "points");
    for (std::size_t i = 0; i < batch.rows(); ++i) {
        if (batch.missing(longitude, i) || batch.missing(latitude, i)) {
            require(builder.AppendNull(), Errc::kInternal, "a point");
            continue;
        }
        std::memcpy(point.data() + 5, &xs[i], sizeof(double));
        std::memcpy(point.data() + 13, &ys[i], sizeof(double));
        require(builder.Append(point.data(), static_cast<std::int32_t>(point.size())),
                Errc::kInternal, "a point");
        box.add(xs[i], ys[i]);
    }
    return require(builder.Finish(), Errc::kInternal, "points");
}

std::string geo_metadata(const std::string& column, const Box& box)
{
    const auto extent = box.west <= box.east ? fmt::format(",\"bbox\":[{},{},{},{}]", box.west,
                                                           box.south, box.east, box.north)
                                             : std::string{};
    return fmt::format("{{\"version\":\"1.1.0\",\"primary_column\":\"{0}\",\"columns\":{{\"{0}\":"
                       "{{\"encoding\":\"WKB\",\"geometry_types\":[\"Point\"]{1}}}}}}}",
                       column, extent);
}

class ParquetWriter final : public TableWriter {
public:
    ParquetWriter(std::string path, const ColumnBatch& layout, const ParquetOptions& options)
        : m_path{std::move(path)}, m_small{options.small}, m_geometry_name{options.geometry_name},
          m_longitude{layout.find(options.point.longitude)},
          m_latitude{layout.find(options.point.latitude)}, m_schema{unwrap(layout)->schema()}
    {
        if (points()) {
            auto fields = m_schema->fields();
            fields.push_back(arrow::field(m_geometry_name, arrow::binary()));
            m_schema = arrow::schema(std::move(fields));
        }
        m_file =
            require(arrow::io::FileOutputStream::Open(m_path), Errc::kOutputUnwritable, m_path);
    }

    void write(const ColumnBatch& batch) override
    {
        auto arrays = unwrap(batch)->columns();
        if (points()) {
            arrays.push_back(wkb_points(batch, *m_longitude, *m_latitude, m_box));
        }
        const auto whole = arrow::RecordBatch::Make(
            m_schema, static_cast<std::int64_t>(batch.rows()), std::move(arrays));
        if (m_writer == nullptr) {
            open(*whole);
        }
        // A row group a batch: its dictionaries are those of the batch, and memory stays bounded.
        require(m_writer->NewBufferedRowGroup(), Errc::kOutputUnwritable, m_path);
        require(m_writer->WriteRecordBatch(*whole), Errc::kOutputUnwritable, m_path);
    }

    void finish() override
    {
        if (m_writer == nullptr) {
            open(*require(arrow::RecordBatch::MakeEmpty(m_schema), Errc::kInternal, "no rows"));
        }
        if (points()) {
            require(m_writer->AddKeyValueMetadata(
                        arrow::key_value_metadata({"geo"}, {geo_metadata(m_geometry_name, m_box)})),
                    Errc::kOutputUnwritable, m_path);
        }
        require(m_writer->Close(), Errc::kOutputUnwritable, m_path);
        require(m_file->Close(), Errc::kOutputUnwritable, m_path);
    }

private:
    [[nodiscard]] bool points() const noexcept { return m_longitude && m_latitude; }

    void open(const arrow::RecordBatch& first)
    {
        auto arrow_properties =
            parquet::ArrowWriterProperties::Builder{}.set_use_threads(true)->build();
        m_writer = require(
            parquet::arrow::FileWriter::Open(*m_schema, arrow::default_memory_pool(), m_file,
                                             writer_properties(first, m_small), arrow_properties),
            Errc::kOutputUnwritable, m_path);
    }

    std::string m_path;
    bool m_small = false;
    std::string m_geometry_name;
    std::optional<std::size_t> m_longitude;
    std::optional<std::size_t> m_latitude;
    std::shared_ptr<arrow::Schema> m_schema;
    std::shared_ptr<arrow::io::FileOutputStream> m_file;
    std::unique_ptr<parquet::arrow::FileWriter> m_writer;
    Box m_box;
};

}  // namespace

std::unique_ptr<TableWriter> make_parquet_writer(const std::string& path, const ColumnBatch& layout,
                                                 const ParquetOptions& options)
{
    return std::make_unique<ParquetWriter>(path, layout, options);
}

}  // namespace sourcelight::io
