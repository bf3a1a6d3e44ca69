// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/good_search.hpp"

#include "sourcelight/core/text.hpp"
#include "sourcelight/reference/good_words.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace sourcelight::pipeline {
namespace {

constexpr std::size_t kMostSimilar = 5;

/// How near a name comes to the text; the first that any good reaches decides. Product words come
/// before names of the lists: lists of suppliers are read by them, and one word is one good.
enum class Fit : std::uint8_t { kOwnName, kProductWord, kListName, kWithin, kNone };

/// A name of a good, folded, each word in the singular.
struct Name {
    std::string words;
    GoodId good = GoodId::kNone;
    Fit whole = Fit::kNone;  ///< what it is if the text is all of it
};

/// "Shirts" and "shirt" are one; "glass" keeps its s.
std::string name_form(std::string_view text)
{
    constexpr std::size_t kShort = 3;
    const auto folded = fold(text);
    std::string out;
    for (const auto word : split(folded, ' ')) {
        const bool plural = word.size() > kShort && word.ends_with('s') && !word.ends_with("ss");
        out += out.empty() ? "" : " ";
        out += plural ? word.substr(0, word.size() - 1) : word;
    }
    return out;
}

std::vector<Name> all_names(const reference::Reference& reference)
{
    std::vector<Name> names;
    const auto& goods = reference.goods;
    for (std::size_t i = 0; i < goods.goods.size(); ++i) {
        for (const auto& own : {goods.goods[i].label, goods.goods[i].slug}) {
            names.push_back({name_form(own), static_cast<GoodId>(i), Fit::kOwnName});
        }
    }
    for (const auto& word :
         reference::good_words(&reference.dataset("sourcelight/good_synonyms").table,
                               &reference.dataset("sourcelight/lexicon").table)) {
        if (const auto good = goods.find(word.good)) {
            names.push_back(
                {name_form(word.word), *good, word.of_lists ? Fit::kListName : Fit::kProductWord});
        }
    }
    return names;
}

/// Whether the text is a run of whole words of the name.
bool is_within(std::string_view wanted, std::string_view name)
{
    return (" " + std::string{name} + " ").find(" " + std::string{wanted} + " ") !=
           std::string::npos;
}

void add_once(std::vector<GoodId>& goods, GoodId good)
{
    if (std::find(goods.begin(), goods.end(), good) == goods.end()) {
        goods.push_back(good);
    }
}

/// Goods with a name that lies within a third of the text's letters, the nearest first.
std::vector<GoodId> spelled_alike(std::string_view wanted, const std::vector<Name>& names)
{
    const auto limit = 1 + wanted.size() / 3;
    std::map<GoodId, std::size_t> nearest;
    for (const auto& name : names) {
        auto far = edit_distance(wanted, name.words, limit);
        for (const auto word : split(name.words, ' ')) {
            far = std::min(far, edit_distance(wanted, word, limit) + 1);
        }
        for (const auto word : split(wanted, ' ')) {
            far = word.size() > 2 && is_within(word, name.words) ? std::min(far, limit) : far;
        }
        if (const auto [known, fresh] = nearest.try_emplace(name.good, far); !fresh) {
            known->second = std::min(known->second, far);
        }
    }
    std::vector<std::pair<std::size_t, GoodId>> order;
    for (const auto& [good, far] : nearest) {
        if (far <= limit) {
            order.emplace_back(far, good);
        }
    }
    std::sort(order.begin(), order.end());
    std::vector<GoodId> alike;
    for (std::size_t i = 0; i < std::min(order.size(), kMostSimilar); ++i) {
        alike.push_back(order[i].second);
    }
    return alike;
}

}  // namespace

GoodAnswer search_goods(const reference::Reference& reference, std::string_view text)
{
    GoodAnswer answer;
    const auto wanted = name_form(text);
    if (wanted.empty()) {
        return answer;
    }
    const auto names = all_names(reference);
    std::array<std::vector<GoodId>, 4> found;
    for (const auto& name : names) {
        if (name.words == wanted) {
            add_once(found[static_cast<std::size_t>(name.whole)], name.good);
        } else if (is_within(wanted, name.words)) {
            add_once(found[static_cast<std::size_t>(Fit::kWithin)], name.good);
        }
    }
    const auto best =
        std::find_if(found.begin(), found.end(), [](const auto& goods) { return !goods.empty(); });
    if (best == found.end()) {
        answer.similar = spelled_alike(wanted, names);
        return answer;
    }
    answer.by_word = best != found.begin();
    if (best->size() == 1) {
        answer.good = best->front();
    }
    // A good's own name needs no hint at what else goes by it.
    const auto last = answer.by_word ? found.begin() + 3 : found.begin() + 1;
    for (auto each = best; each < std::max(last, best + 1); ++each) {
        for (const auto good : *each) {
            if (answer.good != good) {
                add_once(answer.meant, good);
            }
        }
    }
    return answer;
}

}  // namespace sourcelight::pipeline
