// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/rows_again.hpp"

#include "sourcelight/core/error.hpp"
#include "sourcelight/pipeline/run_differences.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace sourcelight::pipeline {
namespace {

/// The hash of the user's national estimates in a run; empty if it had none.
std::string national_hash(const publish::RunRecord& record)
{
    const auto found = std::find_if(record.datasets.begin(), record.datasets.end(),
                                    [](const auto& dataset) { return dataset.restricted; });
    return found == record.datasets.end() ? std::string{} : found->sha256;
}

bool has_method(const assess::Methodology& methodology, const publish::RunRecord& record)
{
    return methodology.sha256 == record.methodology_hash &&
           methodology.national.sha256 == national_hash(record);
}

/// Whether a methodology or the national estimates of a run are not at hand any more.
bool is_gone(Errc code) noexcept
{
    return code == Errc::kConfigInvalid || code == Errc::kInputUnreadable ||
           code == Errc::kNoUsableColumn;
}

}  // namespace

SupplierBatch picked_rows(const ResultFolder& folder, std::span<const std::uint32_t> rows)
{
    const auto& first = folder.find(rows.front()).first->suppliers;
    SupplierBatch batch;
    batch.rows = rows.size();
    batch.file = first.file;
    batch.spend_unit = first.spend_unit;
    const auto take = [&](const auto& column_of) {
        std::vector<std::string> cells;
        cells.reserve(rows.size());
        for (const auto row : rows) {
            const auto [chunk, position] = folder.find(row);
            cells.emplace_back(column_of(chunk->suppliers)[position]);
        }
        return TextColumn::of(cells);
    };
    for (std::size_t f = 0; f < kFieldCount; ++f) {
        if (first.has(static_cast<Field>(f))) {
            batch.columns[f] = take([f](const SupplierBatch& from) { return from.columns[f]; });
        }
    }
    if (!first.shape_radius_km.empty()) {
        batch.shape_radius_km =
            take([](const SupplierBatch& from) { return from.shape_radius_km; });
    }
    return batch;
}

assess::StatedByRow stated_about(const EvidenceBook& book, const ResultFolder& folder,
                                 std::span<const std::uint32_t> rows)
{
    assess::StatedByRow stated(book.empty() ? 0 : rows.size());
    for (std::size_t i = 0; i < stated.size(); ++i) {
        for (const auto index : folder.evidence_of(rows[i])) {
            if (const auto& entry = book.entries()[index]; entry.used) {
                stated[i].push_back(&entry.item);
            }
        }
    }
    return stated;
}

std::unique_ptr<Engine> engine_with(const Folders& shipped, const config::Settings& settings,
                                    const publish::RunRecord& record)
{
    if (record.version != SOURCELIGHT_VERSION) {
        return nullptr;
    }
    try {
        auto engine = std::make_unique<Engine>(shipped, settings);
        return has_method(engine->methodology(), record) ? std::move(engine) : nullptr;
    } catch (const Error& problem) {
        if (is_gone(problem.code())) {
            return nullptr;
        }
        throw;
    }
}

EngineAgain engine_again(const Folders& shipped, const publish::RunRecord& later)
{
    auto engine = engine_with(shipped, recorded_settings(later), later);
    if (engine == nullptr) {
        return {nullptr, "the later run's methodology or national estimates are not those at hand"};
    }
    if (!has_same_datasets(later, engine->reference().catalogue)) {
        return {nullptr, "the datasets at hand are not those of the later run"};
    }
    return {std::move(engine), {}};
}

}  // namespace sourcelight::pipeline
