// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/geo/hex_grid.hpp"

#include "sourcelight/core/error.hpp"
#include "sourcelight/geo/icosahedron.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <string>
#include <utility>

namespace sourcelight::geo {
namespace {

constexpr int kMostCells = 4096;
constexpr double kFullTurn = 360.0;

/// Steps to the six neighbours of a corner of the triangles, in turn.
constexpr std::array<std::array<int, 3>, 6> kSteps{
    {{1, -1, 0}, {1, 0, -1}, {0, 1, -1}, {-1, 1, 0}, {-1, 0, 1}, {0, -1, 1}}};

using Weights = std::array<int, 3>;

bool on_face(const Weights& weights)
{
    return std::all_of(weights.begin(), weights.end(), [](int w) { return w >= 0; });
}

Weights stepped(const Weights& weights, std::size_t step)
{
    const auto& by = kSteps[step % kSteps.size()];
    return {weights[0] + by[0], weights[1] + by[1], weights[2] + by[2]};
}

/// Weights on another face of what lies on both of them.
bool move_to_face(const Weights& weights, std::size_t from, std::size_t to, Weights& moved)
{
    const auto& faces = icosahedron().faces;
    moved = {0, 0, 0};
    for (std::size_t i = 0; i < 3; ++i) {
        if (weights[i] == 0) {
            continue;
        }
        const auto& corners = faces[to].corners;
        const auto* found = std::find(corners.begin(), corners.end(), faces[from].corners[i]);
        if (found == corners.end()) {
            return false;
        }
        moved[static_cast<std::size_t>(found - corners.begin())] = weights[i];
    }
    return true;
}

/// The part of a convex ring east (or west) of a meridian.
std::vector<LonLat> clipped(const std::vector<LonLat>& ring, double meridian, bool east)
{
    const auto inside = [&](const LonLat& p) {
        return east ? p.lon >= meridian : p.lon <= meridian;
    };
    std::vector<LonLat> out;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const auto& a = ring[i];
        const auto& b = ring[(i + 1) % ring.size()];
        if (inside(a)) {
            out.push_back(a);
        }
        if (inside(a) != inside(b)) {
            const double t = (meridian - a.lon) / (b.lon - a.lon);
            out.push_back({meridian, a.lat + t * (b.lat - a.lat)});
        }
    }
    return out;
}

/// A ring that goes once around a pole, as a box up to the pole.
std::vector<LonLat> around_pole(std::vector<LonLat> ring)
{
    for (auto& point : ring) {
        point.lon -= kFullTurn * std::floor((point.lon + 180.0) / kFullTurn);
    }
    std::sort(ring.begin(), ring.end(),
              [](const LonLat& a, const LonLat& b) { return a.lon < b.lon; });
    const auto& first = ring.front();
    const auto& last = ring.back();
    const double gap = first.lon + kFullTurn - last.lon;
    const double t = gap > 0.0 ? (180.0 - last.lon) / gap : 0.0;
    const double at_seam = last.lat + t * (first.lat - last.lat);
    const double pole = first.lat > 0.0 ? 90.0 : -90.0;
    ring.insert(ring.begin(), {-180.0, at_seam});
    ring.push_back({180.0, at_seam});
    ring.push_back({180.0, pole});
    ring.push_back({-180.0, pole});
    if (pole < 0.0) {
        std::reverse(ring.begin(), ring.end());
    }
    return ring;
}

/// Direction of a point seen from another, counter-clockwise from east, on the sphere.
double bearing(const Vector3& from, const Vector3& to)
{
    const double lon = std::atan2(from[1], from[0]);
    const double lat = std::asin(std::clamp(from[2], -1.0, 1.0));
    const double east = -std::sin(lon) * to[0] + std::cos(lon) * to[1];
    const double north = -std::sin(lat) * std::cos(lon) * to[0] -
                         std::sin(lat) * std::sin(lon) * to[1] + std::cos(lat) * to[2];
    return std::atan2(north, east);
}

}  // namespace

HexGrid::HexGrid(int n) : m_n{n}
{
    if (n < 1 || n > kMostCells) {
        throw Error{Errc::kValueOutOfDomain, "a hexagon grid of " + std::to_string(n) +
                                                 " cells an edge, expected 1 to " +
                                                 std::to_string(kMostCells)};
    }
}

HexGrid HexGrid::of_spacing(double km)
{
    // Hexagons of area A lie sqrt(2 A / sqrt(3)) apart.
    const double area = km * km * std::numbers::sqrt3 / 2.0;
    const double n = std::sqrt(kWorldKm2 / 10.0 / area);
    return HexGrid{static_cast<int>(std::clamp(std::round(n), 1.0, double{kMostCells}))};
}

double HexGrid::area_km2() const noexcept { return kWorldKm2 / (10.0 * m_n * m_n); }

HexId HexGrid::id(const Spot& spot) const noexcept
{
    const auto& faces = icosahedron().faces;
    const auto side = static_cast<std::uint64_t>(m_n) + 1;
    Weights moved{};
    std::size_t face = 0;
    while (face < faces.size() && !move_to_face(spot.weights, spot.face, face, moved)) {
        ++face;
    }
    return HexId{(face * side + static_cast<std::uint64_t>(moved[0])) * side +
                 static_cast<std::uint64_t>(moved[1])};
}

