// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/indices.hpp"

#include "sourcelight/assess/parallel.hpp"
#include "sourcelight/assess/tables.hpp"
#include "sourcelight/core/number_text.hpp"
#include "sourcelight/model/composite_index.hpp"
#include "sourcelight/model/imputation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

namespace sourcelight::assess {
namespace {

using reference::Reference;

constexpr double kBest = 1.0;
constexpr double kWorst = 100.0;
constexpr int kShownDigits = 4;

/// An observation of one country: its score and how the source words it.
struct Observation {
    double score = 0.0;
    std::string raw;
    SourceRef source;
    double value = 0.0;
    std::optional<int> year;
};
using Observations = std::map<CountryCode, Observation>;

double level_score(double level) { return kBest + (kWorst - kBest) * level; }

Observations observe_indicator(const Reference& reference, const IndicatorSpec& spec)
{
    Observations observations;
    const model::Goalposts goalposts{spec.best, spec.worst, spec.log};
    const int oldest = year_of(reference.as_of) - spec.max_age_years;
    for (const auto& [country, entry] : newest_values(reference, spec.dataset, spec.indicator)) {
        if (entry.year >= oldest) {
            observations[country] = {
                model::goalpost_score(entry.value, goalposts),
                fmt::format("{} ({})", number_text(entry.value, kShownDigits), entry.year),
                entry.source, entry.value, entry.year};
        }
    }
    return observations;
}

/// Whether a row with from_year and to_year (either may be missing) holds in a year.
bool holds_in(const DataTable& table, std::size_t row, int year)
{
    const double from = table.number("from_year")[row];
    const double to = table.number("to_year")[row];
    return !(from > year) && !(to < year);
}

Observations observe_attribute(const Reference& reference, const IndicatorSpec& spec)
{
    Observations observations;
    const auto* dataset = find_dataset(reference, spec.dataset);
    if (dataset == nullptr) {
        return observations;
    }
    const auto& table = dataset->table;
    std::map<CountryCode, double> since;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const auto level = spec.levels.find(table.text("value")[row]);
        if (table.text("attribute")[row] != spec.indicator || level == spec.levels.end() ||
            !holds_in(table, row, year_of(reference.as_of))) {
            continue;
        }
        const CountryCode country{table.text("iso2")[row]};
        const double from = table.number("from_year")[row] > 0 ? table.number("from_year")[row] : 0;
        const double score = level_score(level->second);
        const auto known = observations.find(country);
        // The younger rule holds; of two of one age the stricter reading is kept.
        if (known != observations.end() &&
            (from < since[country] || (from == since[country] && score <= known->second.score))) {
            continue;
        }
        since[country] = from;
        observations[country] = {score, std::string{level->first}, dataset->ref(row), level->second,
                                 from > 0 ? std::optional{static_cast<int>(from)} : std::nullopt};
    }
    return observations;
}

Observations observe_ratification(const Reference& reference, const IndicatorSpec& spec)
{
    Observations observations;
    const auto* dataset = find_dataset(reference, spec.dataset);
    const auto* countries = find_dataset(reference, "sourcelight/countries");
    if (dataset == nullptr || countries == nullptr || !countries->table.has("ilo_member")) {
        return observations;
    }
    const auto& members = countries->table;
    for (std::size_t row = 0; row < members.rows(); ++row) {
        if (members.text("ilo_member")[row] == "true") {
            // Nothing was published about what did not happen: the line has no source row.
            observations[CountryCode{members.text("iso2")[row]}] = {
                kWorst, "not ratified", {}, 1.0, std::nullopt};
        }
    }
    const auto& table = dataset->table;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (table.text("convention")[row] == spec.indicator) {
            const double year = table.number("ratified_year")[row];
            observations[CountryCode{table.text("iso2")[row]}] = {
                kBest, fmt::format("ratified {}", year), dataset->ref(row), 0.0,
                static_cast<int>(year)};
        }
    }
    return observations;
}

