// SPDX-License-Identifier: Apache-2.0
#include "bench/geos_rival.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace bench {
namespace {

using sourcelight::geo::LonLat;

constexpr std::size_t kNodeCapacity = 10;  // Shapely's

Geometry read_wkb(GEOSWKBReader* reader, std::string_view wkb)
{
    return Geometry{
        GEOSWKBReader_read(reader, reinterpret_cast<const unsigned char*>(wkb.data()), wkb.size())};
}

/// Items of the trees are indices plus one: a null item is no item.
void* as_item(std::size_t index) { return reinterpret_cast<void*>(index + 1); }
std::uint32_t as_index(const void* item)
{
    return static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(item) - 1);
}

void collect(void* item, void* into)
{
    static_cast<std::vector<std::uint32_t>*>(into)->push_back(as_index(item));
}

}  // namespace

GeosRival::GeosRival(std::span<const sourcelight::geo::ZoneShape> zones,
                     std::span<const sourcelight::geo::RegionShape> regions)
    : m_tree{GEOSSTRtree_create(kNodeCapacity)}
{
    auto* reader = GEOSWKBReader_create();
    for (const auto& zone : zones) {
        m_shapes.push_back({read_wkb(reader, zone.wkb), nullptr, zone.country, {}, {}, true});
    }
    for (const auto& region : regions) {
        m_shapes.push_back({read_wkb(reader, region.wkb), nullptr, region.country, region.region,
                            region.subregion, false});
    }
    GEOSWKBReader_destroy(reader);
    for (std::size_t i = 0; i < m_shapes.size(); ++i) {
        m_shapes[i].prepared.reset(GEOSPrepare(m_shapes[i].geometry.get()));
        GEOSSTRtree_insert(m_tree.get(), m_shapes[i].geometry.get(), as_item(i));
    }
}

std::vector<Geometry> GeosRival::make_points(std::span<const LonLat> points)
{
    std::vector<Geometry> out;
    out.reserve(points.size());
    for (const auto& point : points) {
        out.emplace_back(GEOSGeom_createPointFromXY(point.lon, point.lat));
    }
    return out;
}

TwoStep GeosRival::answer(std::span<const std::uint32_t> holding) const
{
    TwoStep out;
    for (const auto index : holding) {
        const auto& shape = m_shapes[index];
        if (out.country.empty()) {
            out.country = shape.country;
        }
        if (!shape.is_zone && !shape.country.empty() && shape.country == out.country) {
            out.region = shape.region;
            out.subregion = shape.subregion;
            break;
        }
    }
    return out;
}

std::vector<TwoStep> GeosRival::locate_each(std::span<const Geometry> points) const
{
    std::vector<TwoStep> out;
    out.reserve(points.size());
    std::vector<std::uint32_t> hits;
    for (const auto& point : points) {
        hits.clear();
        GEOSSTRtree_query(m_tree.get(), point.get(), collect, &hits);
        std::erase_if(hits, [&](std::uint32_t index) {
            return GEOSPreparedIntersects(m_shapes[index].prepared.get(), point.get()) != 1;
        });
        std::sort(hits.begin(), hits.end());
        out.push_back(answer(hits));
    }
    return out;
}

std::vector<TwoStep> GeosRival::locate_batch(std::span<const Geometry> points) const
{
    const Tree tree{GEOSSTRtree_create(kNodeCapacity)};
    for (std::size_t i = 0; i < points.size(); ++i) {
        GEOSSTRtree_insert(tree.get(), points[i].get(), as_item(i));
    }
    std::vector<std::pair<std::uint32_t, std::uint32_t>> held;  // point, shape
    std::vector<std::uint32_t> hits;
    for (std::uint32_t i = 0; i < m_shapes.size(); ++i) {
        hits.clear();
        GEOSSTRtree_query(tree.get(), m_shapes[i].geometry.get(), collect, &hits);
        for (const auto point : hits) {
            if (GEOSPreparedIntersects(m_shapes[i].prepared.get(), points[point].get()) == 1) {
                held.emplace_back(point, i);
            }
        }
    }
    // Shapes come in their order: the first says the country, the first region of it the region.
    std::vector<TwoStep> out(points.size());
    std::vector<bool> settled(points.size());
    for (const auto& [point, index] : held) {
        const auto& shape = m_shapes[index];
        auto& found = out[point];
        if (found.country.empty()) {
            found.country = shape.country;
        }
        if (!settled[point] && !shape.is_zone && !shape.country.empty() &&
            shape.country == found.country) {
            found.region = shape.region;
            found.subregion = shape.subregion;
            settled[point] = true;
        }
    }
    return out;
}

double GeosRival::border_distance(const GEOSGeometry* point) const
{
    std::vector<std::uint32_t> hits;
    constexpr double kAround = 1e-6;
    const Geometry around{GEOSBuffer(point, kAround, 1)};
    GEOSSTRtree_query(m_tree.get(), around.get(), collect, &hits);
    double nearest = std::numeric_limits<double>::infinity();
    for (const auto index : hits) {
        const Geometry border{GEOSBoundary(m_shapes[index].geometry.get())};
        double distance = 0.0;
        if (GEOSDistance(border.get(), point, &distance) == 1) {
            nearest = std::min(nearest, distance);
        }
    }
    return nearest;
}

}  // namespace bench
