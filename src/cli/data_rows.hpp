// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/reference/manifest.hpp"

#include <string>

namespace sourcelight::cli {

/// Which rows of a dataset are asked for; both empty = none.
struct RowQuery {
    std::string key;   ///< "iso2=CN, year=2023", as receipts write it; some of the columns will do
    std::string text;  ///< found in any cell, whatever the case and accents
};

/// Prints the rows of a dataset that a query selects. Throws Error kDatasetInvalid if the key names
/// a column that there is not.
void print_rows(const reference::Manifest& manifest, const RowQuery& query, bool json);

}  // namespace sourcelight::cli
