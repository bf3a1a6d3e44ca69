// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/io/column_batch.hpp"
#include "sourcelight/publish/batch_results.hpp"
#include "sourcelight/publish/run_collector.hpp"
#include "sourcelight/publish/run_outcome.hpp"
#include "sourcelight/publish/xlsx_book.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace sourcelight::publish {

/// Where and under which name a workbook is made.
struct WorkbookOptions {
    std::string path;
    std::string scratch;  ///< folder for temporary files
    std::string title;
    Date as_of;
};

/// workbook.xlsx: Summary, Priorities, Suppliers, Unresolved, Matches to review, Sources.
/// Rows stream to disk; only the cells of one row are kept.
class Workbook {
public:
    /// `layout` has the columns of suppliers.*; the rest must outlive the workbook.
    Workbook(const WorkbookOptions& options, const RunNames& names,
             const reference::Reference& reference, const io::ColumnBatch& layout);

    /// Appends a batch to the sheets that follow the input's order.
    void write(const BatchResults& batch, const io::ColumnBatch& table,
               const RowFindings& findings);

    /// Fills the sheets that need the whole run, and closes the file.
    void finish(const RunOutcome& outcome, const RunCollection& run);

    /// What the format could not hold; complete after the last write().
    [[nodiscard]] std::vector<Finding> findings() const;

private:
    void begin_sheets(const io::ColumnBatch& layout);
    void print_main_columns(const std::vector<XlsxSheet::Column>& columns);
    void write_suppliers(const io::ColumnBatch& table);
    void write_unresolved(const UnresolvedRow& row);
    void write_match(const ListedMatch& listed);
    void explain_empty_sheets();

    const RunNames* m_names;
    const reference::Reference* m_reference;
    std::string m_title;
    XlsxBook m_book;
    XlsxSheet* m_summary;
    XlsxSheet* m_priorities;
    XlsxSheet* m_suppliers;
    XlsxSheet* m_unresolved;
    XlsxSheet* m_matches;
    XlsxSheet* m_sources;
    std::vector<std::size_t> m_columns;  ///< columns of the table that the sheet holds
    std::size_t m_left_out_columns = 0;
    std::int64_t m_left_out_rows = 0;
};

}  // namespace sourcelight::publish
