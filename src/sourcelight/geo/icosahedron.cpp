// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/geo/icosahedron.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace sourcelight::geo {
namespace {

constexpr double kDegree = std::numbers::pi / 180.0;
/// WGS 84: first eccentricity squared.
constexpr double kE2 = 0.00669437999014;
/// Of a third of a face: a sixtieth of the sphere.
constexpr double kThird = std::numbers::pi / 15.0;

Vector3 cross(const Vector3& a, const Vector3& b)
{
    return {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
}

double dot(const Vector3& a, const Vector3& b) { return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]; }

/// a * s + b * t
Vector3 mix(const Vector3& a, double s, const Vector3& b, double t)
{
    return {a[0] * s + b[0] * t, a[1] * s + b[1] * t, a[2] * s + b[2] * t};
}

Vector3 unit(const Vector3& a)
{
    const double length = std::sqrt(dot(a, a));
    return {a[0] / length, a[1] / length, a[2] / length};
}

double chord(const Vector3& a, const Vector3& b)
{
    const auto difference = mix(a, 1.0, b, -1.0);
    return std::sqrt(dot(difference, difference));
}

/// Area of a spherical triangle, positive counter-clockwise.
double area(const Vector3& a, const Vector3& b, const Vector3& c)
{
    return 2.0 * std::atan2(dot(a, cross(b, c)), 1.0 + dot(a, b) + dot(b, c) + dot(c, a));
}

/// Snyder's q: proportional to the area between the equator and a latitude.
double authalic_q(double sine)
{
    const double e = std::sqrt(kE2);
    return (1.0 - kE2) * (sine / (1.0 - kE2 * sine * sine) -
                          std::log((1.0 - e * sine) / (1.0 + e * sine)) / (2.0 * e));
}

std::array<Vector3, 12> make_corners()
{
    // ISEA: a corner at 11.25 E, 58.28252559 N of the sphere, the next due north of it.
    const double lon = 11.25 * kDegree;
    const double lat = 58.28252559 * kDegree;
    const Vector3 first{std::cos(lat) * std::cos(lon), std::cos(lat) * std::sin(lon),
                        std::sin(lat)};
    const Vector3 north{-std::sin(lat) * std::cos(lon), -std::sin(lat) * std::sin(lon),
                        std::cos(lat)};
    const auto east = cross(north, first);
    std::array<Vector3, 12> corners{};
    corners[0] = first;
    const double apart = std::atan(2.0);
    for (std::size_t i = 1; i < 6; ++i) {
        const double azimuth = 72.0 * kDegree * static_cast<double>(i - 1);
        const auto way = mix(north, std::cos(azimuth), east, std::sin(azimuth));
        corners[i] = mix(first, std::cos(apart), way, std::sin(apart));
    }
    for (std::size_t i = 0; i < 6; ++i) {
        corners[i + 6] = mix(corners[i], -1.0, first, 0.0);
    }
    return corners;
}

IcosahedronFace make_face(const std::array<Vector3, 12>& corners, std::size_t i, std::size_t j,
                          std::size_t k)
{
    IcosahedronFace face{{i, j, k}, {}};
    if (dot(corners[i], cross(corners[j], corners[k])) < 0.0) {
        std::swap(face.corners[1], face.corners[2]);
    }
    face.middle = unit(mix(mix(corners[i], 1.0, corners[j], 1.0), 1.0, corners[k], 1.0));
    return face;
}

Icosahedron make_icosahedron()
{
    Icosahedron solid;
    solid.corners = make_corners();
    const auto near = [&solid](std::size_t i, std::size_t j) {
        return dot(solid.corners[i], solid.corners[j]) > 0.4;  // 0.447 of neighbours
    };
    for (std::size_t i = 0; i < 12; ++i) {
        for (std::size_t j = i + 1; j < 12; ++j) {
            for (std::size_t k = j + 1; k < 12; ++k) {
                if (near(i, j) && near(j, k) && near(i, k)) {
                    solid.faces.push_back(make_face(solid.corners, i, j, k));
                }
            }
        }
    }
    return solid;
}

/// The point of the edge that cuts a share of a part's area off, counted from `from`. With the
/// point at from (1 - t) + to t before it is scaled to length N(t), tan(E / 2) of the excess E is a
/// ratio of t and N; squared, it is linear in t.
Vector3 edge_point(const Vector3& middle, const Vector3& from, const Vector3& to, double share)
{
    const double half_tan = std::tan(0.5 * share * kThird);
    const double k = 1.0 + dot(middle, from);
    const double across = dot(to, from) + dot(to, middle);
    const double a = dot(middle, cross(from, to)) - half_tan * (across - k);
    const double b = half_tan * k;
    const double c = 1.0 - dot(from, to);
    const double t = 2.0 * b * (a - b * c) / (a * a - 2.0 * b * b * c);
    return unit(mix(from, 1.0 - t, to, t));
}

/// The part of a face that is nearest to one of its edges: corners of the edge, and the other.
struct Part {
    std::size_t other = 0;
    std::size_t from = 0;
    std::size_t to = 0;
};

Part part_opposite(std::size_t corner) { return {corner, (corner + 1) % 3, (corner + 2) % 3}; }

}  // namespace

