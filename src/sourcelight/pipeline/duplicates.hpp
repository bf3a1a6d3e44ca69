// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/supplier_table.hpp"
#include "sourcelight/resolve/types.hpp"

#include <cstdint>
#include <utility>
#include <vector>

namespace sourcelight::pipeline {

/// Identity of a supplier for counting: folded name, country and place (the point to a
/// thousandth of a degree, else city and address). 0 if it has no name.
[[nodiscard]] std::uint64_t supplier_identity(const SupplierBatch& batch, std::size_t row,
                                              const resolve::ResolvedPlace& place);

/// Identity of a supplier's spend: who it is, what is bought, how much and in which currency. 0 if
/// the supplier has no name or the row no spend. Rows that share it are taken for one payment
/// that the list has twice; another amount or product is the row's own.
[[nodiscard]] std::uint64_t spend_identity(const SupplierBatch& batch, std::size_t row,
                                           std::uint64_t supplier);

/// A row that names a supplier again.
struct Repeat {
    std::int64_t row = 0;
    std::int64_t first = 0;    ///< the row that totals count the supplier by
    bool spend_again = false;  ///< its spend was counted with an earlier row
};

/// Leaves every repeated supplier one place in the order: that of its row with the highest key,
/// the first of equals. The keys of its other rows become 0.
/// @param repeats  by row
/// @return the rows that lost their place, each with the row that stands for it; rising
[[nodiscard]] std::vector<std::pair<std::int64_t, std::int64_t>> leave_one_place(
    const std::vector<Repeat>& repeats, std::vector<std::uint64_t>& keys);

/// Remembers the first row of every identity: 12 bytes a slot, at most four fifths full.
/// Two of n suppliers share a hash by chance with probability n^2 / 2^65.
class FirstRows {
public:
    FirstRows();

    /// Records the row unless the identity is known; returns the identity's first row.
    /// Identity 0 is nobody's: it is not recorded and comes back as `row`.
    std::int64_t first_row(std::uint64_t identity, std::int64_t row);
    /// The identity's first row, `row` if it has none; records nothing.
    [[nodiscard]] std::int64_t known_row(std::uint64_t identity, std::int64_t row) const;

private:
    [[nodiscard]] std::size_t slot_of(std::uint64_t identity) const;
    void grow();

    std::vector<std::uint64_t> m_identities;  ///< 0 = free
    std::vector<std::uint32_t> m_rows;
    std::size_t m_used = 0;
};

}  // namespace sourcelight::pipeline
