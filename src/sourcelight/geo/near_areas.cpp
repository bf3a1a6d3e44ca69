// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/geo/ball_tree.hpp"
#include "sourcelight/geo/near_layer.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace sourcelight::geo {
namespace {

constexpr double kHalfTurn = 180.0;
constexpr double kTurn = 360.0;
/// Longest stretch of an edge: its straight line lies 2 m below the surface.
constexpr double kStretchKm = 10.0;

/// Part of an edge, no longer than kStretchKm.
struct Stretch {
    LonLat from, to;  ///< longitudes run on beyond 180 where a ring crosses the antimeridian
    Ecef start{}, end{};
    std::uint32_t item = 0;
};

double dot(const Ecef& a, const Ecef& b) noexcept
{
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

Ecef minus(const Ecef& a, const Ecef& b) noexcept
{
    return {a[0] - b[0], a[1] - b[1], a[2] - b[2]};
}

/// The edges of all areas in stretches.
class Stretches {
public:
    explicit Stretches(std::span<const AreaRing> rings)
    {
        for (const auto& ring : rings) {
            add(ring);
        }
    }

    [[nodiscard]] std::size_t size() const noexcept { return m_stretches.size(); }
    [[nodiscard]] const Stretch& operator[](std::uint32_t i) const { return m_stretches[i]; }
    [[nodiscard]] double longest_km() const noexcept { return m_longest; }
    /// The middle of the straight line, for the tree.
    [[nodiscard]] Ecef ecef(std::uint32_t i) const
    {
        const auto& [from, to, start, end, item] = m_stretches[i];
        return {0.5 * (start[0] + end[0]), 0.5 * (start[1] + end[1]), 0.5 * (start[2] + end[2])};
    }

private:
    void add(const AreaRing& ring)
    {
        for (std::size_t i = 0; i + 1 < ring.corners.size(); ++i) {
            // Each edge begins where the one before ended, also beyond 180 degrees.
            const auto from = i == 0 ? ring.corners[0] : m_stretches.back().to;
            auto to = ring.corners[i + 1];
            const double east = to.lon - ring.corners[i].lon;
            const bool crosses = std::abs(east) > kHalfTurn && std::abs(east) < kTurn;
            to.lon = from.lon + east - (crosses ? std::copysign(kTurn, east) : 0.0);
            add_edge(from, to, ring.item);
        }
    }

    void add_edge(LonLat from, LonLat to, std::uint32_t item)
    {
        const auto scale = local_scale(std::min(std::abs(from.lat), std::abs(to.lat)));
        const double km = std::hypot((to.lon - from.lon) * scale.km_per_degree_east,
                                     (to.lat - from.lat) * scale.km_per_degree_north);
        const auto parts = std::max(1.0, std::ceil(km / kStretchKm));
        LonLat last = from;
        for (double part = 1.0; part <= parts; ++part) {
            const double share = part / parts;
            const LonLat next = part == parts ? to
                                              : LonLat{from.lon + share * (to.lon - from.lon),
                                                       from.lat + share * (to.lat - from.lat)};
            Stretch stretch{last, next, to_ecef(last), to_ecef(next), item};
            const auto line = minus(stretch.end, stretch.start);
            m_longest = std::max(m_longest, std::sqrt(dot(line, line)));
            m_stretches.push_back(stretch);
            last = next;
        }
    }

    std::vector<Stretch> m_stretches;
    double m_longest = 0.0;
};

/// The stretches that each band of latitude meets, to count how many lie east of a place.
class Bands {
public:
    explicit Bands(const Stretches& stretches) : m_stretches{stretches}, m_bands(kCount)
    {
        for (std::uint32_t i = 0; i < stretches.size(); ++i) {
            const auto& stretch = stretches[i];
            const auto first = band(std::min(stretch.from.lat, stretch.to.lat));
            const auto last = band(std::max(stretch.from.lat, stretch.to.lat));
            for (auto at = first; at <= last; ++at) {
                m_bands[at].push_back(i);
            }
            m_west = std::min({m_west, stretch.from.lon, stretch.to.lon});
            m_east = std::max({m_east, stretch.from.lon, stretch.to.lon});
        }
    }

    /// The items that hold the place, even-odd, in order.
    [[nodiscard]] std::vector<std::uint32_t> around(LonLat place) const
    {
        std::vector<std::uint32_t> crossed;
        for (const double turn : {-kTurn, 0.0, kTurn}) {
            if (place.lon + turn >= m_west && place.lon + turn <= m_east) {
                cross({place.lon + turn, place.lat}, crossed);
            }
        }
        std::sort(crossed.begin(), crossed.end());
        std::vector<std::uint32_t> items;
        for (auto at = crossed.begin(); at != crossed.end();) {
            const auto next = std::upper_bound(at, crossed.end(), *at);
            if ((next - at) % 2 != 0) {
                items.push_back(*at);
            }
            at = next;
        }
        return items;
    }

private:
    static constexpr std::size_t kCount = 1801;  ///< a tenth of a degree each

    [[nodiscard]] static std::size_t band(double lat) noexcept
    {
        return static_cast<std::size_t>(std::clamp((lat + 90.0) * 10.0, 0.0, 1800.0));
    }

    void cross(LonLat place, std::vector<std::uint32_t>& crossed) const
    {
        for (const auto i : m_bands[band(place.lat)]) {
            const auto& [from, to, start, end, item] = m_stretches[i];
            if ((from.lat > place.lat) == (to.lat > place.lat)) {
                continue;
            }
            const double share = (place.lat - from.lat) / (to.lat - from.lat);
            if (place.lon < from.lon + share * (to.lon - from.lon)) {
                crossed.push_back(item);
            }
        }
    }

    const Stretches& m_stretches;
    std::vector<std::vector<std::uint32_t>> m_bands;
    double m_west = std::numeric_limits<double>::infinity();
    double m_east = -std::numeric_limits<double>::infinity();
};

class NearAreas final : public NearLayer {
public:
    explicit NearAreas(std::span<const AreaRing> rings)
        : m_stretches{rings}, m_tree{m_stretches}, m_bands{m_stretches}
    {
    }

    void within(LonLat from, double reach_km, std::vector<Near>& found) const override
    {
        found.clear();
        for (const auto item : m_bands.around(from)) {
            found.push_back({item, 0.0, from});
        }
        const auto place = to_ecef(from);
        const SurfaceLength along{from.lat};
        std::vector<std::pair<std::uint32_t, double>> hits;
        m_tree.in_ball(place, reach_km + 0.5 * m_stretches.longest_km(), hits);
        for (const auto& [index, squared] : hits) {
            auto near = to_stretch(m_stretches[index], place, along);
            near.km = length_within(from, near.at, near.km, reach_km);
            if (near.km <= reach_km) {
                found.push_back(near);
            }
        }
        keep_nearest(found);
    }

private:
    static Near to_stretch(const Stretch& stretch, const Ecef& place, const SurfaceLength& along)
    {
        const auto line = minus(stretch.end, stretch.start);
        const double length = dot(line, line);
        const double share =
            length > 0.0 ? std::clamp(dot(minus(place, stretch.start), line) / length, 0.0, 1.0)
                         : 0.0;
        const LonLat at{stretch.from.lon + share * (stretch.to.lon - stretch.from.lon),
                        stretch.from.lat + share * (stretch.to.lat - stretch.from.lat)};
        // On the surface again: the straight line of a stretch runs below it.
        const auto gap = minus(place, to_ecef(at));
        return {stretch.item, along.km(std::sqrt(dot(gap, gap))), at};
    }

    /// Each item once, at its least distance.
    static void keep_nearest(std::vector<Near>& found)
    {
        std::sort(found.begin(), found.end(), [](const Near& a, const Near& b) {
            return a.item != b.item ? a.item < b.item : a.km < b.km;
        });
        found.erase(std::unique(found.begin(), found.end(),
                                [](const Near& a, const Near& b) { return a.item == b.item; }),
                    found.end());
    }

    Stretches m_stretches;
    BallTree<Stretches> m_tree;
    Bands m_bands;
};

}  // namespace

std::unique_ptr<NearLayer> near_areas(std::span<const AreaRing> rings)
{
    return std::make_unique<NearAreas>(rings);
}

}  // namespace sourcelight::geo
