// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/ids.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sourcelight::reference {

/// The five sectors of methodology section 3.
enum class Sector : std::uint8_t {
    kAgriculture,
    kMining,
    kManufacturing,
    kConstruction,
    kServices
};
inline constexpr std::size_t kSectorCount = 5;
/// "agriculture", "mining", ...
[[nodiscard]] std::string_view sector_name(Sector sector) noexcept;

/// Depth of a node. The trunk is ISIC Rev. 4; HS headings and listed goods hang below classes.
enum class Level : std::uint8_t { kSection, kDivision, kGroup, kClass, kHs, kGood };

struct ActivityNode {
    std::string code;  ///< "isic4:1410", "hs:6109", "good:cotton"
    std::string label;
    Level level = Level::kSection;
    NodeId parent = NodeId::kNone;  ///< main parent; kNone for sections
    Sector sector = Sector::kServices;
    GoodId good = GoodId::kNone;  ///< the listed good of a good node, else none
};

/// The one tree of activities, const after loading. Parents come before children.
class ActivityTree {
public:
    explicit ActivityTree(std::vector<ActivityNode> nodes);

    [[nodiscard]] std::span<const ActivityNode> nodes() const noexcept { return m_nodes; }
    [[nodiscard]] const ActivityNode& operator[](NodeId id) const
    {
        return m_nodes[static_cast<std::size_t>(id)];
    }
    /// The node of a code such as "isic4:14"; kNone if there is none.
    [[nodiscard]] NodeId find(std::string_view code) const noexcept;
    /// The children of a node, in order of code; of kNone: the sections.
    [[nodiscard]] std::span<const NodeId> children(NodeId id) const noexcept;
    /// The nearest ancestor-or-self at or above `level`; kNone if the node lies above it.
    [[nodiscard]] NodeId at_level(NodeId id, Level level) const noexcept;

private:
    std::vector<ActivityNode> m_nodes;
    std::unordered_map<std::string_view, NodeId> m_by_code;
    std::vector<std::vector<NodeId>> m_children;
    std::vector<NodeId> m_roots;
};

}  // namespace sourcelight::reference
