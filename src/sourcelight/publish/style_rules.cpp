// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/style_rules.hpp"

#include <fmt/format.h>

#include <charconv>

namespace sourcelight::publish {
namespace {

std::string sld_bound(std::string_view test, std::string_view column, std::string_view value)
{
    return fmt::format("<ogc:{0}><ogc:PropertyName>{1}</ogc:PropertyName>"
                       "<ogc:Literal>{2}</ogc:Literal></ogc:{0}>",
                       test, column, value);
}

int channel(std::string_view hex, std::size_t at)
{
    int value = 0;
    std::from_chars(hex.data() + at, hex.data() + at + 2, value, 16);
    return value;
}

}  // namespace

std::string qml_colour(std::string_view hex)
{
    return fmt::format("{},{},{},255", channel(hex, 1), channel(hex, 3), channel(hex, 5));
}

std::string qml_layer(std::string_view kind, std::span<const std::string_view> properties,
                      std::string_view sub_symbol)
{
    std::string text = fmt::format("    <layer class=\"{}\" enabled=\"1\" locked=\"0\" "
                                   "pass=\"0\">\n     <Option type=\"Map\">\n",
                                   kind);
    for (std::size_t i = 0; i + 1 < properties.size(); i += 2) {
        text += fmt::format("      <Option name=\"{}\" type=\"QString\" value=\"{}\"/>\n",
                            properties[i], properties[i + 1]);
    }
    return text + "     </Option>\n" + std::string{sub_symbol} + "    </layer>\n";
}

std::string qml_range(std::string_view column, const StyleClass& entry)
{
    std::string filter;
    if (!entry.low.empty()) {
        filter += fmt::format("&quot;{}&quot; >= {}", column, entry.low);
    }
    if (!entry.high.empty()) {
        filter += filter.empty() ? "" : " AND ";
        filter += fmt::format("&quot;{}&quot; &lt; {}", column, entry.high);
    }
    return filter;
}

std::string sld_range(std::string_view column, const StyleClass& entry)
{
    constexpr std::string_view kFrom = "PropertyIsGreaterThanOrEqualTo";
    constexpr std::string_view kBelow = "PropertyIsLessThan";
    if (entry.low.empty()) {
        return sld_bound(kBelow, column, entry.high);
    }
    if (entry.high.empty()) {
        return sld_bound(kFrom, column, entry.low);
    }
    return fmt::format("<ogc:And>{}{}</ogc:And>", sld_bound(kFrom, column, entry.low),
                       sld_bound(kBelow, column, entry.high));
}

std::string qml_document(std::span<const StyleRule> rules, std::string_view symbol)
{
    std::string list;
    std::string symbols;
    for (std::size_t i = 0; i < rules.size(); ++i) {
        list +=
            fmt::format("   <rule key=\"class{0}\" symbol=\"{0}\" label=\"{1}\" filter=\"{2}\"/>\n",
                        i, rules[i].label, rules[i].qml_filter);
        symbols += fmt::format("   <symbol type=\"{}\" name=\"{}\" alpha=\"1\" "
                               "clip_to_extent=\"1\" force_rhr=\"0\">\n{}   </symbol>\n",
                               symbol, i, rules[i].qml_layers);
    }
    return fmt::format("<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
                       "<qgis version=\"3.22\" styleCategories=\"Symbology\">\n"
                       " <renderer-v2 type=\"RuleRenderer\" symbollevels=\"0\" "
                       "forceraster=\"0\" enableorderby=\"0\">\n"
                       "  <rules key=\"root\">\n{}  </rules>\n"
                       "  <symbols>\n{}  </symbols>\n"
                       " </renderer-v2>\n"
                       "</qgis>\n",
                       list, symbols);
}

std::string sld_document(std::span<const StyleRule> rules, std::string_view layer)
{
    std::string list;
    for (const auto& rule : rules) {
        list += fmt::format("   <se:Rule><se:Name>{}</se:Name><ogc:Filter>{}</ogc:Filter>{}"
                            "</se:Rule>\n",
                            rule.label, rule.sld_filter, rule.sld_symbol);
    }
    return fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                       "<StyledLayerDescriptor version=\"1.1.0\" "
                       "xmlns=\"http://www.opengis.net/sld\" "
                       "xmlns:ogc=\"http://www.opengis.net/ogc\" "
                       "xmlns:se=\"http://www.opengis.net/se\">\n"
                       " <NamedLayer><se:Name>{0}</se:Name><UserStyle>"
                       "<se:Name>{0}</se:Name><se:FeatureTypeStyle>\n{1} "
                       "</se:FeatureTypeStyle></UserStyle></NamedLayer>\n"
                       "</StyledLayerDescriptor>\n",
                       layer, list);
}

}  // namespace sourcelight::publish
