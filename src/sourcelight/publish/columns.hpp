// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/date.hpp"
#include "sourcelight/publish/batch_results.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace sourcelight::publish {

/// One supplier as the columns see it.
struct ResultRow {
    const RunNames& names;
    const BatchResults& batch;
    const RowFindings& findings;
    std::size_t index;  ///< row of the batch
    const resolve::ResolvedPlace& place;
    const resolve::ResolvedActivity& activity;
    const assess::AssessedSupplier& assessed;
    const Rank& rank;
};

/// Row `index` of a batch as the columns see it.
[[nodiscard]] ResultRow result_row(const RunNames& names, const BatchResults& batch,
                                   const RowFindings& findings, std::size_t index);

/// How a column reads its cell; an empty answer is null. A text getter appends to `out`
/// and a text to which nothing is appended is null.
using Int64Getter = std::optional<std::int64_t> (*)(const ResultRow&);
using Float32Getter = std::optional<float> (*)(const ResultRow&);
using Float64Getter = std::optional<double> (*)(const ResultRow&);
using DateGetter = std::optional<Date> (*)(const ResultRow&);
using TextGetter = void (*)(const ResultRow&, std::string& out);
using ColumnGetter =
    std::variant<Int64Getter, Float32Getter, Float64Getter, DateGetter, TextGetter>;

/// One sl_ column, declared once: files, workbook and generated docs come from it.
struct ResultColumn {
    std::string_view name;     ///< "sl_row"
    std::string_view meaning;  ///< one line for docs and the workbook's notes
    ColumnGetter get;
};

/// Every sl_ column in the order of the files (docs: contract of suppliers.*).
[[nodiscard]] std::span<const ResultColumn> result_columns() noexcept;

/// "int64", "float32", "float64", "date" or "text".
[[nodiscard]] std::string_view column_type_name(const ResultColumn& column) noexcept;

}  // namespace sourcelight::publish
