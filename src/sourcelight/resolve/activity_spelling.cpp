// SPDX-License-Identifier: Apache-2.0
// The part of Lexicon that reads words which no term has as they are written.
#include "sourcelight/resolve/activity_spelling.hpp"

#include "sourcelight/core/text.hpp"
#include "sourcelight/resolve/activity_lexicon.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace sourcelight::resolve {
namespace {

constexpr std::size_t kShortestCompound = 8;  ///< letters of a word taken apart
constexpr std::size_t kShortestPart = 4;      ///< letters of the last part of a compound
constexpr float kCompoundQuality = 0.9F;
constexpr float kTypoQuality = 0.8F;
constexpr float kFirstPartQuality = 0.6F;
constexpr std::size_t kShortestFirstPart = 7;
constexpr std::size_t kLongPart = 7;  ///< letters of a last part that needs no known first part

}  // namespace

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

std::uint64_t without_letter(std::string_view word, std::size_t at)
{
    std::string shorter{word.substr(0, at)};
    shorter += word.substr(at + 1);
    return stable_hash(shorter);
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

std::optional<WordKey> Lexicon::first_part(Language language, std::string_view part) const
{
    // German puts a joint between the parts: Arbeit-s-handschuhe.
    for (const std::string_view joint : {"", "s", "n", "en", "es"}) {
        if (part.size() <= joint.size() + 2 || !part.ends_with(joint)) {
            continue;
        }
        const auto key = find(language, part.substr(0, part.size() - joint.size()));
        if (key.has_value() && begins_term(*key, true)) {
            return key;
        }
    }
    return std::nullopt;
}

bool Lexicon::split_compound(Language language, std::string_view word, WordForms& forms) const
{
    for (std::size_t at = 3; at + kShortestPart <= word.size(); ++at) {
        const auto head = find(language, word.substr(at));
        if (!head.has_value() || !begins_term(*head, true)) {
            continue;
        }
        const auto first = first_part(language, word.substr(0, at));
        if (first.has_value() || word.size() - at >= kLongPart) {
            forms.keys = {*head};
            forms.modifier.clear();
            if (first.has_value()) {
                forms.modifier = {*first};
            }
            forms.quality = kCompoundQuality;
            return true;
        }
    }
    return false;
}

bool Lexicon::read_compound(std::string_view word, WordForms& forms) const
{
    return word.size() >= kShortestCompound && is_ascii_letters(word) &&
           (split_compound(Language::kGerman, word, forms) ||
            split_compound(Language::kDutch, word, forms));
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
    if (near.size() != 1) {
        return false;  // nothing near, or two words equally near
    }
    forms.corrected = m_spellings[near.front()];
    forms.keys = known_forms(forms.corrected);
    forms.quality = kTypoQuality;
    return true;
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

}  // namespace sourcelight::resolve
