// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace sourcelight::assess {

/// What a row adds to sums. Every row is counted as a row.
enum class Counted : std::uint8_t {
    kSupplier,  ///< its site, workers and spend
    kSpend,     ///< its spend alone: an earlier row stands for the supplier
    kRow,       ///< nothing: an earlier row has its spend too
};

}  // namespace sourcelight::assess
