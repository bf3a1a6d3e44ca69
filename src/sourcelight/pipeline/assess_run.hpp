// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/types.hpp"
#include "sourcelight/config/settings.hpp"
#include "sourcelight/core/sink.hpp"
#include "sourcelight/pipeline/engine.hpp"
#include "sourcelight/publish/batch_results.hpp"
#include "sourcelight/publish/run_outcome.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sourcelight::pipeline {

/// What `sourcelight assess` is asked to do.
struct AssessRequest {
    std::vector<std::string> files;
    std::string out;                         ///< result folder
    std::string mapping;                     ///< mapping.yaml; empty = guess
    std::vector<std::string> evidence = {};  ///< evidence files of the user's own
    Folders folders;
    config::Settings settings;
    bool force = false;        ///< replace an existing result folder
    bool sensitivity = false;  ///< say where the spread of the totals comes from
    std::string since;  ///< result folder of an earlier run to be told apart from; empty = none
};

/// Suppliers to look at first that are one line: a group, or one alone.
struct FirstLine {
    std::int64_t rank = 0;
    std::string name;
    std::string place;  ///< region or country code
    MaybeEstimate site_probability;
    std::int64_t more = 0;  ///< other members of its group in the whole list
    publish::GroupKind kind = publish::GroupKind::kNone;
    publish::Since since = publish::Since::kNotAsked;
};

/// Lines of the user's evidence that need the user, by the severest of their findings.
struct EvidenceToFix {
    std::int64_t errors = 0;
    std::int64_t warnings = 0;

    [[nodiscard]] std::int64_t all() const noexcept { return errors + warnings; }
};

/// What the program says at the end.
struct AssessSummary {
    assess::Totals totals;
    std::string totals_text;  ///< as in totals.json
    std::int64_t errors = 0;  ///< findings of severity error
    std::string first_error;  ///< one of them, as one line
    publish::RowsToFix rows_to_fix;
    EvidenceToFix evidence_to_fix;
    std::vector<FirstLine> first;  ///< of a reviewer's week, by rank, each group once
    std::optional<publish::SinceCounts> since;
    std::int64_t matched_rows = 0;  ///< rows whose name resembles one of an official list
    std::string evidence;           ///< what became of the user's evidence; empty = none given
    std::string listed_names;       ///< how many names of which lists are held here
};

/// Supplier lists in, result folder out: two passes over the rows, the folder put in place by one
/// rename at the end. Throws Error by the codes of the contract; the earlier folder then stands.
[[nodiscard]] AssessSummary run_assess(const AssessRequest& request, ProgressSink& sink);

/// The mapping of every file and the first rows as they would be resolved, as lines to print.
[[nodiscard]] std::vector<std::string> preview_assess(const AssessRequest& request);

}  // namespace sourcelight::pipeline
