// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/types.hpp"

#include <nlohmann/json.hpp>

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace sourcelight::publish {

/// {median, lo50, hi50, lo90, hi90}; null where there is no estimate.
[[nodiscard]] nlohmann::ordered_json to_json(const MaybeEstimate& estimate);

/// {median, lo50, hi50, lo90, hi90, mc_error}.
[[nodiscard]] nlohmann::ordered_json to_json(const assess::Total& total);

/// Bands with their counts in the order of every page: the five bands from low to high, then every
/// run of bands that occurs ("low to moderate"), then "insufficient data".
[[nodiscard]] std::vector<std::pair<std::string, std::int64_t>> bands_in_order(
    const std::map<std::string, std::int64_t>& bands);

/// [{"band": ..., "count": ...}] in that order.
[[nodiscard]] nlohmann::ordered_json bands_to_json(
    const std::map<std::string, std::int64_t>& bands);

/// A JSON text of two blanks a level with a line end at the end; invalid UTF-8 is replaced.
[[nodiscard]] std::string json_text(const nlohmann::ordered_json& value);

}  // namespace sourcelight::publish
