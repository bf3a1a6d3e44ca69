// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/supplier_table.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace sourcelight::resolve {

/// What a row is that is no supplier.
enum class NoSupplier : std::uint8_t { kNot, kBlank, kSum };

/// Tells rows without a supplier: empty ones, and those that add up the list, whose first text is
/// "Total", "Summe", "合计" or such a word and which have no place.
/// Cost: some comparisons a row; a row with a country is known at once.
[[nodiscard]] NoSupplier no_supplier(const SupplierBatch& batch, std::size_t row);

/// Whether the row is the header once more, in this or another language: for rows whose country
/// cannot be read.
[[nodiscard]] bool repeats_header(const SupplierBatch& batch, std::size_t row);

}  // namespace sourcelight::resolve
