// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/methodology_parts.hpp"

#include "sourcelight/core/error.hpp"
#include "sourcelight/core/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace sourcelight::assess {

using config::Problems;
using config::YamlMap;
using reference::kSectorCount;
using reference::Sector;

namespace {

/// How far the nominal weights of an index may sum from 1.
constexpr double kWeightTolerance = 1e-9;

std::map<std::string, double, std::less<>> numbers_by_name(YamlMap map)
{
    std::map<std::string, double, std::less<>> numbers;
    for (const auto& [name, text] : map.all_texts()) {
        const auto value = parse_number(text);
        if (!value) {
            map.complain(fmt::format("{} is \"{}\"; expected a number", name, text));
        }
        numbers.emplace(name, value.value_or(0.0));
    }
    return numbers;
}

AnchorSet read_anchor_set(YamlMap map)
{
    AnchorSet set;
    set.edition = map.text("edition");
    const auto published = parse_date(map.text("published"));
    if (!published) {
        map.complain("published must be a date such as 2022-09-12");
    }
    set.published = published.value_or(Date{});
    set.reference_year = static_cast<int>(map.integer("reference_year"));
    set.source = map.text("source");
    set.code = map.text("code");
    require_code(map, set.code);
    set.rates = map.has("regions_per_1000_people");
    set.regions =
        numbers_by_name(map.map(set.rates ? "regions_per_1000_people" : "regions_million"));
    auto sectors = map.map("sectors_million");
    for (std::size_t s = 0; s < kSectorCount; ++s) {
        set.sectors_million[s] =
            sectors.number(std::string{reference::sector_name(static_cast<Sector>(s))});
    }
    sectors.done();
    map.done();
    return set;
}

void read_anchors(YamlMap anchors, Methodology& out)
{
    for (auto& map : anchors.maps_or_empty("sets")) {
        out.anchors.push_back(read_anchor_set(map));
    }
    std::sort(out.anchors.begin(), out.anchors.end(),
              [](const AnchorSet& a, const AnchorSet& b) { return a.published < b.published; });
    if (out.anchors.empty()) {
        anchors.complain("sets must name at least one edition of the global estimates");
    }
    anchors.done();
}

void read_profile(YamlMap profile, Methodology& out)
{
    const auto source = profile.text("source");
    const auto code = profile.text("code");
    require_code(profile, code);
    for (auto& map : profile.maps_or_empty("divisions")) {
        ActivityProfile entry;
        entry.activity = map.text("activity");
        entry.share = map.number("share");
        entry.effect = map.number("effect");
        out.parameters.push_back(
            {"activity_profile." + entry.activity, entry.effect, code, "ln", source});
        out.profile.push_back(std::move(entry));
        map.done();
    }
    profile.done();
}

void read_evidence(YamlMap evidence, Methodology& out)
{
    const auto source = evidence.text("source");
    const auto code = evidence.text("code");
    require_code(evidence, code);
    for (auto& map : evidence.maps_or_empty("items")) {
        EvidenceKind kind;
        kind.id = map.text("id");
        kind.label = map.text("label");
        kind.llr = {map.number("llr"), map.number("sd")};
        kind.half_life_years = map.number("half_life_years");
        kind.ages_after_closure = map.text("ages") == "after_closure";
        kind.state_branch = map.text("branch") == "state";
        out.parameters.push_back(
            {"evidence." + kind.id, kind.llr.mean, code, "log-likelihood ratio", source});
        out.evidence.push_back(std::move(kind));
        map.done();
    }
    evidence.done();
}

void read_factors(YamlMap factors, ParameterReader& reader, Methodology& out)
{
    const auto source = factors.text("source");
    const auto code = factors.text("code");
    require_code(factors, code);
    for (auto& map : factors.maps_or_empty("items")) {
        FactorKind kind{
            map.text("id"), map.text("label"), {map.number("weight"), map.number("sd")}};
        out.parameters.push_back(
            {"factors." + kind.id, kind.weight.mean, code, "log-odds", source});
        out.factors.push_back(std::move(kind));
        map.done();
    }
    out.site.migrant_share_threshold = reader(factors, "factors", "migrant_share_threshold");
    factors.done();
}

IndicatorSpec read_indicator(YamlMap map)
{
    IndicatorSpec spec;
    const auto kind = map.text("kind");
    spec.id = map.text("id");
    spec.group = map.text("group");
    spec.label = map.text("label");
    spec.dataset = map.text("dataset");
    spec.indicator = map.text("indicator");
    spec.weight = map.number("weight");
    spec.code = map.text("code");
    require_code(map, spec.code);
    if (kind == "indicator") {
        spec.kind = IndicatorKind::kIndicator;
        spec.best = map.number("best");
        spec.worst = map.number("worst");
        spec.log = map.boolean_or("log", false);
        spec.max_age_years = static_cast<int>(map.integer("max_age_years"));
    } else if (kind == "attribute") {
        spec.kind = IndicatorKind::kAttribute;
        spec.levels = numbers_by_name(map.map("levels"));
    } else if (kind == "ratification") {
        spec.kind = IndicatorKind::kRatification;
    } else {
        map.complain(
            fmt::format("kind is \"{}\"; expected indicator, attribute or ratification", kind));
    }
    map.done();
    return spec;
}

}  // namespace

void read_tables(YamlMap& top, ParameterReader& reader, Methodology& out)
{
    read_anchors(top.map("anchors"), out);
    read_profile(top.map("activity_profile"), out);
    read_migrants(top.map("migrant_work"), reader, out);
    read_evidence(top.map("evidence"), out);
    read_factors(top.map("factors"), reader, out);
}

IndexSpec read_index_spec(const std::string& path)
{
    Problems problems{path};
    YamlMap top{config::load_yaml(path, Errc::kConfigInvalid), "", problems};
    IndexSpec index;
    index.id = top.text("id");
    index.label = top.text("label");
    if (top.text("year_rule") != "newest") {
        top.complain("year_rule must be newest");
    }
    if (top.text("missing") != "impute") {
        top.complain("missing must be impute");
    }
    double sum = 0.0;
    for (auto& map : top.maps_or_empty("indicators")) {
        index.indicators.push_back(read_indicator(map));
        sum += index.indicators.back().weight;
    }
    if (std::fabs(sum - 1.0) > kWeightTolerance) {
        top.complain(fmt::format("the weights of the indicators sum to {}; expected 1", sum));
    }
    top.done();
    problems.raise(Errc::kConfigInvalid);
    return index;
}

}  // namespace sourcelight::assess
