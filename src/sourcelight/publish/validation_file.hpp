// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/reference/reference.hpp"
#include "sourcelight/validate/anchors.hpp"
#include "sourcelight/validate/backtest.hpp"
#include "sourcelight/validate/calibration.hpp"
#include "sourcelight/validate/oracles.hpp"
#include "sourcelight/validate/protocol.hpp"
#include "sourcelight/validate/surveys.hpp"

#include <string>
#include <vector>

namespace sourcelight::publish {

/// One thing asked of the model: what was found, and whether it holds.
struct Verdict {
    std::string text;
    bool ok = false;
};

/// An earlier protocol, run again beside the one in force.
struct EarlierBacktest {
    validate::Protocol protocol;
    validate::Backtest backtest;
    validate::Coverage coverage;  ///< of the log-hazard under its posterior
};

/// What `validate` found.
struct ValidationContents {
    validate::Protocol protocol;
    validate::Backtest backtest;
    std::vector<EarlierBacktest> earlier;  ///< oldest first
    std::vector<validate::Coverage> coverage;
    std::vector<validate::ReliabilityBin> sites;
    std::vector<validate::OracleResult> oracles;
    std::vector<validate::AnchorResult> anchors;
    std::vector<validate::SurveyResult> surveys;
    std::vector<Verdict> verdicts;  ///< in the order of the page
    double margin_error = 0.0;      ///< largest relative one of any draw looked at
};

/// validation.json: the contract's fields, every positive with its rank and the coefficients of
/// each fit. A number without a meaning is null.
[[nodiscard]] std::string validation_text(const ValidationContents& contents,
                                          const reference::Reference& reference);

}  // namespace sourcelight::publish
