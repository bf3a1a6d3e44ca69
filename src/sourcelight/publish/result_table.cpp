// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/result_table.hpp"

#include "sourcelight/publish/columns.hpp"

#include <limits>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace sourcelight::publish {
namespace {

using Rows = std::vector<ResultRow>;

/// Texts in order of first use; a text that repeats the one before costs one comparison.
class DictionaryBuilder {
public:
    explicit DictionaryBuilder(std::size_t rows) { m_index.reserve(rows); }

    void append(const std::string& text)
    {
        if (text.empty()) {
            m_index.push_back(-1);
            return;
        }
        if (m_last < 0 || *m_last_text != text) {
            const auto next = static_cast<std::int32_t>(m_seen.size());
            const auto [found, added] = m_seen.emplace(text, next);
            if (added) {
                m_texts.append(text);
            }
            m_last_text = &found->first;
            m_last = found->second;
        }
        m_index.push_back(m_last);
    }

    [[nodiscard]] io::RepeatedText finish() { return {m_texts.finish(), std::move(m_index)}; }

private:
    std::unordered_map<std::string, std::int32_t> m_seen;
    io::TextBuilder m_texts;
    std::vector<std::int32_t> m_index;
    const std::string* m_last_text = nullptr;
    std::int32_t m_last = -1;
};

io::RepeatedText text_values(TextGetter get, const Rows& rows)
{
    DictionaryBuilder dictionary{rows.size()};
    std::string cell;
    for (const auto& row : rows) {
        cell.clear();
        get(row, cell);
        dictionary.append(cell);
    }
    return dictionary.finish();
}

/// Reals say "missing" by NaN.
template <typename Real>
std::vector<Real> real_values(std::optional<Real> (*get)(const ResultRow&), const Rows& rows)
{
    std::vector<Real> values;
    values.reserve(rows.size());
    for (const auto& row : rows) {
        values.push_back(get(row).value_or(std::numeric_limits<Real>::quiet_NaN()));
    }
    return values;
}

/// Whole numbers and dates say "missing" by a flag.
template <typename T>
io::NewColumn flagged_column(std::string name, std::optional<T> (*get)(const ResultRow&),
                             const Rows& rows)
{
    std::vector<T> values;
    std::vector<std::uint8_t> valid;
    values.reserve(rows.size());
    valid.reserve(rows.size());
    for (const auto& row : rows) {
        const auto cell = get(row);
        values.push_back(cell.value_or(T{}));
        valid.push_back(cell.has_value() ? 1 : 0);
    }
    return {std::move(name), std::move(values), std::move(valid)};
}

/// One overload for each kind of getter.
struct ColumnMaker {
    std::string name;
    const Rows& rows;

    io::NewColumn operator()(Int64Getter get) const { return flagged_column(name, get, rows); }
    io::NewColumn operator()(DateGetter get) const { return flagged_column(name, get, rows); }
    io::NewColumn operator()(Float32Getter get) const { return {name, real_values(get, rows)}; }
    io::NewColumn operator()(Float64Getter get) const { return {name, real_values(get, rows)}; }
    io::NewColumn operator()(TextGetter get) const { return {name, text_values(get, rows)}; }
};

/// `values` has a column for each of `extra`, or none where there are no rows.
io::ColumnBatch with_result_columns(const io::ColumnBatch& own, const Rows& rows,
                                    std::span<const ExtraColumn> extra,
                                    std::span<const std::vector<float>> values)
{
    std::vector<io::NewColumn> columns;
    for (const auto& column : result_columns()) {
        columns.push_back(std::visit(ColumnMaker{std::string{column.name}, rows}, column.get));
    }
    for (std::size_t i = 0; i < extra.size(); ++i) {
        columns.push_back({extra[i].name, values.empty() ? std::vector<float>{} : values[i]});
    }
    return own.with(std::move(columns));
}

}  // namespace

io::ColumnBatch result_table(const RunNames& names, const BatchResults& batch,
                             const RowFindings& findings)
{
    Rows rows;
    rows.reserve(batch.suppliers->rows);
    for (std::size_t i = 0; i < batch.suppliers->rows; ++i) {
        rows.push_back(result_row(names, batch, findings, i));
    }
    return with_result_columns(*batch.own, rows, names.extra, batch.extra);
}

io::ColumnBatch result_layout(const io::ColumnBatch& own, std::span<const ExtraColumn> extra)
{
    return with_result_columns(own.slice(0, 0), {}, extra, {});
}

}  // namespace sourcelight::publish
