// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace sourcelight::ingest {

/// Positions of the columns that hold the list's own IDs of suppliers, by their headers: "Vendor
/// No", "supplier_id", "Lieferantennummer", "OS ID". They are shown and searched, never scored.
[[nodiscard]] std::vector<std::size_t> own_id_columns(const std::vector<std::string>& names);

}  // namespace sourcelight::ingest
