// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/maps/extent.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numbers>
#include <set>
#include <utility>

namespace sourcelight::publish::maps {
namespace {

constexpr double kContinent = 3200.0;  // km around the middle
// km: a single town still shows its surroundings, and borders are too simplified for more.
constexpr double kLeastHalf = 150.0;
constexpr double kMargin = 1.15;
constexpr double kInsetHalf = 75.0;  // km
/// Suppliers that make an inset worth its room.
constexpr std::size_t kDense = 8;
constexpr double kDegree = std::numbers::pi / 180.0;

/// A unit vector, so that means and distances know no antimeridian.
struct Vector {
    double x = 0.0;
    double y = 0.0;
    double z = 0.0;
};

Vector vector_of(const LonLat& place)
{
    const auto lon = place.lon * kDegree;
    const auto lat = place.lat * kDegree;
    return {std::cos(lat) * std::cos(lon), std::cos(lat) * std::sin(lon), std::sin(lat)};
}

LonLat place_of(const Vector& v)
{
    return {std::atan2(v.y, v.x) / kDegree, std::atan2(v.z, std::hypot(v.x, v.y)) / kDegree};
}

double distance_km(const Vector& a, const Vector& b)
{
    constexpr double kEarth = 6371.0088;
    const auto chord = std::hypot(a.x - b.x, a.y - b.y, a.z - b.z);
    return 2.0 * kEarth * std::asin(std::min(1.0, chord / 2.0));
}

using Places = std::vector<Vector>;

LonLat middle_of(const Places& places)
{
    Vector sum;
    for (const auto& place : places) {
        sum = {sum.x + place.x, sum.y + place.y, sum.z + place.z};
    }
    return place_of(sum);
}

Places within(const Places& places, const Vector& centre, double km)
{
    Places found;
    std::copy_if(places.begin(), places.end(), std::back_inserter(found),
                 [&](const Vector& place) { return distance_km(place, centre) <= km; });
    return found;
}

/// The suppliers of the continent-wide circle that holds most; circles around squares of 5 degrees
/// that hold a supplier.
Places densest(const Places& places)
{
    constexpr double kStep = 5.0;
    std::set<std::pair<int, int>> squares;
    for (const auto& place : places) {
        const auto at = place_of(place);
        squares.emplace(static_cast<int>(std::floor(at.lon / kStep)),
                        static_cast<int>(std::floor(at.lat / kStep)));
    }
    Places best;
    for (const auto& [column, row] : squares) {
        auto found =
            within(places, vector_of({(column + 0.5) * kStep, (row + 0.5) * kStep}), kContinent);
        if (found.size() > best.size()) {
            best = std::move(found);
        }
    }
    return best;
}

Window window_around(const Places& places, const LonLat& centre, const Box& frame)
{
    auto projection = Projection::around(centre);
    Box box{std::numeric_limits<double>::max(), std::numeric_limits<double>::max(),
            std::numeric_limits<double>::lowest(), std::numeric_limits<double>::lowest()};
    for (const auto& place : places) {
        const auto at = projection(place_of(place));
        box = {std::min(box.x0, at.x), std::min(box.y0, at.y), std::max(box.x1, at.x),
               std::max(box.y1, at.y)};
    }
    const auto wide = std::max(box.width() / 2 * kMargin, kLeastHalf);
    const auto high = std::max(box.height() / 2 * kMargin, kLeastHalf);
    Placing placing;
    placing.frame = frame;
    placing.scale = std::min(frame.width() / (2 * wide), frame.height() / (2 * high));
    placing.centre = box.centre();
    return {centre, std::move(projection), placing};
}

}  // namespace

Window main_window(const std::vector<SupplierMark>& marks, const Box& frame)
{
    Places places;
    for (const auto& mark : marks) {
        places.push_back(vector_of(mark.at));
    }
    auto centre = middle_of(places);
    if (within(places, vector_of(centre), kContinent).size() < places.size()) {
        places = densest(places);
        centre = middle_of(places);
    }
    return window_around(places, centre, frame);
}

std::vector<Window> inset_windows(const std::vector<SupplierMark>& marks, const Window& window,
                                  const std::vector<Box>& frames)
{
    // An inset no better than the map itself is none.
    if (frames.empty() || window.placing.scale * 3 > frames.front().height() / (2 * kInsetHalf)) {
        return {};
    }
    std::vector<Vector> left;
    for (const auto& mark : marks) {
        if (mark.exact || mark.record->place.method == resolve::PlaceMethod::kCity) {
            left.push_back(vector_of(mark.at));
        }
    }
    std::vector<Window> windows;
    while (windows.size() < frames.size()) {
        std::map<std::pair<int, int>, Places> squares;  // of one degree
        for (const auto& place : left) {
            const auto at = place_of(place);
            squares[{static_cast<int>(std::floor(at.lon)), static_cast<int>(std::floor(at.lat))}]
                .push_back(place);
        }
        Places best;
        for (const auto& [square, places] : squares) {
            auto found = within(left, vector_of(middle_of(places)), kInsetHalf);
            if (found.size() > best.size()) {
                best = std::move(found);
            }
        }
        std::set<std::pair<double, double>> distinct;
        for (const auto& place : best) {
            distinct.emplace(place.x, place.y);
        }
        if (best.size() < kDense || distinct.size() < 3) {
            break;
        }
        const auto centre = middle_of(best);
        const auto& frame = frames[windows.size()];
        auto inset = window_around({}, centre, frame);
        inset.placing.centre = {0.0, 0.0};
        inset.placing.scale = frame.height() / (2 * kInsetHalf);
        const auto middle = vector_of(centre);
        std::erase_if(left, [&](const Vector& place) {
            return distance_km(place, middle) <= 2 * kInsetHalf;
        });
        windows.push_back(std::move(inset));
    }
    return windows;
}

Path inset_outline(const Window& inset, const Window& window)
{
    const auto at = window.placing(window.projection(inset.centre));
    const auto half_high = kInsetHalf * window.placing.scale;
    const auto half_wide = half_high * inset.placing.frame.width() / inset.placing.frame.height();
    return {{at.x - half_wide, at.y - half_high},
            {at.x + half_wide, at.y - half_high},
            {at.x + half_wide, at.y + half_high},
            {at.x - half_wide, at.y + half_high},
            {at.x - half_wide, at.y - half_high}};
}

}  // namespace sourcelight::publish::maps
