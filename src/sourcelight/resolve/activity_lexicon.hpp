// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/ids.hpp"
#include "sourcelight/reference/reference.hpp"
#include "sourcelight/resolve/activity_stems.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sourcelight::resolve {

/// A form of a word that terms are written in: a stem of one language, or a word as written.
using WordKey = std::uint32_t;

/// What a term can mean.
struct Sense {
    NodeId node = NodeId::kNone;
    GoodId good = GoodId::kNone;
    float weight = 0.0F;        ///< how strongly it decides against other terms of the text
    std::uint32_t context = 0;  ///< index of the words that must stand beside it; 0 = none
};

enum class TermKind : std::uint8_t {
    kMeaning,      ///< has senses
    kMeaningless,  ///< misc, services, n/a: says nothing about what is made
    kAfter,        ///< of, for, with: what follows is a detail
    kNot,          ///< not, other than, except: what follows is not meant
};

/// Hash of folded words, each without a final s: what makes two spellings the same word rather
/// than two words of one stem (plates, plating).
[[nodiscard]] std::uint64_t spelling_of(std::span<const std::string_view> words) noexcept;

/// One word or phrase of the lexicon in one language.
struct Term {
    Language language = Language::kOther;
    TermKind kind = TermKind::kMeaning;
    std::uint32_t row = 0;       ///< first of its rows in the table
    bool needs_context = false;  ///< says nothing without one of its contexts (spare parts)
    std::uint64_t spelling = 0;  ///< of the words as written, but for a plural s
    std::vector<WordKey> words;  ///< empty for a term matched anywhere in the text
    std::vector<Sense> senses;
};

/// What a word of a text can stand for in the lexicon.
struct WordForms {
    std::vector<WordKey> keys;      ///< ascending
    std::vector<WordKey> modifier;  ///< keys of the first part of a compound, else empty
    std::string corrected;          ///< the word that a typo was read as, else empty
    float quality = 1.0F;           ///< 1 as written or stemmed, less for a compound or a typo
};

/// The product-text lexicon, indexed. Const after construction, safe to call from several threads.
class Lexicon {
public:
    /// @param table  dataset sourcelight/lexicon (term, lang, match, system, code, weight, context)
    /// Throws Error kDatasetInvalid if a code of the table is not in the tree.
    Lexicon(const DataTable& table, const reference::ActivityTree& tree,
            const reference::Goods& goods);

    /// The forms of a folded word; a word that no language knows is tried as a German or Dutch
    /// compound (the last part decides), then as a typo of one letter in a long word, then as a
    /// compound of which only the first part is known.
    [[nodiscard]] WordForms forms_of(std::string_view folded_word) const;

    /// Terms that begin with this form, longest first.
    [[nodiscard]] const std::vector<std::uint32_t>& terms_from(WordKey key) const
    {
        return m_terms_of_word[key];
    }
    /// Terms matched anywhere, as written in this unspaced form; null if there are none.
    [[nodiscard]] const std::vector<std::uint32_t>* unspaced_terms(std::string_view text) const;
    /// Length in bytes of the longest unspaced term that begins with this character; 0 for none.
    [[nodiscard]] std::size_t longest_unspaced(std::string_view character) const;
    [[nodiscard]] const Term& term(std::uint32_t index) const { return m_terms[index]; }

    /// Whether one of the words of a context occurs. `keys` ascending, `unspaced` the text in
    /// unspaced form.
    [[nodiscard]] bool in_context(std::uint32_t context, const std::vector<WordKey>& keys,
                                  std::string_view unspaced) const;

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const noexcept
        {
            return std::hash<std::string_view>{}(text);
        }
    };
    template <typename Value>
    using TextMap = std::unordered_map<std::string, Value, Hash, std::equal_to<>>;

    /// One alternative of a context: all of the words, or a text matched anywhere.
    struct ContextWord {
        std::vector<WordKey> words;
        std::string unspaced;
    };
    struct Row {
        std::string_view term, lang, match, system, code, context;
        double weight = 0.0;
        std::uint32_t number = 0;  ///< of the row
    };

    [[nodiscard]] WordKey intern(const std::string& form);
    [[nodiscard]] std::optional<WordKey> find(Language language, std::string_view word) const;
    [[nodiscard]] bool begins_term(WordKey key, bool alone) const;
    [[nodiscard]] std::vector<WordKey> keys_of(Language language, std::string_view folded);
    void add(const std::vector<Row>& rows, const reference::ActivityTree& tree,
             const reference::Goods& goods);
    [[nodiscard]] std::vector<Sense> senses_of(const std::vector<Row>& rows,
                                               const reference::ActivityTree& tree,
                                               const reference::Goods& goods);
    [[nodiscard]] std::uint32_t context_of(Language language, std::string_view context);
    void index_term(std::uint32_t index, std::string_view folded, std::string_view match);
    void index_joined(std::uint32_t index, const std::vector<std::string_view>& words);
    void index_spelling(std::string_view word);
    [[nodiscard]] std::vector<WordKey> known_forms(std::string_view word) const;
    [[nodiscard]] std::optional<WordKey> first_part(Language language, std::string_view part) const;
    [[nodiscard]] bool split_compound(Language language, std::string_view word,
                                      WordForms& forms) const;
    [[nodiscard]] bool read_compound(std::string_view word, WordForms& forms) const;
    [[nodiscard]] bool read_first_part(std::string_view word, WordForms& forms) const;
    [[nodiscard]] bool read_typo(std::string_view word, WordForms& forms) const;

    std::vector<Term> m_terms;
    TextMap<WordKey> m_keys;
    std::vector<std::vector<std::uint32_t>> m_terms_of_word;
    TextMap<std::vector<std::uint32_t>> m_unspaced;
    TextMap<std::size_t> m_longest_unspaced;
    std::vector<std::vector<ContextWord>> m_contexts;
    TextMap<std::uint32_t> m_context_ids;
    std::vector<std::string> m_spellings;  ///< long words, for typos
    TextMap<std::uint8_t> m_spelling_seen;
    std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> m_by_deletion;
};

}  // namespace sourcelight::resolve
