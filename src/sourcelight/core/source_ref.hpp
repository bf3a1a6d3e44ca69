// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace sourcelight {

/// Where a fact was read: a row of a shipped dataset. Travels with every fact, so that a
/// receipt can name publisher, edition, date and licence.
struct SourceRef {
    std::uint16_t dataset = 0xFFFF;  ///< index in reference::Catalogue::manifests()
    std::uint32_t row = 0;           ///< data row of that dataset's file, 0-based

    [[nodiscard]] bool known() const noexcept { return dataset != 0xFFFF; }
    bool operator==(const SourceRef&) const = default;
};

}  // namespace sourcelight
