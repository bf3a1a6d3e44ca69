// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/finding.hpp"

#include <vector>

namespace sourcelight::pipeline {

/// Every finding kind of every stage, in order of code.
[[nodiscard]] std::vector<const FindingKind*> all_finding_kinds();

/// The kind of a code; null if there is none.
[[nodiscard]] const FindingKind* find_finding_kind(std::string_view code);

}  // namespace sourcelight::pipeline