Observations observe(const Reference& reference, const IndicatorSpec& spec)
{
    switch (spec.kind) {
    case IndicatorKind::kAttribute: return observe_attribute(reference, spec);
    case IndicatorKind::kRatification: return observe_ratification(reference, spec);
    case IndicatorKind::kIndicator: break;
    }
    return observe_indicator(reference, spec);
}

double exponent_of(double u, const IndexParameters& parameters)
{
    if (u < parameters.share_arithmetic) {
        return 1.0;
    }
    return u < parameters.share_arithmetic + parameters.share_quadratic ? 2.0 : 0.0;
}

/// Income groups of the World Bank as ranks; empty if a country has none.
std::optional<double> income_rank(std::string_view group)
{
    static constexpr std::array<std::string_view, 4> kGroups{"low", "lower_middle", "upper_middle",
                                                             "high"};
    const auto found = std::find(kGroups.begin(), kGroups.end(), group);
    return found == kGroups.end() ? std::nullopt
                                  : std::optional{static_cast<double>(found - kGroups.begin())};
}

/// What a scored country's mean is taken over.
struct Scores {
    std::vector<double> values;
    std::vector<std::size_t> indicators;
};

/// The scores of every country, gaps filled; empty for those that are not scored.
using FilledScores = std::vector<Scores>;

/// The scored countries as a table with gaps.
model::GappyTable table_of(const reference::Countries& list,
                           const std::vector<CountryIndex>& countries, const IndexSpec& spec)
{
    model::GappyTable table;
    table.columns = spec.indicators.size();
    for (const auto& indicator : spec.indicators) {
        table.weight.push_back(indicator.weight);
    }
    std::map<std::string, std::uint32_t, std::less<>> groups;
    for (std::size_t c = 0; c < countries.size(); ++c) {
        if (!countries[c].scored) {
            continue;
        }
        const auto& country = list.countries[c];
        ++table.rows;
        table.group.push_back(
            groups.emplace(country.un_subregion, static_cast<std::uint32_t>(groups.size()))
                .first->second);
        table.rank.push_back(income_rank(country.income_group));
        table.value.resize(table.rows * table.columns);
        for (const auto& component : countries[c].components) {
            table.value[(table.rows - 1) * table.columns + component.indicator] = component.score;
        }
    }
    return table;
}

/// Spreads a filled table over the countries again.
FilledScores scores_of(const std::vector<std::optional<double>>& filled,
                       const std::vector<CountryIndex>& countries, std::size_t indicators)
{
    FilledScores scores(countries.size());
    std::size_t row = 0;
    for (std::size_t c = 0; c < countries.size(); ++c) {
        if (!countries[c].scored) {
            continue;
        }
        for (std::size_t i = 0; i < indicators; ++i) {
            if (const auto& value = filled[row * indicators + i]) {
                scores[c].values.push_back(*value);
                scores[c].indicators.push_back(i);
            }
        }
        ++row;
    }
    return scores;
}

/// All fillings of what the scored countries lack; notes in each country what was filled.
std::vector<FilledScores> fill_gaps(const reference::Countries& list,
                                    std::vector<CountryIndex>& countries, const IndexSpec& spec,
                                    const IndexParameters& parameters, const Draws& draws,
                                    Random key)
{
    const auto table = table_of(list, countries, spec);
    const model::ImputationRule rule{static_cast<std::size_t>(parameters.imputation_donors),
                                     parameters.imputation_group_strength,
                                     parameters.imputation_least_observed};
    std::vector<FilledScores> fillings(static_cast<std::size_t>(parameters.imputations));
    parallel_for(fillings.size(), draws.threads(), [&](std::size_t m) {
        const auto filled = model::impute(table, rule, [&](std::size_t column, std::size_t item) {
            return draws.uniform(key, cell_id(spec.indicators[column].id) + item, m);
        });
        fillings[m] = scores_of(filled, countries, table.columns);
    });
    for (std::size_t c = 0; c < countries.size(); ++c) {
        auto& country = countries[c];
        for (const auto i : fillings.front()[c].indicators) {
            const bool observed =
                std::any_of(country.components.begin(), country.components.end(),
                            [i](const IndexComponent& have) { return have.indicator == i; });
            if (!observed) {
                country.imputed.push_back(i);
            }
        }
    }
    return fillings;
}

