// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/model/priority.hpp"

#include "sourcelight/core/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <numeric>

namespace sourcelight::model {

bool comes_first(const PriorityKey& a, const PriorityKey& b) noexcept
{
    if (a.own_evidence != b.own_evidence) {
        return a.own_evidence;
    }
    if (a.score != b.score) {
        return a.score > b.score;
    }
    if (a.probability != b.probability) {
        return a.probability > b.probability;
    }
    return a.row < b.row;
}

double severity_weight(int severity_class)
{
    if (severity_class < 1 || severity_class > 4) {
        throw Error{Errc::kValueOutOfDomain,
                    fmt::format("severity class is {}; expected 1, 2, 3 or 4", severity_class)};
    }
    return static_cast<double>(1 << (severity_class - 1));
}

std::vector<double> top_shares(const std::vector<bool>& own_evidence, std::span<const float> scores,
                               std::size_t draws, std::size_t places)
{
    const std::size_t candidates = own_evidence.size();
    if (draws == 0 || places == 0 || scores.size() != candidates * draws) {
        throw Error{Errc::kShapeMismatch,
                    fmt::format("{} scores for {} candidates and {} draws with {} places; expected "
                                "candidates * draws, both counts >= 1",
                                scores.size(), candidates, draws, places)};
    }
    std::vector<double> shares(candidates, 0.0);
    if (candidates == 0) {
        return shares;
    }
    std::vector<std::size_t> order(candidates);
    const auto kept = static_cast<std::ptrdiff_t>(std::min(places, candidates));
    for (std::size_t draw = 0; draw < draws; ++draw) {
        std::iota(order.begin(), order.end(), std::size_t{0});
        const auto earlier = [&](std::size_t a, std::size_t b) {
            if (own_evidence[a] != own_evidence[b]) {
                return static_cast<bool>(own_evidence[a]);
            }
            const float score_a = scores[a * draws + draw];
            const float score_b = scores[b * draws + draw];
            return score_a != score_b ? score_a > score_b : a < b;
        };
        std::nth_element(order.begin(), order.begin() + (kept - 1), order.end(), earlier);
        const auto last = order[static_cast<std::size_t>(kept) - 1];
        const auto tied = [&](std::size_t i) {
            return own_evidence[i] == own_evidence[last] &&
                   scores[i * draws + draw] == scores[last * draws + draw];
        };
        // Who ties for the last places shares them: the order of the rows is no reason.
        const auto inside = std::partition(order.begin(), order.begin() + kept, std::not_fn(tied));
        const auto left = std::distance(inside, order.begin() + kept);
        const auto rivals = left + std::count_if(order.begin() + kept, order.end(), tied);
        const double part = static_cast<double>(left) / static_cast<double>(rivals);
        std::for_each(order.begin(), inside, [&](std::size_t i) { shares[i] += 1.0; });
        std::for_each(inside, order.end(), [&](std::size_t i) { shares[i] += tied(i) ? part : 0; });
    }
    for (double& share : shares) {
        share /= static_cast<double>(draws);
    }
    return shares;
}

}  // namespace sourcelight::model
