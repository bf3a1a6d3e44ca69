// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/resolve/activity_hits.hpp"
#include "sourcelight/resolve/activity_lexicon.hpp"
#include "sourcelight/resolve/activity_reading.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sourcelight::resolve {

/// How far a product text could be read.
enum class TextState : std::uint8_t {
    kEmpty,        ///< no text
    kMeaningless,  ///< misc, n/a, services, only figures
    kUnknown,      ///< no word is known
    kAmbiguous,    ///< several activities; the node is what they have in common, or none
    kRead,
};

struct TextReading {
    TextState state = TextState::kEmpty;
    Reading reading;
    double confidence = 0.0;  ///< probability that reading.node is right
};

/// Reads product texts in any of the lexicon's languages.
///
/// The text is cut at commas, semicolons, bars, brackets and line ends, folded and matched
/// against the lexicon, longest phrase first. The language with most matches wins where a word
/// means different things. The head of each piece counts fully, its modifiers and what stands
/// after "for", "of" or "with" less, what stands after "not" or "other than" not at all. Of a very
/// long cell the first 2,000 bytes are read. A text that is nothing but the name of a good of the
/// official lists ("Tin") is that good, with other readings as rivals. Const, safe to call from
/// several threads; each thread keeps a bounded cache of word forms.
class TextReader {
public:
    /// All must outlive the reader.
    TextReader(const Lexicon& lexicon, const Decider& decider,
               const reference::Reference& reference);

    [[nodiscard]] TextReading read(std::string_view text) const;

    /// First rows in the lexicon of the terms that read() weighs, the strongest first, each once.
    [[nodiscard]] std::vector<std::uint32_t> terms(std::string_view text) const;

private:
    [[nodiscard]] HitList hits_of(std::string_view text) const;

    [[nodiscard]] GoodId named_by(std::string_view text) const;
    [[nodiscard]] TextReading as_named(GoodId good, TextReading read) const;
    [[nodiscard]] TextReading read_words(std::string_view text) const;

    const Lexicon& m_lexicon;
    const Decider& m_decider;
    const reference::Reference& m_reference;
    std::unordered_map<std::string, GoodId> m_names;  ///< of goods, folded words
    std::uint64_t m_id;  ///< tells the caches of different readers apart
};

}  // namespace sourcelight::resolve
