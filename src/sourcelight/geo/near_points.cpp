// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/geo/ball_tree.hpp"
#include "sourcelight/geo/near_layer.hpp"

#include <algorithm>
#include <cmath>

namespace sourcelight::geo {
namespace {

/// Points of a layer and where they are in space.
class Points {
public:
    explicit Points(std::span<const LonLat> points) : m_points{points.begin(), points.end()}
    {
        m_space.reserve(m_points.size());
        for (const auto point : m_points) {
            m_space.push_back(to_ecef(point));
        }
    }

    [[nodiscard]] std::size_t size() const noexcept { return m_points.size(); }
    [[nodiscard]] const Ecef& ecef(std::uint32_t i) const { return m_space[i]; }
    [[nodiscard]] LonLat point(std::uint32_t i) const { return m_points[i]; }

private:
    std::vector<LonLat> m_points;
    std::vector<Ecef> m_space;
};

class NearPoints final : public NearLayer {
public:
    explicit NearPoints(std::span<const LonLat> points) : m_points{points}, m_tree{m_points} {}

    void within(LonLat from, double reach_km, std::vector<Near>& found) const override
    {
        found.clear();
        std::vector<std::pair<std::uint32_t, double>> hits;
        m_tree.in_ball(to_ecef(from), reach_km, hits);
        const SurfaceLength along{from.lat};
        for (const auto& [item, squared] : hits) {
            const auto at = m_points.point(item);
            const double km = length_within(from, at, along.km(std::sqrt(squared)), reach_km);
            if (km <= reach_km) {
                found.push_back({item, km, at});
            }
        }
        std::sort(found.begin(), found.end(),
                  [](const Near& a, const Near& b) { return a.item < b.item; });
    }

private:
    Points m_points;
    BallTree<Points> m_tree;
};

}  // namespace

double length_within(LonLat from, LonLat to, double km, double reach_km)
{
    // Only at the very edge of the reach does the short formula not decide.
    constexpr double kDoubt = 2e-5;
    return std::abs(km - reach_km) > kDoubt * reach_km ? km : geodesic_km(from, to);
}

std::unique_ptr<NearLayer> near_points(std::span<const LonLat> points)
{
    return std::make_unique<NearPoints>(points);
}

const Near* nearest(LonLat from, std::span<Near> found)
{
    constexpr double kDoubt = 1.0 + 2e-5;
    constexpr double kMillimetre = 1e-6;
    if (found.empty()) {
        return nullptr;
    }
    const auto by_km = [](const Near& a, const Near& b) { return a.km < b.km; };
    const double limit =
        std::min_element(found.begin(), found.end(), by_km)->km * kDoubt + kMillimetre;
    Near* best = nullptr;
    for (auto& near : found) {
        if (near.km > limit) {
            continue;
        }
        near.km = near.km > 0.0 ? geodesic_km(from, near.at) : 0.0;
        if (best == nullptr || near.km < best->km) {
            best = &near;
        }
    }
    return best;
}

}  // namespace sourcelight::geo
