// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/geo/ellipsoid.hpp"

#include <array>
#include <cstdint>
#include <vector>

namespace sourcelight::geo {

/// Number of a cell within one grid; its order means nothing.
enum class HexId : std::uint64_t {};

/// Hexagons of equal area over the whole world, without seams at the antimeridian or the poles.
///
/// The world's authalic sphere is laid on an icosahedron by the vertex-oriented great-circle
/// projection from each face's middle (van Leeuwen and Strebe 2006; Snyder's 1992 for the
/// icosahedron), which keeps areas. Each face is cut into n * n equal triangles; a cell is what
/// lies nearest to a corner of them: a hexagon, or one of twelve pentagons of 5/6 of its area at
/// the icosahedron's corners. These stand as in ISEA (one at 11.25 E, 58.28 N): all but one in
/// the sea. Const, safe from several threads.
class HexGrid {
public:
    /// @param n  cells along an edge of a face, 1 to 4,096; there are 10 n^2 + 2 cells
    /// @throws Error kValueOutOfDomain for another n
    explicit HexGrid(int n);
    /// The grid whose neighbours lie about `km` apart.
    [[nodiscard]] static HexGrid of_spacing(double km);

    /// The cell of a point, finite and |lat| <= 90; any longitude. Cost: a third of a microsecond.
    [[nodiscard]] HexId cell_of(LonLat point) const noexcept;
    /// Cost: some microseconds.
    [[nodiscard]] LonLat centre(HexId cell) const;
    /// The corners, and the middles of the sides, where they bend: 12 points (10 of a pentagon),
    /// counter-clockwise, not closed. Longitudes go on beyond 180 degrees where the cell crosses
    /// the antimeridian; around a pole they go once around the world. Cost: about 100 microseconds.
    [[nodiscard]] std::vector<LonLat> ring(HexId cell) const;
    /// The same as closed rings within [-180, 180]: two where the cell crosses the antimeridian,
    /// and by way of the pole where it holds one.
    [[nodiscard]] std::vector<std::vector<LonLat>> polygons(HexId cell) const;

    [[nodiscard]] int n() const noexcept { return m_n; }
    /// Of a hexagon.
    [[nodiscard]] double area_km2() const noexcept;

private:
    /// A corner of the triangles: weights of the corners of one face, sum n.
    struct Spot {
        std::size_t face = 0;
        std::array<int, 3> weights{};
    };
    [[nodiscard]] Spot spot(HexId cell) const;
    [[nodiscard]] HexId id(const Spot& spot) const noexcept;
    /// Corners and middles of the sides on the sphere, in no order.
    [[nodiscard]] std::vector<std::array<double, 3>> bounds(const Spot& at) const;

    int m_n;
};

}  // namespace sourcelight::geo
