// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/cell_key.hpp"
#include "sourcelight/assess/findings.hpp"
#include "sourcelight/core/supplier_table.hpp"

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

namespace sourcelight::assess {

/// A column of the list and the factor of the methodology that it answers.
struct FactorField {
    Field field;
    std::string_view factor;  ///< id in `factors.items`
};

/// The order of SitePattern::answers: append only.
inline constexpr std::array<FactorField, 10> kFactorFields{{
    {Field::kRecruitmentFees, "fees"},
    {Field::kLabourAgents, "agents"},
    {Field::kTiedVisa, "tied_visa"},
    {Field::kEmployerHousing, "housing"},
    {Field::kSeasonalPeak, "seasonal_peak"},
    {Field::kPieceRate, "piece_rate"},
    {Field::kSubcontracting, "subcontracting"},
    {Field::kPricePressure, "price"},
    {Field::kLeadTimePressure, "lead_time"},
    {Field::kIndependentUnion, "union"},
}};

/// The answer of an entry of kFactorFields.
[[nodiscard]] Answer answer_of(const SitePattern& pattern, std::size_t entry) noexcept;

/// Whether a batch has any of the columns that read_answers reads.
[[nodiscard]] bool has_answers(const SupplierBatch& batch) noexcept;

/// Reads the columns of factors and of what the company does there into `pattern`. An empty cell
/// and "unknown" are unknown; what cannot be read is unknown with a finding.
/// @param threshold  a share of workers above it is "present"
void read_answers(const SupplierBatch& batch, std::size_t row, double threshold,
                  SitePattern& pattern, std::vector<Finding>& findings);

}  // namespace sourcelight::assess
