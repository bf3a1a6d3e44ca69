// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/csv_line.hpp"

#include "sourcelight/io/writers.hpp"

#include <fmt/format.h>

#include <iterator>

namespace sourcelight::publish {
CsvLine& CsvLine::text(std::string_view cell)
{
    separate();
    const bool escape = io::csv_guard_needed(cell);
    if (cell.find_first_of("\",\r\n") == std::string_view::npos) {
        m_line += escape ? "'" : "";
        m_line += cell;
        return *this;
    }
    m_line += escape ? "\"'" : "\"";
    for (const char c : cell) {
        m_line.append(c == '"' ? 2U : 1U, c);
    }
    m_line += '"';
    return *this;
}

CsvLine& CsvLine::integer(std::int64_t cell)
{
    separate();
    fmt::format_to(std::back_inserter(m_line), "{}", cell);
    return *this;
}

CsvLine& CsvLine::number(float cell)
{
    separate();
    fmt::format_to(std::back_inserter(m_line), "{}", cell);
    return *this;
}

CsvLine& CsvLine::empty()
{
    separate();
    return *this;
}

std::string_view CsvLine::finish()
{
    if (m_fresh) {
        m_line.clear();
    }
    m_line += '\n';
    m_fresh = true;
    return m_line;
}

void CsvLine::separate()
{
    if (m_fresh) {
        m_line.clear();
        m_fresh = false;
    } else {
        m_line += ',';
    }
}

}  // namespace sourcelight::publish
