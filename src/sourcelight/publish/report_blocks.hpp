// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/publish/json_stream.hpp"
#include "sourcelight/publish/report.hpp"
#include "sourcelight/publish/source_notes.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sourcelight::publish {

/// Texts as indices, in order of first use.
class Dictionary {
public:
    /// -1 for an empty text.
    std::int64_t index(std::string_view text);

    [[nodiscard]] const std::vector<std::string>& texts() const noexcept { return m_texts; }

private:
    std::map<std::string, std::int64_t, std::less<>> m_index;
    std::vector<std::string> m_texts;
};

/// Turns source references into what the page shows: position in the list of datasets, row key.
class ReportSources {
public:
    ReportSources(const reference::Catalogue& catalogue, const RunRecord& record);

    /// Position in RunRecord::datasets; -1 = unknown.
    [[nodiscard]] std::int64_t position(SourceRef source) const;
    [[nodiscard]] std::string key(SourceRef source) { return m_notes.key(source); }

private:
    std::map<std::uint16_t, std::int64_t> m_position;
    SourceNotes m_notes;
};

/// The lines of all receipts, each once: cells and suppliers name them by position, because most
/// lines are shared by every cell of a country or a sector.
class ReportTerms {
public:
    explicit ReportTerms(ReportSources& sources) : m_sources{&sources} {}

    [[nodiscard]] std::int64_t index(const assess::ReceiptTerm& term);
    /// All lines so far, in order of first use.
    void write(JsonStream& out) const;

private:
    struct Entry {
        assess::ReceiptTerm term;
        std::int64_t source = -1;  ///< position of its dataset
        std::string key;           ///< row of the dataset, or parameter of the methodology
    };

    ReportSources* m_sources;
    std::unordered_map<std::string, std::int64_t> m_index;
    std::vector<Entry> m_entries;
};

/// The simplified boundaries for drawing, whatever the date.
[[nodiscard]] reference::Dataset load_boundaries(const reference::Catalogue& catalogue);
/// The boundaries of one level, those rows that are to be kept.
void write_shapes(JsonStream& out, const DataTable& table, std::string_view level,
                  const std::function<bool(std::size_t row)>& keep);
/// The members that tell with what a run was made: version, date, seed, draws, methodology.
void write_version_facts(JsonStream& out, const RunRecord& record);
/// What a page says of each dataset of a run.
void write_datasets(JsonStream& out, const reference::Catalogue& catalogue,
                    const std::vector<DatasetRecord>& datasets);

/// The cells of the embedded suppliers in order of first use.
[[nodiscard]] std::vector<std::uint32_t> used_cells(const RunCollection& run);

// Each writes one value of the page's data (web/DATA.md); the key stands already.
void write_run_facts(JsonStream& out, const ReportInputs& in);
void write_report_counts(JsonStream& out, const ReportInputs& in);
void write_report_totals(JsonStream& out, const ReportInputs& in);
void write_bands(JsonStream& out, const ReportInputs& in);
void write_grades(JsonStream& out, const ReportInputs& in);
void write_suppliers(JsonStream& out, const ReportInputs& in,
                     const std::vector<std::uint32_t>& cells);
void write_cells(JsonStream& out, const ReportInputs& in, const std::vector<std::uint32_t>& cells,
                 ReportTerms& terms);
void write_receipts(JsonStream& out, const ReportInputs& in, ReportTerms& terms);
void write_rollups(JsonStream& out, const ReportInputs& in);
void write_legal(JsonStream& out, const ReportInputs& in, const ReportSources& sources);
void write_actions(JsonStream& out, const ReportInputs& in);
void write_finding_groups(JsonStream& out, const ReportInputs& in);
void write_unresolved(JsonStream& out, const ReportInputs& in);
void write_method(JsonStream& out);
void write_limits(JsonStream& out, const ReportInputs& in);
void write_file_findings(JsonStream& out, const ReportInputs& in);
void write_map(JsonStream& out, const ReportInputs& in);
void write_regions(JsonStream& out, const ReportInputs& in);
void write_points(JsonStream& out, const ReportInputs& in);

}  // namespace sourcelight::publish
