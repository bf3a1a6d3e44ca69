// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/publish/comparison.hpp"
#include "sourcelight/publish/run_record.hpp"
#include "sourcelight/reference/catalogue.hpp"

#include <vector>

namespace sourcelight::pipeline {

/// Everything in which two runs differ that can move a score: as-of date, datasets, method (the
/// methodology, settings, the program's version), seed and draws; in the order of Cause, datasets
/// by name.
[[nodiscard]] std::vector<publish::Difference> run_differences(const publish::RunRecord& before,
                                                               const publish::RunRecord& after);

/// The causes that these are of.
[[nodiscard]] publish::Causes causes_of(const std::vector<publish::Difference>& differences);

/// Whether the datasets at hand are those of the run, byte by byte.
[[nodiscard]] bool has_same_datasets(const publish::RunRecord& record,
                                     const reference::Catalogue& catalogue);

}  // namespace sourcelight::pipeline
