// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/compare_sums.hpp"

#include "sourcelight/publish/json_values.hpp"

#include <algorithm>
#include <cmath>

namespace sourcelight::pipeline {
namespace {

using publish::Change;
using publish::Figure;
using publish::Moved;

/// What a side adds to a sum: its median, nothing for a row that repeats another.
double median_of(const std::optional<publish::SupplierState>& state, Figure figure)
{
    if (!state || state->repeats) {
        return 0.0;
    }
    const auto& value = state->figures[static_cast<std::size_t>(figure)];
    return value ? static_cast<double>(value->median) : 0.0;
}

/// The later medians of a line less its earlier ones, as one supplier's share of a sum.
Moved difference_of(const publish::ComparedSupplier& line)
{
    const auto difference = [&line](Figure figure) {
        return median_of(line.after, figure) - median_of(line.before, figure);
    };
    return {1, difference(Figure::kSite), difference(Figure::kResidual),
            difference(Figure::kPersons)};
}

void add_to(Moved& moved, const Moved& one)
{
    moved.suppliers += one.suppliers;
    moved.sites += one.sites;
    moved.residual += one.residual;
    moved.persons += one.persons;
}

}  // namespace

void CompareSums::add(const publish::ComparedSupplier& line, std::size_t index)
{
    const auto difference = difference_of(line);
    ++m_changes[static_cast<std::size_t>(line.change)];
    if (line.change == Change::kNew) {
        add_to(m_added, difference);
    } else if (line.change == Change::kGone) {
        add_to(m_removed, difference);
    } else {
        add_pair(line, difference);
    }
    if (line.change == Change::kSame || line.change == Change::kWithinError) {
        return;
    }
    ++m_moved;
    m_kept.emplace_back(-std::fabs(difference.persons), index);
    if (m_kept.size() > 8 * m_most) {
        cut();
    }
}

void CompareSums::add_pair(const publish::ComparedSupplier& line, const publish::Moved& difference)
{
    ++m_paired[line.paired_by];
    ++m_bands[{std::string{line.before->band}, std::string{line.after->band}}];
    if (line.change == Change::kWithinError) {
        add_to(m_within, difference);
    } else if (line.change != Change::kSame) {
        auto& [causes, moved] = m_by_cause[line.causes.names()];
        causes = line.causes;
        add_to(moved, difference);
    }
}

void CompareSums::cut()
{
    std::sort(m_kept.begin(), m_kept.end());
    m_kept.resize(std::min(m_kept.size(), m_most));
}

std::vector<std::size_t> CompareSums::movers()
{
    cut();
    std::vector<std::size_t> out;
    for (const auto& [change, index] : m_kept) {
        out.push_back(index);
    }
    return out;
}

void CompareSums::finish(publish::Comparison& out) const
{
    out.changes = m_changes;
    out.added = m_added;
    out.removed = m_removed;
    out.within = m_within;
    for (const auto by : kPairedByNames) {
        if (const auto found = m_paired.find(by); found != m_paired.end()) {
            out.paired.emplace_back(*found);
        }
    }
    for (const auto& [names, entry] : m_by_cause) {
        out.by_cause.push_back(entry);
    }
    std::stable_sort(out.by_cause.begin(), out.by_cause.end(), [](const auto& a, const auto& b) {
        return a.second.suppliers > b.second.suppliers;
    });
    std::map<std::string, std::int64_t> seen;
    for (const auto& [pair, count] : m_bands) {
        seen[pair.first] += count;
        seen[pair.second] += 0;
    }
    for (const auto& [band, count] : publish::bands_in_order(seen)) {
        if (seen.contains(band)) {
            out.band_names.push_back(band);
        }
    }
    for (const auto& before : out.band_names) {
        std::vector<std::int64_t> counts;
        for (const auto& after : out.band_names) {
            const auto found = m_bands.find({before, after});
            counts.push_back(found == m_bands.end() ? 0 : found->second);
        }
        if (std::any_of(counts.begin(), counts.end(), [](auto count) { return count > 0; })) {
            out.bands.emplace_back(before, std::move(counts));
        }
    }
}

}  // namespace sourcelight::pipeline
