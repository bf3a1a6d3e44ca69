// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/validate/training.hpp"

#include "sourcelight/model/quadrature.hpp"
#include "sourcelight/model/ranking.hpp"

#include <algorithm>
#include <cmath>

namespace sourcelight::validate {
namespace {

constexpr int kQuadraturePoints = 20;

}  // namespace

std::size_t Training::positives() const
{
    std::size_t sum = 0;
    for (const auto& interval : outcomes) {
        sum += static_cast<std::size_t>(std::count(interval.begin(), interval.end(), 1));
    }
    return sum;
}

std::size_t Training::size() const
{
    std::size_t sum = 0;
    for (const auto& interval : outcomes) {
        sum += interval.size();
    }
    return sum;
}

FittedHazard::FittedHazard(const reference::Reference& reference, const HazardSpec& spec,
                           Posterior posterior, const Training& training)
    : m_design{reference, spec}
{
    model::SparseCases rows;
    std::vector<std::uint8_t> outcomes;
    std::vector<double> offset;
    for (std::size_t i = 0; i < training.cases.size(); ++i) {
        m_design.add(*training.cases[i], rows);
        outcomes.insert(outcomes.end(), training.outcomes[i].begin(), training.outcomes[i].end());
        offset.resize(outcomes.size(), training.log_years[i]);
    }
    m_fit = validate::fit(posterior, rows, outcomes, offset, m_design.priors());
}

std::vector<double> FittedHazard::predict(const Cases& cases, double years) const
{
    model::SparseCases rows;
    m_design.add(cases, rows);
    const std::vector<double> offset(cases.pairs.size(), std::log(years));
    auto values = model::linear_predictor(rows, offset, m_fit.mode);
    const auto rule = model::normal_quadrature(kQuadraturePoints);
    for (std::size_t i = 0; i < values.size(); ++i) {
        values[i] = model::mean_probability(rule, values[i],
                                            std::sqrt(model::predictor_variance(rows, i, m_fit)));
    }
    return values;
}

Days::Days(const std::set<Date>& days, const ReferenceAt& reference_at,
           const assess::Methodology& methodology, const assess::RunOptions& options)
{
    for (const auto day : days) {
        const auto reference = reference_at(day);
        m_cases.emplace(day, cases_of(reference, methodology, options));
        m_findings.emplace(day, finding_events(reference));
    }
}

Training Days::training(const Protocol& protocol, Date day) const
{
    Training training;
    const auto& days = protocol.training_days;
    for (std::size_t i = 0; i + 1 < days.size() && days[i + 1] <= day; ++i) {
        const auto& from = m_cases.at(days[i]);
        training.cases.push_back(&from);
        training.outcomes.push_back(
            outcomes_of(from, events_between(m_findings.at(day), days[i], days[i + 1])));
        training.log_years.push_back(std::log(years_between(days[i], days[i + 1])));
    }
    return training;
}

}  // namespace sourcelight::validate
