// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/cited_data.hpp"

#include "sourcelight/pipeline/ordered.hpp"
#include "sourcelight/pipeline/rows_again.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <set>
#include <string>

namespace sourcelight::pipeline {
namespace {

using publish::Cause;
using publish::ComparedSupplier;

/// The datasets that differ and that a row's receipt cites, in order of their names.
std::set<std::string> cited(const ResultFolder& folder, std::uint32_t row, const Engine& engine,
                            const EvidenceBook& book, const std::set<std::string>& differing)
{
    const std::array<std::uint32_t, 1> rows{row};
    const auto batch = picked_rows(folder, rows);
    const auto stated = stated_about(book, folder, rows);
    const auto scored = engine.score(batch, stated);
    const auto receipt =
        engine.assessor().receipt(batch, scored.resolved, scored.matches, 0, stated);
    std::set<std::string> out;
    for (const auto& term : receipt.terms) {
        if (!term.source.known()) {
            continue;
        }
        const auto& id = engine.reference().catalogue.manifest(term.source.dataset).id;
        if (differing.contains(id)) {
            out.insert(id);
        }
    }
    return out;
}

std::set<std::string> differing_data(const std::vector<publish::Difference>& differences)
{
    std::set<std::string> out;
    for (const auto& difference : differences) {
        if (difference.cause == Cause::kData) {
            out.insert(difference.what);
        }
    }
    return out;
}

bool is_concerned(const ComparedSupplier& mover)
{
    return mover.causes.has(Cause::kData) && mover.before && mover.after;
}

}  // namespace

void add_cited_data(const ComparedFolders& folders,
                    const std::vector<publish::Difference>& differences, const Folders& shipped,
                    std::span<ComparedSupplier> movers, ProgressSink& sink)
{
    const auto differing = differing_data(differences);
    if (differing.size() < 2 || std::none_of(movers.begin(), movers.end(), is_concerned)) {
        return;
    }
    const auto repeated = engine_again(shipped, folders.after.record());
    if (repeated.engine == nullptr) {
        return;
    }
    const auto& engine = *repeated.engine;
    const EvidenceBook book{folders.after.evidence(), engine.methodology(),
                            engine.reference().as_of};
    for (auto& mover : movers) {
        stop_if_asked(sink);
        if (!is_concerned(mover)) {
            continue;
        }
        const auto names = cited(folders.after, static_cast<std::uint32_t>(mover.after->row),
                                 engine, book, differing);
        mover.effects +=
            fmt::format("{}of the {} datasets that differ its receipt cites {}",
                        mover.effects.empty() ? "" : "; ", differing.size(),
                        names.empty() ? "none" : fmt::format("{}", fmt::join(names, ", ")));
    }
}

}  // namespace sourcelight::pipeline
