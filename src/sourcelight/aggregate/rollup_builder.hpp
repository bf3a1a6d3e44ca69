// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/aggregate/rollup.hpp"
#include "sourcelight/assess/assessor.hpp"
#include "sourcelight/assess/types.hpp"
#include "sourcelight/core/supplier_table.hpp"
#include "sourcelight/reference/reference.hpp"
#include "sourcelight/resolve/types.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sourcelight::aggregate {

/// Distinct keys of one roll-up that are kept apart; suppliers of later keys share the row "".
inline constexpr std::size_t kMostKeys = 500;
/// Rows of a finished roll-up; those with fewer expected persons are added up in the row "".
inline constexpr std::size_t kMostRows = 200;
/// Key of the row whose suppliers have no known key.
inline constexpr std::string_view kUnknownKey = "?";

/// Adds suppliers up by country, region, activity, parent, tier and spend band.
///
/// A group is a sparse vector of exposures over (cell, knot of ln workers), so that memory grows
/// with the variety of a list, not with its rows. Intervals come from the joint draws of the sums.
class RollupBuilder {
public:
    /// The reference must outlive the builder.
    explicit RollupBuilder(const reference::Reference& reference);

    /// Adds the suppliers of a batch, in input order. A duplicate is counted as a row, but adds
    /// nothing to sites, persons and spend.
    void add(const SupplierBatch& suppliers, const resolve::ResolvedBatch& resolved,
             std::span<const assess::AssessedSupplier> assessed,
             const std::vector<bool>& duplicate);

    /// The roll-ups in the order of RollupId that have at least one known key.
    [[nodiscard]] std::vector<Rollup> finish(const assess::Assessor& assessor) const;

private:
    using GroupId = std::uint32_t;

    /// Suppliers of a group in one cell at one knot.
    struct Exposure {
        GroupId group = 0;
        double sites = 0.0;    ///< by linear weights of the knot
        double workers = 0.0;  ///< head count; 0 at the unknown knot
    };
    /// Draws of the suppliers of a group that have evidence of their own.
    struct OwnSums {
        std::vector<double> sites;
        std::vector<double> persons;
    };
    struct Group {
        RollupRow row;
        double coverage_sum = 0.0;
        std::map<std::string, double> spend;
        OwnSums own;
    };
    struct Keys {
        std::unordered_map<std::string, GroupId> groups;
        bool any_known = false;
    };
    /// Cell in the upper bits, knot in the lowest byte.
    using CellKnot = std::uint64_t;

    GroupId group_of(RollupId id, std::string_view key, std::string_view label);
    /// `currency` is empty for a duplicate, whose spend is not added again.
    void count(Group& group, const assess::AssessedSupplier& supplier,
               std::optional<std::string_view> currency);
    void expose(GroupId group, const assess::AssessedSupplier& supplier);
    void add_exposure(CellKnot at, const Exposure& exposure);
    std::array<GroupId, kRollupCount> groups_of(const SupplierBatch& suppliers,
                                                const resolve::ResolvedBatch& resolved,
                                                const assess::AssessedSupplier& supplier,
                                                std::size_t row);

    struct Sums;
    [[nodiscard]] Sums sums_of_groups(const assess::Assessor& assessor) const;
    static void add_knot(const std::vector<Exposure>& exposures, std::size_t knot,
                         const assess::SiteDraws& site, Sums& sums);
    [[nodiscard]] std::vector<RollupRow> finished_rows(const Keys& keys, const Sums& sums) const;
    [[nodiscard]] RollupRow finished_row(const std::vector<GroupId>& groups,
                                         const Sums& sums) const;

    const reference::Reference* m_reference;
    std::unordered_map<std::string, std::string> m_region_names;
    std::array<Keys, kRollupCount> m_keys;
    std::vector<Group> m_groups;
    std::unordered_map<CellKnot, std::vector<Exposure>> m_exposures;
};

}  // namespace sourcelight::aggregate
