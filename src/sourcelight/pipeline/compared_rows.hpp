// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/pipeline/pairing.hpp"
#include "sourcelight/pipeline/result_folder.hpp"
#include "sourcelight/publish/comparison.hpp"

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace sourcelight::pipeline {

/// How the log-odds of one pair split, by later row.
struct RowSplit {
    bool told_apart = false;
    publish::Split split{};
};
using RowSplits = std::unordered_map<std::uint32_t, RowSplit>;

/// The two folders with who is who in them.
struct ComparedFolders {
    const ResultFolder& before;
    const ResultFolder& after;
    const Pairing& pairing;
    publish::Causes general;  ///< what the runs themselves differ in
};

/// Whether two medians differ by more than the Monte-Carlo error of both: by more than three
/// standard errors of the difference, on the scale of log-odds (of the logarithm for counts). The
/// standard error of a median of n draws is 1.2533 sd / sqrt(n), sd from the 90 % interval.
[[nodiscard]] bool moved_beyond_error(const publish::Published& before,
                                      const publish::Published& after, publish::Figure figure,
                                      int draws_before, int draws_after);

/// Log-odds of a probability; kept within what a float can say.
[[nodiscard]] double log_odds_of(double probability);

/// Line `index` of the comparison: the later list's rows in their order, then those that are gone.
/// Causes are filled in as far as the two tables tell; `splits` says more of some rows.
[[nodiscard]] publish::ComparedSupplier compared_supplier(const ComparedFolders& folders,
                                                          std::size_t index,
                                                          const RowSplits& splits);

/// Lines of the comparison.
[[nodiscard]] std::size_t compared_count(const ComparedFolders& folders);

/// Whether cells that a score depends on differ between two rows.
[[nodiscard]] bool scored_cells_differ(const ResultFolder& before, std::uint32_t before_row,
                                       const ResultFolder& after, std::uint32_t after_row);

}  // namespace sourcelight::pipeline
