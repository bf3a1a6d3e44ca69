// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/sink.hpp"
#include "sourcelight/io/replaced_file.hpp"
#include "sourcelight/pipeline/map_run.hpp"
#include "sourcelight/pipeline/map_subject.hpp"
#include "sourcelight/pipeline/map_world.hpp"

namespace sourcelight::pipeline {

/// Writes the subject as a raster of 0.1 degrees (Cloud-Optimised GeoTIFF) with a QGIS style of
/// the same name beside it; docs/surface.md says what the bands are and how they are made.
/// Throws Error kOutputExists without `force`, kOutputUnwritable, kDatasetInvalid, kInterrupted.
/// Cost: a few seconds and 300 MB.
/// @param out  the raster to appear; committed here
[[nodiscard]] MapSummary run_surface(const MapWorld& world, const MapSubject& subject,
                                     const MapRequest& request, io::ReplacedFile& out,
                                     ProgressSink& sink);

}  // namespace sourcelight::pipeline
