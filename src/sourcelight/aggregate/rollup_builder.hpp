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
#include <functional>
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

    /// Adds the suppliers of a batch, in input order.
    /// @param counted  one a supplier
    void add(const SupplierBatch& suppliers, const resolve::ResolvedBatch& resolved,
             std::span<const assess::AssessedSupplier> assessed,
             std::span<const assess::Counted> counted);

    /// The roll-ups in the order of RollupId that have at least one known key.
    [[nodiscard]] std::vector<Rollup> finish(const assess::Assessor& assessor) const;

private:
    using GroupId = std::uint32_t;
    using PurseId = std::uint32_t;
    /// A supplier's group in each roll-up, and its purse there.
    using Groups = std::array<GroupId, kRollupCount>;
    using Purses = std::array<PurseId, kRollupCount>;

    /// The suppliers of a group that spend in one currency, or that state no spend.
    struct Purse {
        GroupId group = 0;
        std::optional<std::string> currency;  ///< empty = they state no spend
        double total = 0.0;
        std::vector<double> own;  ///< draws of what is at risk at suppliers with own evidence
    };
    /// Suppliers of a purse in one cell at one knot.
    struct Exposure {
        PurseId purse = 0;
        double sites = 0.0;    ///< by linear weights of the knot
        double workers = 0.0;  ///< head count; 0 at the unknown knot
        double spend = 0.0;
    };
    /// Suppliers with evidence of their own are drawn one by one: sums of their draws.
    struct OwnSums {
        std::vector<double> sites;
        std::vector<double> persons;
    };
    struct Group {
        RollupRow row;
        double coverage_sum = 0.0;
        std::vector<PurseId> purses;  ///< by first use
        OwnSums own;
    };
    struct TextHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const noexcept
        {
            return std::hash<std::string_view>{}(text);
        }
    };
    struct Keys {
        std::unordered_map<std::string, GroupId, TextHash, std::equal_to<>> groups;
        bool any_known = false;
    };
    using AtKnot = std::vector<Exposure>;  ///< by purse
    /// What stands at each knot of a cell.
    using CellExposure = std::array<AtKnot, assess::kWorkerKnots.size() + 1>;

    GroupId group_of(RollupId id, std::string_view key, std::string_view label);
    PurseId purse_of(GroupId group, const std::optional<std::string_view>& currency);
    static void count(Group& group, const assess::AssessedSupplier& supplier);
    /// `sites` is 1, or 0 for the spend alone.
    void expose(const Purses& purses, const assess::AssessedSupplier& supplier, double sites);
    void expose_own(const Purses& purses, const assess::AssessedSupplier& supplier, double sites);
    static void add_exposure(AtKnot& at, const Exposure& exposure);
    Groups groups_of(const SupplierBatch& suppliers, const resolve::ResolvedBatch& resolved,
                     const assess::AssessedSupplier& supplier, std::size_t row);

    struct Sums;
    [[nodiscard]] Sums sums_of_groups(const assess::Assessor& assessor) const;
    /// The part of the groups that one of several tasks adds up.
    struct Share {
        std::size_t number = 0;
        std::size_t of = 1;
    };
    void add_knot(const AtKnot& at, std::size_t knot, const assess::SiteDraws& site, Share task,
                  Sums& sums) const;
    void add_own(Sums& sums) const;
    [[nodiscard]] std::vector<RollupRow> finished_rows(const Keys& keys, const Sums& sums) const;
    [[nodiscard]] RollupRow finished_row(const std::vector<GroupId>& groups,
                                         const Sums& sums) const;
    [[nodiscard]] std::vector<GroupSpend> finished_spend(const std::vector<GroupId>& groups,
                                                         const Sums& sums) const;

    const reference::Reference* m_reference;
    std::array<Keys, kRollupCount> m_keys;
    std::vector<Group> m_groups;
    std::vector<Purse> m_purses;
    std::vector<CellExposure> m_exposures;  ///< by cell
};

}  // namespace sourcelight::aggregate
