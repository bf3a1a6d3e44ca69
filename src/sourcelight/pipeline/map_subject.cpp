// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/map_subject.hpp"

#include "sourcelight/core/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace sourcelight::pipeline {
namespace {

constexpr std::size_t kMostNear = 5;
/// Letters of a word that tells more than "of" does.
constexpr std::size_t kTelling = 3;

/// A name that could have been meant: what to type, and the words it is found by.
struct Candidate {
    std::string typed;
    std::string words;  ///< folded
};

/// How far a candidate lies from the text; one that holds it as a word is nearest.
std::size_t distance(std::string_view wanted, std::string_view words)
{
    constexpr std::size_t kFar = 64;
    if (!wanted.empty() && words.find(wanted) != std::string_view::npos) {
        return 0;
    }
    auto least = edit_distance(wanted, words, kFar);
    for (const auto word : split(words, ' ')) {
        least = std::min(least, edit_distance(wanted, word, kFar));
    }
    for (const auto word : split(wanted, ' ')) {
        if (word.size() >= kTelling && words.find(word) != std::string_view::npos) {
            least = std::min<std::size_t>(least, 1);
        }
    }
    return least;
}

/// What to type for the nearest candidates: those within a third of the text's length.
std::vector<std::string> nearest(std::string_view wanted, const std::vector<Candidate>& candidates)
{
    std::vector<std::pair<std::size_t, std::string>> order;
    for (const auto& candidate : candidates) {
        const auto far = distance(wanted, candidate.words);
        if (far <= 1 + wanted.size() / 3) {
            order.emplace_back(far, candidate.typed);
        }
    }
    std::stable_sort(order.begin(), order.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<std::string> near;
    for (std::size_t i = 0; i < std::min(order.size(), kMostNear); ++i) {
        near.push_back(order[i].second);
    }
    return near;
}

FoundSubject unknown(std::string_view kind, std::string_view text, std::string_view help,
                     const std::vector<Candidate>& candidates)
{
    const auto near = nearest(fold(text), candidates);
    return {std::nullopt, near.empty() ? fmt::format("there is no {} \"{}\"; {}", kind, text, help)
                                       : fmt::format("there is no {} \"{}\"; near it: {}", kind,
                                                     text, fmt::join(near, ", "))};
}

MapSubject good_subject(const reference::Reference& reference, GoodId good)
{
    const auto& named = reference.goods[good];
    return {good, NodeId::kNone, std::nullopt, named.slug, named.label};
}

std::string capital(std::string_view name)
{
    std::string text{name};
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

std::optional<MapSubject> sector_subject(std::string_view folded)
{
    if (folded == "all") {
        return MapSubject{GoodId::kNone, NodeId::kNone, std::nullopt, "all", "All work"};
    }
    for (std::size_t i = 0; i < reference::kSectorCount; ++i) {
        const auto sector = static_cast<reference::Sector>(i);
        const auto name = reference::sector_name(sector);
        if (folded == name) {
            return MapSubject{GoodId::kNone, NodeId::kNone, sector, std::string{name},
                              capital(name)};
        }
    }
    return std::nullopt;
}

NodeId find_node(const reference::ActivityTree& tree, std::string_view text,
                 std::string_view folded)
{
    for (const auto* scheme : {"", "isic4:", "hs:", "good:"}) {
        if (const auto node = tree.find(fmt::format("{}{}", scheme, text)); node != NodeId::kNone) {
            return node;
        }
    }
    for (std::size_t i = 0; i < tree.nodes().size(); ++i) {
        if (fold(tree.nodes()[i].label) == folded) {
            return static_cast<NodeId>(i);
        }
    }
    return NodeId::kNone;
}

}  // namespace

FoundSubject find_good(const reference::Reference& reference, std::string_view text)
{
    const auto folded = fold(text);
    std::vector<Candidate> candidates;
    for (std::size_t i = 0; i < reference.goods.goods.size(); ++i) {
        const auto& good = reference.goods.goods[i];
        const auto label = fold(good.label);
        const auto slug_words = fold(good.slug);
        if (folded == label || folded == slug_words) {
            return {good_subject(reference, static_cast<GoodId>(i)), {}};
        }
        candidates.push_back({good.slug, label});
    }
    if (const auto good = reference.goods.find(std::string{text})) {
        return {good_subject(reference, *good), {}};
    }
    return unknown("good of the official lists", text,
                   "name one as sl_good has them, such as cotton or rubber-gloves", candidates);
}

FoundSubject find_activity(const reference::Reference& reference, std::string_view text)
{
    const auto folded = fold(text);
    if (auto sector = sector_subject(folded)) {
        return {std::move(sector), {}};
    }
    const auto& tree = reference.tree;
    if (const auto id = find_node(tree, text, folded); id != NodeId::kNone) {
        const auto& node = tree[id];
        return node.good == GoodId::kNone ? FoundSubject{MapSubject{GoodId::kNone, id, std::nullopt,
                                                                    node.code, node.label},
                                                         {}}
                                          : FoundSubject{good_subject(reference, node.good), {}};
    }
    std::vector<Candidate> candidates;
    for (std::size_t i = 0; i < reference::kSectorCount; ++i) {
        const auto name = reference::sector_name(static_cast<reference::Sector>(i));
        candidates.push_back({std::string{name}, std::string{name}});
    }
    for (const auto& node : tree.nodes()) {
        if (node.level <= reference::Level::kClass) {
            candidates.push_back({fmt::format("{} ({})", node.code, node.label), fold(node.label)});
        }
    }
    return unknown("activity", text,
                   "give a code such as isic4:1410, a sector such as agriculture, or all",
                   candidates);
}

}  // namespace sourcelight::pipeline
