// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/resolve/activity_hits.hpp"

#include "sourcelight/core/text.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace sourcelight::resolve {
namespace {

constexpr std::size_t kCacheSize = 1U << 15U;
constexpr std::size_t kShortVietnamese = 4;
constexpr double kHint = 0.6;  ///< what a letter of one language counts in its favour

using LanguageScores = std::array<double, kLanguageCount>;

/// Word forms seen by this thread; emptied when full or when another lexicon asks.
const WordForms& cached_forms(const Lexicon& lexicon, std::uint64_t owner, std::string_view word)
{
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const noexcept
        {
            return std::hash<std::string_view>{}(text);
        }
    };
    using Map = std::unordered_map<std::string, WordForms, Hash, std::equal_to<>>;
    static thread_local Map forms;
    static thread_local std::uint64_t of = 0;
    if (of != owner || forms.size() >= kCacheSize) {
        forms.clear();
        of = owner;
    }
    const auto found = forms.find(word);
    if (found != forms.end()) {
        return found->second;
    }
    return forms.emplace(std::string{word}, lexicon.forms_of(word)).first->second;
}

/// Pieces between commas, semicolons, bars, brackets and line ends, ASCII or full width.
std::vector<std::string_view> pieces_of(std::string_view text)
{
    static constexpr std::array<std::string_view, 6> kWide{"\xEF\xBC\x8C", "\xE3\x80\x81",
                                                           "\xEF\xBC\x9B", "\xEF\xBC\x88",
                                                           "\xEF\xBC\x89", "\xEF\xBD\x9C"};
    std::vector<std::string_view> pieces;
    std::size_t from = 0;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t cut = 0;
        if (std::string_view{",;|()[]\n\r\t"}.find(text[i]) != std::string_view::npos) {
            cut = 1;
        } else if (static_cast<unsigned char>(text[i]) >= 0xE3U &&
                   std::find(kWide.begin(), kWide.end(), text.substr(i, 3)) != kWide.end()) {
            cut = 3;
        }
        if (cut > 0) {
            pieces.push_back(text.substr(from, i - from));
            from = i + cut;
        }
        i += std::max<std::size_t>(cut, 1);
    }
    pieces.push_back(text.substr(from));
    return pieces;
}

/// Letters that point to a language, in the text as it was written.
LanguageScores hints_of(std::string_view text)
{
    static constexpr std::array<std::pair<std::string_view, Language>, 24> kLetters{{
        {"\xC3\xB1", Language::kSpanish},    {"\xC3\xA3", Language::kPortuguese},
        {"\xC3\xB5", Language::kPortuguese}, {"\xC3\x9F", Language::kGerman},
        {"\xC3\xA4", Language::kGerman},     {"\xC3\xB6", Language::kGerman},
        {"\xC3\xBC", Language::kGerman},     {"\xC3\x84", Language::kGerman},
        {"\xC3\x96", Language::kGerman},     {"\xC3\x9C", Language::kGerman},
        {"\xC3\xA8", Language::kFrench},     {"\xC3\xAA", Language::kFrench},
        {"\xC5\x9F", Language::kTurkish},    {"\xC4\x9F", Language::kTurkish},
        {"\xC4\xB1", Language::kTurkish},    {"\xC4\xB0", Language::kTurkish},
        {"\xE1\xBA", Language::kVietnamese}, {"\xE1\xBB", Language::kVietnamese},
        {"\xC6\xB0", Language::kVietnamese}, {"\xC6\xA1", Language::kVietnamese},
        {"\xC4\x91", Language::kVietnamese}, {"\xC5\x82", Language::kPolish},
        {"\xC4\x99", Language::kPolish},     {"\xC5\xBC", Language::kPolish},
    }};
    LanguageScores scores{};
    for (const auto& [letter, language] : kLetters) {
        if (text.find(letter) != std::string_view::npos) {
            scores[static_cast<std::size_t>(language)] += kHint;
        }
    }
    return scores;
}

bool is_unspaced_lead(char c) noexcept { return static_cast<unsigned char>(c) >= 0xE0U; }

bool has_letter(std::string_view word) noexcept
{
    return std::any_of(word.begin(), word.end(), [](char c) { return c < '0' || c > '9'; });
}

/// A size such as 330ml or 25kg: what follows it is the pack (cans, bags).
bool is_measure(std::string_view word) noexcept
{
    const auto unit = word.substr(std::min(word.find_first_not_of("0123456789"), word.size()));
    static constexpr std::array<std::string_view, 8> kUnits{"ml", "cl", "l",  "g",
                                                            "kg", "mg", "oz", "lb"};
    return unit.size() < word.size() &&
           std::find(kUnits.begin(), kUnits.end(), unit) != kUnits.end();
}

/// Finds the hits of one piece after another.
class Finder {
public:
    Finder(const Lexicon& lexicon, std::uint64_t cache, LanguageScores hints)
        : m_lexicon{lexicon}, m_cache{cache}, m_scores{hints},
          m_is_vietnamese{hints[static_cast<std::size_t>(Language::kVietnamese)] > 0.0}
    {
    }

