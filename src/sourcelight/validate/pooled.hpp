// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/validate/backtest.hpp"

#include <array>
#include <string>
#include <utility>

namespace sourcelight::validate {

/// The groups that fairness puts a country into, as kind and name: "income" of the World Bank,
/// "region" of the ILO; "none" where it has none.
[[nodiscard]] std::array<std::pair<std::string, std::string>, 2> groups_of(
    const reference::Reference& reference, CountryCode code);

/// Adds what the origins say together: `pooled`, and the residuals of `fairness`, with intervals
/// over drawn countries.
/// @param backtest  with its origins and fairness
/// Cost: two rankings of all cases a replicate, some seconds.
void add_pooled(const Protocol& protocol, const reference::Reference& newest,
                const assess::RunOptions& options, Backtest& backtest);

}  // namespace sourcelight::validate
