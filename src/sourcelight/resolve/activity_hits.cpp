// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/resolve/activity_hits.hpp"

#include "sourcelight/core/text.hpp"
#include "sourcelight/resolve/activity_pieces.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace sourcelight::resolve {
namespace {

constexpr std::size_t kCacheSize = 1U << 15U;
constexpr std::size_t kShortVietnamese = 4;
constexpr std::size_t kShortWord = 5;  ///< bytes below which a stem alone proves nothing

/// Word forms seen by this thread. Entries stay where they are until the next trim().
class WordCache {
public:
    /// Empties the cache when it is full or holds the words of another lexicon.
    void trim(std::uint64_t owner)
    {
        if (m_owner != owner || m_forms.size() >= kCacheSize) {
            m_forms.clear();
            m_owner = owner;
        }
    }

    const WordForms& of(const Lexicon& lexicon, std::string_view word)
    {
        const auto found = m_forms.find(word);
        if (found != m_forms.end()) {
            return found->second;
        }
        return m_forms.emplace(std::string{word}, lexicon.forms_of(word)).first->second;
    }

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const noexcept
        {
            return std::hash<std::string_view>{}(text);
        }
    };
    std::unordered_map<std::string, WordForms, Hash, std::equal_to<>> m_forms;
    std::uint64_t m_owner = 0;
};

WordCache& word_cache()
{
    static thread_local WordCache cache;
    return cache;
}

/// Finds the hits of one piece after another.
class Finder {
public:
    Finder(const Lexicon& lexicon, WordCache& cache, LanguageScores hints)
        : m_lexicon{lexicon}, m_cache{cache}, m_scores{hints},
          m_is_vietnamese{hints[static_cast<std::size_t>(Language::kVietnamese)] > 0.0}
    {
    }

    void read(std::string_view text)
    {
        const auto folded = fold(text);
        m_is_detail = false;
        m_is_excluded = false;
        m_heads.emplace_back();
        if (has_unspaced_script(folded)) {
            read_unspaced(unspaced_form(folded));
        }
        read_words(folded);
        ++m_piece;
    }

    [[nodiscard]] HitList finish() &&
    {
        choose_language();
        std::sort(m_list.keys.begin(), m_list.keys.end());
        const double all = static_cast<double>(m_known) + static_cast<double>(m_list.unknown_words);
        m_list.coverage = all > 0.0 ? static_cast<double>(m_known) / all : 1.0;
        m_list.first_piece = m_list.hits.empty() ? 0 : m_list.hits.front().piece;
        return std::move(m_list);
    }

private:
    void read_unspaced(const std::string& text)
    {
        m_list.unspaced += text;
        m_list.unspaced += '\n';
        std::size_t missed = 0;
        std::size_t tail = 0;  // unknown letters at the end
        for (std::size_t at = 0; at < text.size();) {
            const auto size = character_size(text[at]);
            const auto length = longest_at(std::string_view{text}.substr(at), size);
            if (length > 0) {
                Hit hit;
                hit.terms = *m_lexicon.unspaced_terms(std::string_view{text}.substr(at, length));
                add(std::move(hit), (length + 5) / 6);
                at += length;
                tail = 0;
            } else {
                const bool unspaced = starts_unspaced(std::string_view{text}.substr(at));
                missed += unspaced ? 1U : 0U;
                tail += unspaced ? 1U : 0U;
                at += size;
            }
        }
        m_list.unknown_words += (missed + 1) / 2;
        m_heads.back().is_last_unknown = tail > 1;
    }

    [[nodiscard]] std::size_t longest_at(std::string_view text, std::size_t first) const
    {
        auto length = std::min(m_lexicon.longest_unspaced(text.substr(0, first)), text.size());
        for (; length > 0; --length) {
            const bool is_whole = length == text.size() ||
                                  (static_cast<unsigned char>(text[length]) & 0xC0U) != 0x80U;
            if (is_whole && m_lexicon.unspaced_terms(text.substr(0, length)) != nullptr) {
                return length;
            }
        }
        return 0;
    }

    /// The parts of a word in spaced scripts: of one that mixes scripts (LED灯) the other letters.
    static void add_spaced_parts(std::string_view word, std::vector<std::string_view>& words)
    {
        while (!word.empty()) {
            const bool unspaced = starts_unspaced(word);
            std::size_t size = 0;
            while (size < word.size() && starts_unspaced(word.substr(size)) == unspaced) {
                size += std::min(character_size(word[size]), word.size() - size);
            }
            if (!unspaced) {
                words.push_back(word.substr(0, size));
            }
            word.remove_prefix(size);
        }
    }

