// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/resolve/activity_lexicon.hpp"

#include "sourcelight/core/error.hpp"
#include "sourcelight/core/text.hpp"
#include "sourcelight/resolve/activity_spelling.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <tuple>

namespace sourcelight::resolve {
namespace {

NodeId required_node(const reference::ActivityTree& tree, const std::string& code)
{
    const auto node = tree.find(code);
    if (node == NodeId::kNone) {
        throw Error{
            Errc::kDatasetInvalid,
            fmt::format("sourcelight/lexicon: the code {} is not in the activity tree", code)};
    }
    return node;
}

/// Whether the good is made in the division of an ISIC node, so that both name one product.
bool is_made_in(const reference::Good& good, std::string_view isic4)
{
    return std::any_of(good.isic4.begin(), good.isic4.end(), [&](const auto& made) {
        return made.code.substr(0, 2) == isic4.substr(0, 2);
    });
}

/// A term with a class and a good that is made there (laptops: 2620, electronics) has one sense:
/// the node is the class, unless the good itself hangs below it.
void join_goods(std::vector<Sense>& senses, const reference::ActivityTree& tree,
                const reference::Goods& goods)
{
    const auto is_good = [&](const Sense& s) {
        return tree[s.node].level == reference::Level::kGood;
    };
    std::vector<Sense> joined;
    std::vector<Sense> plain;
    for (auto sense : senses) {
        const auto good = std::find_if(senses.begin(), senses.end(), [&](const Sense& other) {
            return !is_good(sense) && is_good(other) && other.context == sense.context &&
                   is_made_in(goods[other.good], std::string_view{tree[sense.node].code}.substr(6));
        });
        if (good != senses.end()) {
            sense.good = good->good;
            sense.node = tree[good->node].parent == sense.node ? good->node : sense.node;
        }
        (is_good(sense) ? plain : joined).push_back(sense);
    }
    for (const auto& sense : plain) {
        const auto is_same = [&](const Sense& other) {
            return other.good == sense.good && other.context == sense.context;
        };
        if (std::none_of(joined.begin(), joined.end(), is_same)) {
            joined.push_back(sense);
        }
    }
    senses = std::move(joined);
}

/// "boxes" -> "box", "shirts" -> "shirt"; "batteries" and "battery" -> "batter"; "glass" stays.
std::string_view without_plural(std::string_view word) noexcept
{
    const auto ends_with_any = [&](std::initializer_list<std::string_view> endings) {
        return std::any_of(endings.begin(), endings.end(),
                           [&](auto ending) { return word.ends_with(ending); });
    };
    if (word.size() < 4) {
        return word;
    }
    if (word.ends_with("ies")) {
        return word.substr(0, word.size() - 3);
    }
    if (ends_with_any({"xes", "ches", "shes", "sses", "zes"})) {
        return word.substr(0, word.size() - 2);
    }
    const bool is_y = word.back() == 'y' && !ends_with_any({"ay", "ey", "oy", "uy"});
    const bool is_plural = word.back() == 's' && !word.ends_with("ss");
    return is_y || is_plural ? word.substr(0, word.size() - 1) : word;
}

}  // namespace

std::uint64_t spelling_of(std::span<const std::string_view> words) noexcept
{
    std::uint64_t hash = 0;
    for (auto word : words) {
        hash = hash * 1099511628211ULL + stable_hash(without_plural(word));
    }
    return hash;
}

Lexicon::Lexicon(const DataTable& table, const reference::ActivityTree& tree,
                 const reference::Goods& goods)
    : m_contexts(1)
{
    std::map<std::tuple<std::string_view, std::string_view>, std::vector<Row>> rows;
    for (std::size_t i = 0; i < table.rows(); ++i) {
        const Row row{table.text("term")[i],     table.text("lang")[i],
                      table.text("match")[i],    table.text("system")[i],
                      table.text("code")[i],     table.text("context")[i],
                      table.number("weight")[i], static_cast<std::uint32_t>(i)};
        rows[{row.term, row.lang}].push_back(row);
    }
    for (const auto& entry : rows) {
        add(entry.second, tree, goods);
    }
    for (auto& terms : m_terms_of_word) {
        std::stable_sort(terms.begin(), terms.end(), [this](auto a, auto b) {
            return m_terms[a].words.size() > m_terms[b].words.size();
        });
    }
}

WordKey Lexicon::intern(const std::string& form)
{
    const auto [found, fresh] = m_keys.emplace(form, static_cast<WordKey>(m_keys.size()));
    if (fresh) {
        m_terms_of_word.emplace_back();
    }
    return found->second;
}

std::vector<WordKey> Lexicon::keys_of(Language language, std::string_view folded)
{
    std::vector<WordKey> keys;
    for (const auto word : words_of(folded)) {
        keys.push_back(intern(form_text(language, word)));
    }
    return keys;
}

void Lexicon::add(const std::vector<Row>& rows, const reference::ActivityTree& tree,
                  const reference::Goods& goods)
{
    const auto& first = rows.front();
    Term term;
    term.language = language_of(first.lang);
    term.row = first.number;
    const auto says_nothing = [](const Row& row) { return row.system == "none"; };
    term.needs_context = std::any_of(rows.begin(), rows.end(), says_nothing);
    if (std::all_of(rows.begin(), rows.end(), says_nothing)) {
        term.kind = TermKind::kMeaningless;
    } else if (first.system == "after") {
        term.kind = TermKind::kAfter;
    } else if (first.system == "not") {
        term.kind = TermKind::kNot;
    } else {
        term.senses = senses_of(rows, tree, goods);
    }
    const auto index = static_cast<std::uint32_t>(m_terms.size());
    m_terms.push_back(std::move(term));
    index_term(index, fold(first.term), first.match);
}

std::vector<Sense> Lexicon::senses_of(const std::vector<Row>& rows,
                                      const reference::ActivityTree& tree,
                                      const reference::Goods& goods)
{
    std::vector<Sense> senses;
    for (const auto& row : rows) {
        if (row.system != "good" && row.system != "isic4") {
            continue;
        }
        const auto node = required_node(tree, fmt::format("{}:{}", row.system, row.code));
        const auto context =
            row.context.empty() ? 0 : context_of(language_of(row.lang), row.context);
        senses.push_back({node, tree[node].good, static_cast<float>(row.weight), context});
    }
    join_goods(senses, tree, goods);
    return senses;
}

std::uint32_t Lexicon::context_of(Language language, std::string_view context)
{
    const auto key = fmt::format("{} {}", static_cast<int>(language), context);
    const auto found = m_context_ids.find(key);
    if (found != m_context_ids.end()) {
        return found->second;
    }
    std::vector<ContextWord> words;
    for (const auto alternative : split(context, '|')) {
        const auto folded = fold(alternative);
        if (has_unspaced_script(folded)) {
            words.push_back({{}, unspaced_form(folded)});
        } else {
            words.push_back({keys_of(language, folded), {}});
        }
    }
    const auto id = static_cast<std::uint32_t>(m_contexts.size());
    m_contexts.push_back(std::move(words));
    m_context_ids.emplace(key, id);
    return id;
}

void Lexicon::index_term(std::uint32_t index, std::string_view folded, std::string_view match)
{
    if (match == "cjk") {
        auto form = unspaced_form(folded);
        auto& longest = m_longest_unspaced[form.substr(0, character_size(form.front()))];
        longest = std::max(longest, form.size());
        m_unspaced[std::move(form)].push_back(index);
        return;
    }
    auto& term = m_terms[index];
    const auto words = words_of(folded);
    term.spelling = spelling_of(words);
    if (match == "word") {
        // Short forms (PCB, IC) belong to every language and have no endings.
        const bool is_short_form = stem(term.language, "a").has_value();
        term.words = {is_short_form ? intern(fmt::format("={}", folded))
                                    : intern(form_text(term.language, folded))};
    } else {
        term.words = keys_of(term.language, folded);
    }
    if (term.words.empty()) {
        return;
    }
    m_terms_of_word[term.words.front()].push_back(index);
    for (const auto word : words) {
        index_spelling(word);
    }
    index_joined(index, words);
}

void Lexicon::index_joined(std::uint32_t index, const std::vector<std::string_view>& words)
{
    constexpr std::size_t kShortPart = 3;
    if (words.size() != 2 || std::min(words[0].size(), words[1].size()) > kShortPart) {
        return;
    }
    auto joined = m_terms[index];  // "t-shirt" is also written "tshirt"
    std::string text{words[0]};
    text += words[1];
    joined.words = {intern(form_text(joined.language, text))};
    joined.spelling = spelling_of(std::array{std::string_view{text}});
    m_terms_of_word[joined.words.front()].push_back(static_cast<std::uint32_t>(m_terms.size()));
    m_terms.push_back(std::move(joined));
}

void Lexicon::index_spelling(std::string_view word)
{
    if (word.size() < kShortestTypo || !is_ascii_letters(word) ||
        !m_spelling_seen.emplace(std::string{word}, 1).second) {
        return;
    }
    const auto id = static_cast<std::uint32_t>(m_spellings.size());
    m_spellings.emplace_back(word);
    m_by_deletion[stable_hash(word)].push_back(id);
    for (std::size_t i = 0; i < word.size(); ++i) {
        m_by_deletion[without_letter(word, i)].push_back(id);
    }
}

const std::vector<std::uint32_t>* Lexicon::unspaced_terms(std::string_view text) const
{
    const auto found = m_unspaced.find(text);
    return found == m_unspaced.end() ? nullptr : &found->second;
}

std::size_t Lexicon::longest_unspaced(std::string_view character) const
{
    const auto found = m_longest_unspaced.find(character);
    return found == m_longest_unspaced.end() ? 0 : found->second;
}

bool Lexicon::in_context(std::uint32_t context, const std::vector<WordKey>& keys,
                         std::string_view unspaced) const
{
    const auto& words = m_contexts[context];
    return std::any_of(words.begin(), words.end(), [&](const ContextWord& word) {
        if (!word.unspaced.empty()) {
            return unspaced.find(word.unspaced) != std::string_view::npos;
        }
        return !word.words.empty() &&
               std::all_of(word.words.begin(), word.words.end(), [&](WordKey key) {
                   return std::binary_search(keys.begin(), keys.end(), key);
               });
    });
}

}  // namespace sourcelight::resolve
