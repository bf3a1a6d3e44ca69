// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/stated_evidence.hpp"
#include "sourcelight/core/finding.hpp"
#include "sourcelight/core/supplier_table.hpp"
#include "sourcelight/ingest/evidence_file.hpp"
#include "sourcelight/io/column_batch.hpp"
#include "sourcelight/pipeline/evidence_keys.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace sourcelight::pipeline {

/// A finding about an evidence file, with where it stands: findings are told in this order.
struct EvidenceFinding {
    std::string file;  ///< base name
    Finding finding;
    std::size_t position = 0;  ///< of the file among those given
    std::int64_t line = 0;     ///< 0 = the whole file
};

/// The user's evidence files, checked against methodology and as-of date and ready to be found by
/// supplier. Const after construction; must outlive what was assessed with it.
class EvidenceBook {
public:
    /// One item, used or not.
    struct Entry {
        ingest::EvidenceRow row;
        std::size_t file = 0;
        bool used = false;  ///< free of faults
        std::string fault;  ///< code of the finding that keeps it out; empty = none
        assess::StatedEvidence item;
    };

    EvidenceBook() = default;
    EvidenceBook(std::vector<ingest::EvidenceFile> files, const assess::Methodology& methodology,
                 Date as_of);
    EvidenceBook(const EvidenceBook&) = delete;
    EvidenceBook& operator=(const EvidenceBook&) = delete;
    EvidenceBook(EvidenceBook&&) = default;
    EvidenceBook& operator=(EvidenceBook&&) = default;
    ~EvidenceBook() = default;

    [[nodiscard]] bool empty() const noexcept { return m_entries.empty(); }
    [[nodiscard]] const std::vector<ingest::EvidenceFile>& files() const noexcept
    {
        return m_files;
    }
    [[nodiscard]] const std::deque<Entry>& entries() const noexcept { return m_entries; }
    /// By file and line.
    [[nodiscard]] const std::vector<EvidenceFinding>& findings() const noexcept
    {
        return m_findings;
    }

    /// The items about each row: by row number, by the list's own ID, or by a name that is equal
    /// after screen::normalized_name(). Empty if there is no evidence at all.
    /// @param columns  the user's columns of the same rows
    /// @param own_ids  positions of those with the list's own IDs
    [[nodiscard]] assess::StatedByRow of(const SupplierBatch& batch, const io::ColumnBatch& columns,
                                         const std::vector<std::size_t>& own_ids) const;
    /// Position of an item that of() gave.
    [[nodiscard]] std::size_t index(const assess::StatedEvidence& item) const;

private:
    void add(const ingest::EvidenceRow& row, std::size_t file,
             const assess::Methodology& methodology, Date as_of);
    void tell(Entry& entry, const FindingKind& kind, std::string_view column, std::string value,
              std::string message);
    bool read_kind(Entry& entry, const assess::Methodology& methodology);
    bool read_dates(Entry& entry, Date as_of);
    bool read_closed(Entry& entry, Date as_of);
    bool read_weights(Entry& entry, const assess::Methodology& methodology);
    bool read_texts(Entry& entry);
    bool is_again(Entry& entry);

    std::vector<ingest::EvidenceFile> m_files;
    std::deque<Entry> m_entries;  ///< its items must not move
    std::vector<EvidenceFinding> m_findings;
    EvidenceKeys m_keys;  ///< of the items that are used
    std::unordered_map<const assess::StatedEvidence*, std::size_t> m_index;
    std::unordered_map<std::string, std::size_t> m_seen;
};

/// Brings findings into the order of the files and their lines.
void sort_by_line(std::vector<EvidenceFinding>& findings);

/// What one item met in the list.
struct ItemUse {
    std::int64_t rows = 0;
    std::uint64_t supplier = 0;  ///< identity of the first row that has one
    bool several = false;        ///< rows of different suppliers
};
/// By item of the book; empty without evidence.
using EvidenceUse = std::vector<ItemUse>;

}  // namespace sourcelight::pipeline
