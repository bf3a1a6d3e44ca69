// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/publish/run_outcome.hpp"

#include <string>

namespace sourcelight::publish {

/// totals.json's text: rows, resolved shares, the company's figures with their intervals and
/// Monte-Carlo errors, distributions over bands and grades, top cells, roll-ups, coverage.
[[nodiscard]] std::string totals_text(const RunOutcome& outcome);

}  // namespace sourcelight::publish
