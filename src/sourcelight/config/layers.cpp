// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/config/layers.hpp"

#include "sourcelight/config/yaml.hpp"
#include "sourcelight/core/date.hpp"
#include "sourcelight/core/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

namespace sourcelight::config {
namespace {

/// Beyond, the sum over a layer is no neighbourhood, and its distances are no longer exact enough.
constexpr double kFarthestKm = 1000.0;
constexpr std::size_t kLongestName = 40;
constexpr std::size_t kMostLayers = 50;

using TextMember = std::string ProximityLayer::*;

/// The entries that are plain texts, in the order of run.json.
constexpr std::array<std::pair<std::string_view, TextMember>, 17> kTexts{{
    {"name", &ProximityLayer::name},
    {"file", &ProximityLayer::file},
    {"dataset", &ProximityLayer::dataset},
    {"layer", &ProximityLayer::layer},
    {"kernel", &ProximityLayer::kernel},
    {"kernel_source", &ProximityLayer::kernel_source},
    {"lon_column", &ProximityLayer::lon_column},
    {"lat_column", &ProximityLayer::lat_column},
    {"weight_column", &ProximityLayer::weight_column},
    {"date_column", &ProximityLayer::date_column},
    {"key_column", &ProximityLayer::key_column},
    {"name_column", &ProximityLayer::name_column},
    {"crs", &ProximityLayer::crs},
    {"source", &ProximityLayer::source},
    {"licence", &ProximityLayer::licence},
    {"edition", &ProximityLayer::edition},
    {"date", &ProximityLayer::date},
}};

/// Lower case, every run of other signs one underscore, none at the ends.
std::string column_word(std::string_view name)
{
    std::string word;
    for (const char letter : fold_latin(name)) {
        const bool plain = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
        if (plain) {
            word += letter;
        } else if (!word.empty() && word.back() != '_') {
            word += '_';
        }
    }
    while (!word.empty() && word.back() == '_') {
        word.pop_back();
    }
    return word;
}

void check_name(ProximityLayer& layer, YamlMap& map)
{
    const auto word = column_word(layer.name);
    if (word.empty() || word.size() > kLongestName) {
        map.complain(
            fmt::format("name is \"{}\"; expected 1 to {} letters and digits, which become "
                        "the column sl_near_NAME",
                        layer.name, kLongestName));
    }
    layer.name = word;
}

void check_origin(const ProximityLayer& layer, YamlMap& map)
{
    if (layer.file.empty() == layer.dataset.empty()) {
        map.complain("names one of file (your own copy) and dataset (a shipped one), not both");
    }
    if (layer.file.empty()) {
        return;
    }
    for (const auto& [key, value] :
         {std::pair{"source", &layer.source}, std::pair{"licence", &layer.licence},
          std::pair{"edition", &layer.edition}, std::pair{"date", &layer.date}}) {
        if (value->empty()) {
            map.complain(fmt::format("{} is missing: a receipt names the source, licence, edition "
                                     "and date of every layer",
                                     key));
        }
    }
    if (!layer.date.empty() && !parse_date(layer.date)) {
        map.complain(fmt::format("date is \"{}\"; expected the day, month or year of publication, "
                                 "such as 2023-06-01",
                                 layer.date));
    }
}

void check_kernel(ProximityLayer& layer, YamlMap& map)
{
    if (layer.kernel != "exponential" && layer.kernel != "gaussian" && layer.kernel != "step") {
        map.complain(
            fmt::format("kernel is \"{}\"; expected exponential, gaussian or step", layer.kernel));
    }
    if (layer.kernel == "step" && layer.scale_km == 0.0) {
        layer.scale_km = layer.reach_km;
    }
    for (const auto& [key, value] :
         {std::pair{"scale_km", layer.scale_km}, std::pair{"reach_km", layer.reach_km}}) {
        if (!(value > 0.0 && value <= kFarthestKm)) {
            map.complain(fmt::format("{} is {}; expected more than 0 and at most {} km", key, value,
                                     kFarthestKm));
        }
    }
    if (layer.half_life && !(*layer.half_life > 0.0)) {
        map.complain(fmt::format("half_life is {}; expected years above 0", *layer.half_life));
    }
    if (layer.half_life && layer.date_column.empty()) {
        map.complain("half_life needs date_column: without dates nothing can grow old");
    }
}

void check_covers(ProximityLayer& layer, YamlMap& map)
{
    for (const auto& country : layer.covers) {
        const bool code = country.size() == 2 && country[0] >= 'A' && country[0] <= 'Z' &&
                          country[1] >= 'A' && country[1] <= 'Z';
        if (!code && country != "world") {
            map.complain(
                fmt::format("covers has \"{}\"; expected codes such as CF, or world", country));
        }
    }
}

LayerKind kind_of(const std::string& text, YamlMap& map)
{
    if (text != "points" && text != "areas") {
        map.complain(fmt::format("kind is \"{}\"; expected points or areas", text));
    }
    return text == "areas" ? LayerKind::kAreas : LayerKind::kPoints;
}

ProximityLayer read_layer(YamlMap& map)
{
    constexpr std::array<std::string_view, 3> kNeeded{"name", "kernel", "kernel_source"};
    ProximityLayer layer;
    for (const auto& [key, member] : kTexts) {
        const std::string name{key};
        const bool needed = std::find(kNeeded.begin(), kNeeded.end(), key) != kNeeded.end();
        layer.*member = needed ? map.text(name) : map.text_or(name, {});
    }
    layer.kind = kind_of(map.text_or("kind", "points"), map);
    layer.scale_km = map.number_if("scale_km").value_or(0.0);
    layer.reach_km = map.number("reach_km");
    layer.half_life = map.number_if("half_life");
    layer.covers = map.texts_or_empty("covers");
    check_name(layer, map);
    check_origin(layer, map);
    check_kernel(layer, map);
    check_covers(layer, map);
    map.done();
    return layer;
}

}  // namespace

std::string_view kind_name(LayerKind kind) noexcept
{
    return kind == LayerKind::kAreas ? "areas" : "points";
}

std::vector<ProximityLayer> read_layers(const YAML::Node& list, Problems& problems)
{
    std::vector<ProximityLayer> layers;
    if (list.size() > kMostLayers) {
        problems.add(list, fmt::format("proximity has {} layers; at most {} are read", list.size(),
                                       kMostLayers));
        return layers;
    }
    std::map<std::string, std::string> columns;
    for (std::size_t i = 0; i < list.size(); ++i) {
        YamlMap map{list[i], fmt::format("proximity[{}].", i), problems};
        auto layer = read_layer(map);
        for (const auto suffix : kLayerColumns) {
            const auto column = fmt::format("sl_near_{}{}", layer.name, suffix);
            if (const auto [found, added] = columns.emplace(column, layer.name); !added) {
                map.complain(fmt::format("name gives the column {}, which the layer \"{}\" has "
                                         "already; call one of them otherwise",
                                         column, found->second));
                break;
            }
        }
        layers.push_back(std::move(layer));
    }
    return layers;
}

std::vector<std::pair<std::string, std::string>> layer_texts(const ProximityLayer& layer)
{
    std::vector<std::pair<std::string, std::string>> texts;
    for (const auto& [key, member] : kTexts) {
        if (!(layer.*member).empty()) {
            texts.emplace_back(key, layer.*member);
        }
    }
    texts.emplace_back("kind", kind_name(layer.kind));
    texts.emplace_back("scale_km", fmt::format("{}", layer.scale_km));
    texts.emplace_back("reach_km", fmt::format("{}", layer.reach_km));
    if (layer.half_life) {
        texts.emplace_back("half_life", fmt::format("{}", *layer.half_life));
    }
    if (!layer.covers.empty()) {
        texts.emplace_back("covers", fmt::format("{}", fmt::join(layer.covers, ",")));
    }
    return texts;
}

ProximityLayer layer_of_texts(std::span<const std::pair<std::string, std::string>> texts,
                              const std::string& where)
{
    YAML::Node node{YAML::NodeType::Map};
    for (const auto& [key, value] : texts) {
        if (key != "covers") {
            node[key] = value;
            continue;
        }
        for (const auto country : split(value, ',')) {
            node[key].push_back(std::string{country});
        }
    }
    Problems problems{where};
    YamlMap map{node, "proximity.", problems};
    auto layer = read_layer(map);
    problems.raise(Errc::kConfigInvalid);
    return layer;
}

}  // namespace sourcelight::config
