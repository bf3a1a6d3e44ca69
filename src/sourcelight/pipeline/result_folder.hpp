// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/config/settings.hpp"
#include "sourcelight/core/supplier_table.hpp"
#include "sourcelight/ingest/evidence_file.hpp"
#include "sourcelight/io/column_batch.hpp"
#include "sourcelight/pipeline/evidence_keys.hpp"
#include "sourcelight/publish/comparison.hpp"
#include "sourcelight/publish/run_record.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace sourcelight::pipeline {

/// Result columns read as text for a comparison.
enum class ResultText : std::uint8_t {
    kCountry,
    kRegion,
    kActivity,
    kActivityLabel,
    kGood,
    kListedSince,
    kListedBy,
    kLegalFlags,
    kMatches,
    kBand,
    kGrade,
    kAnswer,
};
inline constexpr std::array<const char*, 12> kResultTexts{
    "sl_country", "sl_region",       "sl_activity",  "sl_activity_label",
    "sl_good",    "sl_listed_since", "sl_listed_by", "sl_legal_flags",
    "sl_matches", "sl_band",         "sl_grade",     "sl_challenge"};

/// Up to 64 Ki rows of a result, of one input file: the supplier's own cells and what was found.
struct ResultChunk {
    SupplierBatch suppliers;
    TextColumn own_ids;  ///< empty = the list has no column of IDs
    std::array<TextColumn, kResultTexts.size()> texts;
    io::ColumnBatch numbers;  ///< keeps the memory of the spans below
    std::array<std::array<std::span<const float>, 3>, publish::kFigureCount> figures;
    std::size_t priority = 0;  ///< position in `numbers`
    std::size_t repeat_of = 0;

    [[nodiscard]] std::string_view text(ResultText column, std::size_t row) const
    {
        return texts[static_cast<std::size_t>(column)][row];
    }
    [[nodiscard]] publish::SupplierState state(std::size_t row) const;
};

/// The list's own IDs of suppliers, several columns joined; empty without such a column.
[[nodiscard]] TextColumn own_ids(const io::ColumnBatch& columns);

/// A result folder of `assess`, read and checked. Memory: what the list's own mapped cells take,
/// and some 200 bytes a supplier.
class ResultFolder {
public:
    /// Reads run.json and checks what it says of suppliers.parquet and totals.json.
    /// Throws Error kInputUnreadable naming the file and what is wrong with it: no result folder of
    /// assess, a file missing or not the one that the run wrote.
    explicit ResultFolder(std::string folder);

    /// Reads the evidence that the run kept, if it had any; before read_rows(), which says whom it
    /// is about. Throws Error kInputUnreadable: evidence.csv is missing or not the run's.
    void read_evidence();
    /// Reads the rows. Throws Error kInputUnreadable.
    void read_rows();

    [[nodiscard]] const publish::RunRecord& record() const noexcept { return m_record; }
    [[nodiscard]] const publish::RunHead& head() const noexcept { return m_head; }
    [[nodiscard]] std::int64_t rows() const noexcept { return m_rows; }
    [[nodiscard]] bool has_ids() const noexcept { return m_has_ids; }
    [[nodiscard]] std::span<const ResultChunk> chunks() const noexcept { return m_chunks; }
    /// The chunk of a row (1-based) and the position in it.
    [[nodiscard]] std::pair<const ResultChunk*, std::size_t> find(std::int64_t row) const;

    /// The evidence that was read: no file or one.
    [[nodiscard]] const std::vector<ingest::EvidenceFile>& evidence() const noexcept
    {
        return m_evidence;
    }
    /// Items of that file about a row, answers and items with a fault left out; rising.
    [[nodiscard]] std::span<const std::size_t> evidence_of(std::int64_t row) const;

private:
    void check_file(const std::string& name) const;
    void read_head();
    void add(const io::ColumnBatch& columns, std::size_t file, std::int64_t rows_before);

    std::string m_folder;
    publish::RunRecord m_record;
    publish::RunHead m_head;
    std::vector<ResultChunk> m_chunks;
    std::vector<ingest::EvidenceFile> m_evidence;
    EvidenceKeys m_evidence_keys;
    std::unordered_map<std::int64_t, std::vector<std::size_t>> m_evidence_of;  ///< by row
    std::int64_t m_rows = 0;
    bool m_has_ids = false;
};

/// The settings that a run was made with. Throws Error kConfigInvalid naming one that this version
/// does not know.
[[nodiscard]] config::Settings recorded_settings(const publish::RunRecord& record);

}  // namespace sourcelight::pipeline
