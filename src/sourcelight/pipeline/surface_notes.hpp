// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/io/cog_writer.hpp"
#include "sourcelight/pipeline/map_run.hpp"
#include "sourcelight/pipeline/map_subject.hpp"
#include "sourcelight/pipeline/map_world.hpp"
#include "sourcelight/publish/estimate_classes.hpp"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace sourcelight::pipeline {

/// The classes of a measure.
[[nodiscard]] const publish::EstimateScale& scale_of(MapMeasure measure) noexcept;

// The bands of a surface with their names, units and meanings, without values.
/// @param part  0 = median, 1 = lower, 2 = upper end of the 90 % interval
[[nodiscard]] io::RasterBand estimate_band(MapMeasure measure, std::size_t part);
[[nodiscard]] io::RasterBand grade_band();
[[nodiscard]] io::RasterBand listing_band();
[[nodiscard]] io::RasterBand support_band();
[[nodiscard]] io::RasterBand persons_band();
[[nodiscard]] io::RasterBand weight_band();
[[nodiscard]] io::RasterBand basis_band();

/// What a reader of the file alone must know: subject, measure, date, method, sources with their
/// licences, rules of coasts and borders, and what the resolution does not mean.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> surface_metadata(
    const MapWorld& world, const MapSubject& subject, const MapRequest& request);

}  // namespace sourcelight::pipeline
