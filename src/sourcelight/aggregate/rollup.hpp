// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/types.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sourcelight::aggregate {

/// By what the suppliers of a list are added up.
enum class RollupId : std::uint8_t { kCountry, kRegion, kActivity, kParent, kTier, kSpendBand };
inline constexpr std::size_t kRollupCount = 6;

/// "country", "region", "activity", "parent", "tier" or "spend_band".
[[nodiscard]] std::string_view rollup_name(RollupId id) noexcept;
/// Heading for readers: "Country", "First-level region", ...
[[nodiscard]] std::string_view rollup_heading(RollupId id) noexcept;

/// Spend of one currency in a group.
struct GroupSpend {
    std::string currency;  ///< as the list states it; empty = none stated
    double total = 0.0;
    MaybeEstimate at_risk;
};

/// The suppliers that share a key.
struct RollupRow {
    std::string key;    ///< code, or the text itself; empty = all keys beyond the longest list
    std::string label;  ///< for readers; "not known" where the key is not known
    std::int64_t rows = 0;
    std::int64_t scored = 0;
    MaybeEstimate sites;    ///< expected sites over the joint draws; empty if none is scored
    MaybeEstimate persons;  ///< expected persons over the joint draws
    std::array<std::int64_t, 5> grades{};  ///< of the scored rows, A to E
    std::optional<double> coverage;        ///< mean of the scored rows, 0 to 1
    std::vector<GroupSpend> spend;         ///< by currency
};

/// One way of adding up; rows by expected persons, falling.
struct Rollup {
    RollupId id = RollupId::kCountry;
    std::vector<RollupRow> rows;
};

/// The band of a spend in its own currency, by powers of ten: "1 to 10 million EUR".
/// No currency is converted. Not finite or negative: empty.
[[nodiscard]] std::string spend_band(double spend, std::string_view currency);

}  // namespace sourcelight::aggregate
