// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/ids.hpp"
#include "sourcelight/reference/activity_tree.hpp"
#include "sourcelight/reference/goods.hpp"
#include "sourcelight/resolve/types.hpp"

#include <vector>

namespace sourcelight::resolve {

/// One thing a code or a text may mean.
struct Candidate {
    NodeId node = NodeId::kNone;
    GoodId good = GoodId::kNone;
    double weight = 0.0;  ///< > 0, on any scale
};

/// What a code or a text means, all things considered.
struct Reading {
    NodeId node = NodeId::kNone;  ///< kNone = nothing in common
    GoodId good = GoodId::kNone;
    double share = 0.0;                 ///< weight of what lies at or below node, of all weight
    std::vector<ActivityShare> rivals;  ///< other nodes, most probable first, at most four
    bool is_ambiguous = false;          ///< node is only what several candidates have in common
};

/// Whether `node` lies at or below `ancestor`.
[[nodiscard]] bool is_within(const reference::ActivityTree& tree, NodeId node, NodeId ancestor);

/// Whether one lies at or below the other, or both in one division: then two entries of a row
/// can mean one activity.
[[nodiscard]] bool is_compatible(const reference::ActivityTree& tree, NodeId left, NodeId right);

/// Settles on one node out of candidates. Const after construction, safe to call from several
/// threads.
class Decider {
public:
    /// The tree must outlive the decider.
    Decider(const reference::ActivityTree& tree, const reference::Goods& goods);

    /// The weight of a candidate that contains others (food, shrimp) passes to them; a good is
    /// also contained in its minor classes. A candidate with 55 % of the weight is the node; else
    /// the deepest node that holds 75 %. The good needs half of the weight.
    [[nodiscard]] Reading decide(std::vector<Candidate> candidates) const;

private:
    [[nodiscard]] bool refines(const Candidate& inner, const Candidate& outer) const;
    [[nodiscard]] std::vector<Candidate> refined(const std::vector<Candidate>& candidates) const;
    [[nodiscard]] double share_within(const std::vector<Candidate>& candidates, NodeId node) const;

    const reference::ActivityTree& m_tree;
    std::vector<std::vector<NodeId>> m_classes;  ///< of each good
};

}  // namespace sourcelight::resolve
