// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/aggregate/hexagons.hpp"
#include "sourcelight/assess/sensitivity.hpp"
#include "sourcelight/core/sink.hpp"
#include "sourcelight/ingest/inputs.hpp"
#include "sourcelight/pipeline/engine.hpp"
#include "sourcelight/pipeline/first_pass.hpp"
#include "sourcelight/pipeline/layer_reach.hpp"
#include "sourcelight/pipeline/proximity.hpp"
#include "sourcelight/pipeline/ranks.hpp"
#include "sourcelight/pipeline/since.hpp"
#include "sourcelight/publish/result_writer.hpp"
#include "sourcelight/publish/run_outcome.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace sourcelight::pipeline {

/// The mapping of a file in terms of the united columns of the results, so that a spilled batch
/// or suppliers.parquet can be read like the input.
[[nodiscard]] ingest::Mapping mapping_to_results(const ingest::InputFile& file,
                                                 const io::ColumnBatch& columns);

/// What the second pass needs of the first and of the inputs.
struct SecondPassInput {
    const FirstPass& first;
    const Ranks& ranks;
    const std::vector<std::pair<std::int64_t, float>>& top_shares;  ///< by row
    const std::vector<ingest::InputFile>& files;
    std::string spill;
    unsigned threads = 1;
    const Proximity* proximity = nullptr;           ///< null = the run has no layers
    aggregate::HexagonBuilder* hexagons = nullptr;  ///< to be filled; null = not wanted
    const EvidenceBook* evidence = nullptr;         ///< null = the user has stated none
    LayerReach* reach = nullptr;                    ///< to be filled if the run has layers
    const assess::GroupModels* models = nullptr;    ///< null = nobody asked for shares of variance
    const SinceRun* since = nullptr;                ///< null = no earlier run was named
    std::int64_t first_places = 0;                  ///< places of a reviewer's week
};

/// One of the suppliers to look at first.
struct FirstPlace {
    std::int64_t rank = 0;
    std::int64_t group = 0;    ///< 0 = alone
    std::int64_t members = 0;  ///< of the group, in the whole list
    publish::GroupKind kind = publish::GroupKind::kNone;
    publish::Since since = publish::Since::kNotAsked;
    std::string name;
    std::string place;  ///< region or country code
    MaybeEstimate site_probability;
};

/// What the second pass counted on its way: how bad the findings were, what comes first.
struct FindingCounts {
    std::int64_t errors = 0;
    std::string first_error;  ///< one of them as a line
    publish::RowsToFix rows_to_fix;
    std::int64_t matched_rows = 0;  ///< rows whose name resembles one of an official list
    std::vector<FirstPlace> first;  ///< of a reviewer's week, by rank
    publish::SinceCounts since;     ///< without gone ones
};

/// Reads the spill, scores again, and writes every batch with its ranks.
[[nodiscard]] FindingCounts run_second_pass(const SecondPassInput& input, const Engine& engine,
                                            publish::ResultWriter& writer, ProgressSink& sink);

}  // namespace sourcelight::pipeline
