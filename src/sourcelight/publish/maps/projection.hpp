// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/publish/maps/scene.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace sourcelight::publish::maps {

/// A place on the sphere, degrees.
struct LonLat {
    double lon = 0.0;
    double lat = 0.0;
    bool operator==(const LonLat&) const = default;
};

/// From degrees to kilometres on a plane, x to the east, y to the north. Spherical: print maps are
/// too small for the flattening to show.
class Projection {
public:
    /// Equal Earth around 11 degrees east, so that the map is cut in the Bering Strait and no
    /// country but a few islets of Alaska falls apart.
    [[nodiscard]] static Projection world();
    /// Lambert's azimuthal equal-area projection around a point: areas are true, distances nearly.
    [[nodiscard]] static Projection around(LonLat centre);

    Projection(Projection&&) noexcept;
    Projection& operator=(Projection&&) noexcept;
    Projection(const Projection&) = delete;
    Projection& operator=(const Projection&) = delete;
    ~Projection();

    /// Kilometres; y upwards. A place that has no image (the antipode) lands far outside.
    [[nodiscard]] Point operator()(LonLat place) const;
    /// Whether a place lies on the half of the world that is shown: around the antipode an
    /// azimuthal map turns areas inside out.
    [[nodiscard]] bool faces(LonLat place) const noexcept;
    /// Longitudes run from here for 360 degrees; rings are moved as a whole.
    [[nodiscard]] double west() const noexcept { return m_west; }

private:
    struct State;
    Projection(const char* definition, double west, std::optional<LonLat> centre);
    std::unique_ptr<State> m_state;
    double m_west;
    std::optional<LonLat> m_centre;  ///< of an azimuthal one
};

/// Where the images of a projection lie on the page.
struct Placing {
    Box frame;           ///< on the page
    Point centre;        ///< of the projection's plane, km, at the middle of the frame
    double scale = 1.0;  ///< points a kilometre

    [[nodiscard]] Point operator()(Point km) const noexcept
    {
        const auto middle = frame.centre();
        return {middle.x + (km.x - centre.x) * scale, middle.y - (km.y - centre.y) * scale};
    }
};

}  // namespace sourcelight::publish::maps
