// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/geo/name_index.hpp"
#include "sourcelight/geo/place_text.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace sourcelight::geo {

/// The cell a word came from.
enum class PlaceCell : std::uint8_t { kAddress, kCity, kRegion };

/// The words of a query, cell after cell.
struct QueryText {
    PlaceText text;
    std::size_t city_begin = 0;  ///< first token of the city cell
    std::size_t region_begin = 0;

    [[nodiscard]] PlaceCell cell_of(std::size_t token) const noexcept
    {
        return token < city_begin     ? PlaceCell::kAddress
               : token < region_begin ? PlaceCell::kCity
                                      : PlaceCell::kRegion;
    }
};

/// A known name found in a query, with what its surroundings say.
struct Mention {
    std::uint32_t begin = 0;  ///< bytes of the folded text
    std::uint32_t end = 0;
    PlaceCell cell = PlaceCell::kAddress;
    float weight = 0.0F;  ///< log-odds that this is meant as a place at all
    bool whole_cell = false;
    bool region_word = false;      ///< "Province" stands beside it
    bool settlement_word = false;  ///< "City" stands beside it
    bool capitals = false;
    bool tail = false;  ///< last words of its segment
    bool spelling = false;
    bool unspaced = false;         ///< in a script without blanks: from the large to the small
    std::vector<Posting> bearers;  ///< of the country asked for
};

/// Every known name in the text, longest first where they overlap.
[[nodiscard]] std::vector<Mention> find_mentions(const QueryText& query, const NameIndex& names,
                                                 std::uint16_t country);

/// Names that words come near, in the cells or in the last segments of the address, where no name
/// of `exact` (what find_mentions() found) stands.
[[nodiscard]] std::vector<Mention> find_near_mentions(const QueryText& query,
                                                      const NameIndex& names, std::uint16_t country,
                                                      std::span<const Mention> exact);

/// Whether city or region cell hold words that no mention covers and that are no title of a place.
[[nodiscard]] bool has_unknown_words(const QueryText& query, std::span<const Mention> mentions);

/// Names that are a part of a cell among unknown words are less likely meant.
void doubt_parts(std::vector<Mention>& mentions);

/// Adds near names; the names inside them lose weight.
void add_near(std::vector<Mention>& mentions, std::vector<Mention> near);

}  // namespace sourcelight::geo
