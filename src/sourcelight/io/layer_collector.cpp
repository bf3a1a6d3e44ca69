// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/io/layer_collector.hpp"

#include "sourcelight/core/error.hpp"
#include "sourcelight/io/gdal_session.hpp"
#include "sourcelight/io/layer_rings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <utility>
#include <vector>

namespace sourcelight::io {
namespace {

constexpr double kTurn = 360.0;
constexpr double kHalfTurn = 180.0;
constexpr double kPole = 90.0;

template <typename Ring>
std::vector<Position> corners_of(const Ring& ring)
{
    std::vector<Position> corners;
    corners.reserve(static_cast<std::size_t>(ring.getNumPoints()));
    for (int i = 0; i < ring.getNumPoints(); ++i) {
        corners.push_back({ring.getX(i), ring.getY(i)});
    }
    return corners;
}

/// Float noise of a reprojection away from where missing coordinates end up: 0.1 m.
bool is_null_island(const Position& position)
{
    constexpr double kNoise = 1e-6;
    return std::abs(position.lon) < kNoise && std::abs(position.lat) < kNoise;
}

}  // namespace

std::string_view geometry_name(const OGRGeometry& geometry) noexcept
{
    return OGRGeometryTypeToName(wkbFlatten(geometry.getGeometryType()));
}

LayerCollector::LayerCollector(const LayerRequest& request, const OGRSpatialReference* stated)
    : m_request{request}, m_system{request, stated}
{
    m_shapes.file = std::filesystem::path{request.path}.filename().string();
}

void LayerCollector::note(const FindingKind& kind, std::string message)
{
    m_log.add({0, &kind, {}, {}, std::move(message)});
}

void LayerCollector::add(const LayerCells& cells, GeometryPointer geometry)
{
    const GdalMessages messages;
    if (geometry == nullptr || geometry->IsEmpty() != 0) {
        add_nowhere(cells, "has no geometry, or an empty one");
        return;
    }
    ++m_shapes.read;
    geometry->flattenTo2D();
    if (geometry->hasCurveGeometry(1) != 0) {
        geometry.reset(geometry->getLinearGeometry());
    }
    if (m_request.areas) {
        add_areas(cells, std::move(geometry));
    } else {
        add_points(cells, *geometry);
    }
}

void LayerCollector::add_nowhere(const LayerCells& cells, std::string_view why)
{
    ++m_shapes.read;
    leave_out(kLayerNoPosition, cells, why);
}

std::string LayerCollector::feature_text(const LayerCells& cells) const
{
    const auto& label = cells.name.empty() ? cells.key : cells.name;
    return label.empty() ? fmt::format("feature {}", m_shapes.read)
                         : fmt::format("feature {} (\"{}\")", m_shapes.read, label);
}

void LayerCollector::leave_out(const FindingKind& kind, const LayerCells& cells,
                               std::string_view why)
{
    ++m_shapes.left_out;
    m_log.add({0,
               &kind,
               {},
               std::string{cells.key},
               fmt::format("{} {}; left out", feature_text(cells), why)});
}

bool LayerCollector::is_on_earth(Position& position)
{
    m_fits_exchanged =
        m_fits_exchanged && std::abs(position.lon) <= kPole && std::abs(position.lat) <= kHalfTurn;
    const bool degrees = std::abs(position.lat) <= kPole && std::abs(position.lon) <= kTurn;
    if (!degrees) {  // also where one of them is no number
        if (std::isfinite(position.lat) && std::isfinite(position.lon)) {
            ++m_off_earth;
            if (m_odd_position.empty()) {
                m_odd_position = fmt::format("{} / {}", position.lon, position.lat);
            }
        }
        return false;
    }
    if (std::abs(position.lon) > kHalfTurn && !m_request.areas) {
        position.lon -= std::copysign(kTurn, position.lon);
    }
    return true;
}

void LayerCollector::add_item(const LayerCells& cells)
{
    m_shapes.features.push_back(m_shapes.read);
    m_shapes.cells.add(cells);
}

void LayerCollector::count_vertices(std::size_t more)
{
    m_vertices += static_cast<std::int64_t>(more);
    if (m_vertices > m_request.most_vertices) {
        throw Error{
            Errc::kLimitExceeded,
            fmt::format("{}: has more than {} points and corners; simplify the layer or cut "
                        "it to the countries of the suppliers, or raise "
                        "limits.layer_vertices",
                        m_request.path, m_request.most_vertices)};
    }
}

void LayerCollector::add_points(const LayerCells& cells, const OGRGeometry& geometry)
{
    std::vector<Position> positions;
    const auto type = wkbFlatten(geometry.getGeometryType());
    if (type == wkbPoint) {
        positions.push_back({geometry.toPoint()->getX(), geometry.toPoint()->getY()});
    } else if (type == wkbMultiPoint) {
        for (const auto* point : *geometry.toMultiPoint()) {
            positions.push_back({point->getX(), point->getY()});
        }
    } else {
        leave_out(kLayerOtherGeometry, cells,
                  fmt::format("is a {}, expected points", geometry_name(geometry)));
        return;
    }
    for (auto& position : positions) {
        add_point(cells, position);
    }
}

void LayerCollector::add_point(const LayerCells& cells, Position position)
{
    const auto as_stated = position;
    const bool applies = m_system.bring(position);
    if (is_null_island(as_stated) || (applies && is_null_island(position))) {
        leave_out(kLayerNoPosition, cells, "stands at 0/0, where missing coordinates end up");
    } else if (!applies) {
        leave_out(kLayerNoPosition, cells,
                  fmt::format("lies where {} does not apply", m_system.name()));
    } else if (!is_on_earth(position)) {
        leave_out(kLayerNoPosition, cells,
                  fmt::format("stands at longitude {}, latitude {}", as_stated.lon, as_stated.lat));
    } else {
        count_vertices(1);
        add_item(cells);
        m_shapes.points.push_back(position);
    }
}

GeometryPointer LayerCollector::made_valid(const LayerCells& cells, GeometryPointer geometry)
{
    if (geometry->IsValid() != 0) {
        return geometry;
    }
    GeometryPointer valid{geometry->MakeValid()};
    if (valid == nullptr || polygons_of(*valid).empty()) {
        leave_out(kLayerNoPosition, cells, "encloses no area");
        return nullptr;
    }
    m_log.add({0,
               &kLayerShapeRepaired,
               {},
               std::string{cells.key},
               fmt::format("{} crosses itself; made valid", feature_text(cells))});
    return valid;
}

void LayerCollector::add_areas(const LayerCells& cells, GeometryPointer geometry)
{
    const auto type = wkbFlatten(geometry->getGeometryType());
    if (type != wkbPolygon && type != wkbMultiPolygon) {
        leave_out(kLayerOtherGeometry, cells,
                  fmt::format("is a {}, expected areas", geometry_name(*geometry)));
        return;
    }
    if (!m_system.bring(*geometry)) {
        leave_out(kLayerNoPosition, cells,
                  fmt::format("lies where {} does not apply", m_system.name()));
        return;
    }
    for (auto* polygon : polygons_of(*geometry)) {
        if (!has_corners_on_earth(cells, *polygon)) {
            return;
        }
        run_on(*polygon);
    }
    geometry = made_valid(cells, std::move(geometry));
    if (geometry == nullptr) {
        return;
    }
    const auto item = static_cast<std::uint32_t>(m_shapes.features.size());
    for (const auto* polygon : polygons_of(*geometry)) {
        for (const auto* ring : *polygon) {
            m_shapes.rings.push_back({item, corners_of(*ring)});
            count_vertices(m_shapes.rings.back().corners.size());
        }
    }
    add_item(cells);
}

bool LayerCollector::has_corners_on_earth(const LayerCells& cells, const OGRPolygon& polygon)
{
    for (const auto* ring : polygon) {
        for (auto corner : corners_of(*ring)) {
            const auto as_stated = corner;
            if (!is_on_earth(corner)) {
                leave_out(kLayerNoPosition, cells,
                          fmt::format("has a corner at longitude {}, latitude {}", as_stated.lon,
                                      as_stated.lat));
                return false;
            }
        }
    }
    return true;
}

void LayerCollector::require_degrees() const
{
    if (2 * m_off_earth <= m_shapes.read) {
        return;
    }
    if (m_fits_exchanged) {
        throw Error{Errc::kInputUnreadable,
                    fmt::format("{}: {} of {} features stand at latitudes beyond 90, such as "
                                "longitude / latitude {}; with the two exchanged all would be on "
                                "earth. Put the longitude where the latitude stands and save "
                                "the layer again",
                                m_request.path, m_off_earth, m_shapes.read, m_odd_position)};
    }
    throw Error{
        Errc::kInputUnreadable,
        fmt::format(
            "{}: {} of {} features stand at coordinates that are no degrees, such as {}; {}. "
            "Give the layer's reference system by {} (such as EPSG:32723), or reproject "
            "it to longitude and latitude (EPSG:4326) and save it again",
            m_request.path, m_off_earth, m_shapes.read, m_odd_position,
            m_system.is_stated() ? "the reference system that is stated does not fit them"
                                 : "the file states no reference system",
            option(m_request, "crs"))};
}

void LayerCollector::require_some() const
{
    const bool as_option = !m_request.option_prefix.empty();
    if (m_shapes.read == 0) {
        throw Error{
            Errc::kNoUsableColumn,
            fmt::format("{}: the layer holds no features; expected at least one place. Take "
                        "an edition that has some{}",
                        m_request.path,
                        as_option ? ""
                                  : ", or take the layer out of the settings: an empty layer says "
                                    "nothing about what is near")};
    }
    if (!m_shapes.features.empty()) {
        return;
    }
    const auto findings = m_log.peek();
    const bool other = std::any_of(findings.begin(), findings.end(), [](const Finding& finding) {
        return finding.kind == &kLayerOtherGeometry;
    });
    throw Error{Errc::kNoUsableColumn,
                fmt::format("{}: none of {} feature(s) can be used as {}: {}; {}", m_request.path,
                            m_shapes.read, m_request.areas ? "areas" : "points",
                            findings.empty() ? std::string_view{"no reason is known"}
                                             : std::string_view{findings.front().message},
                            as_option ? "correct them, or give another file"
                            : other   ? "set kind to points or areas as the layer has them"
                                      : "correct them, or take the layer out of the settings")};
}

LayerShapes LayerCollector::finish(std::string format)
{
    require_degrees();
    m_system.require_lengths();
    require_some();
    m_shapes.format = m_system.name().empty()
                          ? std::move(format)
                          : fmt::format("{}, {} brought to WGS 84", format, m_system.name());
    m_log.close();
    m_shapes.findings = m_log.take();
    return std::move(m_shapes);
}

}  // namespace sourcelight::io
