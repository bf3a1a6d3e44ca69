// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/nearness.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <vector>

namespace {

using namespace sourcelight;
using namespace sourcelight::pipeline;

/// Points of weight 2, with an exponential kernel of 10 km and a reach of 50 km.
LayerData layer_of(const std::vector<geo::LonLat>& points)
{
    LayerData layer;
    layer.setting.name = "test";
    layer.setting.scale_km = 10.0;
    layer.setting.reach_km = 50.0;
    layer.kernel = {geo::KernelKind::kExponential, 10.0, 50.0};
    layer.shapes = geo::near_points(points);
    layer.weights.assign(points.size(), 2.0);
    return layer;
}

resolve::ResolvedPlace place_at(double lon, double lat, float radius_km)
{
    resolve::ResolvedPlace place;
    place.country = CountryCode{"CF"};
    place.has_point = true;
    place.lon = lon;
    place.lat = lat;
    place.radius_km = radius_km;
    return place;
}

/// A tenth of a degree of the equator: 11.13195 km.
constexpr double kTenth = 11.1319490793;

}  // namespace

TEST_CASE("an exact place has the kernel's sum and the distance of the nearest", "[pipeline][near]")
{
    const auto layer = layer_of({{0.1, 0.0}, {0.2, 0.0}, {5.0, 0.0}});
    const auto near = measure(layer, place_at(0.0, 0.0, 0.0F));
    CHECK(near.item == 0U);
    CHECK(near.within == 2);
    CHECK(near.values[0] == Approx(kTenth));
    CHECK(near.values[3] == Approx(2.0 * (std::exp(-kTenth / 10.0) + std::exp(-kTenth / 5.0))));
    CHECK(near.values[4] == near.values[3]);
    CHECK(near.values[5] == near.values[3]);
}

TEST_CASE("what is not known of a place widens, and is never a zero", "[pipeline][near]")
{
    auto layer = layer_of({{0.1, 0.0}});
    SECTION("the radius is the interval of the distance")
    {
        const auto near = measure(layer, place_at(0.0, 0.0, 0.5F));
        CHECK(near.values[1] == Approx(kTenth - 0.5));
        CHECK(near.values[2] == Approx(kTenth + 0.5));
        CHECK(near.values[4] == Approx(2.0 * std::exp(-(kTenth + 0.5) / 10.0)));
        CHECK(near.values[5] == Approx(2.0 * std::exp(-(kTenth - 0.5) / 10.0)));
        CHECK_FALSE(near.spread);
    }
    SECTION("a city is averaged over where the site may be")
    {
        const auto near = measure(layer, place_at(0.0, 0.0, 12.0F));
        CHECK(near.spread);
        CHECK(near.values[4] < near.values[3]);
        CHECK(near.values[3] < near.values[5]);
        // Numerical integral of 2 exp(-d / 10) over a round normal of sd 12 / sqrt(2 ln 10) km
        // around a point 11.132 km away (a grid of 100 m): 0.63898; 32 positions are within 5 %.
        CHECK(near.values[3] == Approx(0.63898).epsilon(0.05));
    }
    SECTION("a region is no point")
    {
        const auto near = measure(layer, {});
        for (const float value : near.values) {
            CHECK(std::isnan(value));
        }
    }
    SECTION("nothing within reach is not known, unless the layer covers the country")
    {
        const auto far = place_at(90.0, 0.0, 0.1F);
        CHECK(std::isnan(measure(layer, far).values[3]));
        layer.setting.covers = {"CF"};
        CHECK(measure(layer, far).values[3] == 0.0F);
        CHECK(std::isnan(measure(layer, far).values[0]));
        layer.setting.covers = {"TD"};
        CHECK(std::isnan(measure(layer, far).values[3]));
    }
    SECTION("a layer of the future says nothing")
    {
        layer.shapes = nullptr;
        CHECK(std::isnan(measure(layer, place_at(0.0, 0.0, 0.1F)).values[3]));
    }
}
