// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/pipeline/engine.hpp"
#include "sourcelight/pipeline/evidence_book.hpp"
#include "sourcelight/pipeline/result_folder.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <string>

namespace sourcelight::pipeline {

/// Rows of one input file of a result, out of their places, to be scored again.
/// @param rows  at least one, all of the same file
[[nodiscard]] SupplierBatch picked_rows(const ResultFolder& folder,
                                        std::span<const std::uint32_t> rows);

/// What a book of the folder's own evidence has about rows; empty without evidence.
[[nodiscard]] assess::StatedByRow stated_about(const EvidenceBook& book, const ResultFolder& folder,
                                               std::span<const std::uint32_t> rows);

/// An engine by settings, or none where the record's method is not the one at hand: another
/// version of the program, or a methodology that changed or is gone.
[[nodiscard]] std::unique_ptr<Engine> engine_with(const Folders& shipped,
                                                  const config::Settings& settings,
                                                  const publish::RunRecord& record);

/// The engine of a run, from what is at hand.
struct EngineAgain {
    std::unique_ptr<Engine> engine;  ///< null if method or datasets are not the run's
    std::string why;                 ///< it is null
};
[[nodiscard]] EngineAgain engine_again(const Folders& shipped, const publish::RunRecord& later);

}  // namespace sourcelight::pipeline