    void read(std::string_view text)
    {
        const auto folded = fold(text);
        m_is_detail = false;
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
        for (std::size_t at = 0; at < text.size();) {
            const auto size = character_size(text[at]);
            const auto length = longest_at(std::string_view{text}.substr(at), size);
            if (length > 0) {
                Hit hit;
                hit.terms = *m_lexicon.unspaced_terms(std::string_view{text}.substr(at, length));
                add(std::move(hit), (length + 5) / 6);
                at += length;
            } else {
                missed += is_unspaced_lead(text[at]) ? 1U : 0U;
                at += size;
            }
        }
        m_list.unknown_words += (missed + 1) / 2;
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

    /// Words of spaced scripts; of a word that mixes scripts (LED灯) the other letters.
    void read_words(std::string_view folded)
    {
        std::vector<std::string_view> words;
        for (auto word : words_of(folded)) {
            while (!word.empty()) {
                const auto cut = std::find_if(word.begin(), word.end(), is_unspaced_lead);
                const auto size = static_cast<std::size_t>(cut - word.begin());
                if (size > 0) {
                    words.push_back(word.substr(0, size));
                }
                word.remove_prefix(size);
                while (!word.empty() && is_unspaced_lead(word.front())) {
                    word.remove_prefix(std::min(character_size(word.front()), word.size()));
                }
            }
        }
        std::vector<WordForms> forms;
        for (const auto word : words) {
            forms.push_back(cached_forms(m_lexicon, m_cache, word));
            m_list.keys.insert(m_list.keys.end(), forms.back().keys.begin(),
                               forms.back().keys.end());
            m_list.keys.insert(m_list.keys.end(), forms.back().modifier.begin(),
                               forms.back().modifier.end());
        }
        for (std::size_t i = 0; i < words.size();) {
            i += read_word(words, forms, i);
        }
    }

    /// Adds the longest terms that begin at word i; returns the number of words they span.
    std::size_t read_word(const std::vector<std::string_view>& words,
                          const std::vector<WordForms>& forms, std::size_t i)
    {
        Hit hit;
        const auto length = longest_terms(words, forms, i, hit.terms);
        if (length == 0) {
            m_is_detail = m_is_detail || is_measure(words[i]);
            m_list.unknown_words += words[i].size() > 2 && has_letter(words[i]) ? 1U : 0U;
            return 1;
        }
        if (length == 1 && !forms[i].modifier.empty()) {
            Hit part;
            part.is_compound_part = true;
            part.quality = forms[i].quality;
            part.terms = single_terms(forms[i].modifier.front());
            add(std::move(part), 0);
        }
        for (std::size_t k = i; k < i + length; ++k) {
            hit.quality = std::min(hit.quality, forms[k].quality);
        }
        hit.spelling = hit.quality < 1.0F ? 0 : spelling_of(std::span{words}.subspan(i, length));
        add(std::move(hit), length);
        return length;
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
                              const std::vector<WordForms>& forms, std::size_t i,
                              std::vector<std::uint32_t>& out) const
    {
        std::size_t longest = 0;
        for (const auto key : forms[i].keys) {
            for (const auto index : m_lexicon.terms_from(key)) {
                const auto& term = m_lexicon.term(index);
                const auto size = term.words.size();
                if (size < longest) {
                    break;
                }
                if (!fits(term, forms, i) || is_doubtful(term, words[i])) {
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

    [[nodiscard]] static bool fits(const Term& term, const std::vector<WordForms>& forms,
                                   std::size_t i)
    {
        if (i + term.words.size() > forms.size()) {
            return false;
        }
        for (std::size_t k = 1; k < term.words.size(); ++k) {
            const auto& keys = forms[i + k].keys;
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
        const auto is_after = [this](auto index) {
            return m_lexicon.term(index).kind == TermKind::kAfter;
        };
        m_is_detail = m_is_detail || std::any_of(hit.terms.begin(), hit.terms.end(), is_after);
        m_list.hits.push_back(std::move(hit));
    }

    /// Settles the language of the text and drops the other readings of each hit.
    void choose_language()
    {
        std::size_t best = static_cast<std::size_t>(Language::kOther);
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
        }
        std::erase_if(m_list.hits, [](const Hit& hit) { return !hit.has_meaning; });
    }

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
        const auto is_as_written = [&](auto index) {
            return m_lexicon.term(index).spelling == hit.spelling;
        };
        if (hit.spelling != 0 && std::any_of(hit.terms.begin(), hit.terms.end(), is_as_written)) {
            std::erase_if(hit.terms, [&](auto index) { return !is_as_written(index); });
        }
        hit.has_meaning = std::any_of(hit.terms.begin(), hit.terms.end(), [this](auto index) {
            return m_lexicon.term(index).kind == TermKind::kMeaning;
        });
    }

    const Lexicon& m_lexicon;
    std::uint64_t m_cache;
    LanguageScores m_scores;
    bool m_is_vietnamese;
    HitList m_list;
    std::size_t m_piece = 0;
    std::size_t m_known = 0;
    bool m_is_detail = false;
};

}  // namespace

HitList find_hits(const Lexicon& lexicon, std::uint64_t cache, std::string_view text)
{
    Finder finder{lexicon, cache, hints_of(text)};
    for (const auto piece : pieces_of(text)) {
        if (!piece.empty()) {
            finder.read(piece);
        }
    }
    return std::move(finder).finish();
}

}  // namespace sourcelight::resolve
