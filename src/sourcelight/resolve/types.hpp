// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/finding.hpp"
#include "sourcelight/core/ids.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sourcelight::resolve {

/// How a country was found; names are those of sl_country_method.
enum class CountryMethod : std::uint8_t {
    kNone,
    kCode,
    kName,
    kAlias,
    kSpelling,
    kAddress,
    kCoordinates
};
/// How a place was found; names are those of sl_place_method.
enum class PlaceMethod : std::uint8_t { kNone, kCoordinates, kAddress, kCity, kRegion, kCountry };
/// How an activity was found; names are those of sl_activity_method.
enum class ActivityMethod : std::uint8_t { kNone, kCode, kConcordance, kText, kDefault };

[[nodiscard]] std::string_view method_name(CountryMethod method) noexcept;
[[nodiscard]] std::string_view method_name(PlaceMethod method) noexcept;
[[nodiscard]] std::string_view method_name(ActivityMethod method) noexcept;

/// What a country text (or the tail of an address) says.
struct CountryMatch {
    CountryCode country;  ///< empty = unresolved
    CountryMethod method = CountryMethod::kNone;
    float confidence = 0.0F;  ///< probability that the code is what the writer meant
    CountryCode rival;        ///< the next best reading, or empty
    bool by_sign = false;     ///< read as the sign that vehicles of the country bear
};

/// One possible region of a supplier with its probability.
struct RegionShare {
    RegionCode region;
    float probability = 0.0F;
};

/// Where a supplier is, how that was found, and what else it could be.
struct ResolvedPlace {
    CountryCode country;  ///< empty = unresolved
    CountryMethod country_method = CountryMethod::kNone;
    bool country_replaced = false;  ///< the country cell is not understood; the row told another
    RegionCode region;     ///< top-level ISO 3166-2; empty if unknown or the country has none
    RegionCode subregion;  ///< finer ISO unit where there is one below the top level
    PlaceMethod method = PlaceMethod::kNone;
    bool has_point = false;
    double lon = 0.0;  ///< degrees WGS 84, valid if has_point
    double lat = 0.0;
    float confidence = 0.0F;          ///< probability that region (country when no region) is right
    float radius_km = 0.0F;           ///< 90 % radius around the point; 0 if there is no point
    std::vector<RegionShare> rivals;  ///< other regions, most probable first; often empty
};

/// One possible activity of a supplier with its probability.
struct ActivityShare {
    NodeId node = NodeId::kNone;
    float probability = 0.0F;
};

/// What a supplier makes or does, how that was found, and what else it could be.
struct ResolvedActivity {
    NodeId node = NodeId::kNone;  ///< deepest node that is meant; kNone = unresolved
    GoodId good = GoodId::kNone;  ///< the listed good the product *is*, if any
    ActivityMethod method = ActivityMethod::kNone;
    float confidence = 0.0F;            ///< probability that node is right
    std::vector<ActivityShare> rivals;  ///< other readings, most probable first; often empty
};

/// One batch resolved: entry i belongs to row i of the supplier batch. Places and activities
/// are stored once per distinct cell text and shared by index.
struct ResolvedBatch {
    std::vector<ResolvedPlace> places;         ///< one a row
    std::vector<ResolvedActivity> activities;  ///< distinct
    std::vector<std::uint32_t> activity_of;    ///< row -> index into activities
    std::vector<Finding> findings;             ///< row numbers are global (first_row + i)

    [[nodiscard]] const ResolvedActivity& activity(std::size_t row) const
    {
        return activities[activity_of[row]];
    }
};

}  // namespace sourcelight::resolve
