// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/findings_file.hpp"

namespace sourcelight::publish {

std::string cut_text(std::string_view text, std::size_t limit)
{
    if (text.size() <= limit) {
        return std::string{text};
    }
    auto end = limit;
    const auto inside_code_point = [text](std::size_t at) {
        return (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
    };
    while (end > 0 && inside_code_point(end)) {
        --end;
    }
    return std::string{text.substr(0, end)} + "...";
}

FindingsFile::FindingsFile(const std::string& path) : m_file{path}
{
    m_file.write("row,file,code,severity,column,value,message,fix\n");
}

void FindingsFile::append(const Finding& finding, std::string_view file)
{
    const auto& kind = *finding.kind;
    m_file.write(m_line.integer(finding.row)
                     .text(file)
                     .text(kind.code)
                     .text(severity_name(kind.severity))
                     .text(finding.column)
                     .text(cut_text(finding.value))
                     .text(finding.message)
                     .text(kind.fix)
                     .finish());
    const auto found = m_counts.find(kind.code);
    if (found == m_counts.end()) {
        m_counts.emplace(kind.code, 1);
    } else {
        ++found->second;
    }
}

void FindingsFile::close() { m_file.close(); }

}  // namespace sourcelight::publish
