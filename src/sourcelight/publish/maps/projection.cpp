// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/maps/projection.hpp"

#include "sourcelight/core/error.hpp"

#include <fmt/format.h>
#include <proj.h>

#include <cmath>
#include <utility>

namespace sourcelight::publish::maps {
namespace {

constexpr double kFar = 1e6;  // km
constexpr double kMetres = 1000.0;
constexpr double kWorldMiddle = 11.0;

struct FreeContext {
    void operator()(PJ_CONTEXT* context) const noexcept { proj_context_destroy(context); }
};
struct FreeProjection {
    void operator()(PJ* projection) const noexcept { proj_destroy(projection); }
};

}  // namespace

struct Projection::State {
    std::unique_ptr<PJ_CONTEXT, FreeContext> context;
    std::unique_ptr<PJ, FreeProjection> projection;
};

Projection::Projection(const char* definition, double west, std::optional<LonLat> centre)
    : m_state{std::make_unique<State>()}, m_west{west}, m_centre{centre}
{
    m_state->context.reset(proj_context_create());
    m_state->projection.reset(proj_create(m_state->context.get(), definition));
    if (!m_state->projection) {
        throw Error{Errc::kInternal, fmt::format("PROJ does not know {}", definition)};
    }
}

Projection::Projection(Projection&&) noexcept = default;
Projection& Projection::operator=(Projection&&) noexcept = default;
Projection::~Projection() = default;

Projection Projection::world()
{
    return {fmt::format("+proj=eqearth +lon_0={} +R=6371008.8 +over", kWorldMiddle).c_str(),
            kWorldMiddle - 180.0, std::nullopt};
}

Projection Projection::around(LonLat centre)
{
    return {
        fmt::format("+proj=laea +lat_0={:.6f} +lon_0={:.6f} +R=6371008.8", centre.lat, centre.lon)
            .c_str(),
        centre.lon - 180.0, centre};
}

bool Projection::faces(LonLat place) const noexcept
{
    if (!m_centre) {
        return true;
    }
    const auto lat = proj_torad(place.lat);
    const auto middle = proj_torad(m_centre->lat);
    return std::sin(lat) * std::sin(middle) +
               std::cos(lat) * std::cos(middle) * std::cos(proj_torad(place.lon - m_centre->lon)) >
           0.0;
}

Point Projection::operator()(LonLat place) const
{
    const auto image =
        proj_trans(m_state->projection.get(), PJ_FWD,
                   proj_coord(proj_torad(place.lon), proj_torad(place.lat), 0.0, 0.0));
    if (!std::isfinite(image.xy.x) || !std::isfinite(image.xy.y)) {
        return {kFar, kFar};
    }
    return {image.xy.x / kMetres, image.xy.y / kMetres};
}

}  // namespace sourcelight::publish::maps
