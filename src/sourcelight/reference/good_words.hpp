// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/data_table.hpp"
#include "sourcelight/reference/goods.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace sourcelight::reference {

/// A name that people give a good.
struct GoodWord {
    std::string word;       ///< as the table has it
    std::string good;       ///< slug
    bool of_lists = false;  ///< a name of the official lists, else a product word of the lexicon
};

/// The names by which goods are looked for, on every page and in every command: those of
/// sourcelight/good_synonyms, then the lexicon's words that mean a good, in the tables' order.
/// @param lists, lexicon  null = that table is not at hand
[[nodiscard]] std::vector<GoodWord> good_words(const DataTable* lists, const DataTable* lexicon);

/// "Agriculture", "Manufacturing", "Mining", "Other".
[[nodiscard]] std::string_view list_sector_label(ListSector sector) noexcept;

}  // namespace sourcelight::reference
