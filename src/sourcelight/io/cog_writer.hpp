// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/date.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace sourcelight::io {

/// One band of a raster; NaN = no data.
struct RasterBand {
    std::string name;  ///< description that GIS programs list
    std::string unit;  ///< empty = none
    std::vector<std::pair<std::string, std::string>> metadata = {};
    std::vector<float> values;  ///< row by row from the north, columns * rows
};

/// A raster in EPSG:4326, north up, square cells.
struct Raster {
    std::int32_t columns = 0;
    std::int32_t rows = 0;
    double west = -180.0;  ///< outer edges, degrees
    double north = 90.0;
    double degrees = 0.1;  ///< side of a cell
    std::vector<RasterBand> bands;
    std::vector<std::pair<std::string, std::string>> metadata;  ///< of the file: name, value
    Date as_of;                                                 ///< the file's time stamp
    unsigned threads = 1;                                       ///< for compression
};

/// Writes a Cloud-Optimised GeoTIFF: tiles of 512, DEFLATE with the floating-point predictor,
/// overviews by the nearest cell (a mean of two countries is no country's value). The same raster
/// gives the same bytes for any number of threads. GDAL keeps temporary files beside `path`: write
/// inside an OutputFolder or ReplacedFile.
/// Throws Error kOutputUnwritable naming the file (disk full, no permission), kShapeMismatch if a
/// band has another size.
void write_cog(const std::string& path, const Raster& raster);

}  // namespace sourcelight::io
