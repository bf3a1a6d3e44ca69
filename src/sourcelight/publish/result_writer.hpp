// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/date.hpp"
#include "sourcelight/io/column_batch.hpp"
#include "sourcelight/io/output_folder.hpp"
#include "sourcelight/publish/batch_results.hpp"
#include "sourcelight/publish/formats.hpp"
#include "sourcelight/publish/run_outcome.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <string>

namespace sourcelight::publish {

struct WriterOptions {
    FormatSet formats;
    std::int64_t rows = 0;  ///< of the whole run
    Date as_of;             ///< every time stamp inside the files
    std::string title = "Supplier risk report";
    std::string report_template;  ///< path of the page that the report fills
};

/// Writes the result folder of `assess` in one pass over the batches, in the order of the rows.
///
/// Per batch: table() (may run on any thread), then write() (in input order, one thread at a
/// time). finish() adds totals, report, workbook and run record; committing the folder is left
/// to the caller. Memory does not grow with the number of rows.
/// Every step throws Error kOutputUnwritable when the disk is full or not writable.
class ResultWriter {
public:
    /// @param folder     must outlive the writer
    /// @param names      what rows refer to; must outlive the writer
    /// @param reference  sources, goods and lists; must outlive the writer
    /// @param own        any batch in the layout of the user's own columns
    ResultWriter(const io::OutputFolder& folder, const RunNames& names,
                 const reference::Reference& reference, const io::ColumnBatch& own,
                 WriterOptions options);
    ~ResultWriter();
    ResultWriter(const ResultWriter&) = delete;
    ResultWriter& operator=(const ResultWriter&) = delete;
    ResultWriter(ResultWriter&&) = delete;
    ResultWriter& operator=(ResultWriter&&) = delete;

    /// Findings about whole files (row 0); before the first batch, so that they stand first.
    void write_file_findings(std::span<const Finding> findings, std::string_view file);

    /// How many of the first priorities need a receipt: none when no page is written.
    [[nodiscard]] std::int64_t receipts() const noexcept;

    /// The columns of a batch's result. Const, safe to call from several threads.
    [[nodiscard]] io::ColumnBatch table(const BatchResults& batch) const;

    /// Appends a batch to every file. Batches come in input order.
    void write(const BatchResults& batch, const io::ColumnBatch& table);

    /// Writes what needs the whole run. Call once, after the last batch.
    void finish(RunOutcome outcome);

private:
    void write_pages(const RunOutcome& outcome);

    struct Files;
    std::unique_ptr<Files> m_files;
};

}  // namespace sourcelight::publish
