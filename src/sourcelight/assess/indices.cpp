// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/indices.hpp"

#include "sourcelight/assess/parallel.hpp"
#include "sourcelight/assess/tables.hpp"
#include "sourcelight/core/number_text.hpp"
#include "sourcelight/model/composite_index.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

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

/// Scores of all countries in one draw.
std::vector<std::optional<double>> scores_of(const std::vector<CountryIndex>& countries,
                                             std::span<const double> weights, double exponent)
{
    std::vector<std::optional<double>> scores(countries.size());
    std::vector<double> values;
    std::vector<double> used;
    for (std::size_t c = 0; c < countries.size(); ++c) {
        if (!countries[c].scored) {
            continue;
        }
        values.clear();
        used.clear();
        for (const auto& component : countries[c].components) {
            values.push_back(component.score);
            used.push_back(weights[component.indicator]);
        }
        scores[c] = model::power_mean(values, used, exponent);
    }
    return scores;
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

IndexDraws draw_index(std::vector<CountryIndex> countries, const IndexSpec& spec,
                      const IndexParameters& parameters, const Draws& draws, WhichIndex which)
{
    const bool origin = which == WhichIndex::kOrigin;
    const auto weight_key = origin ? Random::kOriginWeights : Random::kDestinationWeights;
    const auto mean_key = origin ? Random::kOriginMean : Random::kDestinationMean;
    const std::size_t k = spec.indicators.size();
    std::vector<double> alpha;
    for (const auto& indicator : spec.indicators) {
        alpha.push_back(parameters.dirichlet_scale * static_cast<double>(k) * indicator.weight);
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
    parallel_for(draws.count(), draws.threads(), [&](std::size_t b) {
        std::vector<double> uniforms(k);
        std::vector<double> weights(k);
        for (std::size_t i = 0; i < k; ++i) {
            uniforms[i] = draws.uniform(weight_key, cell_id(spec.indicators[i].id), b);
        }
        model::dirichlet_draw(uniforms, alpha, weights);
        const double exponent = exponent_of(draws.uniform(mean_key, 0, b), parameters);
        const auto scores = model::standard_scores(scores_of(countries, weights, exponent));
        for (std::size_t c = 0; c < countries.size(); ++c) {
            z[c * draws.count() + b] = static_cast<float>(scores[c].value_or(0.0));
        }
    });
    return {std::move(countries), std::move(z), draws.count()};
}

}  // namespace sourcelight::assess
