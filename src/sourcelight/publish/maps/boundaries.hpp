// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/publish/maps/projection.hpp"
#include "sourcelight/reference/catalogue.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace sourcelight::publish::maps {

/// One ring of a shape, degrees, open: the first point is not repeated.
using GeoRing = std::vector<LonLat>;

/// A country or region as it is drawn.
struct Shape {
    std::string code;     ///< ISO 3166-1 alpha-2 or ISO 3166-2
    std::string country;  ///< ISO 3166-1 alpha-2
    std::string name;     ///< English
    LonLat label;
    std::vector<std::vector<GeoRing>> polygons;  ///< each an outer ring and its holes
};

struct Boundaries {
    std::vector<Shape> countries;
    std::vector<Shape> regions;
};

/// Shapes of all countries, and of the regions of the countries that are wanted.
/// Throws Error kDatasetInvalid if the dataset fails its manifest or a shape cannot be read.
[[nodiscard]] Boundaries load_boundaries(const reference::Catalogue& catalogue,
                                         const std::function<bool(std::string_view)>& wanted);

/// The rings of an encoded geometry; how it is encoded stands in the dataset's manifest.
/// Throws Error kDatasetInvalid.
[[nodiscard]] std::vector<std::vector<GeoRing>> decode_geometry(std::string_view text);

}  // namespace sourcelight::publish::maps
