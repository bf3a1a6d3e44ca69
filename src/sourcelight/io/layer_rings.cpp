// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/io/layer_rings.hpp"

#include <cmath>

namespace sourcelight::io {
namespace {

constexpr double kTurn = 360.0;
constexpr double kHalfTurn = 180.0;
constexpr double kPole = 90.0;

void gather(OGRGeometry& geometry, std::vector<OGRPolygon*>& polygons)
{
    const auto type = wkbFlatten(geometry.getGeometryType());
    if (type == wkbPolygon) {
        polygons.push_back(geometry.toPolygon());
    } else if (type == wkbMultiPolygon || type == wkbGeometryCollection) {
        for (auto* part : *geometry.toGeometryCollection()) {
            gather(*part, polygons);
        }
    }
}

void run_on(OGRLinearRing& ring)
{
    double turn = 0.0;
    double north = 0.0;
    for (int i = 0; i + 1 < ring.getNumPoints(); ++i) {
        const double from = ring.getX(i) - turn;
        const double east = ring.getX(i + 1) - from;
        if (std::abs(east) > kHalfTurn && std::abs(east) < kTurn) {
            turn -= std::copysign(kTurn, east);
        }
        ring.setPoint(i + 1, ring.getX(i + 1) + turn, ring.getY(i + 1));
        north += ring.getY(i + 1);
    }
    if (std::abs(turn) == kTurn) {  // it went once around, about the nearer pole
        const double pole = std::copysign(kPole, north);
        ring.addPoint(ring.getX(ring.getNumPoints() - 1), pole);
        ring.addPoint(ring.getX(0), pole);
        ring.closeRings();
    }
}

void shift_into(const OGREnvelope& shell, OGRLinearRing& hole)
{
    OGREnvelope extent;
    hole.getEnvelope(&extent);
    const double middle = 0.5 * (extent.MinX + extent.MaxX);
    const double turn = middle < shell.MinX ? kTurn : middle > shell.MaxX ? -kTurn : 0.0;
    for (int i = 0; turn != 0.0 && i < hole.getNumPoints(); ++i) {
        hole.setPoint(i, hole.getX(i) + turn, hole.getY(i));
    }
}

}  // namespace

std::vector<OGRPolygon*> polygons_of(OGRGeometry& geometry)
{
    std::vector<OGRPolygon*> polygons;
    gather(geometry, polygons);
    return polygons;
}

void run_on(OGRPolygon& polygon)
{
    if (polygon.getExteriorRing() == nullptr) {
        return;
    }
    polygon.closeRings();
    run_on(*polygon.getExteriorRing());
    OGREnvelope shell;
    polygon.getExteriorRing()->getEnvelope(&shell);
    for (int i = 0; i < polygon.getNumInteriorRings(); ++i) {
        run_on(*polygon.getInteriorRing(i));
        shift_into(shell, *polygon.getInteriorRing(i));
    }
}

}  // namespace sourcelight::io
