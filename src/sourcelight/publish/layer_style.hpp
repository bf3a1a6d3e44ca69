// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace sourcelight::publish {

/// The style that suppliers.gpkg carries, so that the layer opens coloured: circles by
/// sl_site_probability in the classes of the bands, one hue from light to dark, and hollow grey
/// circles for suppliers that are not scored. Classes and colours are those of the report.
struct LayerStyle {
    std::string name;
    std::string qml;  ///< QGIS
    std::string sld;  ///< OGC Styled Layer Descriptor 1.1
};
[[nodiscard]] const LayerStyle& supplier_layer_style();

}  // namespace sourcelight::publish