    void read_words(std::string_view folded)
    {
        std::vector<std::string_view> words;
        for (const auto word : words_of(folded)) {
            add_spaced_parts(word, words);
        }
        std::vector<const WordForms*> forms;
        for (const auto word : words) {
            const auto& found = m_cache.of(m_lexicon, word);
            forms.push_back(&found);
            m_list.keys.insert(m_list.keys.end(), found.keys.begin(), found.keys.end());
            m_list.keys.insert(m_list.keys.end(), found.modifier.begin(), found.modifier.end());
        }
        for (std::size_t i = 0; i < words.size();) {
            i += read_word(words, forms, i);
        }
    }

    /// Adds the longest terms that begin at word i; returns the number of words they span.
    std::size_t read_word(const std::vector<std::string_view>& words,
                          const std::vector<const WordForms*>& forms, std::size_t i)
    {
        Hit hit;
        const auto length = longest_terms(words, forms, i, hit.terms);
        if (length == 0) {
            skip(words[i]);
            return 1;
        }
        if (length == 1 && !forms[i]->modifier.empty()) {
            Hit part;
            part.is_compound_part = true;
            part.quality = forms[i]->quality;
            part.terms = single_terms(forms[i]->modifier.front());
            add(std::move(part), 0);
        }
        for (std::size_t k = i; k < i + length; ++k) {
            hit.quality = std::min(hit.quality, forms[k]->quality);
        }
        hit.spelling = spelling_at(words, forms, i, length);
        add(std::move(hit), length);
        return length;
    }

    void skip(std::string_view word)
    {
        m_is_detail = m_is_detail || is_measure(word);
        if (word.size() > 2 && has_letter(word)) {
            ++m_list.unknown_words;
            auto& head = m_heads.back();
            head.is_first_unknown = head.is_first_unknown || (!m_is_detail && !head.has_meaning);
            head.is_last_unknown = head.is_last_unknown || !m_is_detail;
        }
    }

    /// The words as written, or as a typo was read; 0 if one of them is part of a compound.
    [[nodiscard]] static std::uint64_t spelling_at(const std::vector<std::string_view>& words,
                                                   const std::vector<const WordForms*>& forms,
                                                   std::size_t i, std::size_t length)
    {
        std::vector<std::string_view> written(words.begin() + static_cast<std::ptrdiff_t>(i),
                                              words.begin() +
                                                  static_cast<std::ptrdiff_t>(i + length));
        for (std::size_t k = 0; k < length; ++k) {
            const auto& form = *forms[i + k];
            if (!form.corrected.empty()) {
                written[k] = form.corrected;
            } else if (form.quality < 1.0F) {
                return 0;
            }
        }
        return spelling_of(written);
    }

    [[nodiscard]] std::vector<std::uint32_t> single_terms(WordKey key) const
    {
        std::vector<std::uint32_t> out;
        for (const auto index : m_lexicon.terms_from(key)) {
            const auto& term = m_lexicon.term(index);
            if (term.words.size() == 1 && term.kind == TermKind::kMeaning) {
                out.push_back(index);
            }
        }
        return out;
    }

    std::size_t longest_terms(const std::vector<std::string_view>& words,
                              const std::vector<const WordForms*>& forms, std::size_t i,
                              std::vector<std::uint32_t>& out) const
    {
        std::size_t longest = 0;
        const auto spelling = spelling_at(words, forms, i, 1);
        for (const auto key : forms[i]->keys) {
            for (const auto index : m_lexicon.terms_from(key)) {
                const auto& term = m_lexicon.term(index);
                const auto size = term.words.size();
                if (size < longest) {
                    break;
                }
                if (!fits(term, forms, i) || is_doubtful(term, words[i]) ||
                    (size == 1 && is_other_word(term, words[i], spelling))) {
                    continue;
                }
                if (size > longest) {
                    out.clear();
                    longest = size;
                }
                out.push_back(index);
            }
        }
        return longest;
    }

    [[nodiscard]] static bool fits(const Term& term, const std::vector<const WordForms*>& forms,
                                   std::size_t i)
    {
        if (i + term.words.size() > forms.size()) {
            return false;
        }
        for (std::size_t k = 1; k < term.words.size(); ++k) {
            const auto& keys = forms[i + k]->keys;
            if (!std::binary_search(keys.begin(), keys.end(), term.words[k])) {
                return false;
            }
        }
        return true;
    }

    /// Short Vietnamese words without their marks (pin, in, ca) are words of other languages too.
    [[nodiscard]] bool is_doubtful(const Term& term, std::string_view word) const
    {
        return term.language == Language::kVietnamese && !m_is_vietnamese &&
               term.words.size() == 1 && word.size() <= kShortVietnamese;
    }

