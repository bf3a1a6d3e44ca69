// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/resolve/activity_lexicon.hpp"

#include "sourcelight/core/error.hpp"
#include "sourcelight/core/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <tuple>

namespace sourcelight::resolve {
namespace {

constexpr std::size_t kShortestTypo = 6;      ///< letters of a word in which a typo is forgiven
constexpr std::size_t kShortestCompound = 8;  ///< letters of a word taken apart
constexpr std::size_t kShortestPart = 4;      ///< letters of the last part of a compound
constexpr float kCompoundQuality = 0.9F;
constexpr float kTypoQuality = 0.8F;
constexpr float kFirstPartQuality = 0.6F;
constexpr std::size_t kShortestFirstPart = 5;

bool is_ascii_letters(std::string_view word) noexcept
{
    return std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

std::string form_text(Language language, std::string_view word)
{
    std::string form(1, static_cast<char>('A' + static_cast<int>(language)));
    form += stem(language, word).value_or(std::string{word});
    return form;
}

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
        for (const auto& good : senses) {
            if (!is_good(sense) && is_good(good) && good.context == sense.context &&
                is_made_in(goods[good.good], std::string_view{tree[sense.node].code}.substr(6))) {
                sense.good = good.good;
                sense.node = tree[good.node].parent == sense.node ? good.node : sense.node;
                break;
            }
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

std::uint64_t without_letter(std::string_view word, std::size_t at)
{
    std::string shorter{word.substr(0, at)};
    shorter += word.substr(at + 1);
    return stable_hash(shorter);
}

}  // namespace

std::uint64_t spelling_of(std::span<const std::string_view> words) noexcept
{
    std::uint64_t hash = 0;
    for (auto word : words) {
        if (word.size() > 2 && word.back() == 's') {
            word.remove_suffix(1);
        }
        hash = hash * 1099511628211ULL + stable_hash(word);
    }
    return hash;
}

Lexicon::Lexicon(const DataTable& table, const reference::ActivityTree& tree,
                 const reference::Goods& goods)
    : m_contexts(1)
{
    std::map<std::tuple<std::string_view, std::string_view>, std::vector<Row>> rows;
    for (std::size_t i = 0; i < table.rows(); ++i) {
        const Row row{table.text("term")[i],    table.text("lang")[i], table.text("match")[i],
                      table.text("system")[i],  table.text("code")[i], table.text("context")[i],
                      table.number("weight")[i]};
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
    const auto says_nothing = [](const Row& row) { return row.system == "none"; };
    term.needs_context = std::any_of(rows.begin(), rows.end(), says_nothing);
    if (std::all_of(rows.begin(), rows.end(), says_nothing)) {
        term.kind = TermKind::kMeaningless;
    } else if (first.system == "after") {
        term.kind = TermKind::kAfter;
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

std::vector<WordKey> Lexicon::known_forms(std::string_view word) const
{
    std::vector<WordKey> keys;
    for (std::size_t i = 0; i + 1 < kLanguageCount; ++i) {
        const auto key = find(static_cast<Language>(i), word);
        if (key.has_value()) {
            keys.push_back(*key);
        }
    }
    for (const auto& form : {fmt::format("={}", word), form_text(Language::kOther, word)}) {
        const auto found = m_keys.find(form);
        if (found != m_keys.end()) {
            keys.push_back(found->second);
        }
    }
    std::sort(keys.begin(), keys.end());
    return keys;
}

std::optional<WordKey> Lexicon::find(Language language, std::string_view word) const
{
    const auto found = m_keys.find(form_text(language, word));
    return found == m_keys.end() ? std::nullopt : std::optional{found->second};
}

bool Lexicon::begins_term(WordKey key, bool alone) const
{
    const auto& terms = m_terms_of_word[key];
    return std::any_of(terms.begin(), terms.end(), [&](auto index) {
        const auto& term = m_terms[index];
        return !alone || (term.words.size() == 1 && term.kind == TermKind::kMeaning);
    });
}

bool Lexicon::read_compound(std::string_view word, WordForms& forms) const
{
    if (word.size() < kShortestCompound || !is_ascii_letters(word)) {
        return false;
    }
    for (const auto language : {Language::kGerman, Language::kDutch}) {
        for (std::size_t at = 3; at + kShortestPart <= word.size(); ++at) {
            const auto head = find(language, word.substr(at));
            if (!head.has_value() || !begins_term(*head, true)) {
                continue;
            }
            forms.keys = {*head};
            forms.quality = kCompoundQuality;
            for (const auto joint : {"", "s", "n", "en", "es"}) {
                auto first = word.substr(0, at);
                const std::string_view ending{joint};
                if (first.size() > ending.size() + 2 && first.ends_with(ending)) {
                    first.remove_suffix(ending.size());
                    const auto key = find(language, first);
                    if (key.has_value() && begins_term(*key, true)) {
                        forms.modifier = {*key};
                        return true;
                    }
                }
            }
            return true;
        }
    }
    return false;
}

bool Lexicon::read_first_part(std::string_view word, WordForms& forms) const
{
    if (word.size() < kShortestCompound || !is_ascii_letters(word)) {
        return false;
    }
    for (auto size = word.size() - kShortestPart; size >= kShortestFirstPart; --size) {
        const auto key = find(Language::kGerman, word.substr(0, size));
        if (key.has_value() && begins_term(*key, true)) {
            forms.keys = {*key};
            forms.quality = kFirstPartQuality;
            return true;
        }
    }
    return false;
}

bool Lexicon::read_typo(std::string_view word, WordForms& forms) const
{
    if (word.size() < kShortestTypo || !is_ascii_letters(word)) {
        return false;
    }
    std::vector<std::uint32_t> near;
    const auto look = [&](std::uint64_t hash) {
        const auto found = m_by_deletion.find(hash);
        if (found == m_by_deletion.end()) {
            return;
        }
        for (const auto id : found->second) {
            if (m_spellings[id].front() == word.front() &&
                edit_distance(m_spellings[id], word, 1) <= 1) {
                near.push_back(id);
            }
        }
    };
    look(stable_hash(word));
    for (std::size_t i = 0; i < word.size(); ++i) {
        look(without_letter(word, i));
    }
    std::sort(near.begin(), near.end());
    near.erase(std::unique(near.begin(), near.end()), near.end());
    for (const auto id : near) {
        const auto keys = known_forms(m_spellings[id]);
        forms.keys.insert(forms.keys.end(), keys.begin(), keys.end());
    }
    std::sort(forms.keys.begin(), forms.keys.end());
    forms.keys.erase(std::unique(forms.keys.begin(), forms.keys.end()), forms.keys.end());
    forms.quality = kTypoQuality;
    return !forms.keys.empty();
}

WordForms Lexicon::forms_of(std::string_view folded_word) const
{
    WordForms forms;
    forms.keys = known_forms(folded_word);
    if (forms.keys.empty() && !read_compound(folded_word, forms) &&
        !read_typo(folded_word, forms) && !read_first_part(folded_word, forms)) {
        forms.quality = 0.0F;
    }
    return forms;
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
