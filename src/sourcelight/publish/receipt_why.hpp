// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/types.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <string>

namespace sourcelight::publish {

/// The account as a picture of at most 80 columns in ASCII: one bar a step on a scale of log-odds
/// with probabilities as ticks, the answer with its 90 % interval last. Steps beyond `most` are
/// added up into one line. Empty for a receipt without steps.
[[nodiscard]] std::string waterfall_text(const assess::Receipt& receipt, std::size_t most);

/// What single change would move the band; `most` of them, the smallest first. Empty without a
/// band.
[[nodiscard]] std::string changes_text(const assess::Receipt& receipt, std::size_t most);

/// Where the spread comes from, the `most` largest groups; empty if it was not asked for.
[[nodiscard]] std::string uncertainty_text(const assess::Receipt& receipt, std::size_t most);

/// The supplier without each of its sources; empty if that was not asked for.
[[nodiscard]] std::string without_text(const assess::Receipt& receipt);

/// "head count stated as 30: low to moderate (median 1.2 %, 90 % interval 0.1 % to 14 %)".
[[nodiscard]] std::string change_line(const assess::BandChange& change);

/// {draws, sd, groups: [{group, label, held_fixed, first, first_error, total, total_error}]}; null
/// if it was not asked for.
[[nodiscard]] nlohmann::ordered_json uncertainty_json(const assess::Uncertainty& uncertainty);

/// Appends the keys changes, uncertainty and without_sources to a receipt's JSON.
void add_why(const assess::Receipt& receipt, nlohmann::ordered_json& out);

}  // namespace sourcelight::publish
