// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace sourcelight::publish {

/// A style that a layer of suppliers.gpkg carries, so that it opens coloured.
struct LayerStyle {
    std::string name;
    std::string qml;  ///< QGIS
    std::string sld;  ///< OGC Styled Layer Descriptor 1.1
};

/// Suppliers: circles by sl_site_probability in the classes of the bands, one hue from light to
/// dark; filled where the place is known by coordinates or address, rings where only the town is;
/// hollow grey circles for suppliers that are not scored. Classes and colours are the report's.
[[nodiscard]] const LayerStyle& supplier_layer_style();

/// Hexagons: areas by sl_expected_persons in powers of ten, the same hue; hatched grey where no
/// supplier is scored.
[[nodiscard]] const LayerStyle& hexagon_layer_style();

}  // namespace sourcelight::publish
