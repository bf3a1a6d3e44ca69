// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/model/ranking.hpp"

#include "sourcelight/core/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace sourcelight::model {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

void require_cases(std::size_t scores, std::size_t outcomes)
{
    if (scores == 0 || scores != outcomes) {
        throw Error{Errc::kShapeMismatch,
                    fmt::format("{} scores and {} outcomes; expected the same number, at least one",
                                scores, outcomes)};
    }
}

double weight_of(std::span<const double> weights, std::size_t i)
{
    return weights.empty() ? 1.0 : weights[i];
}

}  // namespace

Ranking::Ranking(std::span<const double> scores, std::span<const std::uint8_t> outcomes)
    : m_case(scores.size()), m_tie(scores.size()), m_positive(scores.size())
{
    require_cases(scores.size(), outcomes.size());
    std::iota(m_case.begin(), m_case.end(), 0U);
    std::stable_sort(m_case.begin(), m_case.end(),
                     [&](auto a, auto b) { return scores[a] > scores[b]; });
    for (std::size_t i = 0; i < m_case.size(); ++i) {
        const bool same = i > 0 && scores[m_case[i]] == scores[m_case[i - 1]];
        m_tie[i] = i == 0 ? 0U : m_tie[i - 1] + (same ? 0U : 1U);
        m_positive[i] = outcomes[m_case[i]] != 0 ? 1 : 0;
    }
}

std::vector<Ranking::Tie> Ranking::ties(std::span<const double> weights) const
{
    std::vector<Tie> ties(m_tie.back() + 1);
    for (std::size_t i = 0; i < m_case.size(); ++i) {
        const double weight = weight_of(weights, m_case[i]);
        ties[m_tie[i]].cases += weight;
        ties[m_tie[i]].positives += m_positive[i] != 0 ? weight : 0.0;
    }
    return ties;
}

double Ranking::area_under_curve(std::span<const double> weights) const
{
    double above = 0.0;
    double negatives = 0.0;
    double area = 0.0;
    for (const auto& tie : ties(weights)) {
        const double tied_negatives = tie.cases - tie.positives;
        area += tied_negatives * (above + 0.5 * tie.positives);
        above += tie.positives;
        negatives += tied_negatives;
    }
    return above > 0.0 && negatives > 0.0 ? area / (above * negatives) : kNone;
}

double Ranking::average_precision(std::span<const double> weights) const
{
    double cases = 0.0;
    double found = 0.0;
    double sum = 0.0;
    for (const auto& tie : ties(weights)) {
        cases += tie.cases;
        found += tie.positives;
        sum += tie.positives > 0.0 ? tie.positives * found / cases : 0.0;
    }
    return found > 0.0 ? sum / found : kNone;
}

double Ranking::recall_at(double k, std::span<const double> weights) const
{
    double left = k;
    double found = 0.0;
    double positives = 0.0;
    for (const auto& tie : ties(weights)) {
        positives += tie.positives;
        if (tie.cases > 0.0) {
            found += tie.positives * std::min(1.0, left / tie.cases);
            left = std::max(0.0, left - tie.cases);
        }
    }
    return positives > 0.0 ? found / positives : kNone;
}

std::vector<Ranking::Point> Ranking::curve(std::span<const double> weights) const
{
    const auto all = ties(weights);
    double positives = 0.0;
    double total = 0.0;
    for (const auto& tie : all) {
        positives += tie.positives;
        total += tie.cases;
    }
    const double negatives = total - positives;
    std::vector<Point> points;
    if (!(positives > 0.0 && negatives > 0.0)) {
        return points;
    }
    double cases = 0.0;
    double found = 0.0;
    for (const auto& tie : all) {
        cases += tie.cases;
        found += tie.positives;
        points.push_back(
            {(cases - found) / negatives, found / positives, cases > 0.0 ? found / cases : 1.0});
    }
    return points;
}

double log_score(std::span<const double> probabilities, std::span<const std::uint8_t> outcomes,
                 std::span<const double> weights)
{
    require_cases(probabilities.size(), outcomes.size());
    double sum = 0.0;
    double total = 0.0;
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        const double p = probabilities[i];
        if (!(p > 0.0 && p < 1.0)) {
            throw Error{Errc::kValueOutOfDomain,
                        fmt::format("probability {} is {}; expected above 0 and below 1", i, p)};
        }
        const double weight = weight_of(weights, i);
        sum += weight * (outcomes[i] != 0 ? std::log(p) : std::log1p(-p));
        total += weight;
    }
    return sum / total;
}

double brier_skill(std::span<const double> probabilities, std::span<const std::uint8_t> outcomes,
                   double reference)
{
    require_cases(probabilities.size(), outcomes.size());
    double own = 0.0;
    double other = 0.0;
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        const double y = outcomes[i] != 0 ? 1.0 : 0.0;
        own += (probabilities[i] - y) * (probabilities[i] - y);
        other += (reference - y) * (reference - y);
    }
    return other > 0.0 ? 1.0 - own / other : kNone;
}

}  // namespace sourcelight::model
