// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/ids.hpp"
#include "sourcelight/geo/ellipsoid.hpp"
#include "sourcelight/geo/region_index.hpp"

#include <geos_c.h>

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace bench {

/// The two-step answer: the country whose zone holds the point (else that of a region that holds
/// it), and the region of that country that holds it.
struct TwoStep {
    sourcelight::CountryCode country;
    sourcelight::RegionCode region;
    sourcelight::RegionCode subregion;
    bool operator==(const TwoStep&) const = default;
};

template <auto Destroy>
struct GeosDelete {
    template <typename T>
    void operator()(T* object) const
    {
        Destroy(object);
    }
};
using Geometry = std::unique_ptr<GEOSGeometry, GeosDelete<GEOSGeom_destroy>>;
using Prepared = std::unique_ptr<const GEOSPreparedGeometry, GeosDelete<GEOSPreparedGeom_destroy>>;
using Tree = std::unique_ptr<GEOSSTRtree, GeosDelete<GEOSSTRtree_destroy>>;

/// The rival: prepared GEOS geometries behind an STR tree, as GeoPandas and Shapely use them.
class GeosRival {
public:
    GeosRival(std::span<const sourcelight::geo::ZoneShape> zones,
              std::span<const sourcelight::geo::RegionShape> regions);

    /// GEOS points, made before the clock starts.
    [[nodiscard]] static std::vector<Geometry> make_points(
        std::span<const sourcelight::geo::LonLat> points);

    /// Point by point: a tree over the polygons, asked once a point.
    [[nodiscard]] std::vector<TwoStep> locate_each(std::span<const Geometry> points) const;

    /// Batch: a tree over the points, asked once a polygon; its making counts.
    [[nodiscard]] std::vector<TwoStep> locate_batch(std::span<const Geometry> points) const;

    /// Degrees from a point to the nearest border of a polygon around it.
    [[nodiscard]] double border_distance(const GEOSGeometry* point) const;

private:
    struct Shape {
        Geometry geometry;
        Prepared prepared;
        sourcelight::CountryCode country;
        sourcelight::RegionCode region;
        sourcelight::RegionCode subregion;
        bool is_zone = false;
    };

    /// What the shapes that hold a point make of it; they are given in the order of the input.
    [[nodiscard]] TwoStep answer(std::span<const std::uint32_t> holding) const;

    std::vector<Shape> m_shapes;  ///< zones first
    Tree m_tree;
};

}  // namespace bench
