// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/draws.hpp"
#include "sourcelight/assess/methodology.hpp"
#include "sourcelight/model/ranking.hpp"
#include "sourcelight/reference/reference.hpp"
#include "sourcelight/validate/bootstrap.hpp"
#include "sourcelight/validate/cases.hpp"
#include "sourcelight/validate/protocol.hpp"
#include "sourcelight/validate/training.hpp"

#include <set>
#include <string>
#include <vector>

namespace sourcelight::validate {

/// How one model did at one origin.
struct Score {
    std::string id;
    Measured area_under_curve;
    Measured average_precision;
    Measured log_score;
    double brier_skill = 0.0;         ///< against the share of positives in its training data
    std::vector<double> recall;       ///< at the protocol's ranks
    std::vector<double> probability;  ///< by case, mean over the posterior
    std::vector<double> log_odds;     ///< by case, of that probability
};

/// A positive case with how the model saw it.
struct Found {
    Event event;
    bool reachable = true;  ///< its country and its good had been named by the origin
    double probability = 0.0;
    double rank = 0.0;  ///< 1 = highest; the mean of a tie
};

/// One origin.
struct OriginResult {
    Date origin;
    Date last;  ///< of the window
    Cases cases;
    std::vector<std::uint8_t> outcomes;
    std::vector<Found> found;
    std::size_t training_cases = 0;
    std::size_t training_positives = 0;
    Score model;
    std::vector<Score> comparators;
    std::vector<std::string> coefficient_names;  ///< of the model's terms with the intercept
    std::vector<double> coefficients;
    std::vector<double> coefficient_sds;
    std::vector<double> without_visibility;  ///< by case, of the model without that term
    Score child_only;  ///< the model's scores against additions for child labour alone
    Score permuted;    ///< ... against the outcomes of another origin
};

/// A bin of probabilities that were stated, and how often the event came.
struct ReliabilityBin {
    double stated = 0.0;    ///< mean
    double observed = 0.0;  ///< share
    std::size_t cases = 0;
};

/// Positives of one group of countries against what was expected, over all origins: a model that
/// watches some countries more closely shows it here.
struct Fairness {
    std::string kind;   ///< "income" or "region"
    std::string group;  ///< of the World Bank, or of the ILO; "none" where a country has none
    double observed = 0.0;
    double expected = 0.0;
    double expected_without_visibility = 0.0;  ///< of the same model fitted without that term
    Measured residual;                         ///< observed less expected
};

/// A curve at one place of its abscissa.
struct CurvePoint {
    double at = 0.0;
    Measured value;
};

/// The origins together. Intervals draw whole countries; those of a difference draw the same ones
/// for both models.
struct Pooled {
    Measured area_under_curve;
    Measured average_precision;
    Measured log_score;
    /// The model less the protocol's rival.
    Measured area_gain;
    Measured precision_gain;
    Measured log_gain;
    std::vector<CurvePoint> roc;        ///< share of positives found, by share of the others
    std::vector<CurvePoint> precision;  ///< by share of positives found
};

/// The whole backtest.
struct Backtest {
    std::vector<OriginResult> origins;
    Measured calibration_slope;  ///< of the pooled origins
    std::size_t positives = 0;   ///< over all origins; a pair counts at each origin
    std::size_t distinct_positives = 0;
    std::vector<Fairness> fairness;
    Pooled pooled;
    /// Of the pooled origins.
    std::vector<model::Ranking::Point> curve;
    std::vector<ReliabilityBin> reliability;  ///< by half decades of the stated probability
    int won = 0;  ///< origins at which the model beats the rival on both measures
};

/// The days that a protocol needs: its origins and its training days.
[[nodiscard]] std::set<Date> days_of(const Protocol& protocol);

/// Runs the protocol. Nothing published later than a day reaches a fit or a score of that day, only
/// the outcomes come from `newest`.
///
/// @param days  those of days_of() at least; several protocols can share one set
/// @throws Error as fit_penalised_logit does
[[nodiscard]] Backtest run_backtest(const Protocol& protocol, const Days& days,
                                    const reference::Reference& newest,
                                    const assess::RunOptions& options);

}  // namespace sourcelight::validate
