// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/date.hpp"
#include "sourcelight/reference/activity_tree.hpp"
#include "sourcelight/reference/catalogue.hpp"
#include "sourcelight/reference/countries.hpp"
#include "sourcelight/reference/goods.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sourcelight::reference {

/// Everything that ships, as far as it was public at the as-of date; const after loading.
struct Reference {
    Catalogue catalogue;
    Date as_of;
    Countries countries;
    ActivityTree tree{{}};
    Goods goods;
    std::vector<Listing> listings;  ///< every edition published by the as-of date, in that order
    /// English names of first-level regions, those of the maps; else the name in ISO 3166-2.
    std::unordered_map<RegionCode, std::string> region_names;
    std::map<std::string, Dataset, std::less<>> datasets;  ///< the other fact tables, by id

    /// Throws Error kDatasetInvalid naming the id if it was not loaded.
    [[nodiscard]] const Dataset& dataset(std::string_view id) const;
    /// The name of a region; its code if it has none here.
    [[nodiscard]] std::string region_name(RegionCode region) const;
};

/// Whether a dataset is free of the as-of rule: names, classifications and boundaries are.
[[nodiscard]] bool is_exempt(std::string_view id) noexcept;

/// Loads what a run needs. `as_of` empty = the youngest publication among the outside sources.
/// Throws Error kDatasetInvalid if a dataset is missing or differs from its manifest.
[[nodiscard]] Reference load_reference(const std::string& folder, std::optional<Date> as_of);

}  // namespace sourcelight::reference
