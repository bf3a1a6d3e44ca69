// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// Only for publish/: this header is not installed.
namespace sourcelight::publish {

/// One rule of a layer's style: what it holds for, in both languages, and how it looks.
struct StyleRule {
    std::string label;
    std::string qml_filter;  ///< expression of QGIS, escaped for an attribute
    std::string sld_filter;  ///< content of ogc:Filter
    std::string qml_layers;  ///< layers of the symbol
    std::string sld_symbol;  ///< symbolizers
};

/// The class of a number: `low` <= column < `high`; an empty bound is open.
struct StyleClass {
    std::string_view label;
    std::string_view low;
    std::string_view high;
    std::string_view colour;  ///< "#e6eff7"
};

/// "230,239,247,255" of "#e6eff7".
[[nodiscard]] std::string qml_colour(std::string_view hex);
/// One layer of a QGIS symbol with its properties (name, value, ...).
[[nodiscard]] std::string qml_layer(std::string_view kind,
                                    std::span<const std::string_view> properties,
                                    std::string_view sub_symbol = {});

[[nodiscard]] std::string qml_range(std::string_view column, const StyleClass& entry);
[[nodiscard]] std::string sld_range(std::string_view column, const StyleClass& entry);

/// The whole documents. `symbol` is "marker" or "fill".
[[nodiscard]] std::string qml_document(std::span<const StyleRule> rules, std::string_view symbol);
[[nodiscard]] std::string sld_document(std::span<const StyleRule> rules, std::string_view layer);

}  // namespace sourcelight::publish
