// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/methodology.hpp"
#include "sourcelight/core/ids.hpp"
#include "sourcelight/core/source_ref.hpp"
#include "sourcelight/reference/reference.hpp"

#include <array>
#include <optional>
#include <vector>

namespace sourcelight::assess {

/// How finely the employment of a country is known.
enum class SectorDetail : std::uint8_t {
    kFive,    ///< all five sectors from one source
    kThree,   ///< agriculture, industry, services; industry is split by other countries
    kImputed  ///< no sector is known: the income group's mean
};

/// Workers of a country by sector, with where each figure was read.
struct CountryWorkers {
    CountryCode country;
    std::size_t region = 0;      ///< index into kIloRegions
    double total = 0.0;          ///< workers, > 0
    bool total_imputed = false;  ///< from population, not from a labour force survey
    std::array<double, reference::kSectorCount> share{};  ///< of the total, sum 1
    double industry_share = 0.0;                          ///< mining + manufacturing + construction
    SectorDetail detail = SectorDetail::kImputed;
    double population = 0.0;  ///< persons; 0 if unknown
    int total_year = 0;
    int share_year = 0;
    SourceRef total_source;
    /// By sector: the row of its figure, or of all industry where that is split.
    std::array<SourceRef, reference::kSectorCount> share_source{};
    std::array<double, reference::kSectorCount> thousand{};  ///< workers as the row has them, or 0
    SourceRef industry_source;                        ///< of the split inside industry, if another
    std::optional<double> other_manufacturing_share;  ///< what a second source says
    SourceRef other_source;
};

/// The five regions of the global estimates, in the order of indices.
inline constexpr std::array<std::string_view, 5> kIloRegions{"africa", "americas", "arab_states",
                                                             "asia_pacific", "europe_central_asia"};

/// Workers of every country that has a region of the ILO and a known work force or population,
/// in order of country code. Newest source first; a country that none covers is left out, so
/// that it is withheld rather than scored as empty.
[[nodiscard]] std::vector<CountryWorkers> load_workers(const reference::Reference& reference,
                                                       const Methodology& methodology);

}  // namespace sourcelight::assess
