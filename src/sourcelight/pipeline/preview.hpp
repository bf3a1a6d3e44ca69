// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/sink.hpp"
#include "sourcelight/ingest/inputs.hpp"
#include "sourcelight/pipeline/assess_run.hpp"
#include "sourcelight/pipeline/engine.hpp"

#include <string>

namespace sourcelight::pipeline {

/// The inputs as a request names them.
[[nodiscard]] ingest::IngestOptions ingest_options(const AssessRequest& request);

/// Seeks the products of files whose headers name none, by what the engine's texts say.
void guess_products(ingest::Inputs& inputs, const Engine& engine);

/// Tells how each file was read and what each column was taken for.
void tell_mappings(const ingest::Inputs& inputs, const std::string& default_activity,
                   ProgressSink& sink);

/// preview_assess() as one JSON document: {dry_run, as_of, default_activity, files: [{file, format,
/// columns, mapping, fields}], evidence: [{file, format, items, findings}], rows: [{sl_row,
/// sl_file, name, sl_country, ..., findings}]}.
[[nodiscard]] std::string preview_json(const AssessRequest& request);

/// A sentence if the as-of date lies after everything that ships, else an empty text.
[[nodiscard]] std::string late_as_of(Date as_of, const reference::Catalogue& catalogue);
/// The same before anything is loaded. Throws Error kDatasetInvalid if the datasets cannot be read.
[[nodiscard]] std::string late_as_of(const AssessRequest& request);

}  // namespace sourcelight::pipeline
