// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/pipeline/result_folder.hpp"

#include <cstddef>
#include <cstdint>
#include <string>

namespace sourcelight::pipeline {

/// What two runs were told about one supplier, answers left out.
struct ComparedEvidence {
    bool any = false;      ///< one of the runs has an item about it
    bool differs = false;  ///< not by the as-of date: an item was added, taken back or changed
    /// "your evidence: none -> credible report 2024-05-01 (an institute)"; of the same items under
    /// another date, that they weigh otherwise; empty without items or change.
    std::string effect;
};

/// Compares the items about a row of each list by kind, dates, source, cluster and weight: neither
/// their file and line nor their order counts.
[[nodiscard]] ComparedEvidence compared_evidence(const ResultFolder& before,
                                                 std::uint32_t before_row,
                                                 const ResultFolder& after,
                                                 std::uint32_t after_row);

/// A cell as it is quoted: cut to `most` bytes, "none" if it is empty.
[[nodiscard]] std::string quoted_cell(std::string_view cell, std::size_t most = 80);

}  // namespace sourcelight::pipeline
