// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/model/rank_shift.hpp"

#include "sourcelight/core/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace sourcelight::model {
namespace {

void require(bool holds, std::size_t values, std::size_t of)
{
    if (!holds) {
        throw Error{Errc::kShapeMismatch,
                    fmt::format("{} values for {}; expected at least one for each", values, of)};
    }
}

double distance(std::uint32_t a, std::uint32_t b)
{
    return static_cast<double>(a > b ? a - b : b - a);
}

}  // namespace

std::vector<std::uint32_t> places_by_draw(const std::vector<bool>& own_evidence,
                                          std::span<const float> scores, std::size_t draws)
{
    const std::size_t m = own_evidence.size();
    require(draws > 0 && scores.size() == m * draws, scores.size(), m);
    std::vector<std::uint32_t> places(m * draws);
    std::vector<std::uint32_t> order(m);
    for (std::size_t b = 0; b < draws; ++b) {
        std::iota(order.begin(), order.end(), 0U);
        std::stable_sort(order.begin(), order.end(), [&](std::uint32_t i, std::uint32_t j) {
            return own_evidence[i] != own_evidence[j]
                       ? own_evidence[i]
                       : scores[i * draws + b] > scores[j * draws + b];
        });
        for (std::size_t place = 0; place < m; ++place) {
            places[b * m + order[place]] = static_cast<std::uint32_t>(place + 1);
        }
    }
    return places;
}

std::vector<double> mean_shifts(std::span<const std::uint32_t> places, std::size_t m)
{
    require(m > 0 && places.size() % m == 0, places.size(), m);
    std::vector<double> shifts(places.size() / m);
    for (std::size_t b = 0; b < shifts.size(); ++b) {
        double sum = 0.0;
        for (std::size_t i = 0; i < m; ++i) {
            sum += distance(places[b * m + i], static_cast<std::uint32_t>(i + 1));
        }
        shifts[b] = sum / static_cast<double>(m);
    }
    return shifts;
}

double mean_distance(std::span<const std::uint32_t> places, std::span<const std::uint32_t> others)
{
    require(!places.empty() && places.size() == others.size(), places.size(), others.size());
    double sum = 0.0;
    for (std::size_t i = 0; i < places.size(); ++i) {
        sum += distance(places[i], others[i]);
    }
    return sum / static_cast<double>(places.size());
}

}  // namespace sourcelight::model
