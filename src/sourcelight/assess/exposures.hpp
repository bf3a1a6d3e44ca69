// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/cell_key.hpp"
#include "sourcelight/assess/counted.hpp"
#include "sourcelight/assess/site_tables.hpp"
#include "sourcelight/assess/types.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace sourcelight::assess {

/// What one cell adds to a company.
struct CellTotal {
    std::uint32_t cell = 0;
    std::int64_t suppliers = 0;
    Estimate expected_sites;
    Estimate expected_persons;
};

/// A company as a sparse vector over (cell, knot of ln workers): everything its totals need,
/// whatever the number of suppliers. Rows are added in input order; a supplier that was counted
/// before adds its row, and its spend if that is its own.
class Exposures {
public:
    /// Suppliers of one cell at one knot.
    struct AtKnot {
        double sites = 0.0;                   ///< number of suppliers, by linear weights
        double workers = 0.0;                 ///< head count; 0 at the unknown knot
        std::map<std::string, double> spend;  ///< by currency
    };
    /// A supplier that may be among the first: enough to draw its score again.
    struct Candidate {
        std::int64_t row = 0;
        std::uint64_t priority_key = 0;
        double upper = 0.0;  ///< of the score, 95 % quantile
        double lower = 0.0;  ///< of the score, 5 % quantile
        std::uint32_t cell = 0;
        std::optional<double> workers;
        std::uint8_t severity = 2;
        bool own_evidence = false;
        std::shared_ptr<const OwnDraws> own;
    };

    /// Adds the suppliers of a batch.
    /// @param first_row   row of the first supplier
    /// @param counted     one a supplier
    void add(std::span<const AssessedSupplier> suppliers, std::int64_t first_row,
             std::span<const Counted> counted);

    /// Drops the candidates without a place of their own in the order: repeated suppliers.
    void keep_candidates(const std::function<bool(std::int64_t row)>& keep);

    /// Adds one scored supplier to the sums alone: no count, no candidate. For roll-ups.
    void add_site(const AssessedSupplier& supplier);

    /// Rows, resolved rows, bands, grades and mean coverage so far.
    [[nodiscard]] const Totals& counts() const noexcept { return m_counts; }
    /// Cell index -> knots, in no order.
    using Knots = std::array<AtKnot, kWorkerKnots.size() + 1>;
    [[nodiscard]] const std::unordered_map<std::uint32_t, Knots>& cells() const noexcept
    {
        return m_cells;
    }
    /// Sums over the draws of suppliers with evidence of their own; empty if there are none.
    [[nodiscard]] const std::vector<double>& own_sites() const noexcept { return m_own_sites; }
    /// Of `own_sites`, what the company does takes away.
    [[nodiscard]] const std::vector<double>& own_spared() const noexcept { return m_own_spared; }
    [[nodiscard]] const std::vector<double>& own_log_none() const noexcept
    {
        return m_own_log_none;
    }
    [[nodiscard]] const std::vector<double>& own_persons() const noexcept { return m_own_persons; }
    [[nodiscard]] const std::map<std::string, std::vector<double>>& own_spend() const noexcept
    {
        return m_own_spend;
    }
    /// What those suppliers' draws answer, in input order.
    [[nodiscard]] std::span<const std::shared_ptr<const SiteQuestion>> own_questions()
        const noexcept
    {
        return m_own_questions;
    }
    /// The suppliers whose upper bound reaches highest, at most 1,000, in order of row.
    [[nodiscard]] std::vector<Candidate> candidates() const;

private:
    void add_to_cell(const AssessedSupplier& supplier, double sites);
    void add_own(const AssessedSupplier& supplier);
    void add_own_spend(const AssessedSupplier& supplier);
    void add_spend(const AssessedSupplier& supplier);
    void add_candidate(const AssessedSupplier& supplier, std::int64_t row);
    void cut_candidates();

    Totals m_counts;
    double m_coverage_sum = 0.0;
    std::unordered_map<std::uint32_t, Knots> m_cells;
    std::vector<double> m_own_sites;
    std::vector<double> m_own_spared;
    std::vector<double> m_own_log_none;
    std::vector<double> m_own_persons;
    std::map<std::string, std::vector<double>> m_own_spend;
    std::vector<std::shared_ptr<const SiteQuestion>> m_own_questions;
    std::vector<Candidate> m_candidates;
};

}  // namespace sourcelight::assess
