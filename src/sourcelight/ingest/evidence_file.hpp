// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/finding.hpp"
#include "sourcelight/io/table_reader.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sourcelight::ingest {

/// What an evidence file says of one item. The names are those of the columns and YAML keys.
enum class EvidenceField : std::uint8_t {
    kSupplier,     ///< name as in the list, the list's own ID, or "row:12"
    kKind,         ///< an evidence item of the methodology, or "rebuttal"
    kDate,         ///< when it became public
    kClosed,       ///< when it was closed
    kSource,       ///< who says so
    kCluster,      ///< items of one origin
    kVerified,     ///< yes or no
    kAbout,        ///< site, parent, joint venture, park
    kProbability,  ///< that it is about this supplier
    kText,
    kFromFile,  ///< in the evidence.csv of a result: the file that the item came from
    kFromLine,  ///< and the line in it, "line 4"
};

inline constexpr std::size_t kEvidenceFieldCount = 12;

inline constexpr std::array<std::string_view, kEvidenceFieldCount> kEvidenceFieldNames{
    "supplier", "kind",  "date",        "closed", "source",    "cluster",
    "verified", "about", "probability", "text",   "from_file", "from_line"};

/// One item as it was read, every cell without control characters.
struct EvidenceRow {
    std::array<std::string, kEvidenceFieldCount> cells;
    std::string where;      ///< "line 4"
    std::int64_t line = 0;  ///< its number, or that of the row

    [[nodiscard]] const std::string& operator[](EvidenceField field) const noexcept
    {
        return cells[static_cast<std::size_t>(field)];
    }
};

/// What is odd about an evidence file: row 0; the message names the line.
struct EvidenceFileFinding {
    Finding finding;
    std::int64_t line = 0;  ///< 0 = the whole file
};

/// An evidence file of the user's.
struct EvidenceFile {
    std::string file;  ///< base name
    std::string sha256;
    std::string format;                ///< "CSV, UTF-8, separator ,"
    std::vector<std::string> columns;  ///< as in the file
    std::vector<EvidenceRow> rows;
    std::vector<EvidenceFileFinding> findings;
};

/// Reads an evidence file: any table that suppliers may come in, or, by its ending .yaml or .yml, a
/// mapping with the list `evidence`. What a cell means is not judged here.
///
/// @throws Error kInputUnreadable (missing, damaged, no YAML), kNoUsableColumn (no column for
///         supplier, kind or date; no item), kLimitExceeded
[[nodiscard]] EvidenceFile read_evidence_file(const std::string& path,
                                              const io::ReadLimits& limits);

}  // namespace sourcelight::ingest
