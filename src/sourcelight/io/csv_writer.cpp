// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/core/error.hpp"
#include "sourcelight/core/text.hpp"
#include "sourcelight/io/output_file.hpp"
#include "sourcelight/io/writers.hpp"

#include <algorithm>
#include <utility>

namespace sourcelight::io {
namespace {

constexpr std::size_t kTelephoneDigits = 6;

void append_cell(std::string_view text, bool guard, std::string& out)
{
    const bool guarded = guard && csv_guard_needed(text);
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
        out.append(guarded ? "'" : "").append(text);
        return;
    }
    out.append(guarded ? "\"'" : "\"");
    for (const char c : text) {
        out.append(c == '"' ? 2 : 1, c);
    }
    out.push_back('"');
}

class CsvWriter final : public TableWriter {
public:
    CsvWriter(const std::string& path, const ColumnBatch& layout, const CsvOptions& options)
        : m_file{path}, m_options{options}, m_columns{layout.columns()}
    {
        auto& out = m_file.buffer();
        out.append(options.bom ? "\xEF\xBB\xBF" : "");
        const auto names = layout.names();
        for (std::size_t i = 0; i < names.size(); ++i) {
            out.append(i == 0 ? "" : ",");
            append_cell(names[i], options.guard_formulas, out);
        }
        out.push_back('\n');
    }

    void write(const ColumnBatch& batch) override
    {
        if (batch.columns() != m_columns) {
            throw Error{Errc::kInternal, "the CSV writer was given a batch of another layout"};
        }
        std::vector<TextColumn> texts;
        std::vector<bool> guards;
        for (std::size_t i = 0; i < m_columns; ++i) {
            texts.push_back(batch.text(i));
            const auto kind = batch.kind(i);
            guards.push_back(m_options.guard_formulas &&
                             (kind == ValueKind::kText || kind == ValueKind::kOther));
        }
        auto& out = m_file.buffer();
        for (std::size_t row = 0; row < batch.rows(); ++row) {
            for (std::size_t i = 0; i < m_columns; ++i) {
                if (i > 0) {
                    out.push_back(',');
                }
                append_cell(texts[i][row], guards[i], out);
            }
            out.push_back('\n');
            m_file.flush_if_full();
        }
    }

    void finish() override { m_file.close(); }

private:
    OutputFile m_file;
    CsvOptions m_options;
    std::size_t m_columns;
};

}  // namespace

bool csv_guard_needed(std::string_view text) noexcept
{
    if (text.empty() || std::string_view{"=+-@\t\r"}.find(text.front()) == std::string_view::npos) {
        return false;
    }
    if (parse_number(text)) {
        return false;
    }
    const bool telephone =
        text.front() == '+' &&
        text.find_first_not_of("0123456789 ()-./", 1) == std::string_view::npos &&
        std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }) >=
            static_cast<std::ptrdiff_t>(kTelephoneDigits);
    return !telephone;
}

std::unique_ptr<TableWriter> make_csv_writer(const std::string& path, const ColumnBatch& layout,
                                             const CsvOptions& options)
{
    return std::make_unique<CsvWriter>(path, layout, options);
}

}  // namespace sourcelight::io
