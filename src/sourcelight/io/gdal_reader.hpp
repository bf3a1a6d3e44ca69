// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/io/table_reader.hpp"

#include <memory>
#include <string>

// Only for io/: this header is not installed.
namespace sourcelight::io {

/// Reads spreadsheets and vector layers, every cell as text; see open_table().
/// @param driver  the GDAL driver to use: XLSX, XLS, ODS, GPKG, GeoJSON, GeoJSONSeq, FlatGeobuf
///                or ESRI Shapefile
[[nodiscard]] std::unique_ptr<TableReader> open_gdal(const std::string& path,
                                                     const std::string& driver,
                                                     const ReadLimits& limits,
                                                     const HeaderJudge& judge);

}  // namespace sourcelight::io
