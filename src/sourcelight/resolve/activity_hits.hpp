// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/resolve/activity_lexicon.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sourcelight::resolve {

/// A place of a text where terms of the lexicon were found.
struct Hit {
    std::vector<std::uint32_t> terms;  ///< of one length; of the text's language where it has any
    std::size_t piece = 0;             ///< piece of the text between commas and the like
    std::uint64_t spelling = 0;        ///< of the words as written; 0 in unspaced scripts
    float quality = 1.0F;              ///< less than 1 for a compound or a typo
    bool has_meaning = false;       ///< one of the terms means something; true for all of a HitList
    bool is_detail = false;         ///< after "for", "of", "with"
    bool is_modifier = false;       ///< not the head of its piece
    bool is_compound_part = false;  ///< first part of a compound
    bool is_head_unknown = false;   ///< the noun that heads its piece is not in the lexicon
};

/// All that the lexicon finds in a text.
struct HitList {
    std::vector<Hit> hits;  ///< those with a meaning, in order of the text
    Language language = Language::kOther;
    std::vector<WordKey> keys;  ///< of all words, ascending: for contexts
    std::string unspaced;       ///< the text in unspaced form: for contexts
    std::size_t first_piece = 0;
    std::size_t unknown_words = 0;
    double coverage = 0.0;  ///< share of the words (of unspaced scripts: of the letters) known
};

/// Finds the terms of a text, longest first. `cache` names the caller's word cache: one number
/// for each lexicon.
[[nodiscard]] HitList find_hits(const Lexicon& lexicon, std::uint64_t cache, std::string_view text);

}  // namespace sourcelight::resolve
