// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/assessor.hpp"
#include "sourcelight/core/estimate.hpp"
#include "sourcelight/geo/surface.hpp"
#include "sourcelight/pipeline/map_subject.hpp"

#include <cstdint>
#include <vector>

namespace sourcelight::pipeline {

/// What the list in force says of a place and good.
enum class SurfaceListing : std::uint8_t { kNone, kChildLabour, kInput, kForcedLabour };

/// What one support has.
struct SurfaceValue {
    MaybeEstimate prevalence_per_1000;  ///< empty where it is withheld
    MaybeEstimate hazard_24m;           ///< empty where it is listed or withheld
    double mean = 0.0;                  ///< of the prevalence draws, persons per worker
    char grade = '\0';                  ///< C, D or E; none for sectors and all work
    SurfaceListing listing = SurfaceListing::kNone;
};

/// The estimates of a subject at every covered place, as a supplier there would get them.
struct SurfaceValues {
    std::vector<geo::SurfaceSupport> supports;
    std::vector<SurfaceValue> values;  ///< by support
    std::vector<geo::CountryAmount>
        persons;  ///< expected persons, of countries that are not withheld
};

/// A good or an activity has values of its own at each region with evidence, rules or programmes,
/// at the other regions of its country and at the country where the region is not known; a sector
/// or all work has one a country. Expected persons are the mean of the country's draws of
/// prevalence times the workers behind the subject there. Cost: a millisecond or so a support.
[[nodiscard]] SurfaceValues surface_values(const assess::Assessor& assessor,
                                           const MapSubject& subject);

}  // namespace sourcelight::pipeline
