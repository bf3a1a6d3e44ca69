// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/reference/countries.hpp"
#include "sourcelight/resolve/types.hpp"

#include <bitset>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sourcelight::resolve {

/// Reads country texts: ISO and M49 codes, names in every shipped language, aliases, misspelt
/// names, and the end (or, in Chinese, Japanese and Korean, the beginning) of an address.
///
/// Const after construction and safe to call from several threads.
class CountryResolver {
public:
    /// @param countries            codes and names
    /// @param region_abbreviations  upper-case abbreviations of states and provinces ("CA", "IN"),
    ///                              which at the end of an address are not read as countries
    explicit CountryResolver(const reference::Countries& countries,
                             std::set<std::string> region_abbreviations = {});

    /// What one cell of a country column says. Order: two-letter code, three-letter code, M49
    /// number, name or alias, the same without articles and forms of state, a code in brackets or
    /// behind a dash, a name within one edit (two from nine letters on) that is nearest alone, and
    /// last the sign that vehicles bear ("D", "RCH").
    /// Cost: O(1) for exact readings; a misspelt text is compared with the names of its first
    /// or second letter.
    [[nodiscard]] CountryMatch resolve_text(std::string_view cell) const;

    /// The country that an address ends with: the last comma-separated parts without postcodes,
    /// longest reading first. A name that is also a part of another country's state or city
    /// ("New Mexico", "Lebanon, Ohio") is not taken from the middle of a part.
    [[nodiscard]] CountryMatch resolve_address_tail(std::string_view address) const;

    /// The country that stands alone behind the last comma of an address; a cheap check of a
    /// stated country. Cost: one look-up.
    [[nodiscard]] CountryMatch resolve_address_end(std::string_view address) const;

    /// An ISO 3166-1 code of two or three letters, in any case; nothing else.
    [[nodiscard]] CountryMatch resolve_code(std::string_view cell) const;

private:
    struct Entry {
        CountryCode country;
        CountryMethod method = CountryMethod::kName;
        CountryCode rival;     ///< another country that bears the same name
        bool settled = false;  ///< read by hand: no rival counts
    };
    struct Spelling {
        std::string text;
        CountryCode country;
    };

    struct FoldedName {
        const reference::CountryName* name = nullptr;
        std::string folded;
    };

    void add_name(const reference::CountryName& name, const std::string& folded);
    void add_forms(const std::vector<FoldedName>& names);
    void add_spellings(const reference::CountryName& name, const std::string& folded);
    [[nodiscard]] const Entry* find(const std::string& folded) const;
    [[nodiscard]] CountryMatch by_code_or_short_name(std::string_view text) const;
    [[nodiscard]] CountryMatch by_sign(std::string_view text) const;
    [[nodiscard]] CountryMatch by_phrase(const std::string& folded) const;
    [[nodiscard]] CountryMatch by_parts(std::string_view cell) const;
    [[nodiscard]] CountryMatch by_spelling(const std::string& folded) const;
    [[nodiscard]] CountryMatch by_tail_words(const std::string& folded, bool whole) const;
    [[nodiscard]] CountryMatch by_head(std::string_view address) const;
    [[nodiscard]] CountryMatch by_tail_phrase(const std::string& phrase, bool own_part) const;

    std::unordered_map<std::string, Entry> m_names;  ///< by fold()
    std::bitset<65536> m_openings;  ///< how names begin and how long they are, for a first sieve
    std::unordered_map<std::string, Entry>
        m_short_names;  ///< by short_key(), where fold() is a code
    std::unordered_map<std::string, CountryCode> m_codes;  ///< upper-case ISO and M49
    std::unordered_map<std::string, CountryCode> m_signs;  ///< of vehicles, as written
    std::unordered_map<char, std::vector<Spelling>> m_spellings;
    std::set<std::string> m_region_abbreviations;
    std::vector<std::string> m_heads;  ///< names in unspaced scripts, longest first
};

}  // namespace sourcelight::resolve
