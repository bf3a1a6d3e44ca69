// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/text_column.hpp"

#include <array>
#include <cstdint>
#include <string_view>

namespace sourcelight {

/// What a column of a supplier list can mean. The names are those of mapping.yaml.
enum class Field : std::uint8_t {
    kName,
    kAddress,
    kCity,
    kRegion,
    kPostcode,
    kCountry,
    kProduct,
    kHs,
    kIsic,
    kNace,
    kNaics,
    kUnspsc,
    kLatitude,
    kLongitude,
    kWorkers,
    kSpend,
    kCurrency,
    kTier,
    kParent,
    kCertifications,
    kMigrantShare,
    kCountryCode,  ///< a second country column that holds codes beside one with names
    // What a questionnaire or an audit says of the site: yes, no or a share of its workers.
    kRecruitmentFees,
    kLabourAgents,
    kTiedVisa,
    kEmployerHousing,
    kSeasonalPeak,
    kPieceRate,
    kSubcontracting,
    kPricePressure,
    kLeadTimePressure,
    kIndependentUnion,
    // What the company does there: checks a year, shares of the workers, shares of the cases.
    kAnnouncedAudits,
    kUnannouncedAudits,
    kWorkerVoice,
    kWorkerProgramme,
    kRemedyShare,
};

inline constexpr std::size_t kFieldCount = 37;

/// Names as in mapping.yaml and in the printed guess, in the order of Field.
inline constexpr std::array<std::string_view, kFieldCount> kFieldNames{"name",
                                                                       "address",
                                                                       "city",
                                                                       "region",
                                                                       "postcode",
                                                                       "country",
                                                                       "product",
                                                                       "hs",
                                                                       "isic",
                                                                       "nace",
                                                                       "naics",
                                                                       "unspsc",
                                                                       "latitude",
                                                                       "longitude",
                                                                       "workers",
                                                                       "spend",
                                                                       "currency",
                                                                       "tier",
                                                                       "parent",
                                                                       "certifications",
                                                                       "migrant_share",
                                                                       "country_code",
                                                                       "recruitment_fees",
                                                                       "labour_agents",
                                                                       "tied_visa",
                                                                       "employer_housing",
                                                                       "seasonal_peak",
                                                                       "piece_rate",
                                                                       "subcontracting",
                                                                       "price_pressure",
                                                                       "lead_time_pressure",
                                                                       "independent_union",
                                                                       "announced_audits",
                                                                       "unannounced_audits",
                                                                       "worker_voice",
                                                                       "worker_programme",
                                                                       "remedy_share"};

[[nodiscard]] constexpr std::string_view field_name(Field field) noexcept
{
    return kFieldNames[static_cast<std::size_t>(field)];
}

/// The mapped columns of up to 64 Ki suppliers, every cell as the text that was read.
struct SupplierBatch {
    std::int64_t first_row = 1;  ///< 1-based over all inputs, headers not counted
    std::size_t rows = 0;
    std::size_t file = 0;             ///< index of the input file; a batch never spans two files
    std::int64_t first_file_row = 1;  ///< data row in that file, 1-based
    std::array<TextColumn, kFieldCount> columns;  ///< empty column = not mapped
    TextColumn shape_radius_km;  ///< how far a row's shape reaches; empty = no shapes but points
    double spend_unit = 1.0;     ///< what one unit of the spend column is worth: 1000 for thousands

    [[nodiscard]] bool has(Field field) const noexcept
    {
        return !columns[static_cast<std::size_t>(field)].empty();
    }
    /// The cell, or an empty text if the column is not mapped.
    [[nodiscard]] std::string_view cell(Field field, std::size_t row) const noexcept
    {
        const auto& column = columns[static_cast<std::size_t>(field)];
        return column.empty() ? std::string_view{} : column[row];
    }
};

}  // namespace sourcelight
