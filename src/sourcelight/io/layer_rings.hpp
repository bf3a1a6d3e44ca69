// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ogr_geometry.h>

#include <vector>

// Only for the .cpp files of io/: this header is not installed.
namespace sourcelight::io {

/// The polygons of a geometry, also those of a mixed collection.
[[nodiscard]] std::vector<OGRPolygon*> polygons_of(OGRGeometry& geometry);

/// Makes a polygon in degrees one piece of the plane: longitudes run on beyond 180 where a ring
/// crosses the antimeridian (an edge that spans more than half a turn), a ring around a pole is
/// closed along it, holes lie in the same turn as their shell. Without that a sound area there
/// would seem to cross itself.
void run_on(OGRPolygon& polygon);

}  // namespace sourcelight::io
