// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/pipeline/method_effect.hpp"

#include <nlohmann/json.hpp>

namespace sourcelight::cli {

/// What an edit does to a list, for a terminal of 80 columns.
void print_effect(const pipeline::MethodEffect& effect);

/// The same with every number, without the suppliers that hardly move.
[[nodiscard]] nlohmann::ordered_json effect_json(const pipeline::MethodEffect& effect);

}  // namespace sourcelight::cli
