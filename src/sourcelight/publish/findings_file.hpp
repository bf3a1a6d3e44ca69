// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/finding.hpp"
#include "sourcelight/publish/csv_line.hpp"
#include "sourcelight/publish/text_file.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace sourcelight::publish {

/// At most `limit` bytes of a text, cut between code points, "..." where something was cut.
[[nodiscard]] std::string cut_text(std::string_view text, std::size_t limit = 200);

/// findings.csv: row (0 = the whole file), file, code, severity, column, value, message, fix.
class FindingsFile {
public:
    /// Throws Error kOutputUnwritable, as append and close do.
    explicit FindingsFile(const std::string& path);

    void append(const Finding& finding, std::string_view file);
    void close();

    /// Findings written so far, by code.
    [[nodiscard]] const std::map<std::string, std::int64_t, std::less<>>& counts() const noexcept
    {
        return m_counts;
    }

private:
    TextFile m_file;
    CsvLine m_line;
    std::map<std::string, std::int64_t, std::less<>> m_counts;
};

}  // namespace sourcelight::publish
