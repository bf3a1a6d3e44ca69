// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/pipeline/compared_rows.hpp"
#include "sourcelight/publish/comparison.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sourcelight::pipeline {

/// Adds up the lines of a comparison, and keeps those that moved most.
class CompareSums {
public:
    /// @param most  how many lines to keep
    explicit CompareSums(std::size_t most) : m_most{most} {}

    void add(const publish::ComparedSupplier& line, std::size_t index);

    /// Fills in counts, sums and bands.
    void finish(publish::Comparison& out) const;
    /// The lines that moved, are new or gone with the largest change of expected persons, in that
    /// order; equal ones in the order of the lines.
    [[nodiscard]] std::vector<std::size_t> movers();
    /// All lines that moved, are new or gone.
    [[nodiscard]] std::int64_t moved() const noexcept { return m_moved; }

private:
    void add_pair(const publish::ComparedSupplier& line, const publish::Moved& difference);
    void cut();

    std::size_t m_most;
    std::int64_t m_moved = 0;
    std::array<std::int64_t, publish::kChangeNames.size()> m_changes{};
    std::map<std::string_view, std::int64_t> m_paired;
    publish::Moved m_added;
    publish::Moved m_removed;
    publish::Moved m_within;
    std::map<std::string, std::pair<publish::Causes, publish::Moved>> m_by_cause;
    std::map<std::pair<std::string, std::string>, std::int64_t> m_bands;
    std::vector<std::pair<double, std::size_t>> m_kept;  ///< less the change, line
};

}  // namespace sourcelight::pipeline
