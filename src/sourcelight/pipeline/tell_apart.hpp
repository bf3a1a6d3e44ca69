// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/sink.hpp"
#include "sourcelight/pipeline/compared_rows.hpp"
#include "sourcelight/pipeline/engine.hpp"

#include <string>
#include <vector>

namespace sourcelight::pipeline {

/// What came of the attempt.
struct ToldApart {
    RowSplits splits;
    std::vector<std::string> notes;  ///< what could not be told apart, and why
};

/// Tells apart what several causes did to one supplier: its row of the earlier list is scored
/// again with the later run's date, then data, then method, as far as the datasets and the
/// methodology at hand allow, and with the evidence that the earlier run had; what is left is the
/// supplier's own cells, then its evidence. Steps that cannot be
/// computed stay together and their parts are not numbers. Nothing is split unless this program
/// gives the later run's numbers again.
/// Cost: a step scores each supplier of several causes once.
[[nodiscard]] ToldApart tell_apart(const ComparedFolders& folders, const Folders& shipped,
                                   unsigned threads, ProgressSink& sink);

}  // namespace sourcelight::pipeline
