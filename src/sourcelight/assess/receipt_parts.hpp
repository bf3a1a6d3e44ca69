// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/cell_model.hpp"
#include "sourcelight/assess/site_input.hpp"
#include "sourcelight/assess/types.hpp"
#include "sourcelight/core/number_text.hpp"
#include "sourcelight/core/supplier_table.hpp"
#include "sourcelight/resolve/types.hpp"
#include "sourcelight/screen/types.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Lines of a receipt; used by receipt*.cpp and own_evidence.cpp only.
namespace sourcelight::assess {

/// Collects the lines of one receipt, filling in what every line needs: the date a fact became
/// public, and code and source text of a parameter.
class ReceiptLines {
public:
    explicit ReceiptLines(const CellModel& model) : m_model{&model} {}

    /// A line about a fact of a dataset; code E.
    ReceiptTerm& fact(TermGroup group, std::string what, std::string value, SourceRef source);
    /// A line about a parameter of the methodology, with its code.
    ReceiptTerm& parameter(TermGroup group, std::string what, std::string value,
                           const std::string& name);
    /// A line about a figure that the model computes from the others; code C.
    ReceiptTerm& computed(TermGroup group, std::string what, std::string value);
    /// A line about the user's own cells; code I.
    ReceiptTerm& input(TermGroup group, std::string what, std::string value,
                       std::vector<Field> fields);

    /// Names a dataset of which no single row is the source; `rows` says which of them count.
    void cite_whole(ReceiptTerm& term, std::string_view dataset, std::string rows) const;

    /// The line of a state-imposed programme; null without one.
    [[nodiscard]] ReceiptTerm* state_line();
    /// The log-odds of all lines so far.
    [[nodiscard]] double sum() const;
    [[nodiscard]] std::vector<ReceiptTerm> take() && { return std::move(m_terms); }

private:
    [[nodiscard]] std::optional<Date> published(SourceRef source) const;

    const CellModel* m_model;
    std::vector<ReceiptTerm> m_terms;
};

/// The fields of a row that are not empty, out of those by which its country, its region or its
/// activity was found.
[[nodiscard]] std::vector<Field> fields_read(const SupplierBatch& batch, std::size_t row,
                                             resolve::CountryMethod method);
[[nodiscard]] std::vector<Field> fields_read(const SupplierBatch& batch, std::size_t row,
                                             resolve::PlaceMethod method);
[[nodiscard]] std::vector<Field> fields_read(const SupplierBatch& batch, std::size_t row,
                                             resolve::ActivityMethod method);

/// Every cell of a row that is mapped and not empty.
[[nodiscard]] std::vector<StatedCell> stated_cells(const SupplierBatch& batch, std::size_t row);

/// "0.35 to 4.1" of a 90 % interval.
[[nodiscard]] std::string interval_text(const Estimate& estimate);

/// "21 %" of a share from 0 to 1.
[[nodiscard]] std::string percent_text(double share, int digits = 3);

/// The waterfall from the average site of the world to the cell, on the scale of logit(S).
struct Waterfall {
    double start = 0.0;    ///< logit S of an average site of the world
    double country = 0.0;  ///< steps
    double activity = 0.0;
    double region = 0.0;
    double workers = 0.0;
    double reached = 0.0;  ///< the sum: logit S from medians, private branch, no factors
    double start_workers = 0.0;
};

/// Steps of a cell; with no head count, the step of workers is the sector's median.
[[nodiscard]] Waterfall waterfall(const CellModel& model, const Cell& cell,
                                  const std::optional<double>& workers);

/// "listed since 2020-09-30 (WRO, ended 2026-01-15)".
[[nodiscard]] std::string listing_text(const screen::ListedEntity& entity, bool in_force);

/// Adds the line that the waterfall starts at.
void add_start_line(const CellModel& model, const Waterfall& steps, ReceiptLines& lines);

/// Adds the published totals of a sector and of the region of a country (an index of World), what
/// the model takes of them, and the user's own estimate; the methodology has anchors.
void add_anchor_lines(const CellModel& model, std::size_t country, reference::Sector sector,
                      ReceiptLines& lines);

/// Adds the workers of a country (an index of World) and the share of a sector among them.
void add_worker_lines(const CellModel& model, std::size_t country, reference::Sector sector,
                      ReceiptLines& lines);

/// Adds the factors of the workforce that the list does not state.
void add_unstated_line(const CellModel& model, const SitePattern& pattern, const Cell& cell,
                       ReceiptLines& lines);

/// Adds what the account comes to: the probability, persons and what stays after the company's
/// measures. The supplier is scored with anchors.
void add_result_lines(const CellModel& model, const AssessedSupplier& supplier,
                      const SiteMeasures& measures, ReceiptLines& lines);

/// How much is known about a supplier: evidence about the site may lift its grade above the cell's,
/// an activity that was assumed leaves its coverage below.
struct Known {
    char grade = 'E';
    float coverage = 0.0F;
};

/// Adds kPrevalence, kHazard, kLegal, kState and kCoverage lines of a cell.
void add_cell_lines(const CellModel& model, const Cell& cell, const Known& known,
                    ReceiptLines& lines);

/// Adds what the row says of its workforce and of what the company does there (kEvidence,
/// kCompany).
void add_site_lines(const CellModel& model, const SiteInput& site, const Cell& cell,
                    ReceiptLines& lines);

inline constexpr std::string_view kListOfGoods = "usdol/list_of_goods";

/// Which rows of the List of Goods the counts of a pair are over.
struct CountedRows {
    std::string of_country;
    std::string of_good;
};
[[nodiscard]] CountedRows counted_rows(const CellModel& model, const CellKey& key);

/// Adds the kHazard lines of a cell that has a hazard.
void add_hazard_lines(const CellModel& model, const Cell& cell, ReceiptLines& lines);

/// Median log-odds of a site over the joint draws, one part of the model after the other.
struct BranchMedians {
    double plain = 0.0;         ///< private branch without evidence
    double with_private = 0.0;  ///< and the evidence about it
    double with_state = 0.0;    ///< and the state-imposed branch
    double all = 0.0;           ///< and the evidence about that
};
[[nodiscard]] BranchMedians branch_medians(const CellModel& model, const Cell& cell,
                                           const std::optional<double>& workers,
                                           std::span<const EvidenceItem> evidence);

}  // namespace sourcelight::assess