    /// Single English words, and short ones of any language, must be written as the term is, but
    /// for a plural: their stems fall together (monitors, monitoring; sale, sal).
    [[nodiscard]] static bool is_other_word(const Term& term, std::string_view word,
                                            std::uint64_t spelling)
    {
        const bool is_strict = term.language == Language::kEnglish || word.size() < kShortWord;
        return is_strict && spelling != term.spelling;
    }

    void add(Hit hit, std::size_t words)
    {
        std::array<bool, kLanguageCount> spoken{};
        for (const auto index : hit.terms) {
            spoken[static_cast<std::size_t>(m_lexicon.term(index).language)] = true;
        }
        const auto count = static_cast<double>(std::count(spoken.begin(), spoken.end(), true));
        for (std::size_t i = 0; i < kLanguageCount; ++i) {
            m_scores[i] += spoken[i] ? static_cast<double>(words) / count : 0.0;
        }
        m_known += words;
        hit.piece = m_piece;
        hit.is_detail = m_is_detail;
        const auto has_kind = [&](TermKind kind) {
            return std::any_of(hit.terms.begin(), hit.terms.end(),
                               [&](auto index) { return m_lexicon.term(index).kind == kind; });
        };
        if (m_is_excluded) {
            return;
        }
        m_is_excluded = has_kind(TermKind::kNot);
        m_is_detail = m_is_detail || has_kind(TermKind::kAfter);
        if (has_kind(TermKind::kMeaning) && !hit.is_detail) {
            m_heads.back().has_meaning = true;
            m_heads.back().is_last_unknown = false;
        }
        m_list.hits.push_back(std::move(hit));
    }

    /// Settles the language of the text and drops the other readings of each hit.
    void choose_language()
    {
        auto best = static_cast<std::size_t>(Language::kOther);
        for (std::size_t i = 0; i + 1 < kLanguageCount; ++i) {
            if (m_scores[i] > 0.0 && (best + 1 == kLanguageCount || m_scores[i] > m_scores[best])) {
                best = i;
            }
        }
        m_list.language = m_scores[kLanguageCount - 1] > m_scores[best]
                              ? Language::kOther
                              : static_cast<Language>(best);
        for (auto& hit : m_list.hits) {
            keep_one_language(hit);
            const auto& head = m_heads[hit.piece];
            hit.is_head_unknown =
                !hit.is_detail && m_list.language != Language::kRussian &&
                (is_head_first(m_list.language) ? head.is_first_unknown : head.is_last_unknown);
        }
        std::erase_if(m_list.hits, [](const Hit& hit) { return !hit.has_meaning; });
    }

    /// Of the terms that fit, those of the text's language; of those, the ones written as the text
    /// writes them. A word of another language must be written so.
    void keep_one_language(Hit& hit) const
    {
        auto kept = Language::kOther;
        for (const auto index : hit.terms) {
            const auto language = m_lexicon.term(index).language;
            if (language == m_list.language) {
                kept = language;
                break;
            }
            kept = std::min(kept, language);
        }
        std::erase_if(hit.terms,
                      [&](auto index) { return m_lexicon.term(index).language != kept; });
        if (hit.spelling != 0) {
            const auto is_as_written = [&](auto index) {
                return m_lexicon.term(index).spelling == hit.spelling;
            };
            const bool is_strict = kept != m_list.language;
            if (is_strict || std::any_of(hit.terms.begin(), hit.terms.end(), is_as_written)) {
                std::erase_if(hit.terms, [&](auto index) { return !is_as_written(index); });
            }
        }
        hit.has_meaning = std::any_of(hit.terms.begin(), hit.terms.end(), [this](auto index) {
            return m_lexicon.term(index).kind == TermKind::kMeaning;
        });
    }

    const Lexicon& m_lexicon;
    WordCache& m_cache;
    LanguageScores m_scores;
    bool m_is_vietnamese;
    HitList m_list;
    /// What is known of the words of one piece.
    struct PieceHead {
        bool is_first_unknown = false;
        bool is_last_unknown = false;
        bool has_meaning = false;
    };
    std::vector<PieceHead> m_heads;
    std::size_t m_piece = 0;
    std::size_t m_known = 0;
    bool m_is_detail = false;
    bool m_is_excluded = false;  ///< after "not" or "other than" in this piece
};

}  // namespace

HitList find_hits(const Lexicon& lexicon, std::uint64_t cache, std::string_view text)
{
    word_cache().trim(cache);
    Finder finder{lexicon, word_cache(), hints_of(text)};
    for (const auto piece : pieces_of(text)) {
        if (!piece.empty()) {
            finder.read(piece);
        }
    }
    return std::move(finder).finish();
}

}  // namespace sourcelight::resolve
