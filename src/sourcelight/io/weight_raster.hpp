// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/io/vector_layer.hpp"

#include <cstdint>
#include <functional>
#include <string>

namespace sourcelight::io {

/// A raster of counts, such as people a cell, and how to read it.
struct WeightRasterRequest {
    std::string path;  ///< GeoTIFF; its first band is read
    std::string crs;   ///< "EPSG:32723" stands before what the file states; empty = as stated
    std::string crs_option = "--weight-crs";  ///< what messages call it
    double degrees = 0.1;                     ///< larger cells are cut into parts of half this size
    std::uint64_t most_bytes = std::uint64_t{1} << 29U;  ///< of the file
    std::int64_t most_cells = 1'000'000'000;
};

/// What was read of it.
struct WeightRasterSummary {
    std::string format;         ///< "GeoTIFF, EPSG:32723 brought to WGS 84"
    std::int64_t cells = 0;     ///< with a value above 0
    std::int64_t left_out = 0;  ///< with a value, but off the earth
};

/// Hands over every positive value at the place of its cell, in rows from the first on; a cell
/// larger than asked for is handed over in parts that add up to it. No-data and NaN are nothing,
/// not 0.
/// @param each_row  called before every row; may throw to stop
///
/// @throws Error kInputUnreadable: not there, no GeoTIFF, damaged, no reference system, or
///         coordinates that do not fit it; kValueOutOfDomain: a negative or infinite value that is
///         not stated as no-data; kNoUsableColumn: no value above 0; kLimitExceeded
[[nodiscard]] WeightRasterSummary read_weight_raster(
    const WeightRasterRequest& request, const std::function<void(Position, double)>& add,
    const std::function<void()>& each_row);

}  // namespace sourcelight::io
