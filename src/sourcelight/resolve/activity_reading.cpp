// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/resolve/activity_reading.hpp"

#include <algorithm>
#include <map>
#include <string>

namespace sourcelight::resolve {
namespace {

using reference::ActivityTree;
using reference::Goods;
using reference::Level;

constexpr double kClear = 0.55;     ///< share that makes a candidate the node
constexpr double kCommon = 0.75;    ///< share that an ancestor must hold
constexpr double kGoodShare = 0.5;  ///< share of the candidates that are one good
constexpr double kLeastRival = 0.04;
constexpr std::size_t kMostRivals = 4;

/// Adds up candidates of the same node and good.
std::vector<Candidate> merged(std::vector<Candidate> candidates)
{
    std::map<std::pair<NodeId, GoodId>, double> sums;
    for (const auto& candidate : candidates) {
        sums[{candidate.node, candidate.good}] += candidate.weight;
    }
    std::vector<Candidate> out;
    for (const auto& [key, weight] : sums) {
        out.push_back({key.first, key.second, weight});
    }
    return out;
}

/// Whether `inner` says the same as `outer`, only closer.
bool refines(const ActivityTree& tree, const Goods& goods, const Candidate& inner,
             const Candidate& outer)
{
    if (inner.node == outer.node) {
        return inner.good != GoodId::kNone && outer.good == GoodId::kNone;
    }
    if (is_within(tree, inner.node, outer.node)) {
        return true;
    }
    if (tree[inner.node].level != Level::kGood) {
        return false;
    }
    const auto& made_in = goods[tree[inner.node].good].isic4;
    return std::any_of(made_in.begin(), made_in.end(), [&](const auto& made) {
        return is_within(tree, tree.find("isic4:" + made.code), outer.node);
    });
}

/// Passes the weight of each candidate to those that refine it, in proportion to theirs.
std::vector<Candidate> refined(const ActivityTree& tree, const Goods& goods,
                               const std::vector<Candidate>& candidates)
{
    std::vector<double> weight;
    for (const auto& candidate : candidates) {
        weight.push_back(candidate.weight);
    }
    std::vector<bool> is_passed(candidates.size(), false);
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        double inner = 0.0;
        for (std::size_t j = 0; j < candidates.size(); ++j) {
            inner += i != j && refines(tree, goods, candidates[j], candidates[i])
                         ? candidates[j].weight
                         : 0.0;
        }
        is_passed[i] = inner > 0.0;
        for (std::size_t j = 0; j < candidates.size() && is_passed[i]; ++j) {
            if (i != j && refines(tree, goods, candidates[j], candidates[i])) {
                weight[j] += candidates[i].weight * candidates[j].weight / inner;
            }
        }
    }
    std::vector<Candidate> out;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        if (!is_passed[i]) {
            out.push_back({candidates[i].node, candidates[i].good, weight[i]});
        }
    }
    return out;
}

void normalise(std::vector<Candidate>& candidates)
{
    double total = 0.0;
    for (const auto& candidate : candidates) {
        total += candidate.weight;
    }
    for (auto& candidate : candidates) {
        candidate.weight /= total;
    }
    std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
        return a.weight != b.weight ? a.weight > b.weight : a.node < b.node;
    });
}

GoodId good_of(const std::vector<Candidate>& candidates)
{
    std::map<GoodId, double> shares;
    for (const auto& candidate : candidates) {
        shares[candidate.good] += candidate.weight;
    }
    for (const auto& [good, share] : shares) {
        if (good != GoodId::kNone && share >= kGoodShare) {
            return good;
        }
    }
    return GoodId::kNone;
}

double share_within(const ActivityTree& tree, const std::vector<Candidate>& candidates, NodeId node)
{
    double share = 0.0;
    for (const auto& candidate : candidates) {
        share += is_within(tree, candidate.node, node) ? candidate.weight : 0.0;
    }
    return share;
}

}  // namespace

bool is_within(const ActivityTree& tree, NodeId node, NodeId ancestor)
{
    while (node != NodeId::kNone && node != ancestor) {
        node = tree[node].parent;
    }
    return node == ancestor && node != NodeId::kNone;
}

bool is_compatible(const ActivityTree& tree, NodeId left, NodeId right)
{
    if (is_within(tree, left, right) || is_within(tree, right, left)) {
        return true;
    }
    const auto division = tree.at_level(left, Level::kDivision);
    return division != NodeId::kNone && division == tree.at_level(right, Level::kDivision);
}

Reading decide(const ActivityTree& tree, const Goods& goods, std::vector<Candidate> candidates)
{
    Reading reading;
    candidates = refined(tree, goods, merged(std::move(candidates)));
    if (candidates.empty()) {
        return reading;
    }
    normalise(candidates);
    reading.good = good_of(candidates);
    const auto& top = candidates.front();
    if (top.weight >= kClear) {
        reading.node = top.node;
        reading.share = top.weight;
    } else {
        reading.is_ambiguous = true;
        for (auto node = top.node; node != NodeId::kNone; node = tree[node].parent) {
            reading.share = share_within(tree, candidates, node);
            if (reading.share >= kCommon) {
                reading.node = node;
                break;
            }
        }
        reading.share = reading.node == NodeId::kNone ? 0.0 : reading.share;
    }
    for (const auto& candidate : candidates) {
        if (candidate.node != reading.node && candidate.weight >= kLeastRival &&
            reading.rivals.size() < kMostRivals) {
            reading.rivals.push_back({candidate.node, static_cast<float>(candidate.weight)});
        }
    }
    return reading;
}

}  // namespace sourcelight::resolve
