// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/draws.hpp"
#include "sourcelight/assess/methodology.hpp"
#include "sourcelight/core/date.hpp"
#include "sourcelight/model/penalised_logit.hpp"
#include "sourcelight/reference/reference.hpp"
#include "sourcelight/validate/cases.hpp"
#include "sourcelight/validate/events.hpp"
#include "sourcelight/validate/protocol.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <vector>

namespace sourcelight::validate {

/// Gives what was public at a day.
using ReferenceAt = std::function<reference::Reference(Date)>;

/// Intervals that a fit learns from: their cases, what came of them, and their length.
struct Training {
    std::vector<const Cases*> cases;
    std::vector<std::vector<std::uint8_t>> outcomes;
    std::vector<double> log_years;

    [[nodiscard]] std::size_t positives() const;
    [[nodiscard]] std::size_t size() const;
};

/// A model fitted to the training intervals.
class FittedHazard {
public:
    FittedHazard(const reference::Reference& reference, const HazardSpec& spec, Posterior posterior,
                 const Training& training);

    /// By case: the mean over the posterior of the probability of an event within `years`.
    [[nodiscard]] std::vector<double> predict(const Cases& cases, double years) const;

    [[nodiscard]] const HazardDesign& design() const noexcept { return m_design; }
    [[nodiscard]] const model::LogitFit& fit() const noexcept { return m_fit; }

private:
    HazardDesign m_design;
    model::LogitFit m_fit;
};

/// The cases and findings of every day that is asked for; each day is loaded once.
class Days {
public:
    Days(const std::set<Date>& days, const ReferenceAt& reference_at,
         const assess::Methodology& methodology, const assess::RunOptions& options);

    /// Throws std::out_of_range, as does training(), if the day was not asked for.
    [[nodiscard]] const Cases& cases(Date day) const { return m_cases.at(day); }

    /// The intervals between the protocol's training days that ended by `day`, as they were known
    /// then.
    [[nodiscard]] Training training(const Protocol& protocol, Date day) const;

private:
    std::map<Date, Cases> m_cases;
    std::map<Date, std::vector<Event>> m_findings;
};

}  // namespace sourcelight::validate
