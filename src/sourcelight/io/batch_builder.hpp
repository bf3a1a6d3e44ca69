// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/io/column_batch.hpp"
#include "sourcelight/io/table_reader.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// Only for io/: this header is not installed.
namespace sourcelight::io {

/// Collects rows of text into batches of Arrow text columns.
class BatchBuilder {
public:
    BatchBuilder(std::vector<std::string> names, const ReadLimits& limits);

    [[nodiscard]] std::size_t columns() const noexcept { return m_columns.size(); }
    [[nodiscard]] std::size_t rows() const noexcept { return m_rows; }
    [[nodiscard]] std::size_t max_rows() const noexcept { return m_max_rows; }
    /// Whether the batch has the rows or bytes it may hold.
    [[nodiscard]] bool full() const noexcept
    {
        return m_rows >= m_max_rows || m_bytes >= kMaxBytes;
    }

    /// One row; cells beyond the last column are not looked at, missing ones are empty.
    void append(const std::vector<std::string_view>& cells);
    /// Rows without any text.
    void append_blank(std::size_t rows);
    /// The rows so far as a batch; the builder is empty afterwards.
    [[nodiscard]] ColumnBatch finish();

private:
    struct Column {
        std::vector<std::int32_t> offsets{0};
        std::string bytes;
    };
    static constexpr std::size_t kMaxBytes = std::size_t{64} << 20U;

    std::vector<std::string> m_names;
    std::vector<Column> m_columns;
    std::size_t m_max_rows;
    std::size_t m_rows = 0;
    std::size_t m_bytes = 0;
};

}  // namespace sourcelight::io