HexGrid::Spot HexGrid::spot(HexId cell) const
{
    const auto side = static_cast<std::uint64_t>(m_n) + 1;
    const auto number = static_cast<std::uint64_t>(cell);
    const auto second = static_cast<int>(number % side);
    const auto first = static_cast<int>(number / side % side);
    const auto face = static_cast<std::size_t>(number / side / side);
    const Weights weights{first, second, m_n - first - second};
    if (face >= icosahedron().faces.size() || !on_face(weights)) {
        throw Error{Errc::kValueOutOfDomain,
                    "there is no hexagon " + std::to_string(number) + " in this grid"};
    }
    return {face, weights};
}

HexId HexGrid::cell_of(LonLat point) const noexcept
{
    const auto on_sphere = to_sphere(point);
    Spot found{face_of(on_sphere), {}};
    const auto weights = to_face(on_sphere, found.face);
    std::array<double, 3> rest{};
    int left = m_n;
    for (std::size_t i = 0; i < 3; ++i) {
        const double at = std::clamp(weights[i], 0.0, 1.0) * m_n;
        found.weights[i] = static_cast<int>(at);
        rest[i] = at - found.weights[i];
        left -= found.weights[i];
    }
    // One left: a triangle that points as its face does; two: one that is upside down. The nearest
    // of its corners has the largest share of the point.
    if (left == 1) {
        const auto* most = std::max_element(rest.begin(), rest.end());
        ++found.weights[static_cast<std::size_t>(most - rest.begin())];
    } else if (left == 2) {
        const auto* least = std::min_element(rest.begin(), rest.end());
        for (std::size_t i = 0; i < 3; ++i) {
            found.weights[i] += i == static_cast<std::size_t>(least - rest.begin()) ? 0 : 1;
        }
    }
    return id(found);
}

LonLat HexGrid::centre(HexId cell) const
{
    const auto at = spot(cell);
    const double n = m_n;
    return from_sphere(
        from_face({at.weights[0] / n, at.weights[1] / n, at.weights[2] / n}, at.face));
}

std::vector<Vector3> HexGrid::bounds(const Spot& at) const
{
    const auto& faces = icosahedron().faces;
    const double n = m_n;
    std::vector<Vector3> points;
    std::map<HexId, Vector3> sides;  // a side on an edge belongs to two faces
    for (std::size_t face = 0; face < faces.size(); ++face) {
        Weights here{};
        if (!move_to_face(at.weights, at.face, face, here)) {
            continue;
        }
        const auto point = [&](const Weights& a, const Weights& b, double share) {
            Barycentric weights{};
            for (std::size_t i = 0; i < 3; ++i) {
                weights[i] = (here[i] + (a[i] - here[i] + b[i] - here[i]) * share) / n;
            }
            return from_face(weights, face);
        };
        for (std::size_t step = 0; step < kSteps.size(); ++step) {
            const auto next = stepped(here, step);
            const auto after = stepped(here, step + 1);
            if (on_face(next)) {
                sides.try_emplace(id({face, next}), point(next, here, 0.5));
            }
            if (on_face(next) && on_face(after)) {
                points.push_back(point(next, after, 1.0 / 3.0));
            }
        }
    }
    for (const auto& side : sides) {
        points.push_back(side.second);
    }
    return points;
}

std::vector<LonLat> HexGrid::ring(HexId cell) const
{
    const auto at = spot(cell);
    const double n = m_n;
    auto points = bounds(at);
    const auto middle =
        from_face({at.weights[0] / n, at.weights[1] / n, at.weights[2] / n}, at.face);
    std::sort(points.begin(), points.end(), [&middle](const Vector3& a, const Vector3& b) {
        return bearing(middle, a) < bearing(middle, b);
    });
    std::vector<LonLat> ring;
    ring.reserve(points.size());
    double before = from_sphere(middle).lon;
    for (const auto& entry : points) {
        auto corner = from_sphere(entry);
        corner.lon += kFullTurn * std::round((before - corner.lon) / kFullTurn);
        before = corner.lon;
        ring.push_back(corner);
    }
    return ring;
}

std::vector<std::vector<LonLat>> HexGrid::polygons(HexId cell) const
{
    auto whole = ring(cell);
    std::vector<std::vector<LonLat>> parts;
    if (std::abs(whole.back().lon - whole.front().lon) > 180.0) {
        parts.push_back(around_pole(std::move(whole)));
    } else {
        for (const double shift : {-kFullTurn, 0.0, kFullTurn}) {
            const auto part = clipped(clipped(whole, shift - 180.0, true), shift + 180.0, false);
            if (part.size() < 3) {
                continue;
            }
            auto& moved = parts.emplace_back(part);
            for (auto& point : moved) {
                point.lon -= shift;
            }
        }
    }
    for (auto& part : parts) {
        part.push_back(part.front());
    }
    return parts;
}

}  // namespace sourcelight::geo
