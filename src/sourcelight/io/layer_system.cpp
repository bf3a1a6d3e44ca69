// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/io/layer_system.hpp"

#include "sourcelight/core/error.hpp"
#include "sourcelight/io/gdal_session.hpp"

#include <fmt/format.h>

#include <cmath>

namespace sourcelight::io {

LayerSystem::LayerSystem(const LayerRequest& request, const OGRSpatialReference* stated)
    : m_request{request}, m_stated{stated != nullptr || !request.crs.empty()}
{
    const GdalMessages messages;
    const auto system = system_of(request.path, request.crs, option(request, "crs"), stated);
    if (system == nullptr) {
        return;
    }
    m_name = system_name(*system);
    // A layer in kilometres may well lie within 360 of them; feet are as good as metres here.
    constexpr double kLongestUnit = 2.0;
    m_in_metres = system->IsProjected() != 0 && system->GetLinearUnits() < kLongestUnit;
    m_to_wgs84 = to_wgs84(request.path, *system);
}

void LayerSystem::notice(double west, double south, double east, double north)
{
    constexpr double kTurn = 360.0;
    constexpr double kPole = 90.0;
    if (!m_in_metres || (west == 0.0 && south == 0.0 && east == 0.0 && north == 0.0)) {
        return;
    }
    ++m_shapes;
    if (west >= -kTurn && east <= kTurn && south >= -kPole && north <= kPole) {
        ++m_like_degrees;
        if (m_example.empty()) {
            m_example = fmt::format("{} / {}", west, south);
        }
    }
}

bool LayerSystem::bring(OGRGeometry& shape)
{
    OGREnvelope extent;
    shape.getEnvelope(&extent);
    notice(extent.MinX, extent.MinY, extent.MaxX, extent.MaxY);
    return m_to_wgs84 == nullptr || shape.transform(m_to_wgs84.get()) == OGRERR_NONE;
}

bool LayerSystem::bring(Position& position)
{
    notice(position.lon, position.lat, position.lon, position.lat);
    return m_to_wgs84 == nullptr || !std::isfinite(position.lon) || !std::isfinite(position.lat) ||
           m_to_wgs84->Transform(1, &position.lon, &position.lat) != 0;
}

void LayerSystem::require_lengths() const
{
    if (m_like_degrees == 0 || 2 * m_like_degrees <= m_shapes) {
        return;
    }
    throw Error{
        Errc::kInputUnreadable,
        fmt::format("{}: the coordinates of {} of {} shapes look like degrees, such as {}, but {} "
                    "({}) counts metres: they would all lie beside its origin. {}",
                    m_request.path, m_like_degrees, m_shapes, m_example, m_name,
                    m_request.crs.empty() ? "which the file states" : "which crs states",
                    m_request.is_list
                        ? "Save the list with the reference system of its coordinates; longitude "
                          "and latitude are EPSG:4326"
                    : m_request.crs.empty()
                        ? "If they are longitude and latitude, set crs: EPSG:4326"
                        : "If they are longitude and latitude, take crs away")};
}

}  // namespace sourcelight::io
