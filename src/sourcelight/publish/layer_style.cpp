// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/layer_style.hpp"

#include "sourcelight/publish/style_rules.hpp"

#include <fmt/format.h>

#include <array>
#include <string_view>
#include <vector>

namespace sourcelight::publish {
namespace {

/// The bands of methodology section 9 with the colours of the report's scale.
constexpr std::array<StyleClass, 5> kBands{{
    {"very low: chance below 0.5 %", "", "0.005", "#e6eff7"},
    {"low: chance of 0.5 to 2 %", "0.005", "0.02", "#b5cee6"},
    {"moderate: chance of 2 to 10 %", "0.02", "0.1", "#85aed4"},
    {"high: chance of 10 to 30 %", "0.1", "0.3", "#346da5"},
    {"very high: chance of 30 % and more", "0.3", "", "#0e2f5c"},
}};
constexpr std::array<StyleClass, 5> kPersons{{
    {"below 0.1 expected persons", "", "0.1", "#e6eff7"},
    {"0.1 to 1 expected persons", "0.1", "1", "#b5cee6"},
    {"1 to 10 expected persons", "1", "10", "#85aed4"},
    {"10 to 100 expected persons", "10", "100", "#346da5"},
    {"100 and more expected persons", "100", "", "#0e2f5c"},
}};
constexpr std::string_view kProbability = "sl_site_probability";
constexpr std::string_view kExpected = "sl_expected_persons";
constexpr std::string_view kNoDataLabel = "not scored: no data";
constexpr std::string_view kInk = "#1c232b";
constexpr std::string_view kGrey = "#6b7280";
constexpr std::string_view kWhite = "#ffffff";

std::string sld_null(std::string_view column)
{
    return fmt::format("<ogc:PropertyIsNull><ogc:PropertyName>{}</ogc:PropertyName>"
                       "</ogc:PropertyIsNull>",
                       column);
}

/// A circle; an empty fill is none.
std::string qml_circle(std::string_view fill, std::string_view outline, std::string_view size)
{
    const auto colour = fill.empty() ? std::string{"255,255,255,0"} : qml_colour(fill);
    const auto line = qml_colour(outline);
    const std::array<std::string_view, 12> properties{
        "name",          "circle", "color", colour, "outline_color", line,
        "outline_width", "0.3",    "size",  size,   "size_unit",     "MM"};
    return qml_layer("SimpleMarker", properties);
}

std::string sld_circle(std::string_view fill, std::string_view outline, int size)
{
    const auto inside =
        fill.empty() ? std::string{}
                     : fmt::format("<se:Fill><se:SvgParameter name=\"fill\">{}</se:SvgParameter>"
                                   "</se:Fill>",
                                   fill);
    return fmt::format("<se:PointSymbolizer><se:Graphic><se:Mark>"
                       "<se:WellKnownName>circle</se:WellKnownName>{}<se:Stroke>"
                       "<se:SvgParameter name=\"stroke\">{}</se:SvgParameter></se:Stroke></se:Mark>"
                       "<se:Size>{}</se:Size></se:Graphic></se:PointSymbolizer>",
                       inside, outline, size);
}

/// Where a site is known by coordinates or address, or not so well.
struct Precision {
    std::string_view label;
    std::string_view qml;
    std::string_view sld;
    bool exact;
};
constexpr std::string_view kIsExact =
    "<ogc:Or><ogc:PropertyIsEqualTo><ogc:PropertyName>sl_place_method</ogc:PropertyName>"
    "<ogc:Literal>coordinates</ogc:Literal></ogc:PropertyIsEqualTo><ogc:PropertyIsEqualTo>"
    "<ogc:PropertyName>sl_place_method</ogc:PropertyName><ogc:Literal>address</ogc:Literal>"
    "</ogc:PropertyIsEqualTo></ogc:Or>";

std::vector<StyleRule> supplier_rules()
{
    const auto is_not_exact = fmt::format("<ogc:Not>{}</ogc:Not>", kIsExact);
    const std::array<Precision, 2> precisions{
        {{"", "&quot;sl_place_method&quot; IN ('coordinates', 'address')", kIsExact, true},
         {", place known by its town",
          "&quot;sl_place_method&quot; NOT IN ('coordinates', 'address')", is_not_exact, false}}};
    std::vector<StyleRule> rules;
    for (const auto& precision : precisions) {
        for (const auto& band : kBands) {
            StyleRule rule;
            rule.label = fmt::format("{}{}", band.label, precision.label);
            rule.qml_filter =
                fmt::format("{} AND {}", qml_range(kProbability, band), precision.qml);
            rule.sld_filter = fmt::format("<ogc:And>{}{}</ogc:And>", sld_range(kProbability, band),
                                          precision.sld);
            rule.qml_layers = qml_circle(band.colour, kInk, "2.6");
            rule.sld_symbol = sld_circle(band.colour, kInk, 9);
            if (!precision.exact) {
                // A hole leaves a ring that shows even in the palest colour.
                rule.qml_layers += qml_circle(kWhite, kInk, "1.1");
                rule.sld_symbol += sld_circle(kWhite, kInk, 4);
            }
            rules.push_back(std::move(rule));
        }
    }
    rules.push_back({std::string{kNoDataLabel}, fmt::format("&quot;{}&quot; IS NULL", kProbability),
                     sld_null(kProbability), qml_circle({}, kGrey, "2.6"),
                     sld_circle({}, kGrey, 9)});
    return rules;
}

std::string sld_area(std::string_view fill, std::string_view outline)
{
    return fmt::format("<se:PolygonSymbolizer>{}<se:Stroke><se:SvgParameter name=\"stroke\">{}"
                       "</se:SvgParameter><se:SvgParameter name=\"stroke-width\">0.5"
                       "</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>",
                       fill, outline);
}

/// Hatched in grey without a ground of its own.
StyleRule hatched_rule()
{
    const auto line = qml_colour(kGrey);
    const std::array<std::string_view, 6> stroke{"line_color",      line, "line_width", "0.26",
                                                 "line_width_unit", "MM"};
    const auto sub = fmt::format("     <symbol type=\"line\" name=\"@hatch@0\" alpha=\"1\" "
                                 "clip_to_extent=\"1\" force_rhr=\"0\">\n{}     </symbol>\n",
                                 qml_layer("SimpleLine", stroke));
    const std::array<std::string_view, 6> hatch{"angle",         "45", "distance", "1.6",
                                                "distance_unit", "MM"};
    const std::array<std::string_view, 8> border{"style",         "no",   "outline_color", line,
                                                 "outline_width", "0.26", "outline_style", "solid"};
    return {std::string{kNoDataLabel}, "&quot;sl_scored&quot; = 0",
            "<ogc:PropertyIsEqualTo><ogc:PropertyName>sl_scored</ogc:PropertyName>"
            "<ogc:Literal>0</ogc:Literal></ogc:PropertyIsEqualTo>",
            qml_layer("LinePatternFill", hatch, sub) + qml_layer("SimpleFill", border),
            sld_area(fmt::format("<se:Fill><se:GraphicFill><se:Graphic><se:Mark>"
                                 "<se:WellKnownName>slash</se:WellKnownName><se:Stroke>"
                                 "<se:SvgParameter name=\"stroke\">{}</se:SvgParameter></se:Stroke>"
                                 "</se:Mark><se:Size>8</se:Size></se:Graphic></se:GraphicFill>"
                                 "</se:Fill>",
                                 kGrey),
                     kGrey)};
}

std::vector<StyleRule> hexagon_rules()
{
    std::vector<StyleRule> rules;
    for (const auto& entry : kPersons) {
        const auto fill = qml_colour(entry.colour);
        const auto line = qml_colour(kInk);
        const std::array<std::string_view, 10> properties{
            "color",         fill,   "style",         "solid", "outline_color", line,
            "outline_width", "0.15", "outline_style", "solid"};
        rules.push_back({std::string{entry.label}, qml_range(kExpected, entry),
                         sld_range(kExpected, entry), qml_layer("SimpleFill", properties),
                         sld_area(fmt::format("<se:Fill><se:SvgParameter name=\"fill\">{}"
                                              "</se:SvgParameter></se:Fill>",
                                              entry.colour),
                                  kInk)});
    }
    rules.push_back(hatched_rule());
    return rules;
}

LayerStyle style_of(std::string name, const std::vector<StyleRule>& rules, std::string_view symbol,
                    std::string_view layer)
{
    return {std::move(name), qml_document(rules, symbol), sld_document(rules, layer)};
}

}  // namespace

const LayerStyle& supplier_layer_style()
{
    static const auto style =
        style_of("estimated site probability", supplier_rules(), "marker", "suppliers");
    return style;
}

const LayerStyle& hexagon_layer_style()
{
    static const auto style =
        style_of("expected persons by hexagon", hexagon_rules(), "fill", "sl_hexagons");
    return style;
}

}  // namespace sourcelight::publish
