// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/config/settings.hpp"
#include "sourcelight/ingest/inputs.hpp"
#include "sourcelight/pipeline/engine.hpp"
#include "sourcelight/pipeline/first_pass.hpp"
#include "sourcelight/publish/run_outcome.hpp"
#include "sourcelight/publish/run_record.hpp"

#include <vector>

namespace sourcelight::pipeline {

/// Estimates as the pages take them.
[[nodiscard]] std::vector<publish::PlaceMeasure> place_measures(
    const std::vector<assess::PlaceEstimate>& places);
/// Which published totals estimates are scaled to, or that there are none, in one sentence.
[[nodiscard]] std::string anchors_text(const assess::Assessor& assessor);

/// Settings, methodology and datasets of a run: its record without inputs, outputs and findings.
[[nodiscard]] publish::RunRecord run_record(const reference::Reference& reference,
                                            const assess::Methodology& methodology,
                                            const config::Settings& settings);
/// The run record without outputs and findings, which the writer adds.
[[nodiscard]] publish::RunRecord run_record(const Engine& engine, const config::Settings& settings,
                                            ingest::Inputs& inputs);

/// What the pages say once every row was scored. The engine must outlive the outcome.
/// @param first_sites  suppliers whose share of the expected persons is told
[[nodiscard]] publish::RunOutcome run_outcome(const Engine& engine, const FirstPass& first,
                                              std::int64_t first_sites, publish::RunRecord record);

}  // namespace sourcelight::pipeline
