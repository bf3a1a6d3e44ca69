// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/io/finding_log.hpp"

#include "sourcelight/io/findings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace sourcelight::io {

void FindingLog::add(Finding finding)
{
    if (++m_counts[finding.kind] <= kListed) {
        m_findings.push_back(std::move(finding));
    }
}

std::vector<Finding> FindingLog::take() { return std::exchange(m_findings, {}); }

void FindingLog::close()
{
    std::vector<Finding> rest;
    for (const auto& [kind, count] : m_counts) {
        if (count > kListed) {
            rest.push_back({0, &kMoreOfTheSame, "", std::string{kind->code},
                            fmt::format("{} more rows: {}", count - kListed, kind->meaning)});
        }
    }
    // The map is ordered by address; findings are ordered by their public code.
    std::sort(rest.begin(), rest.end(),
              [](const Finding& a, const Finding& b) { return a.value < b.value; });
    m_findings.insert(m_findings.end(), rest.begin(), rest.end());
    m_counts.clear();
}

}  // namespace sourcelight::io
