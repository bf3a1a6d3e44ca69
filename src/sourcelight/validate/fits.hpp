// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/validate/training.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace sourcelight::validate {

/// A fit of the hazard with the day from which it can be known.
struct DatedFit {
    Date day;  ///< the last interval it learned from ended then
    std::size_t cases = 0;
    std::size_t positives = 0;
    std::size_t terms = 0;           ///< columns of the intercept and the terms, which come first
    std::vector<std::string> names;  ///< of the columns, as HazardDesign names them
    std::vector<bool> seen;          ///< by column: a case has it; the others stay at their prior
    std::vector<HazardDesign::Above> above;  ///< by column
    model::LogitFit fit;
};

/// The protocol with its training days continued, one window after another, up to `last`.
[[nodiscard]] Protocol continued(Protocol protocol, Date last);

/// The protocol's model as it is fitted when the first interval has ended, the second, and so on up
/// to `last`: each by the rules of the backtest, with what was public on its day.
///
/// @param newest  the classifications; no fact is read from it
/// @throws Error as run_backtest does
[[nodiscard]] std::vector<DatedFit> dated_fits(const Protocol& protocol, Date last,
                                               const ReferenceAt& reference_at,
                                               const reference::Reference& newest,
                                               const assess::Methodology& methodology,
                                               const assess::RunOptions& options);

/// The fits as the dataset sourcelight/hazard_fits holds them: a row a day and column with mean,
/// standard deviation and the covariances with the intercept and the terms; of a good also with the
/// effects of its class and division, of a class with its division's. Effects of a group
/// without a case are left out: they stay at their prior.
[[nodiscard]] std::string fits_table(const std::vector<DatedFit>& fits);

}  // namespace sourcelight::validate
