// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/finding.hpp"
#include "sourcelight/core/supplier_table.hpp"
#include "sourcelight/ingest/mapping.hpp"
#include "sourcelight/ingest/product_column.hpp"
#include "sourcelight/io/column_batch.hpp"
#include "sourcelight/io/table_reader.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace sourcelight::ingest {

struct IngestOptions {
    std::vector<std::string> files;  ///< in the order of the output's rows
    std::string header_words;        ///< path of configs/ingest/header_words.csv
    std::string mapping_file;        ///< path of a mapping file, or empty
    io::ReadLimits limits;
};

/// One input file as it is understood.
struct InputFile {
    std::string file;                       ///< base name
    std::string format;                     ///< "CSV, UTF-8, separator ,"
    std::vector<std::string> columns;       ///< names as in the file
    std::vector<std::string> output_names;  ///< names in the results, one for each column
    Mapping mapping;                        ///< positions are those of `columns`
    std::int64_t first_line = 0;            ///< line or sheet row of data row 1; 0 = has no lines
};

/// Where a data row of a file stands in it, for the reader: "near line 17 of list.csv", "sheet row
/// 17 of list.xlsx"; the file alone if it has no lines. Lines of a text file are nearly right:
/// cells with line breaks and empty lines are not counted.
[[nodiscard]] std::string describe_row(const InputFile& file, std::int64_t file_row);

/// What is known of a file only when it was read to its end.
struct InputRecord {
    std::string sha256;
    std::int64_t rows = 0;
};

/// Up to 64 Ki rows of one file.
struct IngestedBatch {
    SupplierBatch suppliers;        ///< what is mapped, as text
    io::ColumnBatch columns;        ///< the user's columns of all files, under their output names
    std::vector<Finding> findings;  ///< rows are global (SupplierBatch::first_row + i) or 0 = file
};

/// Reads one or many supplier lists as one table, batch by batch. Every row comes out, in order.
/// Not for several threads at once.
class Inputs {
public:
    /// Opens every file, finds headers and guesses mappings.
    /// @throws Error kInputUnreadable, kNoUsableColumn, kLimitExceeded naming the file;
    ///         kConfigInvalid for the mapping file; kDatasetInvalid for the header words
    explicit Inputs(const IngestOptions& options);
    ~Inputs();
    Inputs(const Inputs&) = delete;
    Inputs& operator=(const Inputs&) = delete;
    Inputs(Inputs&& other) noexcept;
    Inputs& operator=(Inputs&& other) noexcept;

    [[nodiscard]] const std::vector<InputFile>& files() const noexcept;
    /// The united columns without rows: the layout of every IngestedBatch::columns.
    [[nodiscard]] io::ColumnBatch layout() const;
    /// The next batch, or nothing at the end. Throws like the constructor.
    [[nodiscard]] std::optional<IngestedBatch> next();
    /// Seeks the products of files whose headers name none in the texts of their unused columns;
    /// the guess is a finding. Call before next(), or not at all.
    void guess_products(const ProductJudge& is_product);
    /// Digest and rows of each file; complete after next() gave nothing.
    [[nodiscard]] std::vector<InputRecord> records();
    /// File-level findings (row 0) with the index of their file, once; call after the end of
    /// next() for all. They are not in IngestedBatch::findings.
    struct FileFinding {
        std::size_t file = 0;
        Finding finding;
    };
    [[nodiscard]] std::vector<FileFinding> take_file_findings();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

}  // namespace sourcelight::ingest
