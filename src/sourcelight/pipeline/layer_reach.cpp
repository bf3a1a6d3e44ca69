// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/layer_reach.hpp"

#include "sourcelight/pipeline/findings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace sourcelight::pipeline {
namespace {

std::string extent_text(const geo::Extent& extent)
{
    return fmt::format("longitude {:.2f} to {:.2f}, latitude {:.2f} to {:.2f}", extent.west,
                       extent.east, extent.south, extent.north);
}

bool covers_all(const LayerData& layer)
{
    const auto& covered = layer.setting.covers;
    return std::find(covered.begin(), covered.end(), "world") != covered.end();
}

}  // namespace

LayerReach::LayerReach(std::span<const LayerData> layers)
    : m_layers{layers}, m_within(layers.size())
{
}

void LayerReach::add(std::span<const resolve::ResolvedPlace> places,
                     std::span<const std::vector<float>> columns)
{
    m_suppliers += static_cast<std::int64_t>(places.size());
    for (const auto& place : places) {
        if (place.has_point) {
            ++m_points;
            m_extent.add({place.lon, place.lat});
        }
    }
    for (std::size_t layer = 0; layer < m_layers.size(); ++layer) {
        const auto& km = columns[layer * config::kLayerColumns.size()];
        m_within[layer] +=
            std::count_if(km.begin(), km.end(), [](float value) { return !std::isnan(value); });
    }
}

std::vector<std::pair<std::string, Finding>> LayerReach::findings() const
{
    std::vector<std::pair<std::string, Finding>> findings;
    for (std::size_t i = 0; i < m_layers.size(); ++i) {
        const auto& layer = m_layers[i];
        if (m_within[i] > 0 || layer.record.items == 0) {
            continue;
        }
        const auto& name = layer.setting.name;
        auto message =
            m_points == 0
                ? fmt::format("layer {}: none of {} suppliers is located as a point, so that no "
                              "distance was measured; this does not say that nothing is near",
                              name, m_suppliers)
                : fmt::format("layer {}: none of its {} {} lies within {} km of any of the {} "
                              "suppliers that are located as points. {}. The layer spans {}; the "
                              "suppliers span {}: if they should meet, check the layer's "
                              "coordinates and reference system",
                              name, layer.record.items, config::kind_name(layer.setting.kind),
                              layer.kernel.reach_km, m_points,
                              covers_all(layer)
                                  ? "The layer says that it covers the world"
                                  : "This does not say that nothing is there, unless `covers` "
                                    "names the country",
                              extent_text(layer.extent), extent_text(m_extent));
        findings.emplace_back(layer.file,
                              Finding{0, &kLayerOutOfReach, {}, name, std::move(message)});
    }
    return findings;
}

}  // namespace sourcelight::pipeline
