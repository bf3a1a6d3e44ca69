// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/reference/activity_tree.hpp"

#include "sourcelight/core/error.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace sourcelight::reference {

std::string_view sector_name(Sector sector) noexcept
{
    switch (sector) {
    case Sector::kAgriculture: return "agriculture";
    case Sector::kMining: return "mining";
    case Sector::kManufacturing: return "manufacturing";
    case Sector::kConstruction: return "construction";
    case Sector::kServices: return "services";
    }
    return "services";
}

ActivityTree::ActivityTree(std::vector<ActivityNode> nodes)
    : m_nodes{std::move(nodes)}, m_children(m_nodes.size())
{
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        const auto& node = m_nodes[i];
        const auto id = static_cast<NodeId>(i);
        if (!m_by_code.emplace(node.code, id).second) {
            throw Error{Errc::kDatasetInvalid,
                        fmt::format("activity tree: the code {} occurs twice", node.code)};
        }
        if (node.parent == NodeId::kNone) {
            m_roots.push_back(id);
        } else if (static_cast<std::size_t>(node.parent) < i) {
            m_children[static_cast<std::size_t>(node.parent)].push_back(id);
        } else {
            throw Error{Errc::kDatasetInvalid,
                        fmt::format("activity tree: {} comes before its parent", node.code)};
        }
    }
    const auto by_code = [this](NodeId a, NodeId b) { return (*this)[a].code < (*this)[b].code; };
    for (auto& children : m_children) {
        std::sort(children.begin(), children.end(), by_code);
    }
    std::sort(m_roots.begin(), m_roots.end(), by_code);
}

NodeId ActivityTree::find(std::string_view code) const noexcept
{
    const auto found = m_by_code.find(code);
    return found == m_by_code.end() ? NodeId::kNone : found->second;
}

std::span<const NodeId> ActivityTree::children(NodeId id) const noexcept
{
    return id == NodeId::kNone ? m_roots : m_children[static_cast<std::size_t>(id)];
}

NodeId ActivityTree::at_level(NodeId id, Level level) const noexcept
{
    if (id == NodeId::kNone || (*this)[id].level < level) {
        return NodeId::kNone;
    }
    while ((*this)[id].level > level) {
        id = (*this)[id].parent;
    }
    return id;
}

}  // namespace sourcelight::reference
