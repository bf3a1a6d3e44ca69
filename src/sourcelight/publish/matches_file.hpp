// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/publish/csv_line.hpp"
#include "sourcelight/publish/text_file.hpp"
#include "sourcelight/screen/types.hpp"

#include <string>
#include <string_view>

namespace sourcelight::publish {

/// matches.csv: candidates of screening, one a record; never a verdict.
class MatchesFile {
public:
    /// Throws Error kOutputUnwritable, as append and close do.
    explicit MatchesFile(const std::string& path);

    /// @param answer  what the supplier answers; empty = nothing
    void append(const screen::Match& match, const screen::ListedEntity& entity,
                std::string_view file, std::string_view answer);
    void close();

private:
    TextFile m_file;
    CsvLine m_line;
};

}  // namespace sourcelight::publish
