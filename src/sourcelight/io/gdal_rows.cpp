// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/io/gdal_rows.hpp"

#include "sourcelight/core/parse_whole.hpp"
#include "sourcelight/core/text.hpp"
#include "sourcelight/io/table_reader.hpp"
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

LayerRows::LayerRows(OGRLayer& layer, bool points)
    : m_layer{&layer}, m_points{points}, m_only_points{wkbFlatten(layer.GetGeomType()) == wkbPoint}
{
}

void LayerRows::place_shapes(const std::string& path)
{
    if (m_points) {
        m_shapes = std::make_unique<ListShapes>(path, *m_layer, m_only_points);
    }
}

std::vector<std::string> LayerRows::names() const
{
    std::vector<std::string> names;
    const auto* definition = m_layer->GetLayerDefn();
    names.reserve(static_cast<std::size_t>(definition->GetFieldCount()) + 3);
    for (int i = 0; i < definition->GetFieldCount(); ++i) {
        names.emplace_back(definition->GetFieldDefn(i)->GetNameRef());
    }
    if (m_points) {
        names.insert(names.end(), {"latitude", "longitude"});
        if (!m_only_points) {
            names.emplace_back(kShapeRadiusColumn);
        }
    }
    return names;
}

void LayerRows::rewind() { m_layer->ResetReading(); }

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
    if (m_shapes != nullptr) {
        m_shapes->add(feature->GetGeometryRef(), cells);
    }
    return true;
}

}  // namespace sourcelight::io
