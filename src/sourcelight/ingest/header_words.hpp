// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/supplier_table.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sourcelight::ingest {

/// What a header can say of its column: a Field (same numbers), or one of those below.
enum class Role : std::uint8_t {
    kCoordinates = kFieldCount,  ///< latitude and longitude in one cell
    kAddressPart,                ///< goes with the address: second line, house number
    kIgnored,                    ///< known, and nothing this program uses: phone, e-mail, status
};

inline constexpr std::size_t kRoleCount = kFieldCount + 3;

[[nodiscard]] constexpr Role role_of(Field field) noexcept { return static_cast<Role>(field); }

/// A header read as one role.
struct HeaderHit {
    Role role{};
    double score = 0.0;  ///< 0..1; 1 = the header is a word that can mean nothing else
    std::string term;    ///< the word of the table
    bool exact = false;  ///< the header is the word; otherwise it contains it
};

/// The comparison form of a header: "SupplierName", "SUPPLIER_NAME" and " supplier name " are
/// "supplier name"; letters and digits are words of their own ("NAME1" -> "name 1").
[[nodiscard]] std::string header_key(std::string_view header);

/// The words that head columns of supplier lists, read from configs/ingest/header_words.csv
/// (field, term, lang, score). Const after loading.
class HeaderWords {
public:
    /// Throws Error kDatasetInvalid naming the file and the row.
    [[nodiscard]] static HeaderWords load(const std::string& path);

    /// The best reading of a header for each role that has one, best first.
    [[nodiscard]] std::vector<HeaderHit> match(std::string_view header) const;

    /// How many of the first 256 cells of a row are header words.
    [[nodiscard]] std::size_t count(const std::vector<std::string>& cells) const;

private:
    struct Entry {
        Role role{};
        double score = 0.0;
    };
    void add_hits(const std::string& words, double factor, bool exact,
                  std::vector<HeaderHit>& best) const;
    void add_spaced_parts(const std::vector<std::string_view>& words,
                          std::vector<HeaderHit>& best) const;
    void add_unspaced_parts(const std::string& key, std::vector<HeaderHit>& best) const;

    std::unordered_map<std::string, std::vector<Entry>> m_entries;
    std::vector<std::string> m_unspaced;  ///< terms of scripts without blanks, sorted
};

}  // namespace sourcelight::ingest
