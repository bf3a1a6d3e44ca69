// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/resolve/activity_reading.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>

namespace sourcelight::resolve {
namespace {

using reference::ActivityTree;
using reference::Level;

constexpr double kClear = 0.55;     ///< share that makes a candidate the node
constexpr double kCommon = 0.75;    ///< share that an ancestor must hold
constexpr double kGoodShare = 0.5;  ///< share of the candidates that are one good
constexpr double kLeastRival = 0.04;
constexpr std::size_t kMostRivals = 4;

/// Adds up candidates of the same node and good.
std::vector<Candidate> merged(std::vector<Candidate> candidates)
{
    std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
        return std::tie(a.node, a.good) < std::tie(b.node, b.good);
    });
    std::vector<Candidate> out;
    for (const auto& candidate : candidates) {
        if (!out.empty() && out.back().node == candidate.node &&
            out.back().good == candidate.good) {
            out.back().weight += candidate.weight;
        } else {
            out.push_back(candidate);
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
    for (const auto& candidate : candidates) {
        double share = 0.0;
        for (const auto& other : candidates) {
            share += other.good == candidate.good ? other.weight : 0.0;
        }
        if (candidate.good != GoodId::kNone && share >= kGoodShare) {
            return candidate.good;
        }
    }
    return GoodId::kNone;
}

}  // namespace

bool is_within(const ActivityTree& tree, NodeId node, NodeId ancestor)
{
    // Parents come before children, so nothing below the ancestor has a smaller number.
    while (node != NodeId::kNone && node > ancestor) {
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

Decider::Decider(const ActivityTree& tree, const reference::Goods& goods) : m_tree{tree}
{
    for (const auto& good : goods.goods) {
        auto& classes = m_classes.emplace_back();
        for (const auto& made : good.isic4) {
            classes.push_back(tree.find("isic4:" + made.code));
        }
    }
}

/// Whether `inner` says the same as `outer`, only closer.
bool Decider::refines(const Candidate& inner, const Candidate& outer) const
{
    if (inner.node == outer.node) {
        return inner.good != GoodId::kNone && outer.good == GoodId::kNone;
    }
    if (is_within(m_tree, inner.node, outer.node)) {
        return true;
    }
    if (m_tree[inner.node].level != Level::kGood) {
        return false;
    }
    const auto& classes = m_classes[static_cast<std::size_t>(m_tree[inner.node].good)];
    return std::any_of(classes.begin(), classes.end(),
                       [&](NodeId made) { return is_within(m_tree, made, outer.node); });
}

/// Passes the weight of each candidate to those that refine it, in proportion to theirs.
std::vector<Candidate> Decider::refined(const std::vector<Candidate>& candidates) const
{
    if (candidates.size() < 2) {
        return candidates;
    }
    std::vector<Candidate> out = candidates;
    std::vector<bool> is_passed(candidates.size(), false);
    std::vector<std::size_t> inner;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        inner.clear();
        double weight = 0.0;
        for (std::size_t j = 0; j < candidates.size(); ++j) {
            if (i != j && refines(candidates[j], candidates[i])) {
                inner.push_back(j);
                weight += candidates[j].weight;
            }
        }
        is_passed[i] = !inner.empty();
        for (const auto j : inner) {
            out[j].weight += candidates[i].weight * candidates[j].weight / weight;
        }
    }
    std::size_t kept = 0;
    for (std::size_t i = 0; i < out.size(); ++i) {
        if (!is_passed[i]) {
            out[kept++] = out[i];
        }
    }
    out.resize(kept);
    return out;
}

double Decider::share_within(const std::vector<Candidate>& candidates, NodeId node) const
{
    double share = 0.0;
    for (const auto& candidate : candidates) {
        share += is_within(m_tree, candidate.node, node) ? candidate.weight : 0.0;
    }
    return share;
}

Reading Decider::decide(std::vector<Candidate> candidates) const
{
    Reading reading;
    candidates = refined(merged(std::move(candidates)));
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
        for (auto node = top.node; node != NodeId::kNone; node = m_tree[node].parent) {
            const double share = share_within(candidates, node);
            if (share >= kCommon) {
                reading.node = node;
                reading.share = share;
                break;
            }
        }
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
