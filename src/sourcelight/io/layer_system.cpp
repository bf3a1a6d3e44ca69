// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/io/layer_system.hpp"

#include "sourcelight/core/error.hpp"
#include "sourcelight/io/gdal_session.hpp"

#include <fmt/format.h>

#include <cmath>
#include <string_view>
#include <utility>

namespace sourcelight::io {
namespace {

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
    system->DemoteTo2D(nullptr);  // heights are not read
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

}  // namespace

LayerSystem::LayerSystem(const LayerRequest& request, const OGRSpatialReference* stated)
    : m_request{request}, m_stated{stated != nullptr || !request.crs.empty()}
{
    const GdalMessages messages;
    const auto system = system_of(request, stated);
    if (system == nullptr) {
        return;
    }
    const auto target = wgs84();
    m_name = system_name(*system);
    // A layer in kilometres may well lie within 360 of them; feet are as good as metres here.
    constexpr double kLongestUnit = 2.0;
    m_in_metres = system->IsProjected() != 0 && system->GetLinearUnits() < kLongestUnit;
    m_to_wgs84.reset(OGRCreateCoordinateTransformation(system.get(), &target));
    if (m_to_wgs84 == nullptr) {
        throw Error{Errc::kInputUnreadable,
                    fmt::format("{}: {} cannot be brought to longitude and latitude ({}); "
                                "reproject the layer to WGS 84 (EPSG:4326) and save it again",
                                request.path, m_name, messages.last_failure())};
    }
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
                    m_request.crs.empty() ? "If they are longitude and latitude, set crs: EPSG:4326"
                                          : "If they are longitude and latitude, take crs away")};
}

}  // namespace sourcelight::io
