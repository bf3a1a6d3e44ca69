// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/cell.hpp"
#include "sourcelight/assess/findings.hpp"
#include "sourcelight/assess/methodology.hpp"
#include "sourcelight/core/supplier_table.hpp"
#include "sourcelight/screen/types.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sourcelight::assess {

/// What a row says about its site, read from the user's cells.
struct SiteInput {
    std::optional<double> workers;  ///< > 0
    std::optional<double> spend;
    std::string currency;
    std::optional<double> migrant_share;  ///< 0 to 1
    SitePattern pattern;
    std::vector<Finding> findings;  ///< row 0: the caller fills it in
};

/// What holds for every row of a batch.
struct BatchHabits {
    /// The points of the spend column group thousands ("1.500"): every cell with a point allows it.
    /// One cell such as "12.5" or "1234.567" speaks for decimals.
    bool spend_by_thousands = false;
    bool answers = true;  ///< some column is about the work force or what the company does there
};
[[nodiscard]] BatchHabits habits_of(const SupplierBatch& batch);

/// Reads workers, spend, currency, migrant share, certifications, answers and measures of a row.
/// What cannot be read is unknown, with a finding.
[[nodiscard]] SiteInput read_site(const SupplierBatch& batch, std::size_t row,
                                  const Methodology& methodology, const BatchHabits& habits);

/// Screening candidates by row of the batch (0-based); dismissed ones are left out.
[[nodiscard]] std::unordered_map<std::size_t, std::vector<const screen::Match*>> matches_by_row(
    const SupplierBatch& batch, std::span<const screen::Match> matches);

/// Why a cell is not scored, in one sentence.
[[nodiscard]] std::string withheld_reason(const Cell& cell);

}  // namespace sourcelight::assess
