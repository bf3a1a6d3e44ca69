// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/types.hpp"

#include <string>
#include <vector>

namespace sourcelight::publish {

/// The sentences a board reads first: how many sites, where the people are, what is not in the
/// numbers. Every number with its 90 % interval. Also for a run in which nothing was scored.
[[nodiscard]] std::vector<std::string> headline(const assess::Totals& totals);

}  // namespace sourcelight::publish
