// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/map_subject.hpp"

#include "sourcelight/core/text.hpp"
#include "sourcelight/pipeline/good_search.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace sourcelight::pipeline {
namespace {

constexpr std::size_t kMostNear = 5;
constexpr std::string_view kHelp = "`sourcelight map --goods` lists all goods and sectors";
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

FoundSubject unknown_activity(std::string_view text, const std::vector<Candidate>& candidates)
{
    const auto near = nearest(fold(text), candidates);
    return {std::nullopt,
            near.empty()
                ? fmt::format("there is no activity \"{}\"; give a code such as isic4:1410, a "
                              "sector such as agriculture, or all. {}",
                              text, kHelp)
                : fmt::format("there is no activity \"{}\"; did you mean: {}. {}", text,
                              fmt::join(near, ", "), kHelp),
            {}};
}

/// "crude-palm-oil (Crude palm oil), ...".
std::string names_of(const reference::Reference& reference, const std::vector<GoodId>& goods)
{
    std::vector<std::string> names;
    for (const auto good : goods) {
        names.push_back(
            fmt::format("{} ({})", reference.goods[good].slug, reference.goods[good].label));
    }
    return fmt::format("{}", fmt::join(names, ", "));
}

/// What a name that is not the good's own was taken for; empty of its own.
std::string reading(const reference::Reference& reference, std::string_view text,
                    const GoodAnswer& answer)
{
    if (!answer.by_word) {
        return {};
    }
    const auto also = answer.meant.empty()
                          ? std::string{}
                          : "; it may also mean " + names_of(reference, answer.meant);
    return fmt::format("\"{}\" is taken as {}{}", text, names_of(reference, {*answer.good}), also);
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
    const auto answer = search_goods(reference, text);
    if (answer.good) {
        return {good_subject(reference, *answer.good), {}, reading(reference, text, answer)};
    }
    const auto& near = answer.meant.empty() ? answer.similar : answer.meant;
    if (near.empty()) {
        return {std::nullopt,
                fmt::format("there is no good of the official lists \"{}\"; {}", text, kHelp),
                {}};
    }
    return {std::nullopt,
            fmt::format("{} \"{}\"; {}: {}. {}",
                        answer.meant.empty() ? "there is no good of the official lists"
                                             : "several goods of the official lists go by",
                        text, answer.meant.empty() ? "did you mean" : "name one of them",
                        names_of(reference, near), kHelp),
            {}};
}

FoundSubject find_activity(const reference::Reference& reference, std::string_view text)
{
    const auto folded = fold(text);
    if (auto sector = sector_subject(folded)) {
        return {std::move(sector), {}, {}};
    }
    const auto& tree = reference.tree;
    if (const auto id = find_node(tree, text, folded); id != NodeId::kNone) {
        const auto& node = tree[id];
        return {node.good == GoodId::kNone
                    ? MapSubject{GoodId::kNone, id, std::nullopt, node.code, node.label}
                    : good_subject(reference, node.good),
                {},
                {}};
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
    return unknown_activity(text, candidates);
}

}  // namespace sourcelight::pipeline
