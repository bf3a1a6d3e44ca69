// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/validate/backtest.hpp"

#include "sourcelight/model/penalised_logit.hpp"
#include "sourcelight/model/ranking.hpp"
#include "sourcelight/validate/bootstrap.hpp"
#include "sourcelight/validate/pooled.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>
#include <tuple>

namespace sourcelight::validate {
namespace {

using model::SparseCases;
using reference::Reference;

constexpr double kMonthsOfYear = 12.0;

/// What all models of one origin are judged with.
struct Judge {
    const Protocol* protocol;
    const Cases* cases;
    const std::vector<std::uint8_t>* outcomes;
    double base_rate;  ///< share of positives in the training data, over the window
    const CountryBootstrap* bootstrap;
};

Score judge(const Judge& with, std::string id, std::vector<double> probability)
{
    Score score;
    score.id = std::move(id);
    const model::Ranking ranking{probability, *with.outcomes};
    const auto& bootstrap = *with.bootstrap;
    score.area_under_curve =
        bootstrap.measure([&](auto weights) { return ranking.area_under_curve(weights); });
    score.average_precision =
        bootstrap.measure([&](auto weights) { return ranking.average_precision(weights); });
    score.log_score = bootstrap.measure(
        [&](auto weights) { return model::log_score(probability, *with.outcomes, weights); });
    score.brier_skill = model::brier_skill(probability, *with.outcomes, with.base_rate);
    for (const double k : with.protocol->recall_at) {
        score.recall.push_back(ranking.recall_at(k));
    }
    for (const double p : probability) {
        score.log_odds.push_back(std::log(p) - std::log1p(-p));
    }
    score.probability = std::move(probability);
    return score;
}

std::vector<Found> found_of(const OriginResult& result, const std::map<Pair, Event>& events)
{
    const auto& p = result.model.probability;
    std::vector<Found> found;
    for (std::size_t i = 0; i < result.outcomes.size(); ++i) {
        if (result.outcomes[i] == 0) {
            continue;
        }
        const auto higher = std::count_if(p.begin(), p.end(), [&](double q) { return q > p[i]; });
        const auto equal = std::count(p.begin(), p.end(), p[i]);
        const auto& pair = result.cases.pairs[i];
        found.push_back({events.at(pair),
                         result.cases.named_countries.contains(pair.first) &&
                             result.cases.named_goods.contains(pair.second),
                         p[i], static_cast<double>(higher) + (static_cast<double>(equal) + 1) / 2});
    }
    return found;
}

void keep_coefficients(const FittedHazard& fitted, std::size_t terms, OriginResult& result)
{
    const auto& fit = fitted.fit();
    const std::size_t columns = fit.mode.size();
    for (std::size_t j = 0; j <= terms; ++j) {
        result.coefficient_names.push_back(fitted.design().names()[j]);
        result.coefficients.push_back(fit.mode[j]);
        result.coefficient_sds.push_back(std::sqrt(fit.covariance[j * columns + j]));
    }
}

/// The model without the term that explains how closely a country is watched.
HazardSpec unwatched_spec(HazardSpec spec)
{
    std::erase_if(spec.terms, [](const TermSpec& term) { return term.term == Term::kVisibility; });
    return spec;
}

OriginResult run_origin(const Protocol& protocol, Date origin, const Days& days,
                        const Reference& newest, const std::vector<Event>& findings,
                        const assess::RunOptions& options)
{
    OriginResult result;
    result.origin = origin;
    result.last = months_after(origin, protocol.window_months);
    result.cases = days.cases(origin);
    const auto events = events_between(findings, origin, result.last);
    result.outcomes = outcomes_of(result.cases, events);
    const auto training = days.training(protocol, origin);
    result.training_cases = training.size();
    result.training_positives = training.positives();
    const double years = protocol.window_months / kMonthsOfYear;
    const FittedHazard base{newest, {"base", {}, {}}, protocol.posterior, training};
    const CountryBootstrap bootstrap{result.cases.pairs, protocol.bootstrap, options.seed,
                                     options.threads};
    const Judge with{&protocol, &result.cases, &result.outcomes,
                     base.predict(result.cases, years).front(), &bootstrap};
    const FittedHazard fitted{newest, protocol.model, protocol.posterior, training};
    keep_coefficients(fitted, protocol.model.terms.size(), result);
    result.model = judge(with, "model", fitted.predict(result.cases, years));
    for (const auto& spec : protocol.comparators) {
        const FittedHazard rival{newest, spec, protocol.posterior, training};
        result.comparators.push_back(judge(with, spec.id, rival.predict(result.cases, years)));
    }
    const FittedHazard unwatched{newest, unwatched_spec(protocol.model), protocol.posterior,
                                 training};
    result.without_visibility = unwatched.predict(result.cases, years);
    result.found = found_of(result, events);
    const auto child =
        outcomes_of(result.cases, events_between(child_only_events(newest), origin, result.last));
    const Judge against_child{&protocol, &result.cases, &child, with.base_rate, &bootstrap};
    result.child_only = judge(against_child, "child_only", result.model.probability);
    return result;
}

std::vector<Fairness> fairness_of(const Reference& reference,
                                  const std::vector<OriginResult>& origins)
{
    std::map<std::pair<std::string, std::string>, Fairness> groups;
    for (const auto& origin : origins) {
        for (std::size_t i = 0; i < origin.outcomes.size(); ++i) {
            for (const auto& key : groups_of(reference, origin.cases.pairs[i].first)) {
                auto& group = groups[key];
                group.observed += origin.outcomes[i];
                group.expected += origin.model.probability[i];
                group.expected_without_visibility += origin.without_visibility[i];
            }
        }
    }
    std::vector<Fairness> fairness;
    for (auto& [key, group] : groups) {
        std::tie(group.kind, group.group) = key;
        fairness.push_back(std::move(group));
    }
    return fairness;
}

/// The model's scores against what happened in the window half the origins away.
void permute_years(const Protocol& protocol, const std::vector<Event>& findings,
                   const assess::RunOptions& options, std::vector<OriginResult>& origins)
{
    const std::size_t n = origins.size();
    for (std::size_t i = 0; i < n; ++i) {
        auto& result = origins[i];
        const auto& other = origins[(i + n / 2) % n];
        const auto outcomes =
            outcomes_of(result.cases, events_between(findings, other.origin, other.last));
        const CountryBootstrap bootstrap{result.cases.pairs, protocol.bootstrap, options.seed,
                                         options.threads};
        const auto base =
            std::accumulate(result.model.probability.begin(), result.model.probability.end(), 0.0) /
            static_cast<double>(result.cases.pairs.size());
        result.permuted = judge({&protocol, &result.cases, &outcomes, base, &bootstrap},
                                "permuted_years", result.model.probability);
    }
}

int count_won(const Protocol& protocol, const std::vector<OriginResult>& origins)
{
    return static_cast<int>(
        std::count_if(origins.begin(), origins.end(), [&](const OriginResult& origin) {
            const auto rival =
                std::find_if(origin.comparators.begin(), origin.comparators.end(),
                             [&](const Score& score) { return score.id == protocol.rival; });
            return origin.model.average_precision.value > rival->average_precision.value &&
                   origin.model.log_score.value > rival->log_score.value;
        }));
}

/// Slope of the outcomes' logit on the log-odds predicted, all origins together: 1 = as stated,
/// below 1 = too sure.
Measured calibration_slope(const Protocol& protocol, const std::vector<OriginResult>& origins,
                           const assess::RunOptions& options)
{
    constexpr double kFree = std::numeric_limits<double>::infinity();
    const std::vector<model::NormalPrior> priors(2, {0.0, kFree});
    SparseCases rows;
    rows.columns = priors.size();
    std::vector<std::uint8_t> outcomes;
    std::vector<Pair> pairs;
    std::vector<double> offset;
    for (const auto& origin : origins) {
        pairs.insert(pairs.end(), origin.cases.pairs.begin(), origin.cases.pairs.end());
        outcomes.insert(outcomes.end(), origin.outcomes.begin(), origin.outcomes.end());
        for (const double x : origin.model.log_odds) {
            rows.column.insert(rows.column.end(), {0, 1});
            rows.value.insert(rows.value.end(), {1.0, x});
            rows.end_case();
        }
        // Around what was stated: Newton starts where a sound model ends.
        offset.insert(offset.end(), origin.model.log_odds.begin(), origin.model.log_odds.end());
    }
    const CountryBootstrap bootstrap{pairs, protocol.bootstrap, options.seed, options.threads};
    return bootstrap.measure([&](auto weights) {
        return 1.0 + model::fit_penalised_logit(rows, outcomes, offset, priors, weights).mode[1];
    });
}

/// Cases of all origins by half decades of their stated probability; empty bins are left out.
std::vector<ReliabilityBin> reliability_of(std::span<const double> probability,
                                           std::span<const std::uint8_t> outcomes)
{
    constexpr double kBinsOfDecade = 2.0;
    std::map<int, ReliabilityBin> bins;
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        auto& bin = bins[static_cast<int>(std::floor(kBinsOfDecade * std::log10(probability[i])))];
        bin.stated += probability[i];
        bin.observed += outcomes[i];
        ++bin.cases;
    }
    std::vector<ReliabilityBin> reliability;
    for (auto& [edge, bin] : bins) {
        bin.stated /= static_cast<double>(bin.cases);
        bin.observed /= static_cast<double>(bin.cases);
        reliability.push_back(bin);
    }
    return reliability;
}

/// Curves of all origins together.
void pool_origins(Backtest& backtest)
{
    std::vector<double> probability;
    std::vector<std::uint8_t> outcomes;
    for (const auto& origin : backtest.origins) {
        probability.insert(probability.end(), origin.model.probability.begin(),
                           origin.model.probability.end());
        outcomes.insert(outcomes.end(), origin.outcomes.begin(), origin.outcomes.end());
    }
    backtest.curve = model::Ranking{probability, outcomes}.curve();
    backtest.reliability = reliability_of(probability, outcomes);
}

}  // namespace

std::set<Date> days_of(const Protocol& protocol)
{
    std::set<Date> days{protocol.origins.begin(), protocol.origins.end()};
    days.insert(protocol.training_days.begin(), protocol.training_days.end());
    return days;
}

Backtest run_backtest(const Protocol& protocol, const Days& days, const Reference& newest,
                      const assess::RunOptions& options)
{
    const auto findings = finding_events(newest);
    Backtest backtest;
    std::set<Pair> distinct;
    for (const auto origin : protocol.origins) {
        backtest.origins.push_back(run_origin(protocol, origin, days, newest, findings, options));
        for (const auto& found : backtest.origins.back().found) {
            distinct.insert(found.event.pair);
            ++backtest.positives;
        }
    }
    permute_years(protocol, findings, options, backtest.origins);
    backtest.distinct_positives = distinct.size();
    backtest.fairness = fairness_of(newest, backtest.origins);
    pool_origins(backtest);
    add_pooled(protocol, newest, options, backtest);
    backtest.won = count_won(protocol, backtest.origins);
    backtest.calibration_slope = calibration_slope(protocol, backtest.origins, options);
    return backtest;
}

}  // namespace sourcelight::validate
