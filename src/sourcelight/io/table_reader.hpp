// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/finding.hpp"
#include "sourcelight/io/column_batch.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sourcelight::io {

/// The column that layers with other shapes than points get beside latitude and longitude: how far
/// a row's shape reaches from there, km; empty for points.
inline constexpr std::string_view kShapeRadiusColumn = "shape_radius_km";

/// How much of a user's file is taken before the run stops with Error kLimitExceeded.
struct ReadLimits {
    std::size_t cell_bytes = std::size_t{1} << 20;          ///< one cell
    std::size_t columns = 16384;                            ///< as many as a spreadsheet has
    std::uint64_t unzipped_bytes = std::uint64_t{2} << 30;  ///< XLSX and ODS, all parts together
    double zip_ratio = 200.0;             ///< unzipped / zipped of one part larger than 16 MiB
    std::size_t batch_rows = 65536;       ///< rows of a batch
    std::size_t batch_cells = 1U << 22U;  ///< cells of a batch, so that wide files stay small
};

/// How many cells of a row are words that head a column of a supplier list.
using HeaderJudge = std::function<std::size_t(const std::vector<std::string>& cells)>;

/// What was found out about a file when it was opened.
struct TableInfo {
    std::string file;                  ///< base name
    std::string format;                ///< for the reader: "CSV, Windows-1252, separator ;"
    std::vector<std::string> columns;  ///< names as in the file; "column 5" where it has none
    std::int64_t header_line = 1;      ///< line or row of the header, 1-based; 0 = none
    std::int64_t first_line = 0;       ///< line or row of data row 1; 0 = the file has no lines
};

/// The rows of one file in order, batch by batch: memory does not grow with the number of rows.
/// Not for several threads at once.
class TableReader {
public:
    TableReader() = default;
    virtual ~TableReader() = default;
    TableReader(const TableReader&) = delete;
    TableReader& operator=(const TableReader&) = delete;
    TableReader(TableReader&&) = delete;
    TableReader& operator=(TableReader&&) = delete;

    [[nodiscard]] virtual const TableInfo& info() const noexcept = 0;
    /// The next rows, or nothing at the end. Throws Error kInputUnreadable or kLimitExceeded
    /// naming file, row and column.
    [[nodiscard]] virtual std::optional<ColumnBatch> next() = 0;
    /// What was odd since the last call; Finding::row is the data row of this file (0 = all).
    [[nodiscard]] virtual std::vector<Finding> take_findings() = 0;
};

/// The GDAL driver of a vector file by its bytes (GPKG, GeoJSON, GeoJSONSeq, FlatGeobuf or ESRI
/// Shapefile); empty if it is a table of rows. Throws Error kInputUnreadable if it is no file.
[[nodiscard]] std::string vector_driver(const std::string& path);

/// Opens CSV, TSV, XLSX, XLS, ODS, Parquet, GeoPackage, GeoJSON, FlatGeobuf or Shapefile; the
/// kind is told by the bytes, not by the name.
///
/// @param judge  finds the header row below title lines and the sheet with the list
/// @throws Error kInputUnreadable (missing, a folder, undecodable, damaged, empty),
///         kNoUsableColumn (no header or header only), kLimitExceeded
[[nodiscard]] std::unique_ptr<TableReader> open_table(const std::string& path,
                                                      const ReadLimits& limits,
                                                      const HeaderJudge& judge);

}  // namespace sourcelight::io
