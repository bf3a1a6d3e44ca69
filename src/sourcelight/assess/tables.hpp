// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/ids.hpp"
#include "sourcelight/core/source_ref.hpp"
#include "sourcelight/reference/reference.hpp"

#include <map>
#include <string_view>

namespace sourcelight::assess {

/// A number of one year with its source.
struct DatedValue {
    double value = 0.0;
    int year = 0;
    SourceRef source;
};

/// A dataset, or null if it is not shipped in this folder.
[[nodiscard]] const reference::Dataset* find_dataset(const reference::Reference& reference,
                                                     std::string_view id);

/// The newest value of an indicator for each country, from a table of
/// (iso2, indicator, year, value). Nothing later than the as-of date is in the table.
[[nodiscard]] std::map<CountryCode, DatedValue> newest_values(const reference::Reference& reference,
                                                              std::string_view dataset,
                                                              std::string_view indicator);

/// The `published` date of a row: its own, else the manifest's.
[[nodiscard]] Date published_of(const reference::Reference& reference,
                                const reference::Dataset& dataset, std::size_t row);

}  // namespace sourcelight::assess
