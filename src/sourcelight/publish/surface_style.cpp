// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/surface_style.hpp"

#include <fmt/format.h>

namespace sourcelight::publish {

std::string surface_qml(const EstimateScale& scale)
{
    // A discrete shader's entry holds up to its value; QGIS reads "inf" for the last.
    std::string items;
    for (std::size_t i = 0; i < kRamp.size(); ++i) {
        const auto value =
            i < scale.breaks.size() ? fmt::format("{}", scale.breaks[i]) : std::string{"inf"};
        items += fmt::format("     <item value=\"{}\" color=\"{}\" alpha=\"255\" label=\"{}\"/>\n",
                             value, kRamp[i], scale.labels[i]);
    }
    return fmt::format(
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
        "<qgis version=\"3.22\" styleCategories=\"Symbology\">\n"
        " <pipe>\n"
        "  <rasterrenderer type=\"singlebandpseudocolor\" band=\"1\" opacity=\"1\""
        " alphaBand=\"-1\" classificationMin=\"0\" classificationMax=\"{}\" nodataColor=\"\">\n"
        "   <rasterTransparency/>\n"
        "   <minMaxOrigin><limits>None</limits><extent>WholeRaster</extent></minMaxOrigin>\n"
        "   <rastershader>\n"
        "    <colorrampshader colorRampType=\"DISCRETE\" classificationMode=\"1\" clip=\"0\""
        " minimumValue=\"0\" maximumValue=\"{}\" labelPrecision=\"3\">\n{}"
        "    </colorrampshader>\n"
        "   </rastershader>\n"
        "  </rasterrenderer>\n"
        "  <brightnesscontrast brightness=\"0\" contrast=\"0\" gamma=\"1\"/>\n"
        "  <huesaturation saturation=\"0\" colorizeOn=\"0\" grayscaleMode=\"0\"/>\n"
        "  <rasterresampler maxOversampling=\"1\"/>\n"
        " </pipe>\n"
        " <blendMode>0</blendMode>\n"
        "</qgis>\n",
        scale.breaks.back(), scale.breaks.back(), items);
}

}  // namespace sourcelight::publish
