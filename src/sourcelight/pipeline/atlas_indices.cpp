// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/model/quantiles.hpp"
#include "sourcelight/pipeline/atlas_parts.hpp"

#include <algorithm>
#include <array>

namespace sourcelight::pipeline {
namespace {

using assess::IndexSpec;
using assess::IndicatorKind;
using assess::IndicatorSpec;
using publish::AtlasIndex;

/// Ends of the axis of a composite: few countries lie beyond.
constexpr double kStandardScores = 2.5;

/// What a group of indicators is about.
std::string about_of(std::string_view group)
{
    constexpr std::array<std::string_view, 4> kPeople{"needs", "schooling", "informality",
                                                      "migration"};
    constexpr std::array<std::string_view, 2> kResponse{"ratifications", "regime"};
    if (std::find(kPeople.begin(), kPeople.end(), group) != kPeople.end()) {
        return "people";
    }
    return std::find(kResponse.begin(), kResponse.end(), group) != kResponse.end() ? "response"
                                                                                   : "place";
}

AtlasIndex composite(const IndexSpec& spec, std::string about, std::string explain)
{
    AtlasIndex index;
    index.id = spec.id;
    index.label = spec.label;
    index.unit = "standard score";
    index.explain = std::move(explain);
    index.composite = true;
    index.about = std::move(about);
    index.best = -kStandardScores;
    index.worst = kStandardScores;
    return index;
}

/// What a number of a part means; the labels of measured ones name their unit.
std::string unit_of(const IndicatorSpec& spec)
{
    switch (spec.kind) {
    case IndicatorKind::kRatification: return "0 = ratified, 1 = not";
    case IndicatorKind::kAttribute: return "0 = protects most, 1 = least";
    case IndicatorKind::kIndicator: break;
    }
    for (const std::string_view unit : {"percent", "per 100,000", "years"}) {
        if (spec.label.find(unit) != std::string::npos) {
            return std::string{unit};
        }
    }
    return "points";
}

std::string explain_of(const IndicatorSpec& spec)
{
    switch (spec.kind) {
    case IndicatorKind::kRatification:
        return "Whether the country has ratified it; a ratification is a promise, not practice.";
    case IndicatorKind::kAttribute:
        return "A rule for migrant workers as dated sources describe it, placed between 0 and 1.";
    case IndicatorKind::kIndicator: break;
    }
    return "The newest year that was public at the date, as its publisher states it.";
}

AtlasIndex part(const IndexSpec& whole, const IndicatorSpec& spec)
{
    const bool measured = spec.kind == IndicatorKind::kIndicator;
    AtlasIndex index;
    index.id = spec.id;
    index.label = spec.label;
    index.unit = unit_of(spec);
    index.explain = explain_of(spec);
    index.about = about_of(spec.group);
    index.best = measured ? spec.best : 0.0;
    index.worst = measured ? spec.worst : 1.0;
    index.log = spec.log;
    index.part_of = whole.id;
    index.weight = spec.weight;
    index.dataset = spec.dataset;
    return index;
}

void add_values(const assess::CountryIndex* observed, std::span<const float> z,
                std::size_t composite_index, const std::string& place,
                std::vector<DatedIndexValue>& values)
{
    if (observed == nullptr) {
        return;
    }
    if (observed->scored) {
        const auto interval = model::interval_of(z);
        values.push_back({place,
                          composite_index,
                          {0, interval.median, std::pair{interval.lo90, interval.hi90}, {}}});
    }
    for (const auto& component : observed->components) {
        values.push_back({place,
                          composite_index + 1 + component.indicator,
                          {0, component.value, {}, component.year}});
    }
}

}  // namespace

std::vector<AtlasIndex> atlas_indices(const assess::Methodology& methodology)
{
    std::vector<AtlasIndex> indices;
    const auto add = [&indices](const IndexSpec& spec, AtlasIndex whole) {
        indices.push_back(std::move(whole));
        for (const auto& indicator : spec.indicators) {
            indices.push_back(part(spec, indicator));
        }
    };
    add(methodology.origin,
        composite(methodology.origin, "place",
                  "What makes people of a place easy to coerce; 0 is the average country of the "
                  "date, 1 is one standard deviation worse."));
    add(methodology.destination,
        composite(methodology.destination, "people",
                  "How far rules tie migrant workers to one employer, and how many there are; 0 is "
                  "the average country of the date, 1 is one standard deviation worse."));
    return indices;
}

std::vector<DatedIndexValue> atlas_index_values(const assess::Assessor& assessor)
{
    const auto& world = assessor.model().world();
    const auto second = 1 + assessor.model().methodology().origin.indicators.size();
    std::vector<DatedIndexValue> values;
    for (const auto& country : assessor.model().reference().countries.countries) {
        const std::string place{country.code.view()};
        add_values(world.origin(country.code), world.origin_z(country.code), 0, place, values);
        add_values(world.destination(country.code), world.destination_z(country.code), second,
                   place, values);
    }
    std::stable_sort(values.begin(), values.end(),
                     [](const auto& a, const auto& b) { return a.index < b.index; });
    return values;
}

}  // namespace sourcelight::pipeline
