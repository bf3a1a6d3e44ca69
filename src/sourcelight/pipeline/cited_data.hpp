// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/sink.hpp"
#include "sourcelight/pipeline/compared_rows.hpp"
#include "sourcelight/pipeline/engine.hpp"

#include <span>
#include <vector>

namespace sourcelight::pipeline {

/// Says of suppliers that moved with the data edition which of the datasets that differ their later
/// receipt cites, where several differ: "of the 3 datasets that differ its receipt cites
/// usdol/list_of_goods". It is added to `effects`. Nothing is said where method or datasets of the
/// later run are not at hand. Cost: an engine and a receipt a supplier, some 5 ms each.
void add_cited_data(const ComparedFolders& folders,
                    const std::vector<publish::Difference>& differences, const Folders& shipped,
                    std::span<publish::ComparedSupplier> movers, ProgressSink& sink);

}  // namespace sourcelight::pipeline
