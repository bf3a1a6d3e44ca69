// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/data_table.hpp"
#include "sourcelight/reference/activity_tree.hpp"
#include "sourcelight/reference/catalogue.hpp"
#include "sourcelight/reference/countries.hpp"
#include "sourcelight/reference/goods.hpp"

#include <vector>

namespace sourcelight::reference {

/// The tree from un/isic4, wco/hs2022, concordance/hs_to_isic4 and the goods.
/// @param isic_file  path of the first, named in messages
/// Throws Error kDatasetInvalid if a child has no parent, or parents go in a circle.
[[nodiscard]] ActivityTree load_tree(const DataTable& isic, const std::string& isic_file,
                                     const DataTable& hs, const DataTable& hs_to_isic,
                                     const Goods& goods);

/// The goods of the lists with their HS codes, classes and harmonised names.
/// Throws Error kDatasetInvalid naming the good a table refers to in vain.
[[nodiscard]] Goods load_goods(const Dataset& goods_table, const DataTable& synonyms,
                               const DataTable& to_hs, const DataTable& to_isic);

/// The lines of the List of Goods that were public, in order of publication, then of the file.
[[nodiscard]] std::vector<Listing> load_listings(const Dataset& list, const Goods& goods);

/// Countries with their names from every names dataset.
[[nodiscard]] Countries load_countries(const Dataset& list, const Dataset& income,
                                       const std::vector<const Dataset*>& names,
                                       const Dataset& lookups);

}  // namespace sourcelight::reference
