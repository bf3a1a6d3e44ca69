// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/io/layer_collector.hpp"

#include "sourcelight/core/error.hpp"
#include "sourcelight/io/gdal_session.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <filesystem>
#include <utility>

namespace sourcelight::io {
namespace {

constexpr double kTurn = 360.0;
constexpr double kHalfTurn = 180.0;
constexpr double kPole = 90.0;

OGRSpatialReference wgs84()
{
    OGRSpatialReference reference;
    reference.SetWellKnownGeogCS("WGS84");
    reference.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    return reference;
}

/// The reference system to come from; nothing if the file states none or it is WGS 84 already.
std::unique_ptr<OGRSpatialReference> system_of(const LayerRequest& request,
                                               const OGRSpatialReference* stated)
{
    auto system = stated == nullptr ? std::make_unique<OGRSpatialReference>()
                                    : std::make_unique<OGRSpatialReference>(*stated);
    if (!request.crs.empty()) {
        // Only codes: a free definition could name a file or an address.
        constexpr std::string_view kPrefix = "EPSG:";
        const bool coded =
            request.crs.starts_with(kPrefix) && request.crs.size() <= 11 &&
            request.crs.find_first_not_of("0123456789", kPrefix.size()) == std::string::npos;
        if (!coded || system->SetFromUserInput(request.crs.c_str()) != OGRERR_NONE) {
            throw Error{Errc::kConfigInvalid,
                        fmt::format("{}: crs is \"{}\"; expected a code such as EPSG:32723",
                                    request.path, request.crs)};
        }
    } else if (stated == nullptr) {
        return nullptr;
    }
    system->SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    const auto target = wgs84();
    return system->IsSame(&target) != 0 ? nullptr : std::move(system);
}

std::string system_name(const OGRSpatialReference& system)
{
    const auto* authority = system.GetAuthorityName(nullptr);
    const auto* code = system.GetAuthorityCode(nullptr);
    return authority != nullptr && code != nullptr ? fmt::format("{}:{}", authority, code)
           : system.GetName() != nullptr           ? std::string{system.GetName()}
                                                   : std::string{"another reference system"};
}

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

/// The polygons of a geometry, also those of a mixed collection.
void gather_polygons(const OGRGeometry& geometry, std::vector<const OGRPolygon*>& polygons)
{
    const auto type = wkbFlatten(geometry.getGeometryType());
    if (type == wkbPolygon) {
        polygons.push_back(geometry.toPolygon());
    } else if (type == wkbMultiPolygon || type == wkbGeometryCollection) {
        for (const auto* part : *geometry.toGeometryCollection()) {
            gather_polygons(*part, polygons);
        }
    }
}

}  // namespace

std::string_view geometry_name(const OGRGeometry& geometry) noexcept
{
    return OGRGeometryTypeToName(wkbFlatten(geometry.getGeometryType()));
}

LayerCollector::LayerCollector(const LayerRequest& request, const OGRSpatialReference* stated)
    : m_request{request}, m_states_system{stated != nullptr || !request.crs.empty()}
{
    m_shapes.file = std::filesystem::path{request.path}.filename().string();
    const GdalMessages messages;
    if (const auto system = system_of(request, stated)) {
        const auto target = wgs84();
        m_system = system_name(*system);
        m_to_wgs84.reset(OGRCreateCoordinateTransformation(system.get(), &target));
        if (m_to_wgs84 == nullptr) {
            throw Error{Errc::kInputUnreadable,
                        fmt::format("{}: {} cannot be brought to longitude and latitude ({}); "
                                    "reproject the layer to WGS 84 (EPSG:4326) and save it again",
                                    request.path, m_system, messages.last_failure())};
        }
    }
}

void LayerCollector::add(LayerCells cells, GeometryPointer geometry)
{
    ++m_shapes.read;
    const GdalMessages messages;
    if (geometry == nullptr || geometry->IsEmpty() != 0) {
        leave_out(kLayerNoPosition, cells, "has no geometry, or an empty one");
        return;
    }
    if (geometry->hasCurveGeometry(1) != 0) {
        geometry.reset(geometry->getLinearGeometry());
    }
    if (m_to_wgs84 != nullptr && geometry->transform(m_to_wgs84.get()) != OGRERR_NONE) {
        leave_out(kLayerNoPosition, cells, fmt::format("lies where {} does not apply", m_system));
        return;
    }
    if (m_request.areas) {
        add_areas(cells, std::move(geometry));
    } else {
        add_points(cells, *geometry);
    }
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
    m_log.add({0, &kind, {}, cells.key, fmt::format("{} {}; left out", feature_text(cells), why)});
}

bool LayerCollector::is_on_earth(Position& position)
{
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
    m_shapes.cells.push_back(cells);
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
        const auto as_stated = position;
        if (!is_on_earth(position)) {
            leave_out(
                kLayerNoPosition, cells,
                fmt::format("stands at longitude {}, latitude {}", as_stated.lon, as_stated.lat));
        } else if (position.lon == 0.0 && position.lat == 0.0) {
            leave_out(kLayerNoPosition, cells, "stands at 0/0, where missing coordinates end up");
        } else {
            count_vertices(1);
            add_item(cells);
            m_shapes.points.push_back(position);
        }
    }
}

