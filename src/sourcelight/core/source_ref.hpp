// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace sourcelight {

/// Where a fact was read: a row of a shipped dataset. Travels with every fact, so that a
/// receipt can name publisher, edition, date and licence.
struct SourceRef {
    std::uint16_t dataset = 0xFFFF;  ///< index in reference::Catalogue::manifests()
    std::uint32_t row = 0;           ///< data row of that dataset's file, 0-based; kWhole = all

    /// Stands for no single row: a count over the dataset, or something that it does not name.
    static constexpr std::uint32_t kWhole = 0xFFFFFFFF;

    [[nodiscard]] bool known() const noexcept { return dataset != 0xFFFF; }
    [[nodiscard]] bool whole() const noexcept { return row == kWhole; }
    bool operator==(const SourceRef&) const = default;
};

}  // namespace sourcelight
