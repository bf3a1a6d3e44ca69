// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/io/list_shapes.hpp"

#include "sourcelight/io/findings.hpp"
#include "sourcelight/io/gdal_session.hpp"
#include "sourcelight/io/layer_collector.hpp"
#include "sourcelight/io/layer_rings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <numbers>
#include <optional>
#include <utility>

namespace sourcelight::io {
namespace {

constexpr double kEarthKm = 6371.0;
constexpr double kRadians = std::numbers::pi / 180.0;
constexpr double kTurn = 360.0;
constexpr double kPole = 90.0;

using Vector = std::array<double, 3>;

Vector unit_vector(const Position& at) noexcept
{
    const double lon = at.lon * kRadians;
    const double lat = at.lat * kRadians;
    return {std::cos(lat) * std::cos(lon), std::cos(lat) * std::sin(lon), std::sin(lat)};
}

double dot(const Vector& a, const Vector& b) noexcept
{
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

double length(const Vector& v) noexcept { return std::sqrt(dot(v, v)); }

/// Kilometres on the sphere; sound for near and far points alike.
double arc_km(const Vector& a, const Vector& b) noexcept
{
    const Vector chord{a[0] - b[0], a[1] - b[1], a[2] - b[2]};
    return 2.0 * kEarthKm * std::asin(std::min(1.0, 0.5 * length(chord)));
}

/// The equal-area plane (Lambert, azimuthal, kilometres) about the middle of some corners.
class AroundPlane {
public:
    /// Nothing if the corners lie about half of the earth or more.
    [[nodiscard]] static std::optional<AroundPlane> around(const std::vector<Position>& corners)
    {
        constexpr double kLeast = 0.1;  // of the radius: corners all around have no middle
        Vector sum{};
        for (const auto& corner : corners) {
            const auto unit = unit_vector(corner);
            std::transform(sum.begin(), sum.end(), unit.begin(), sum.begin(), std::plus<>{});
        }
        const double size = length(sum);
        if (size < kLeast * static_cast<double>(corners.size())) {
            return std::nullopt;
        }
        const Vector up{sum[0] / size, sum[1] / size, sum[2] / size};
        const bool far = std::any_of(corners.begin(), corners.end(), [&up](const auto& corner) {
            return dot(up, unit_vector(corner)) < 0.0;
        });
        return far ? std::nullopt : std::optional{AroundPlane{up}};
    }

    [[nodiscard]] Position flat(const Position& at) const noexcept
    {
        const auto unit = unit_vector(at);
        const double scale = kEarthKm * std::sqrt(2.0 / (1.0 + dot(m_up, unit)));
        return {scale * dot(m_east, unit), scale * dot(m_north, unit)};
    }

    [[nodiscard]] Position degrees(double x, double y) const noexcept
    {
        const double chord = std::min(2.0, std::hypot(x, y) / kEarthKm);
        const double along = std::sqrt(1.0 - 0.25 * chord * chord);
        const double up = 1.0 - 0.5 * chord * chord;
        Vector unit{};
        for (std::size_t i = 0; i < unit.size(); ++i) {
            unit.at(i) =
                up * m_up.at(i) + along / kEarthKm * (x * m_east.at(i) + y * m_north.at(i));
        }
        return {std::atan2(unit[1], unit[0]) / kRadians,
                std::asin(std::clamp(unit[2], -1.0, 1.0)) / kRadians};
    }

private:
    explicit AroundPlane(const Vector& up) noexcept : m_up{up}
    {
        const double across = std::hypot(up[0], up[1]);
        m_east =
            across > 0.0 ? Vector{-up[1] / across, up[0] / across, 0.0} : Vector{0.0, 1.0, 0.0};
        m_north = {-up[2] * m_east[1], up[2] * m_east[0], up[0] * m_east[1] - up[1] * m_east[0]};
    }

    Vector m_up;
    Vector m_east{};
    Vector m_north{};
};

/// Calls back for every line, ring and point of a geometry; they may be changed by it.
template <typename Visit>
void each_line(OGRGeometry& geometry, const Visit& visit)
{
    const auto type = wkbFlatten(geometry.getGeometryType());
    if (type == wkbPolygon) {
        for (auto* ring : *geometry.toPolygon()) {
            visit(*ring);
        }
    } else if (type == wkbLineString) {
        visit(*geometry.toLineString());
    } else if (type == wkbPoint) {
        visit(*geometry.toPoint());
    } else if (OGR_GT_IsSubClassOf(type, wkbGeometryCollection) != 0) {
        for (auto* part : *geometry.toGeometryCollection()) {
            each_line(*part, visit);
        }
    }
}

struct Corners {
    std::vector<Position>& all;
    void operator()(const OGRPoint& point) const { all.push_back({point.getX(), point.getY()}); }
    void operator()(const OGRSimpleCurve& line) const
    {
        const int count = line.getNumPoints();
        const int distinct = count > 1 && line.get_IsClosed() != 0 ? count - 1 : count;
        for (int i = 0; i < distinct; ++i) {
            all.push_back({line.getX(i), line.getY(i)});
        }
    }
};

struct Flatten {
    const AroundPlane& plane;
    void operator()(OGRPoint& point) const
    {
        const auto at = plane.flat({point.getX(), point.getY()});
        point.setX(at.lon);
        point.setY(at.lat);
    }
    void operator()(OGRSimpleCurve& line) const
    {
        for (int i = 0; i < line.getNumPoints(); ++i) {
            const auto at = plane.flat({line.getX(i), line.getY(i)});
            line.setPoint(i, at.lon, at.lat);
        }
    }
};

/// The middle of a flat shape; a point of it where an area is bent around its middle.
std::optional<OGRPoint> middle_of(OGRGeometry& shape)
{
    OGRPoint middle;
    if (shape.Centroid(&middle) != OGRERR_NONE || middle.IsEmpty() != 0) {
        return std::nullopt;
    }
    if (!polygons_of(shape).empty() && shape.Contains(&middle) == 0) {
        const std::unique_ptr<OGRGeometry> inside{
            OGRGeometry::FromHandle(OGR_G_PointOnSurface(OGRGeometry::ToHandle(&shape)))};
        if (inside != nullptr && inside->IsEmpty() == 0) {
            return *inside->toPoint();
        }
    }
    return middle;
}

int parts_of(const OGRGeometry& geometry)
{
    return OGR_GT_IsSubClassOf(wkbFlatten(geometry.getGeometryType()), wkbGeometryCollection) != 0
               ? geometry.toGeometryCollection()->getNumGeometries()
               : 1;
}

LayerRequest request_of(const std::string& path)
{
    LayerRequest request;
    request.path = path;
    request.is_list = true;
    return request;
}

}  // namespace

ListShapes::ListShapes(const std::string& path, OGRLayer& layer, bool only_points)
    : m_request{request_of(path)}, m_system{m_request, layer.GetSpatialRef()}, m_only_points{
                                                                                   only_points}
{
}

void ListShapes::note(const FindingKind& kind, std::string message)
{
    m_notes.push_back({&kind, std::move(message)});
}

bool ListShapes::add_point(const OGRPoint& point, std::vector<std::string>& cells)
{
    Position at{point.getX(), point.getY()};
    // 0/0 of a projection is as little a place as that of degrees: the row's reader says so.
    const bool nowhere = at.lon == 0.0 && at.lat == 0.0;
    if (!nowhere && (!m_system.bring(at) || !std::isfinite(at.lon) || !std::isfinite(at.lat))) {
        note(kShapeNoPlace,
             fmt::format("the point {} / {} is none of {}", point.getX(), point.getY(),
                         m_system.name().empty() ? "the earth" : m_system.name()));
        return false;
    }
    cells.push_back(fmt::format("{:.10g}", at.lat + 0.0));
    cells.push_back(fmt::format("{:.10g}", at.lon + 0.0));
    return true;
}

bool ListShapes::is_on_earth(const std::vector<Position>& corners)
{
    const auto odd = std::find_if(corners.begin(), corners.end(), [](const Position& at) {
        return !(std::abs(at.lat) <= kPole && std::abs(at.lon) <= kTurn);  // also no numbers
    });
    if (odd != corners.end()) {
        note(kShapeNoPlace, fmt::format("it has a corner at longitude {}, latitude {}, which are "
                                        "no degrees",
                                        odd->lon, odd->lat));
    }
    return odd == corners.end();
}

bool ListShapes::place(OGRGeometry& geometry, Place& place)
{
    std::vector<Position> corners;
    if (!m_system.bring(geometry)) {
        note(kShapeNoPlace, fmt::format("it lies where {} does not apply", m_system.name()));
        return false;
    }
    each_line(geometry, Corners{corners});
    if (!is_on_earth(corners)) {
        return false;
    }
    const auto plane = AroundPlane::around(corners);
    if (!plane) {
        note(kShapeNoPlace, "it lies around half of the earth");
        return false;
    }
    each_line(geometry, Flatten{*plane});
    const bool area = !polygons_of(geometry).empty();
    std::unique_ptr<OGRGeometry> valid;
    if (area && geometry.IsValid() == 0) {
        valid.reset(geometry.MakeValid());
        if (valid == nullptr || polygons_of(*valid).empty()) {
            note(kShapeNoPlace, "it encloses no area");
            return false;
        }
        note(kShapeCrossesItself, "the area crosses itself; it was made valid");
    }
    const auto middle = middle_of(valid == nullptr ? geometry : *valid);
    if (!middle) {
        note(kShapeNoPlace, "it has no middle");
        return false;
    }
    place.middle = plane->degrees(middle->getX(), middle->getY());
    const auto from = unit_vector(place.middle);
    for (const auto& corner : corners) {
        place.reach_km = std::max(place.reach_km, arc_km(from, unit_vector(corner)));
    }
    return true;
}

void ListShapes::add(const OGRGeometry* geometry, std::vector<std::string>& cells)
{
    const GdalMessages messages;
    m_notes.clear();
    const auto all = cells.size() + (m_only_points ? 2 : 3);
    if (geometry == nullptr || geometry->IsEmpty() != 0) {
        note(kShapeNoPlace, "it has no shape, or an empty one");
    } else if (wkbFlatten(geometry->getGeometryType()) == wkbPoint) {
        static_cast<void>(add_point(*geometry->toPoint(), cells));
    } else {
        const std::unique_ptr<OGRGeometry> shape{geometry->getLinearGeometry()};
        shape->flattenTo2D();
        Place found;
        if (place(*shape, found)) {
            constexpr double kSteps = 1e6;  // 0.1 m, without a minus before nothing
            cells.push_back(
                fmt::format("{:.6f}", std::round(found.middle.lat * kSteps) / kSteps + 0.0));
            cells.push_back(
                fmt::format("{:.6f}", std::round(found.middle.lon * kSteps) / kSteps + 0.0));
            if (!m_only_points) {
                cells.push_back(fmt::format("{:.3f}", found.reach_km));
            }
            if (parts_of(*shape) > 1) {
                note(kShapeOfParts,
                     fmt::format("a {} of {} parts, which reach {:.1f} km from their middle",
                                 geometry_name(*geometry), parts_of(*shape), found.reach_km));
            }
        }
    }
    cells.resize(all);
}

}  // namespace sourcelight::io