GeometryPointer LayerCollector::made_valid(const LayerCells& cells, GeometryPointer geometry)
{
    if (geometry->IsValid() != 0) {
        return geometry;
    }
    GeometryPointer valid{geometry->MakeValid()};
    std::vector<const OGRPolygon*> polygons;
    if (valid != nullptr) {
        gather_polygons(*valid, polygons);
    }
    if (polygons.empty()) {
        leave_out(kLayerNoPosition, cells, "encloses no area");
        return nullptr;
    }
    m_log.add({0,
               &kLayerShapeRepaired,
               {},
               cells.key,
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
    geometry = made_valid(cells, std::move(geometry));
    if (geometry == nullptr) {
        return;
    }
    std::vector<const OGRPolygon*> polygons;
    gather_polygons(*geometry, polygons);
    std::vector<LayerShapes::Ring> rings;
    const auto item = static_cast<std::uint32_t>(m_shapes.features.size());
    for (const auto* polygon : polygons) {
        for (const auto* ring : *polygon) {
            rings.push_back({item, corners_of(*ring)});
            count_vertices(rings.back().corners.size());
            for (auto& corner : rings.back().corners) {
                const auto as_stated = corner;
                if (!is_on_earth(corner)) {
                    leave_out(kLayerNoPosition, cells,
                              fmt::format("has a corner at longitude {}, latitude {}",
                                          as_stated.lon, as_stated.lat));
                    return;
                }
            }
        }
    }
    add_item(cells);
    std::move(rings.begin(), rings.end(), std::back_inserter(m_shapes.rings));
}

void LayerCollector::require_degrees() const
{
    if (2 * m_off_earth <= m_shapes.read) {
        return;
    }
    throw Error{
        Errc::kInputUnreadable,
        fmt::format(
            "{}: {} of {} features stand at coordinates that are no degrees, such as {}; {}. "
            "Give the layer's reference system by crs (such as EPSG:32723), or reproject "
            "it to longitude and latitude (EPSG:4326) and save it again",
            m_request.path, m_off_earth, m_shapes.read, m_odd_position,
            m_states_system ? "the reference system that is stated does not fit them"
                            : "the file states no reference system")};
}

LayerShapes LayerCollector::finish(std::string format)
{
    require_degrees();
    m_shapes.format = m_system.empty() ? std::move(format)
                                       : fmt::format("{}, {} brought to WGS 84", format, m_system);
    m_log.close();
    m_shapes.findings = m_log.take();
    if (m_shapes.features.empty()) {
        const auto reason = m_shapes.findings.empty() ? std::string{"it has no features"}
                                                      : m_shapes.findings.front().message;
        throw Error{Errc::kNoUsableColumn,
                    fmt::format("{}: none of its {} features can be used as {}: {}; set kind to "
                                "points or areas as the layer has them",
                                m_request.path, m_shapes.read, m_request.areas ? "areas" : "points",
                                reason)};
    }
    return std::move(m_shapes);
}

}  // namespace sourcelight::io
