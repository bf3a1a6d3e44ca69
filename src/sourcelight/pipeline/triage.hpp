// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/counted.hpp"
#include "sourcelight/assess/types.hpp"
#include "sourcelight/core/supplier_table.hpp"
#include "sourcelight/publish/batch_results.hpp"
#include "sourcelight/resolve/types.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace sourcelight::pipeline {

/// First places whose names, parents and places are compared; the rest is grouped by cell alone.
inline constexpr std::size_t kComparedPlaces = 1000;

/// A group of the first places.
struct TopGroup {
    std::uint32_t first = 0;  ///< its smallest row
    std::int64_t members = 0;
    publish::GroupKind kind = publish::GroupKind::kNone;
};

/// Which suppliers are near-duplicates of each other. Memory: 8 bytes a cell, none a supplier.
class TriageGroups {
public:
    struct CellMembers {
        std::uint32_t first = 0;    ///< smallest row, 0 = none
        std::uint32_t members = 0;  ///< suppliers, each once
    };

    TriageGroups() = default;
    TriageGroups(std::vector<CellMembers> cells, std::unordered_map<std::uint32_t, TopGroup> top)
        : m_cells{std::move(cells)}, m_top{std::move(top)}
    {
    }

    /// Sets what a rank says of the group of a 1-based row.
    void fill(std::int64_t row, const assess::AssessedSupplier& supplier,
              publish::Rank& rank) const;
    /// Suppliers of the group of such a row, 0 if it has none.
    [[nodiscard]] std::int64_t members(std::int64_t row,
                                       const assess::AssessedSupplier& supplier) const;

private:
    [[nodiscard]] TopGroup of(std::int64_t row, const assess::AssessedSupplier& supplier) const;

    std::vector<CellMembers> m_cells;  ///< by AssessedSupplier::cell
    std::unordered_map<std::uint32_t, TopGroup> m_top;
};

/// Finds the groups, batch by batch in input order.
///
/// Among the first 1,000 places: one site (the same point to a thousandth of a degree, or the same
/// address, and names alike), else one company in one country (the same parent, or names that
/// differ by legal form, number or word for a part such as "unit"). Everywhere: one cell, that is
/// the same place and activity without evidence about the site. A supplier is in one group, a group
/// has two members at least.
class TriageBuilder {
public:
    /// Cost: two comparisons a supplier, and the names of those that may be among the first.
    /// @param counted  one a supplier; rows that name a supplier again are no members
    void add(const SupplierBatch& suppliers, std::span<const resolve::ResolvedPlace> places,
             std::span<const assess::AssessedSupplier> assessed,
             std::span<const assess::Counted> counted);

    /// @param keys  priority keys by row, 0 = no place in the order
    [[nodiscard]] TriageGroups finish(const std::vector<std::uint64_t>& keys) &&;

private:
    /// A supplier that may be among the first places.
    struct Top {
        std::uint64_t key = 0;
        std::uint32_t row = 0;
        std::uint32_t cell = 0;
        bool in_cell = false;  ///< is a member of its cell's group
        CountryCode country;
        std::string stem;
        std::string site;
        std::string parent;
    };
    void cut();
    [[nodiscard]] std::unordered_map<std::uint32_t, TopGroup> top_groups() const;

    std::vector<TriageGroups::CellMembers> m_cells;
    std::vector<Top> m_top;
    std::uint64_t m_least = 0;  ///< smaller keys are not among the first
};

/// A company's name without legal forms, numbers and words for its parts: what two sites of one
/// company share. "Kite Mills Ltd, Unit 2" -> "kite".
[[nodiscard]] std::string name_stem(std::string_view name);

}  // namespace sourcelight::pipeline
