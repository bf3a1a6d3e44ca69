// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/sink.hpp"
#include "sourcelight/ingest/inputs.hpp"
#include "sourcelight/pipeline/assess_run.hpp"

namespace sourcelight::pipeline {

/// The inputs as a request names them.
[[nodiscard]] ingest::IngestOptions ingest_options(const AssessRequest& request);

/// Tells how each file was read and what each column was taken for.
void tell_mappings(const ingest::Inputs& inputs, const std::string& default_activity,
                   ProgressSink& sink);

}  // namespace sourcelight::pipeline
