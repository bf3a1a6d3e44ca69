// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/io/column_batch.hpp"
#include "sourcelight/publish/batch_results.hpp"
#include "sourcelight/publish/point_cells.hpp"

#include <compare>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace sourcelight::publish {

/// How much of a run the pages hold; memory is bounded by these whatever the number of rows.
inline constexpr std::int64_t kWholeList = 10000;    ///< lists up to this are embedded in full
inline constexpr std::int64_t kEmbeddedRows = 5000;  ///< of longer ones, the first priorities
inline constexpr std::int64_t kReceiptRows = 1000;
inline constexpr std::size_t kListedMatches = 2000;
inline constexpr std::size_t kUnresolvedFindings = 5000;  ///< of rows to fix
inline constexpr std::size_t kFindingRows = 20;
inline constexpr std::size_t kFileFindings = 200;
inline constexpr std::size_t kGroupRows = 50;

/// One supplier as the report and the workbook show it.
struct SupplierRecord {
    std::int64_t row = 0;
    std::string name;
    std::string own_id;      ///< the list's own ID of the supplier; empty = none
    std::string place_text;  ///< address, city, region, postcode and country as the list has them
    std::string tier;
    std::string parent;
    std::string currency;
    resolve::ResolvedPlace place;
    resolve::ResolvedActivity activity;
    assess::AssessedSupplier assessed;  ///< without findings and own draws
    Rank rank;
    std::string findings;              ///< codes, comma separated
    std::vector<std::uint8_t> issues;  ///< positions in issues()
    std::int64_t matches = 0;
};

/// Rows of the input beyond the embedded ones, by place.
struct OmittedPlace {
    std::string place;  ///< region or country code, "" = neither
    std::int64_t count = 0;
    std::int64_t scored = 0;
    std::int64_t repeats = 0;  ///< of count: they repeat a supplier, and stand nowhere
    std::int64_t pointed = 0;  ///< of the others: they are in the cells
};

/// A row that needs the user, with the findings that say why.
struct UnresolvedRow {
    std::int64_t row = 0;
    std::string file;
    std::string name;
    std::string place_text;
    std::string product_text;
    std::vector<Finding> findings;  ///< the severest first; empty = not scored without a finding
    bool scored = false;
};

/// The entry of a row that needs the user: not scored, or read against what the file says (a
/// finding above a note).
[[nodiscard]] std::optional<UnresolvedRow> unresolved_row(const RunNames& names,
                                                          const BatchResults& batch,
                                                          const RowFindings& findings,
                                                          std::size_t row);

/// Suppliers that share something, counted, with the first rows as examples.
struct RowGroup {
    std::int64_t count = 0;
    std::vector<std::int64_t> rows;
    std::int64_t last = -1;  ///< the row counted last
    /// Of count: suppliers that the list names more than once, by the row that has their place.
    std::set<std::int64_t> shared;

    void add(std::int64_t row, std::size_t most);
    /// Counts the supplier of a row once, however many rows name it.
    void add_supplier(std::int64_t row, const Rank& rank, std::size_t most);
};

/// A good of the official lists that suppliers of a place make.
struct PlacedGood {
    CountryCode country;
    RegionCode region;  ///< empty = not known
    GoodId good = GoodId::kNone;

    auto operator<=>(const PlacedGood&) const = default;
};

struct SpendSum {
    double total = 0.0;
    std::int64_t rows = 0;
};

/// A finding about a whole file, "" = about the run.
struct FileFinding {
    std::string file;
    Finding finding;
};

struct ListedMatch {
    screen::Match match;
    std::string file;
};

/// What the report and the workbook need of the rows, gathered batch by batch.
struct RunCollection {
    std::int64_t rows = 0;
    std::int64_t repeats = 0;  ///< rows for which another row of the supplier stands
    std::int64_t scored = 0;
    std::int64_t point_resolved = 0;
    std::int64_t good_resolved = 0;
    std::vector<SupplierRecord> suppliers;  ///< after finish(): by priority, then unscored by row
    std::vector<OmittedPlace> omitted;      ///< in order of first use
    PointCells cells;  ///< the omitted rows with a point; places are positions in omitted
    std::vector<assess::Receipt> receipts;
    std::vector<UnresolvedRow> unresolved;
    std::int64_t unresolved_total = 0;
    std::vector<ListedMatch> matches;
    std::map<const FindingKind*, RowGroup> findings;  ///< about rows
    std::vector<FileFinding> file_findings;           ///< about whole files, at most kFileFindings
    std::map<std::string, SpendSum, std::less<>> spend;  ///< by currency, "" = none stated
    std::map<PlacedGood, RowGroup> goods;
    std::map<std::uint32_t, RowGroup> matched_entities;
    std::vector<RowGroup> issues;  ///< by position in issues()
};

/// Gathers a RunCollection.
class RunCollector {
public:
    /// `rows` of the whole run decides what is embedded.
    explicit RunCollector(std::int64_t rows);

    /// `codes` is the column sl_findings of the batch's table.
    void add(const RunNames& names, const BatchResults& batch, const RowFindings& findings,
             const TextColumn& codes);
    /// A finding about a whole file.
    void add_file_finding(const Finding& finding, std::string_view file);

    /// Puts the suppliers in order and hands everything over.
    [[nodiscard]] RunCollection finish();

private:
    void add_supplier(const RunNames& names, const BatchResults& batch, std::size_t row,
                      std::string_view codes, std::vector<std::uint8_t> issues);
    void leave_out(const BatchResults& batch, std::size_t row);
    /// Returns the issues of the row.
    std::vector<std::uint8_t> count(const RunNames& names, const BatchResults& batch,
                                    std::size_t row);

    std::int64_t m_rows;
    std::size_t m_unresolved_findings = 0;
    RunCollection m_run;
    std::map<std::string, std::uint32_t, std::less<>> m_omitted;  ///< place -> position
};

}  // namespace sourcelight::publish
