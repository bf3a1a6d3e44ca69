// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/supplier_table.hpp"
#include "sourcelight/ingest/mapping.hpp"
#include "sourcelight/io/column_batch.hpp"

#include <array>
#include <string>
#include <vector>

namespace sourcelight::ingest {

/// The mapped columns of a batch as text, in the order of Field; empty = not mapped.
/// A whole text column is shared, not copied; joined columns, halves of pairs and cells that a
/// spreadsheet wrote as ="0901" are made anew.
[[nodiscard]] std::array<TextColumn, kFieldCount> supplier_columns(const io::ColumnBatch& batch,
                                                                   const Mapping& mapping);

/// The column shape_radius_km, which layers with other shapes than points have (and results made of
/// them); empty without one.
[[nodiscard]] TextColumn shape_radii(const io::ColumnBatch& batch);

/// What one unit of the spend column is worth by its header, see unit_in(); 1 without such a
/// column.
[[nodiscard]] double spend_unit(const std::vector<std::string>& headers, const Mapping& mapping);

}  // namespace sourcelight::ingest
