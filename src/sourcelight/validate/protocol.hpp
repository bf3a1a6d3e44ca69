// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/date.hpp"
#include "sourcelight/model/penalised_logit.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sourcelight::validate {

/// What a case is told by; the names of the protocol.
enum class Term : std::uint8_t {
    kOther,
    kSame,
    kElsewhere,
    kChildOnly,
    kOrigin,
    kDestination,
    kExports,
    kVisibility,
    kTipTier,
};
inline constexpr std::array<std::string_view, 9> kTermNames{
    "other",       "same",    "elsewhere",  "child_only", "origin",
    "destination", "exports", "visibility", "tip_tier"};

/// What shares an effect: all cases of one good, of one class of work and so on.
enum class Effect : std::uint8_t { kGood, kClass, kDivision, kCountry };
inline constexpr std::array<std::string_view, 4> kEffectNames{"good", "class", "division",
                                                              "country"};

/// A term with the prior of its coefficient.
struct TermSpec {
    Term term = Term::kOther;
    model::NormalPrior prior;
};

/// Effects around 0 of all groups of one kind.
struct EffectSpec {
    Effect effect = Effect::kGood;
    double sd = 1.0;
};

/// A hazard model to be fitted: a free intercept, terms and effects.
struct HazardSpec {
    std::string id;
    std::vector<TermSpec> terms;
    std::vector<EffectSpec> effects;
};

/// Which normal stands for the posterior of a fit.
enum class Posterior : std::uint8_t {
    kLaplace,      ///< at the mode (model::fit_penalised_logit)
    kVariational,  ///< the nearest one (model::fit_variational_logit)
};

/// The pre-registered backtest as its file declares it.
struct Protocol {
    std::string id;
    std::string file;    ///< base name
    std::string sha256;  ///< of the file
    Date frozen;
    std::string question;
    std::vector<Date> origins;
    int window_months = 24;
    std::vector<Date> training_days;
    Posterior posterior = Posterior::kLaplace;
    HazardSpec model;
    std::vector<HazardSpec> comparators;
    std::vector<double> recall_at;
    int bootstrap = 0;
    std::array<double, 2> calibration_slope{};
    std::string rival;  ///< id of the comparator to beat
    int origins_to_win = 0;
    int least_positives = 0;
};

/// Reads a protocol strictly.
///
/// @throws Error kConfigInvalid listing every problem with file and line
[[nodiscard]] Protocol load_protocol(const std::string& path);

/// The fit that a protocol asks for. Throws as the two functions of model/ do.
[[nodiscard]] model::LogitFit fit(Posterior posterior, const model::SparseCases& cases,
                                  std::span<const std::uint8_t> outcome,
                                  std::span<const double> offset,
                                  std::span<const model::NormalPrior> priors);

/// The day `months` later, or the last of its month if that has no such day.
[[nodiscard]] Date months_after(Date day, int months);

}  // namespace sourcelight::validate
