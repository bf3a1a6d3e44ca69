// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/supplier_table.hpp"
#include "sourcelight/resolve/types.hpp"

#include <cstdint>
#include <vector>

namespace sourcelight::pipeline {

/// Identity of a supplier for counting: folded name, country and place (the point to a
/// thousandth of a degree, else city and address). 0 if it has no name.
[[nodiscard]] std::uint64_t supplier_identity(const SupplierBatch& batch, std::size_t row,
                                              const resolve::ResolvedPlace& place);

/// Remembers the first row of every identity: 12 bytes a slot, at most four fifths full.
/// Two of n suppliers share a hash by chance with probability n^2 / 2^65.
class FirstRows {
public:
    FirstRows();

    /// Records the row unless the identity is known; returns the identity's first row.
    /// Identity 0 is nobody's: it is not recorded and comes back as `row`.
    std::int64_t first_row(std::uint64_t identity, std::int64_t row);

private:
    [[nodiscard]] std::size_t slot_of(std::uint64_t identity) const;
    void grow();

    std::vector<std::uint64_t> m_identities;  ///< 0 = free
    std::vector<std::uint32_t> m_rows;
    std::size_t m_used = 0;
};

}  // namespace sourcelight::pipeline
