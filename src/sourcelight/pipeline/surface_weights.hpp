// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/config/settings.hpp"
#include "sourcelight/core/sink.hpp"
#include "sourcelight/geo/region_index.hpp"
#include "sourcelight/geo/surface.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace sourcelight::pipeline {

/// What expected persons are shared out by instead of where people live: the user's own file.
struct WeightFile {
    std::string file;    ///< points or a GeoTIFF of counts; empty = none
    std::string column;  ///< of points; empty = by the usual words, else each point counts 1
    std::string crs;     ///< before what the file states; empty = as stated
};

/// A weight file as it was read; not yet on the cells of any country.
struct GivenWeights {
    std::string note;                      ///< what was read and left out: file, SHA-256, counts
    std::vector<geo::PeoplePlace> points;  ///< without support
    std::vector<double> cells;             ///< of a raster: sums a cell of the grid
    double total = 0.0;
};

/// Reads points (CSV, spreadsheets, Parquet, GeoPackage, GeoJSON, FlatGeobuf, Shapefile) or, from
/// .tif and .tiff, a raster of counts.
/// Throws Error as io::read_layer() and io::read_weight_raster(), kInterrupted.
[[nodiscard]] GivenWeights read_weights(const WeightFile& given, const config::Settings& settings,
                                        const geo::SurfaceGrid& grid, const ProgressSink& sink);

/// Weights of cells, and by what a country's persons are shared out.
struct SurfaceWeights {
    std::vector<double> cells;   ///< the given weights
    std::vector<double> people;  ///< these, and where a country has none of them its people
    std::vector<float> basis;    ///< by cell: 1 = given weights, 2 = people; NaN = no support
    double left_out = 0.0;       ///< weight in the sea, or where no estimate is
    std::size_t countries = 0;   ///< with weights
};

/// Lays the weights on the cells of their own country: a point's cell, else those of its country
/// within reach of it, as people are; a raster's weight counts where its cell is.
[[nodiscard]] SurfaceWeights lay_weights(const GivenWeights& given, const geo::RegionIndex& index,
                                         const geo::SurfaceGrid& grid,
                                         const geo::SupportMap& supports,
                                         std::span<const geo::SupportIndex> cells,
                                         std::span<const double> people,
                                         std::span<const double> rates);

}  // namespace sourcelight::pipeline
