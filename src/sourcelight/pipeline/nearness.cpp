// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/nearness.hpp"

#include "sourcelight/model/quantiles.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <span>
#include <vector>

namespace sourcelight::pipeline {
namespace {

using geo::LonLat;
using geo::Near;

/// A radius below this share of the kernel's scale moves a weight by less than a tenth.
constexpr double kSmallShare = 0.1;

struct Sum {
    double value = 0.0;
    double low = 0.0;
    double high = 0.0;
};

/// The sum at a point, and with every item nearer or farther by the radius.
Sum sum_at(const LayerData& layer, const std::vector<Near>& found, double radius_km)
{
    Sum sum;
    for (const auto& near : found) {
        const double weight = layer.weights[near.item];
        sum.value += weight * layer.kernel.weight(near.km);
        sum.low += weight * layer.kernel.weight(near.km + radius_km);
        sum.high += weight * layer.kernel.weight(std::max(0.0, near.km - radius_km));
    }
    return sum;
}

/// Equally likely positions: rings of equal probability, turned by the golden angle.
LonLat position(LonLat centre, double radius_km, std::size_t index)
{
    const double golden = std::numbers::pi * (3.0 - std::sqrt(5.0));
    const double sigma = radius_km / std::sqrt(2.0 * std::numbers::ln10);
    const double below = (static_cast<double>(index) + 0.5) / static_cast<double>(kPositions);
    const double away = sigma * std::sqrt(-2.0 * std::log1p(-below));
    const double angle = golden * static_cast<double>(index);
    const auto scale = geo::local_scale(centre.lat);
    const double lat = centre.lat + away * std::cos(angle) / scale.km_per_degree_north;
    const double lon =
        centre.lon + away * std::sin(angle) / std::max(scale.km_per_degree_east, 1e-3);
    return {std::remainder(lon, 360.0), std::clamp(lat, -90.0, 90.0)};
}

Sum sum_spread(const LayerData& layer, LonLat centre, double radius_km)
{
    std::vector<double> sums;
    std::vector<Near> found;
    double total = 0.0;
    for (std::size_t i = 0; i < kPositions; ++i) {
        layer.shapes->within(position(centre, radius_km, i), layer.kernel.reach_km, found);
        sums.push_back(sum_at(layer, found, 0.0).value);
        total += sums.back();
    }
    std::sort(sums.begin(), sums.end());
    // A mean that one position carries lies above the quantile: it stays inside its interval.
    const double mean = total / static_cast<double>(kPositions);
    return {mean, std::min(mean, model::quantile_of_sorted(std::span<const double>{sums}, 0.05)),
            std::max(mean, model::quantile_of_sorted(std::span<const double>{sums}, 0.95))};
}

}  // namespace

bool covers(const LayerData& layer, CountryCode country)
{
    const auto& covered = layer.setting.covers;
    return std::any_of(covered.begin(), covered.end(), [country](const std::string& code) {
        return code == "world" || code == country.view();
    });
}

Nearness measure(const LayerData& layer, const resolve::ResolvedPlace& place)
{
    Nearness nearness;
    if (!place.has_point || layer.shapes == nullptr) {
        return nearness;
    }
    const LonLat from{place.lon, place.lat};
    const double radius = place.radius_km;
    const double reach = layer.kernel.reach_km;
    std::vector<Near> found;
    layer.shapes->within(from, reach + radius, found);
    nearness.spread = radius > kSmallShare * layer.setting.scale_km;
    const auto sum =
        nearness.spread ? sum_spread(layer, from, radius) : sum_at(layer, found, radius);
    auto& [km, km_low, km_high, weight, weight_low, weight_high] = nearness.values;
    if (const auto* best = geo::nearest(from, found); best != nullptr && best->km <= reach) {
        nearness.item = best->item;
        nearness.at = best->at;
        nearness.within = static_cast<std::size_t>(std::count_if(
            found.begin(), found.end(), [reach](const Near& near) { return near.km <= reach; }));
        km = static_cast<float>(best->km);
        km_low = static_cast<float>(std::max(0.0, best->km - radius));
        km_high = static_cast<float>(best->km + radius);
    }
    if (nearness.item || sum.value > 0.0 || covers(layer, place.country)) {
        weight = static_cast<float>(sum.value);
        weight_low = static_cast<float>(sum.low);
        weight_high = static_cast<float>(sum.high);
    }
    return nearness;
}

}  // namespace sourcelight::pipeline
