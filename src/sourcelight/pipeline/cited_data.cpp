// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/cited_data.hpp"

#include "sourcelight/pipeline/ordered.hpp"
#include "sourcelight/pipeline/rows_again.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
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

struct Item {
    ComparedSupplier* mover = nullptr;
    std::string words;
};

}  // namespace

void add_cited_data(const ComparedFolders& folders,
                    const std::vector<publish::Difference>& differences, const Folders& shipped,
                    unsigned threads, std::span<ComparedSupplier> movers, ProgressSink& sink)
{
    std::set<std::string> differing;
    for (const auto& difference : differences) {
        if (difference.cause == Cause::kData) {
            differing.insert(difference.what);
        }
    }
    const auto concerned = [](const ComparedSupplier& mover) {
        return mover.causes.has(Cause::kData) && mover.before && mover.after;
    };
    if (differing.size() < 2 || std::none_of(movers.begin(), movers.end(), concerned)) {
        return;
    }
    const auto repeated = engine_again(shipped, folders.after.record());
    if (repeated.engine == nullptr) {
        return;
    }
    const auto& engine = *repeated.engine;
    const EvidenceBook book{folders.after.evidence(), engine.methodology(),
                            engine.reference().as_of};
    auto next = movers.begin();
    const auto make = [&]() -> std::shared_ptr<Item> {
        stop_if_asked(sink);
        next = std::find_if(next, movers.end(), concerned);
        if (next == movers.end()) {
            return nullptr;
        }
        auto item = std::make_shared<Item>();
        item->mover = &*next++;
        return item;
    };
    const auto work = [&](Item& item) {
        const auto row = static_cast<std::uint32_t>(item.mover->after->row);
        std::string names;
        for (const auto& id : cited(folders.after, row, engine, book, differing)) {
            names += (names.empty() ? "" : ", ") + id;
        }
        item.words = fmt::format("of the {} datasets that differ its receipt cites {}",
                                 differing.size(), names.empty() ? "none" : names);
    };
    run_ordered<Item>(threads, make, work, [](Item& item) {
        auto& effects = item.mover->effects;
        effects += (effects.empty() ? "" : "; ") + item.words;
    });
}

}  // namespace sourcelight::pipeline
