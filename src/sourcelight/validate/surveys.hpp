// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/validate/anchors.hpp"
#include "sourcelight/validate/backtest.hpp"

#include <string>
#include <vector>

namespace sourcelight::validate {

/// A survey of one sector of one country, and what the model gave for the day before it became
/// public: nothing of it is known then.
struct SurveyResult {
    AnchorResult anchor;     ///< shares of workers
    std::string definition;  ///< what the survey counted
    Date as_of;              ///< the day before
};

/// Asks for every row of sourcelight/survey_anchors whether it lies within the 90 % interval of
/// the prevalence of its cell, both branches together.
///
/// @param at  loads what was public on a day
/// Cost: one load of the data and of the model a survey, some two seconds each.
/// @throws Error kDatasetInvalid if a row names an activity or a country that the model lacks
[[nodiscard]] std::vector<SurveyResult> check_surveys(const ReferenceAt& at,
                                                      const reference::Reference& newest,
                                                      const assess::Methodology& methodology,
                                                      const assess::RunOptions& options);

}  // namespace sourcelight::validate
