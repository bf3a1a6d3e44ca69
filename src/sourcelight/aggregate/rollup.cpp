// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/aggregate/rollup.hpp"

#include <cmath>

namespace sourcelight::aggregate {
namespace {

struct RollupNames {
    std::string_view name;
    std::string_view heading;
};

/// In the order of RollupId.
constexpr std::array<RollupNames, kRollupCount> kNames{{
    {"country", "Country"},
    {"region", "First-level region"},
    {"activity", "Product or activity"},
    {"parent", "Parent company"},
    {"tier", "Tier"},
    {"spend_band", "Spend"},
}};

struct SpendEdge {
    double below;
    std::string_view label;
};

constexpr std::array<SpendEdge, 6> kSpendEdges{{
    {1e3, "below 1 thousand"},
    {1e4, "1 to 10 thousand"},
    {1e5, "10 to 100 thousand"},
    {1e6, "100 thousand to 1 million"},
    {1e7, "1 to 10 million"},
    {1e8, "10 to 100 million"},
}};
constexpr std::string_view kMostSpend = "100 million and more";

}  // namespace

std::string_view rollup_name(RollupId id) noexcept
{
    return kNames[static_cast<std::size_t>(id)].name;
}

std::string_view rollup_heading(RollupId id) noexcept
{
    return kNames[static_cast<std::size_t>(id)].heading;
}

std::string spend_band(double spend, std::string_view currency)
{
    if (!std::isfinite(spend) || spend < 0.0) {
        return {};
    }
    std::string_view label = kMostSpend;
    for (const auto& edge : kSpendEdges) {
        if (spend < edge.below) {
            label = edge.label;
            break;
        }
    }
    std::string band{label};
    if (!currency.empty()) {
        band += ' ';
        band += currency;
    }
    return band;
}

}  // namespace sourcelight::aggregate