/// Means of all countries in one draw.
std::vector<std::optional<double>> means_of(const FilledScores& countries,
                                            std::span<const double> weights, double exponent)
{
    std::vector<std::optional<double>> means(countries.size());
    std::vector<double> used;
    for (std::size_t c = 0; c < countries.size(); ++c) {
        if (countries[c].values.empty()) {
            continue;
        }
        used.clear();
        for (const auto i : countries[c].indicators) {
            used.push_back(weights[i]);
        }
        means[c] = model::power_mean(countries[c].values, used, exponent);
    }
    return means;
}

}  // namespace

std::vector<CountryIndex> observe_index(const Reference& reference, const IndexSpec& spec,
                                        double min_coverage)
{
    const auto& list = reference.countries.countries;
    std::vector<CountryIndex> countries(list.size());
    for (std::size_t i = 0; i < spec.indicators.size(); ++i) {
        const auto observations = observe(reference, spec.indicators[i]);
        for (std::size_t c = 0; c < list.size(); ++c) {
            const auto found = observations.find(list[c].code);
            if (found != observations.end()) {
                const auto& [score, raw, source, value, year] = found->second;
                countries[c].components.push_back({i, raw, score, source, value, year});
                countries[c].coverage += spec.indicators[i].weight;
            }
        }
    }
    for (auto& country : countries) {
        country.scored = country.coverage >= min_coverage;
    }
    return countries;
}

IndexDraws draw_index(const reference::Countries& list, std::vector<CountryIndex> countries,
                      const IndexSpec& spec, const IndexParameters& parameters, const Draws& draws,
                      WhichIndex which)
{
    const bool origin = which == WhichIndex::kOrigin;
    const auto weight_key = origin ? Random::kOriginWeights : Random::kDestinationWeights;
    const auto mean_key = origin ? Random::kOriginMean : Random::kDestinationMean;
    const std::size_t k = spec.indicators.size();
    std::vector<double> alpha;
    for (const auto& indicator : spec.indicators) {
        const double equal = parameters.equal_share / static_cast<double>(k);
        const double weight = (1.0 - parameters.equal_share) * indicator.weight + equal;
        alpha.push_back(parameters.dirichlet_scale * static_cast<double>(k) * weight);
    }
    std::vector<float> z(countries.size() * draws.count(), 0.0F);
    const auto scored = std::count_if(countries.begin(), countries.end(),
                                      [](const CountryIndex& c) { return c.scored; });
    if (scored < 2) {
        // Standard scores need two countries; a lone one is no comparison.
        std::for_each(countries.begin(), countries.end(),
                      [](CountryIndex& c) { c.scored = false; });
        return {std::move(countries), std::move(z), draws.count()};
    }
    const auto fillings =
        fill_gaps(list, countries, spec, parameters, draws,
                  origin ? Random::kOriginImputation : Random::kDestinationImputation);
    parallel_for(draws.count(), draws.threads(), [&](std::size_t b) {
        std::vector<double> uniforms(k);
        std::vector<double> weights(k);
        for (std::size_t i = 0; i < k; ++i) {
            uniforms[i] = draws.uniform(weight_key, cell_id(spec.indicators[i].id), b);
        }
        model::dirichlet_draw(uniforms, alpha, weights);
        const double exponent = exponent_of(draws.uniform(mean_key, 0, b), parameters);
        const auto& filling = fillings[b % fillings.size()];
        const auto scores = model::standard_scores(means_of(filling, weights, exponent));
        for (std::size_t c = 0; c < countries.size(); ++c) {
            z[c * draws.count() + b] = static_cast<float>(scores[c].value_or(0.0));
        }
    });
    return {std::move(countries), std::move(z), draws.count()};
}

}  // namespace sourcelight::assess
