// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/atlas_parts.hpp"

namespace sourcelight::pipeline {
namespace {

using reference::Level;

constexpr std::string_view kIsic = "isic4:";

/// "A" of the node's section; empty if it has none.
std::string section_of(const reference::ActivityTree& tree, NodeId node)
{
    const auto section = node == NodeId::kNone ? node : tree.at_level(node, Level::kSection);
    return section == NodeId::kNone ? std::string{} : tree[section].code.substr(kIsic.size());
}

AtlasSubject sector_subject(reference::Sector sector)
{
    AtlasSubject subject;
    subject.id = reference::sector_name(sector);
    subject.label = subject.id;
    subject.label[0] = static_cast<char>(subject.label[0] - 'a' + 'A');
    subject.group = "sector";
    subject.sector = sector;
    return subject;
}

}  // namespace

std::vector<AtlasSubject> atlas_subjects(const reference::Reference& reference,
                                         const assess::Methodology& methodology)
{
    std::vector<AtlasSubject> subjects;
    subjects.push_back({"all", "All work", "all", {}, {}, NodeId::kNone, GoodId::kNone});
    for (std::size_t i = 0; i < reference::kSectorCount; ++i) {
        subjects.push_back(sector_subject(static_cast<reference::Sector>(i)));
    }
    const auto& tree = reference.tree;
    for (const auto& entry : methodology.profile) {
        const auto node = tree.find(entry.activity);
        if (node != NodeId::kNone && entry.activity.starts_with(kIsic)) {
            subjects.push_back({entry.activity.substr(kIsic.size()),
                                tree[node].label,
                                "isic",
                                section_of(tree, node),
                                {},
                                node,
                                GoodId::kNone});
        }
    }
    const auto& goods = reference.goods.goods;
    for (std::size_t i = 0; i < goods.size(); ++i) {
        const auto node = tree.find("good:" + goods[i].slug);
        subjects.push_back({goods[i].slug,
                            goods[i].label,
                            "good",
                            section_of(tree, node),
                            {},
                            node,
                            static_cast<GoodId>(i)});
    }
    return subjects;
}

std::vector<assess::PlaceEstimate> atlas_estimates(const assess::Assessor& assessor,
                                                   const AtlasSubject& subject)
{
    if (subject.group == "all" || subject.group == "sector") {
        return assessor.sector_places(subject.sector);
    }
    return assessor.places(subject.good, subject.node, assessor.model().sampler().count());
}

}  // namespace sourcelight::pipeline
