// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/geo/ellipsoid.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <vector>

namespace sourcelight::geo {

/// One item of a layer within reach of a place.
struct Near {
    std::uint32_t item = 0;
    double km = 0.0;  ///< to within 1e-5 of the geodesic up to 1,000 km; 0 inside an area
    LonLat at;        ///< the point of the item that is nearest
};

/// The degrees that places span; west of east also where they lie about the antimeridian.
struct Extent {
    double west = std::numeric_limits<double>::infinity();
    double east = -std::numeric_limits<double>::infinity();
    double south = std::numeric_limits<double>::infinity();
    double north = -std::numeric_limits<double>::infinity();

    void add(LonLat point) noexcept
    {
        west = std::min(west, point.lon);
        east = std::max(east, point.lon);
        south = std::min(south, point.lat);
        north = std::max(north, point.lat);
    }
};

/// Points or areas, and which of them lie within a distance. Const after building and safe to ask
/// from several threads; the same items give the same answers in the same order.
class NearLayer {
public:
    NearLayer() = default;
    virtual ~NearLayer() = default;
    NearLayer(const NearLayer&) = delete;
    NearLayer& operator=(const NearLayer&) = delete;
    NearLayer(NearLayer&&) = delete;
    NearLayer& operator=(NearLayer&&) = delete;

    /// Every item within `reach_km` (at most 1,000) of a place, each once, in order of item;
    /// `found` is emptied first. Right across the antimeridian and at the poles.
    virtual void within(LonLat from, double reach_km, std::vector<Near>& found) const = 0;
};

/// A ring of an area: its first and last corner are one, as map formats have it.
struct AreaRing {
    std::uint32_t item = 0;
    std::vector<LonLat> corners;
};

/// Items that are points, |lat| <= 90. Built in n log n; asking costs the logarithm of n and some
/// 30 ns an item within reach.
[[nodiscard]] std::unique_ptr<NearLayer> near_points(std::span<const LonLat> points);

/// Items that are areas: shells and holes, even-odd; an item may have several rings. Edges are
/// straight in degrees, as map formats have them; one that spans more than half a turn is read as
/// crossing the antimeridian. Asking costs a look at every stretch of edge (10 km or less) within
/// reach.
[[nodiscard]] std::unique_ptr<NearLayer> near_areas(std::span<const AreaRing> rings);

/// `km` as it is, or the geodesic where `km` is so near to the reach that it does not decide.
[[nodiscard]] double length_within(LonLat from, LonLat to, double km, double reach_km);

/// The nearest of what within() found, its distance by geodesic_km(); null if nothing was found.
/// The lower item among equals.
[[nodiscard]] const Near* nearest(LonLat from, std::span<Near> found);

}  // namespace sourcelight::geo
