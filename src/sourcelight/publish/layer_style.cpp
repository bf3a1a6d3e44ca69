// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/layer_style.hpp"

#include <fmt/format.h>

#include <array>
#include <cstddef>
#include <string_view>

namespace sourcelight::publish {
namespace {

struct StyleClass {
    std::string_view label;
    std::string_view low;   ///< empty = no lower end
    std::string_view high;  ///< empty = no upper end
    int red;
    int green;
    int blue;
};

/// The bands of methodology section 9 with the colours of the report's scale.
constexpr std::array<StyleClass, 5> kClasses{{
    {"very low: below 0.5 %", "", "0.005", 0xE6, 0xEF, 0xF7},
    {"low: 0.5 to 2 %", "0.005", "0.02", 0xB5, 0xCE, 0xE6},
    {"moderate: 2 to 10 %", "0.02", "0.1", 0x85, 0xAE, 0xD4},
    {"high: 10 to 30 %", "0.1", "0.3", 0x34, 0x6D, 0xA5},
    {"very high: 30 % and more", "0.3", "", 0x0E, 0x2F, 0x5C},
}};
constexpr std::string_view kColumn = "sl_site_probability";
constexpr std::string_view kNoDataLabel = "not scored: no data";

std::string qml_filter(const StyleClass& entry)
{
    std::string filter;
    if (!entry.low.empty()) {
        filter += fmt::format("&quot;{}&quot; >= {}", kColumn, entry.low);
    }
    if (!entry.high.empty()) {
        filter += filter.empty() ? "" : " AND ";
        filter += fmt::format("&quot;{}&quot; &lt; {}", kColumn, entry.high);
    }
    return filter;
}

std::string qml_rule(std::size_t number, std::string_view label, std::string_view filter)
{
    return fmt::format("   <rule key=\"class{0}\" symbol=\"{0}\" label=\"{1}\" filter=\"{2}\"/>\n",
                       number, label, filter);
}

std::string qml_symbol(std::size_t number, std::string_view fill, std::string_view outline)
{
    return fmt::format("   <symbol type=\"marker\" name=\"{}\" alpha=\"1\">\n"
                       "    <layer class=\"SimpleMarker\" enabled=\"1\" locked=\"0\" pass=\"0\">\n"
                       "     <Option type=\"Map\">\n"
                       "      <Option name=\"name\" type=\"QString\" value=\"circle\"/>\n"
                       "      <Option name=\"color\" type=\"QString\" value=\"{}\"/>\n"
                       "      <Option name=\"outline_color\" type=\"QString\" value=\"{}\"/>\n"
                       "      <Option name=\"outline_width\" type=\"QString\" value=\"0.3\"/>\n"
                       "      <Option name=\"size\" type=\"QString\" value=\"2.6\"/>\n"
                       "      <Option name=\"size_unit\" type=\"QString\" value=\"MM\"/>\n"
                       "     </Option>\n"
                       "    </layer>\n"
                       "   </symbol>\n",
                       number, fill, outline);
}

std::string make_qml()
{
    std::string rules;
    std::string symbols;
    for (std::size_t i = 0; i < kClasses.size(); ++i) {
        const auto& entry = kClasses[i];
        rules += qml_rule(i, entry.label, qml_filter(entry));
        symbols += qml_symbol(i, fmt::format("{},{},{},255", entry.red, entry.green, entry.blue),
                              "28,35,43,255");
    }
    rules +=
        qml_rule(kClasses.size(), kNoDataLabel, fmt::format("&quot;{}&quot; IS NULL", kColumn));
    symbols += qml_symbol(kClasses.size(), "255,255,255,0", "107,114,128,255");
    return fmt::format("<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
                       "<qgis version=\"3.22\" styleCategories=\"Symbology\">\n"
                       " <renderer-v2 type=\"RuleRenderer\" symbollevels=\"0\">\n"
                       "  <rules key=\"root\">\n{}  </rules>\n"
                       "  <symbols>\n{}  </symbols>\n"
                       " </renderer-v2>\n"
                       "</qgis>\n",
                       rules, symbols);
}

std::string sld_bound(std::string_view test, std::string_view value)
{
    return fmt::format("<ogc:{0}><ogc:PropertyName>{1}</ogc:PropertyName>"
                       "<ogc:Literal>{2}</ogc:Literal></ogc:{0}>",
                       test, kColumn, value);
}

std::string sld_filter(const StyleClass& entry)
{
    constexpr std::string_view kFrom = "PropertyIsGreaterThanOrEqualTo";
    constexpr std::string_view kBelow = "PropertyIsLessThan";
    if (entry.low.empty()) {
        return sld_bound(kBelow, entry.high);
    }
    if (entry.high.empty()) {
        return sld_bound(kFrom, entry.low);
    }
    return fmt::format("<ogc:And>{}{}</ogc:And>", sld_bound(kFrom, entry.low),
                       sld_bound(kBelow, entry.high));
}

std::string sld_rule(std::string_view label, std::string_view filter, std::string_view fill,
                     std::string_view stroke)
{
    return fmt::format(
        "   <se:Rule><se:Name>{0}</se:Name><ogc:Filter>{1}</ogc:Filter>"
        "<se:PointSymbolizer><se:Graphic><se:Mark>"
        "<se:WellKnownName>circle</se:WellKnownName>{2}<se:Stroke>"
        "<se:SvgParameter name=\"stroke\">{3}</se:SvgParameter></se:Stroke></se:Mark>"
        "<se:Size>9</se:Size></se:Graphic></se:PointSymbolizer></se:Rule>\n",
        label, filter, fill, stroke);
}

std::string make_sld()
{
    std::string rules;
    for (const auto& entry : kClasses) {
        const auto fill = fmt::format("<se:Fill><se:SvgParameter name=\"fill\">#{:02x}{:02x}{:02x}"
                                      "</se:SvgParameter></se:Fill>",
                                      entry.red, entry.green, entry.blue);
        rules += sld_rule(entry.label, sld_filter(entry), fill, "#1c232b");
    }
    rules += sld_rule(kNoDataLabel,
                      fmt::format("<ogc:PropertyIsNull><ogc:PropertyName>{}</ogc:PropertyName>"
                                  "</ogc:PropertyIsNull>",
                                  kColumn),
                      "", "#6b7280");
    return fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                       "<StyledLayerDescriptor version=\"1.1.0\" "
                       "xmlns=\"http://www.opengis.net/sld\" "
                       "xmlns:ogc=\"http://www.opengis.net/ogc\" "
                       "xmlns:se=\"http://www.opengis.net/se\">\n"
                       " <NamedLayer><se:Name>suppliers</se:Name><UserStyle>"
                       "<se:Name>suppliers</se:Name><se:FeatureTypeStyle>\n{} "
                       "</se:FeatureTypeStyle></UserStyle></NamedLayer>\n"
                       "</StyledLayerDescriptor>\n",
                       rules);
}

}  // namespace

const LayerStyle& supplier_layer_style()
{
    static const LayerStyle style{"estimated site probability", make_qml(), make_sld()};
    return style;
}

}  // namespace sourcelight::publish