const Icosahedron& icosahedron()
{
    static const Icosahedron solid = make_icosahedron();
    return solid;
}

Vector3 to_sphere(LonLat point) noexcept
{
    const double sine =
        std::clamp(authalic_q(std::sin(point.lat * kDegree)) / authalic_q(1.0), -1.0, 1.0);
    const double cosine = std::sqrt(1.0 - sine * sine);
    return {cosine * std::cos(point.lon * kDegree), cosine * std::sin(point.lon * kDegree), sine};
}

LonLat from_sphere(const Vector3& point) noexcept
{
    // Snyder 1987, (3-18), to about a centimetre.
    const double beta = std::atan2(point[2], std::hypot(point[0], point[1]));
    const double e4 = kE2 * kE2;
    const double e6 = e4 * kE2;
    const double lat =
        beta + (kE2 / 3.0 + 31.0 * e4 / 180.0 + 517.0 * e6 / 5040.0) * std::sin(2.0 * beta) +
        (23.0 * e4 / 360.0 + 251.0 * e6 / 3780.0) * std::sin(4.0 * beta) +
        761.0 * e6 / 45360.0 * std::sin(6.0 * beta);
    return {std::atan2(point[1], point[0]) / kDegree, lat / kDegree};
}

std::size_t face_of(const Vector3& point) noexcept
{
    const auto& faces = icosahedron().faces;
    std::size_t best = 0;
    double highest = -2.0;
    for (std::size_t f = 0; f < faces.size(); ++f) {
        const double height = dot(point, faces[f].middle);
        if (height > highest) {
            highest = height;
            best = f;
        }
    }
    return best;
}

Barycentric to_face(const Vector3& point, std::size_t face) noexcept
{
    const auto& solid = icosahedron();
    const auto& middle = solid.faces[face].middle;
    std::array<Vector3, 3> corners{};
    std::array<double, 3> near{};
    for (std::size_t i = 0; i < 3; ++i) {
        corners[i] = solid.corners[solid.faces[face].corners[i]];
        near[i] = dot(point, corners[i]);
    }
    const auto part = part_opposite(
        static_cast<std::size_t>(std::min_element(near.begin(), near.end()) - near.begin()));
    const double out = chord(point, middle);
    constexpr double kAtMiddle = 1e-12;
    if (out < kAtMiddle) {
        return {1.0 / 3.0, 1.0 / 3.0, 1.0 / 3.0};
    }
    // The great circle from the middle through the point meets the edge at `edge`.
    const auto& from = corners[part.from];
    const auto& to = corners[part.to];
    auto edge = unit(cross(cross(middle, point), cross(from, to)));
    if (dot(edge, middle) < 0.0) {
        edge = mix(edge, -1.0, edge, 0.0);
    }
    const double along = std::clamp(area(middle, from, edge) / kThird, 0.0, 1.0);
    const double share = std::min(out / chord(edge, middle), 1.0);
    Barycentric weights{};
    weights[part.other] = (1.0 - share) / 3.0;
    weights[part.from] = (1.0 - share) / 3.0 + share * (1.0 - along);
    weights[part.to] = (1.0 - share) / 3.0 + share * along;
    return weights;
}

Vector3 from_face(const Barycentric& weights, std::size_t face) noexcept
{
    const auto& solid = icosahedron();
    const auto& middle = solid.faces[face].middle;
    const auto part = part_opposite(static_cast<std::size_t>(
        std::min_element(weights.begin(), weights.end()) - weights.begin()));
    const double share = 1.0 - 3.0 * weights[part.other];
    constexpr double kAtMiddle = 1e-14;
    if (share < kAtMiddle) {
        return middle;
    }
    const double along = (weights[part.to] - weights[part.other]) / share;
    const auto& from = solid.corners[solid.faces[face].corners[part.from]];
    const auto& to = solid.corners[solid.faces[face].corners[part.to]];
    const auto edge = edge_point(middle, from, to, along);
    const double half = 0.5 * share * chord(edge, middle);
    const auto way = unit(mix(edge, 1.0, middle, -dot(edge, middle)));
    const double angle = 2.0 * std::asin(std::min(half, 1.0));
    return mix(middle, std::cos(angle), way, std::sin(angle));
}

}  // namespace sourcelight::geo
