// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/date.hpp"
#include "sourcelight/core/text_column.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace sourcelight::io {

/// Texts that repeat: cell i is dictionary[index[i]]; index -1 = missing. Half the time and
/// memory of plain texts for countries, bands, labels.
struct RepeatedText {
    TextColumn dictionary;
    std::vector<std::int32_t> index;
};

/// The cells of one column. Missing: an empty text, index -1, NaN; for whole numbers and dates
/// the flag of NewColumn::valid.
using ColumnValues = std::variant<TextColumn, RepeatedText, std::vector<std::int64_t>,
                                  std::vector<float>, std::vector<double>, std::vector<Date>>;

/// A column made by this program, on its way into a batch.
struct NewColumn {
    std::string name;
    ColumnValues values;
    std::vector<std::uint8_t> valid = {};  ///< one flag a row, 0 = missing; empty = none missing
};

/// Collects the texts of a column one after the other.
class TextBuilder {
public:
    TextBuilder();
    ~TextBuilder();
    TextBuilder(TextBuilder&& other) noexcept;
    TextBuilder& operator=(TextBuilder&& other) noexcept;
    TextBuilder(const TextBuilder&) = delete;
    TextBuilder& operator=(const TextBuilder&) = delete;

    void append(std::string_view text);
    /// The column; the builder is empty afterwards. At most 2 GiB of text.
    [[nodiscard]] TextColumn finish();

private:
    struct Memory;
    std::shared_ptr<Memory> m_memory;
};

/// What a column of a batch holds.
enum class ValueKind : std::uint8_t { kText, kInteger, kReal32, kReal64, kDate, kOther };

/// Named, typed columns of up to 64 Ki rows: the user's own columns as read, with ours after
/// them. An immutable value that shares its memory with Arrow; copies are cheap and may be used
/// from several threads.
class ColumnBatch {
public:
    struct Impl;  ///< an Arrow record batch, seen only inside io/

    ColumnBatch();  ///< no columns, no rows
    explicit ColumnBatch(std::shared_ptr<const Impl> impl);

    [[nodiscard]] std::size_t rows() const noexcept;
    [[nodiscard]] std::size_t columns() const noexcept;
    [[nodiscard]] std::vector<std::string> names() const;
    /// Position of a column, compared byte by byte.
    [[nodiscard]] std::optional<std::size_t> find(std::string_view name) const;
    [[nodiscard]] ValueKind kind(std::size_t column) const;

    /// The cells as text whatever their kind, missing = empty; texts are shared, not copied.
    [[nodiscard]] TextColumn text(std::size_t column) const;
    /// The cells of a column of that kind; a missing cell has an unspecified value, ask missing().
    /// Throws Error kInternal if the column is of another kind.
    [[nodiscard]] std::span<const std::int64_t> integers(std::size_t column) const;
    [[nodiscard]] std::span<const float> reals32(std::size_t column) const;
    [[nodiscard]] std::span<const double> reals64(std::size_t column) const;
    [[nodiscard]] bool missing(std::size_t column, std::size_t row) const;

    /// The same rows with columns appended; each must have rows() cells, or, if this batch has no
    /// columns, all the same number. Throws Error kInternal otherwise.
    [[nodiscard]] ColumnBatch with(std::vector<NewColumn> columns) const;
    /// The columns at these positions, in this order.
    [[nodiscard]] ColumnBatch select(std::span<const std::size_t> columns) const;
    /// Rows [from, from + count).
    [[nodiscard]] ColumnBatch slice(std::size_t from, std::size_t count) const;
    /// The same columns under other names.
    [[nodiscard]] ColumnBatch renamed(const std::vector<std::string>& names) const;

    [[nodiscard]] const Impl& impl() const noexcept { return *m_impl; }

private:
    std::shared_ptr<const Impl> m_impl;
};

}  // namespace sourcelight::io
