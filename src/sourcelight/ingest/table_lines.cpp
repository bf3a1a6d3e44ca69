// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/ingest/table_lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace sourcelight::ingest {
namespace {

/// The lines on which the records of a CSV text start, behind `header`; empty lines are no records,
/// and a cell between quotation marks may go over several. Nothing for a text that is no ASCII-like
/// encoding or is very large.
std::vector<std::int64_t> record_lines(const std::string& path, std::int64_t header)
{
    constexpr std::uintmax_t kLargest = std::uintmax_t{1} << 26U;
    std::vector<std::int64_t> starts;
    if (std::filesystem::file_size(path) > kLargest) {
        return starts;
    }
    std::ifstream file{path, std::ios::binary};
    std::string line;
    bool inside = false;
    for (std::int64_t number = 1; std::getline(file, line); ++number) {
        if (line.find('\0') != std::string::npos) {
            return {};
        }
        if (!inside && line.find_first_not_of('\r') != std::string::npos && number > header) {
            starts.push_back(number);
        }
        if (number > header && std::count(line.begin(), line.end(), '"') % 2 != 0) {
            inside = !inside;
        }
    }
    return starts;
}

}  // namespace

TableLines::TableLines(const io::TableInfo& info, const std::string& path)
    : m_first{info.first_line}
{
    if (info.first_line == 0) {
        m_word = "row";
        m_first = 1;
    } else if (info.format.starts_with("CSV")) {
        m_starts = record_lines(path, info.header_line);
    } else {
        m_word = "sheet row";
    }
}

std::pair<std::int64_t, std::string> TableLines::take()
{
    const auto row = m_row++;
    const bool exact = row < m_starts.size();
    const auto line = exact ? m_starts[row] : m_first + static_cast<std::int64_t>(row);
    return {line, fmt::format("{} {}", exact ? "line" : m_word, line)};
}

}  // namespace sourcelight::ingest
