// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string_view>

namespace sourcelight::publish {

/// Classes and colours of estimates on maps: those of web/src/scale.ts, which a test compares.
struct EstimateScale {
    std::string_view label;
    std::string_view unit;
    std::array<double, 6> breaks;            ///< upper limits of all classes but the last
    std::array<std::string_view, 7> labels;  ///< of the classes
};

inline constexpr std::array<const char*, 7> kRamp{"#e6eff7", "#b5cee6", "#85aed4", "#598dbf",
                                                  "#346da5", "#1e4c83", "#0e2f5c"};

inline constexpr EstimateScale kPrevalenceScale{
    "Estimated prevalence",
    "people in forced labour per 1,000 workers",
    {1, 2, 3, 5, 10, 25},
    {"under 1", "1 to 2", "2 to 3", "3 to 5", "5 to 10", "10 to 25", "25 and more"}};

inline constexpr EstimateScale kHazardScale{"Chance of a new public finding",
                                            "probability within 24 months",
                                            {0.001, 0.005, 0.02, 0.1, 0.3, 0.7},
                                            {"under 0.1 %", "0.1 to 0.5 %", "0.5 to 2 %",
                                             "2 to 10 %", "10 to 30 %", "30 to 70 %",
                                             "70 % and more"}};

}  // namespace sourcelight::publish
