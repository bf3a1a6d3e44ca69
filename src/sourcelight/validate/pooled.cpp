// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/validate/pooled.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <map>

namespace sourcelight::validate {
namespace {

using Points = std::vector<model::Ranking::Point>;

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
/// Steps of the abscissa: fine where the ROC curve rises.
constexpr std::array kRates{0.0, 0.005, 0.01, 0.02, 0.05, 0.1, 0.15, 0.2,
                            0.3, 0.4,   0.5,  0.6,  0.7,  0.8, 0.9,  1.0};
constexpr std::array kRecalls{0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0};

/// All cases of all origins as one model states them.
struct Side {
    std::vector<double> probability;
    std::vector<double> log_score;  ///< of each case
};

void append(const std::vector<double>& probability, const std::vector<std::uint8_t>& outcomes,
            Side& out)
{
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        const double p = probability[i];
        out.probability.push_back(p);
        out.log_score.push_back(outcomes[i] != 0 ? std::log(p) : std::log1p(-p));
    }
}

double weighted_mean(const std::vector<double>& values, std::span<const double> weights)
{
    double sum = 0.0;
    double total = 0.0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double weight = weights.empty() ? 1.0 : weights[i];
        sum += weight * values[i];
        total += weight;
    }
    return sum / total;
}

/// Share of the positives above the threshold that lets `rate` of the others through.
double recall_at_rate(const Points& curve, double rate)
{
    const auto next =
        std::upper_bound(curve.begin(), curve.end(), rate, [](double value, const auto& point) {
            return value < point.false_positive_rate;
        });
    if (next == curve.end()) {
        return curve.empty() ? kNone : 1.0;
    }
    const auto before = next == curve.begin() ? model::Ranking::Point{} : *std::prev(next);
    const double width = next->false_positive_rate - before.false_positive_rate;
    return before.recall +
           (next->recall - before.recall) * (rate - before.false_positive_rate) / width;
}

/// Share of hits where that share of the positives is found.
double precision_at_recall(const Points& curve, double recall)
{
    constexpr double kRounding = 1e-12;
    const auto found =
        std::lower_bound(curve.begin(), curve.end(), recall - kRounding,
                         [](const auto& point, double value) { return point.recall < value; });
    return found == curve.end() ? kNone : found->precision;
}

/// What each case adds to the residuals of its country's groups.
struct Residuals {
    std::vector<std::array<std::size_t, 2>> groups;  ///< of each case, numbers in fairness
    std::vector<double> residual;
};

Residuals residuals_of(const reference::Reference& reference, const Backtest& backtest)
{
    std::map<std::pair<std::string, std::string>, std::size_t> numbers;
    for (std::size_t g = 0; g < backtest.fairness.size(); ++g) {
        numbers[{backtest.fairness[g].kind, backtest.fairness[g].group}] = g;
    }
    std::map<CountryCode, std::array<std::size_t, 2>> of_country;
    Residuals out;
    for (const auto& origin : backtest.origins) {
        for (std::size_t i = 0; i < origin.outcomes.size(); ++i) {
            const auto code = origin.cases.pairs[i].first;
            auto [found, fresh] = of_country.try_emplace(code);
            if (fresh) {
                const auto keys = groups_of(reference, code);
                found->second = {numbers.at(keys[0]), numbers.at(keys[1])};
            }
            out.groups.push_back(found->second);
            out.residual.push_back(origin.outcomes[i] - origin.model.probability[i]);
        }
    }
    return out;
}

/// Everything of one replicate in a row; the order is that of take().
class Measures {
public:
    Measures(const Protocol& protocol, const reference::Reference& reference,
             const Backtest& backtest)
        : m_residuals{residuals_of(reference, backtest)}, m_groups{backtest.fairness.size()}
    {
        std::vector<std::uint8_t> outcomes;
        for (const auto& origin : backtest.origins) {
            append(origin.model.probability, origin.outcomes, m_model);
            const auto rival =
                std::find_if(origin.comparators.begin(), origin.comparators.end(),
                             [&](const Score& score) { return score.id == protocol.rival; });
            append(rival->probability, origin.outcomes, m_rival);
            outcomes.insert(outcomes.end(), origin.outcomes.begin(), origin.outcomes.end());
        }
        m_ranking.emplace_back(m_model.probability, outcomes);
        m_ranking.emplace_back(m_rival.probability, outcomes);
    }

    [[nodiscard]] std::vector<double> operator()(std::span<const double> weights) const
    {
        const auto& model = m_ranking.front();
        const auto& rival = m_ranking.back();
        const double area = model.area_under_curve(weights);
        const double precision = model.average_precision(weights);
        const double log = weighted_mean(m_model.log_score, weights);
        std::vector<double> out{area,
                                precision,
                                log,
                                area - rival.area_under_curve(weights),
                                precision - rival.average_precision(weights),
                                log - weighted_mean(m_rival.log_score, weights)};
        out.reserve(out.size() + kRates.size() + kRecalls.size() + m_groups);
        const auto curve = model.curve(weights);
        for (const double rate : kRates) {
            out.push_back(recall_at_rate(curve, rate));
        }
        for (const double recall : kRecalls) {
            out.push_back(precision_at_recall(curve, recall));
        }
        std::vector<double> residual(m_groups, 0.0);
        for (std::size_t i = 0; i < m_residuals.residual.size(); ++i) {
            const double one = m_residuals.residual[i] * (weights.empty() ? 1.0 : weights[i]);
            residual[m_residuals.groups[i][0]] += one;
            residual[m_residuals.groups[i][1]] += one;
        }
        out.insert(out.end(), residual.begin(), residual.end());
        return out;
    }

    static void take(const std::vector<Measured>& measured, Backtest& backtest)
    {
        auto next = measured.begin();
        auto& pooled = backtest.pooled;
        for (auto* one : {&pooled.area_under_curve, &pooled.average_precision, &pooled.log_score,
                          &pooled.area_gain, &pooled.precision_gain, &pooled.log_gain}) {
            *one = *next++;
        }
        for (const double rate : kRates) {
            pooled.roc.push_back({rate, *next++});
        }
        for (const double recall : kRecalls) {
            pooled.precision.push_back({recall, *next++});
        }
        for (auto& group : backtest.fairness) {
            group.residual = *next++;
        }
    }

private:
    Side m_model;
    Side m_rival;
    std::vector<model::Ranking> m_ranking;  ///< of the model, of its rival
    Residuals m_residuals;
    std::size_t m_groups;
};

}  // namespace

std::array<std::pair<std::string, std::string>, 2> groups_of(const reference::Reference& reference,
                                                             CountryCode code)
{
    const auto* country = reference.countries.find(code);
    const auto named = [](const std::string& name) { return name.empty() ? "none" : name; };
    return {{{"income", named(country->income_group)}, {"region", named(country->ilo_region)}}};
}

void add_pooled(const Protocol& protocol, const reference::Reference& newest,
                const assess::RunOptions& options, Backtest& backtest)
{
    std::vector<Pair> pairs;
    for (const auto& origin : backtest.origins) {
        pairs.insert(pairs.end(), origin.cases.pairs.begin(), origin.cases.pairs.end());
    }
    const CountryBootstrap bootstrap{pairs, protocol.bootstrap, options.seed, options.threads};
    const Measures measures{protocol, newest, backtest};
    Measures::take(bootstrap.measure_each(std::cref(measures)), backtest);
}

}  // namespace sourcelight::validate
