// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/finding.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

// Only for io/: this header is not installed.
namespace sourcelight::io {

/// Collects the findings of one file. After kListed rows of a kind only their number is kept and
/// told at the end, so that a file wrong in every row does not fill the memory.
class FindingLog {
public:
    static constexpr std::int64_t kListed = 1000;

    void add(Finding finding);
    /// The findings that take() would give.
    [[nodiscard]] const std::vector<Finding>& peek() const noexcept { return m_findings; }
    /// The findings since the last call.
    [[nodiscard]] std::vector<Finding> take();
    /// Adds one finding for each kind that was cut; call once at the end of the file.
    void close();

private:
    std::vector<Finding> m_findings;
    std::map<const FindingKind*, std::int64_t> m_counts;
};

}  // namespace sourcelight::io
