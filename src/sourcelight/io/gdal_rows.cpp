// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/io/gdal_rows.hpp"

#include "sourcelight/core/parse_whole.hpp"
#include "sourcelight/core/text.hpp"
#include "sourcelight/io/text_encoding.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <utility>

namespace sourcelight::io {

std::string tidy_stored_number(std::string text)
{
    const auto digits = std::count_if(text.begin(), text.end(),
                                      [](unsigned char c) { return std::isdigit(c) != 0; });
    const bool fraction = text.find_first_of(".eE") != std::string::npos;
    if (digits < 16 || !fraction ||
        text.find_first_not_of("0123456789.eE+-") != std::string::npos) {
        return text;
    }
    const auto value = parse_whole<double>(text);
    return value ? fmt::format("{:.15g}", *value) : std::move(text);
}

LayerRows::LayerRows(OGRLayer& layer, bool points) : m_layer{&layer}, m_points{points}
{
    const OGRSpatialReference* reference = layer.GetSpatialRef();
    if (points && reference != nullptr) {
        OGRSpatialReference source{*reference};
        OGRSpatialReference wgs84;
        wgs84.SetWellKnownGeogCS("WGS84");
        source.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
        wgs84.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
        if (source.IsSame(&wgs84) == 0) {
            m_to_wgs84.reset(OGRCreateCoordinateTransformation(&source, &wgs84));
        }
    }
}

std::vector<std::string> LayerRows::names() const
{
    std::vector<std::string> names;
    const auto* definition = m_layer->GetLayerDefn();
    names.reserve(static_cast<std::size_t>(definition->GetFieldCount()) + 2);
    for (int i = 0; i < definition->GetFieldCount(); ++i) {
        names.emplace_back(definition->GetFieldDefn(i)->GetNameRef());
    }
    if (m_points) {
        names.insert(names.end(), {"latitude", "longitude"});
    }
    return names;
}

void LayerRows::rewind() { m_layer->ResetReading(); }

void LayerRows::add_point(const OGRGeometry* geometry, std::vector<std::string>& cells) const
{
    OGRPoint point;
    const bool found = geometry != nullptr && geometry->IsEmpty() == 0 &&
                       (wkbFlatten(geometry->getGeometryType()) == wkbPoint
                            ? (point = *geometry->toPoint(), true)
                            : geometry->Centroid(&point) == OGRERR_NONE && point.IsEmpty() == 0);
    double x = point.getX();
    double y = point.getY();
    const bool placed = found && (m_to_wgs84 == nullptr || m_to_wgs84->Transform(1, &x, &y) != 0);
    cells.push_back(placed ? fmt::format("{:.10g}", y) : std::string{});
    cells.push_back(placed ? fmt::format("{:.10g}", x) : std::string{});
}

bool LayerRows::next(std::vector<std::string>& cells)
{
    cells.clear();
    const auto feature = std::unique_ptr<OGRFeature>{m_layer->GetNextFeature()};
    if (feature == nullptr) {
        return false;
    }
    for (int i = 0; i < feature->GetFieldCount(); ++i) {
        auto cell = feature->IsFieldSetAndNotNull(i)
                        ? tidy_stored_number(feature->GetFieldAsString(i))
                        : std::string{};
        cells.push_back(is_utf8(cell) ? std::move(cell) : repair_utf8(cell));
    }
    if (m_points) {
        add_point(feature->GetGeometryRef(), cells);
    }
    return true;
}

}  // namespace sourcelight::io
