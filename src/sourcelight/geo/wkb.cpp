// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/geo/wkb.hpp"

#include "sourcelight/core/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>

namespace sourcelight::geo {
namespace {

constexpr std::uint32_t kPolygon = 3;
constexpr std::uint32_t kMultiPolygon = 6;

/// Reads one geometry from front to back; every read is checked against the end.
class Reader {
public:
    Reader(std::string_view bytes, std::string_view name) : m_bytes{bytes}, m_name{name} {}

    /// Byte order and type of the next geometry.
    std::uint32_t header()
    {
        m_swap = take<std::uint8_t>() == 0;
        return take_ordered<std::uint32_t>();
    }
    std::uint32_t count() { return take_ordered<std::uint32_t>(); }

    Vertex vertex()
    {
        constexpr double kHalfWidth = 180.0;
        constexpr double kHalfHeight = 90.0;
        const auto lon = take_ordered<double>();
        const auto lat = take_ordered<double>();
        if (!(std::abs(lon) <= kHalfWidth && std::abs(lat) <= kHalfHeight)) {
            fail(fmt::format("holds the coordinate {}, {}; expected degrees, longitude first", lon,
                             lat));
        }
        return {static_cast<std::int32_t>(std::llround((lon + kHalfWidth) * kUnitsPerDegree)),
                static_cast<std::int32_t>(std::llround((lat + kHalfHeight) * kUnitsPerDegree))};
    }

    [[noreturn]] void fail(const std::string& what) const
    {
        throw Error{Errc::kDatasetInvalid, fmt::format("the shape of {} {}", m_name, what)};
    }

private:
    template <typename T>
    T take()
    {
        if (m_bytes.size() < sizeof(T)) {
            fail("ends too early; expected well-known binary");
        }
        T value{};
        std::memcpy(&value, m_bytes.data(), sizeof(T));
        m_bytes.remove_prefix(sizeof(T));
        return value;
    }

    template <typename T>
    T take_ordered()
    {
        auto raw = take<std::array<unsigned char, sizeof(T)>>();
        if (m_swap) {
            std::reverse(raw.begin(), raw.end());
        }
        T value{};
        std::memcpy(&value, raw.data(), sizeof(T));
        return value;
    }

    std::string_view m_bytes;
    std::string_view m_name;
    bool m_swap = false;
};

void append_ring(Reader& reader, std::vector<Edge>& edges)
{
    const auto points = reader.count();
    if (points == 0) {
        return;
    }
    const Vertex first = reader.vertex();
    Vertex last = first;
    for (std::uint32_t i = 1; i < points; ++i) {
        const Vertex next = reader.vertex();
        if (next != last) {
            edges.push_back({last, next});
        }
        last = next;
    }
    if (last != first) {
        edges.push_back({last, first});
    }
}

void append_polygon(Reader& reader, std::vector<Edge>& edges)
{
    const auto rings = reader.count();
    for (std::uint32_t i = 0; i < rings; ++i) {
        append_ring(reader, edges);
    }
}

}  // namespace

void append_edges(std::string_view wkb, std::string_view name, std::vector<Edge>& edges)
{
    Reader reader{wkb, name};
    const auto type = reader.header();
    if (type == kPolygon) {
        append_polygon(reader, edges);
        return;
    }
    if (type != kMultiPolygon) {
        reader.fail(fmt::format("is of type {}; expected a polygon (3) or multipolygon (6)", type));
    }
    const auto parts = reader.count();
    for (std::uint32_t i = 0; i < parts; ++i) {
        if (reader.header() != kPolygon) {
            reader.fail("has a part that is no polygon");
        }
        append_polygon(reader, edges);
    }
}

std::string ring_wkb(std::span<const LonLat> ring)
{
    std::string out;
    const auto append = [&out](const auto& value) {
        std::array<char, sizeof value> bytes{};
        std::memcpy(bytes.data(), &value, sizeof value);
        out.append(bytes.data(), bytes.size());
    };
    append(static_cast<std::uint8_t>(std::endian::native == std::endian::little ? 1 : 0));
    append(kPolygon);
    append(std::uint32_t{1});
    append(static_cast<std::uint32_t>(ring.size()));
    for (const auto& vertex : ring) {
        append(vertex.lon);
        append(vertex.lat);
    }
    return out;
}

std::string square_wkb(LonLat center, double half_side_km)
{
    const auto scale = local_scale(center.lat);
    const double east = half_side_km / scale.km_per_degree_east;
    const double north = half_side_km / scale.km_per_degree_north;
    const std::array<LonLat, 4> corners{{
        {center.lon - east, center.lat - north},
        {center.lon + east, center.lat - north},
        {center.lon + east, center.lat + north},
        {center.lon - east, center.lat + north},
    }};
    return ring_wkb(corners);
}

bool in_square(LonLat point, LonLat center, double half_side_km) noexcept
{
    const auto scale = local_scale(center.lat);
    return std::abs(point.lon - center.lon) * scale.km_per_degree_east <= half_side_km &&
           std::abs(point.lat - center.lat) * scale.km_per_degree_north <= half_side_km;
}

}  // namespace sourcelight::geo
