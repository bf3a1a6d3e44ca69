// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/date.hpp"
#include "sourcelight/io/column_batch.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace sourcelight::io {

/// Writes batches of one layout to a file. A writer that is destroyed before finish() leaves an
/// incomplete file: write inside an OutputFolder. Not for several threads at once.
class TableWriter {
public:
    TableWriter() = default;
    virtual ~TableWriter() = default;
    TableWriter(const TableWriter&) = delete;
    TableWriter& operator=(const TableWriter&) = delete;
    TableWriter(TableWriter&&) = delete;
    TableWriter& operator=(TableWriter&&) = delete;

    /// Appends the rows. The batch must have the layout's columns in the same order and kinds.
    /// Throws Error kOutputUnwritable naming the file (disk full, no permission).
    virtual void write(const ColumnBatch& batch) = 0;
    /// Completes and closes the file. Throws like write().
    virtual void finish() = 0;
};

/// Names of the columns that hold the point of a row, degrees WGS 84; empty = no geometry.
struct PointColumns {
    std::string longitude;
    std::string latitude;
};

struct ParquetOptions {
    PointColumns point;  ///< gives the WKB column `geometry_name`, GeoParquet 1.1
    std::string geometry_name = "sl_geometry";
    bool small = false;  ///< zstd instead of snappy: a third smaller, a third slower
};

/// Parquet with snappy or zstd, dictionaries on text only, no statistics on floats; GeoParquet
/// 1.1 (CRS84 points) when point columns are given. The same batches give the same bytes.
/// `layout` is any batch with the columns to come; its rows are not written.
[[nodiscard]] std::unique_ptr<TableWriter> make_parquet_writer(const std::string& path,
                                                               const ColumnBatch& layout,
                                                               const ParquetOptions& options);

struct CsvOptions {
    bool guard_formulas = true;  ///< see csv_guard_needed()
    bool bom = false;            ///< UTF-8 byte-order mark, for spreadsheets that need it
};

/// CSV (UTF-8, comma, LF, RFC 4180 quoting where needed, header line). Numbers are printed
/// locale-free in the fewest digits that read back the same.
[[nodiscard]] std::unique_ptr<TableWriter> make_csv_writer(const std::string& path,
                                                           const ColumnBatch& layout,
                                                           const CsvOptions& options = {});

/// Whether a spreadsheet could take the text for a formula: it starts with = + - @ TAB or CR and
/// is neither a complete number nor a telephone number. The CSV writer puts an apostrophe before
/// such a text.
[[nodiscard]] bool csv_guard_needed(std::string_view text) noexcept;

struct GeoPackageOptions {
    PointColumns point;
    std::string layer = "suppliers";
    Date as_of;              ///< every time stamp inside the file
    std::string style_name;  ///< with style_qml and style_sld: the default style; empty = none
    std::string style_qml;
    std::string style_sld;
};

/// A closed ring of (longitude, latitude), degrees WGS 84, counter-clockwise.
using AreaRing = std::vector<std::array<double, 2>>;

/// A layer of areas with its columns, written whole.
struct AreaLayer {
    std::string name;
    std::string description;
    ColumnBatch table;                         ///< a row an area
    std::vector<std::vector<AreaRing>> areas;  ///< of each row its polygons, by their outer rings
    std::string style_name;                    ///< as in GeoPackageOptions
    std::string style_qml;
    std::string style_sld;
};

/// A GeoPackage with its layer of suppliers, to which others may be added.
class GeoPackageWriter : public TableWriter {
public:
    /// Writes a further layer, between the last write() and finish(). Throws as write() does.
    virtual void add_areas(const AreaLayer& layer) = 0;
};

/// GeoPackage with one point layer, spatial index and a default style a layer (table
/// layer_styles). The same batches and date give the same bytes. Columns beyond SQLite's 2,000 are
/// left out, the user's last ones first, and column names that differ only by case get a number.
[[nodiscard]] std::unique_ptr<GeoPackageWriter> make_geopackage_writer(
    const std::string& path, const ColumnBatch& layout, const GeoPackageOptions& options);

/// A temporary Arrow IPC file between the two passes; any batch layout, LZ4.
[[nodiscard]] std::unique_ptr<TableWriter> make_spill_writer(const std::string& path,
                                                             const ColumnBatch& layout);

/// Reads a spill file back, batch by batch as written.
class SpillReader {
public:
    /// Throws Error kInternal naming the file if it is no spill file.
    explicit SpillReader(const std::string& path);
    ~SpillReader();
    SpillReader(const SpillReader&) = delete;
    SpillReader& operator=(const SpillReader&) = delete;
    SpillReader(SpillReader&& other) noexcept;
    SpillReader& operator=(SpillReader&& other) noexcept;

    [[nodiscard]] std::size_t batches() const noexcept;
    /// Batch `index` as it was written. Safe to call from several threads.
    [[nodiscard]] ColumnBatch read(std::size_t index) const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// The user's columns that would collide with ours: a name that, in any case, starts with "sl_" or
/// is "fid" or "geom" becomes NAME__input; a name that another column already has gets __2, __3.
struct SafeName {
    std::string name;       ///< the name in every output
    bool collided = false;  ///< renamed because of ours
    bool repeated = false;  ///< renamed because the input has it twice
};
[[nodiscard]] std::vector<SafeName> safe_column_names(const std::vector<std::string>& names);

}  // namespace sourcelight::io
