// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/methodology_parts.hpp"

#include "sourcelight/assess/workers.hpp"
#include "sourcelight/core/error.hpp"
#include "sourcelight/core/parse_whole.hpp"
#include "sourcelight/core/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <span>
#include <string_view>
#include <utility>

namespace sourcelight::assess {

using config::Problems;
using config::YamlMap;
using reference::kSectorCount;
using reference::Sector;

namespace {

/// How far the nominal weights of an index may sum from 1.
constexpr double kWeightTolerance = 1e-9;
constexpr double kThousand = 1000.0;

std::map<std::string, double, std::less<>> numbers_by_name(YamlMap& map)
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

/// Adds the problem of a name that stands twice in a list.
class Names {
public:
    void add(YamlMap& map, const std::string& key, const std::string& name)
    {
        if (!m_seen.insert(name).second) {
            map.complain_of(
                key, fmt::format("\"{}\" stands in this list twice; keep one of them", name));
        }
    }

private:
    std::set<std::string> m_seen;
};

/// A word out of a few; any other is a problem.
std::string word_of(YamlMap& map, const std::string& key, std::span<const std::string> words)
{
    const auto word = map.text(key);
    if (!word.empty() && std::find(words.begin(), words.end(), word) == words.end()) {
        map.complain_of(key, fmt::format("is \"{}\"; expected {}", word, fmt::join(words, " or ")));
    }
    return word;
}

/// Keeps a number of a table as a parameter, checked against its unit.
class TableReader {
public:
    TableReader(Methodology& out, std::string code, std::string source)
        : m_out{&out}, m_code{std::move(code)}, m_source{std::move(source)}
    {
    }
    double operator()(YamlMap& map, const std::string& key, const std::string& name,
                      const std::string& unit)
    {
        Parameter parameter{name, map.number(key), m_code, unit, m_source};
        require_domain(map, key, parameter);
        m_out->parameters.push_back(parameter);
        return parameter.value;
    }
    void word(const std::string& name, const std::string& unit, const std::string& text)
    {
        m_out->parameters.push_back({name, 0.0, m_code, unit, m_source, text});
    }

private:
    Methodology* m_out;
    std::string m_code;
    std::string m_source;
};

/// The reader of one entry of a list: its own code and source where it states them.
TableReader entry_reader(YamlMap& map, const std::string& code, const std::string& source,
                         Methodology& out)
{
    auto own = map.text_or("code", code);
    require_code(map, own);
    return {out, std::move(own), map.text_or("source", source)};
}

AnchorSet read_anchor_set(YamlMap map, Methodology& out)
{
    AnchorSet set;
    set.edition = map.text("edition");
    const auto published = parse_date(map.text("published"));
    if (!published) {
        map.complain("published must be a date such as 2022-09-12");
    }
    set.published = published.value_or(Date{});
    set.reference_year = static_cast<int>(map.integer("reference_year"));
    if (published && set.reference_year > year_of(*published)) {
        map.complain_of("reference_year",
                        fmt::format("is {}, after the day of publication {}; correct one of them",
                                    set.reference_year, to_string(*published)));
    }
    set.source = map.text("source");
    set.code = map.text("code");
    require_code(map, set.code);
    set.rates = map.has("regions_per_1000_people");
    TableReader number{out, set.code, set.source};
    const std::string regions_key = set.rates ? "regions_per_1000_people" : "regions_million";
    const auto name = fmt::format("anchors.{}.", set.edition);
    out.places.emplace(name + "published", map.place("published"));
    auto regions = map.map(regions_key);
    for (const auto region : kIloRegions) {
        const std::string key{region};
        out.places.emplace(fmt::format("{}{}", name, key), regions.place(key));
        set.regions[key] = number(regions, key, fmt::format("{}{}.{}", name, regions_key, key),
                                  set.rates ? "persons per 1,000 people" : "million persons");
    }
    regions.done();
    auto sectors = map.map("sectors_million");
    for (std::size_t s = 0; s < kSectorCount; ++s) {
        const std::string key{reference::sector_name(static_cast<Sector>(s))};
        set.sectors_million[s] =
            number(sectors, key, fmt::format("{}sectors_million.{}", name, key), "million persons");
    }
    out.places.emplace(name + "sectors", map.place("sectors_million"));
    sectors.done();
    map.done();
    return set;
}

void read_anchors(YamlMap anchors, ParameterReader& reader, Methodology& out)
{
    static const std::vector<std::string> kChoices{"published", "none"};
    auto choice = anchors.map("use");
    const auto word = word_of(choice, "value", kChoices);
    out.anchored = word != "none";
    const auto code = choice.text("code");
    require_code(choice, code);
    out.parameters.push_back(
        {"anchors.use", 0.0, code, choice.text("unit"), choice.text("source"), word});
    choice.done();
    out.relative_scale = reader(anchors, "anchors", "relative_scale_per_1000") / kThousand;
    Names names;
    for (auto& map : anchors.maps("sets")) {
        out.anchors.push_back(read_anchor_set(map, out));
        names.add(map, "edition", out.anchors.back().edition);
    }
    std::sort(out.anchors.begin(), out.anchors.end(),
              [](const AnchorSet& a, const AnchorSet& b) { return a.published < b.published; });
    if (out.anchors.empty()) {
        anchors.complain("sets must name at least one edition of the global estimates");
    }
    anchors.done();
}

/// The sector of a section or division of ISIC Rev. 4 ("isic4:01", "isic4:D"); electricity and
/// water count as manufacturing, as in the activity tree.
std::optional<Sector> sector_of(std::string_view activity)
{
    constexpr std::string_view kPrefix = "isic4:";
    if (!activity.starts_with(kPrefix) || activity.size() == kPrefix.size()) {
        return std::nullopt;
    }
    const auto code = activity.substr(kPrefix.size());
    struct Range {
        int first;
        int last;
        std::string_view sections;
        Sector sector;
    };
    static constexpr std::array<Range, 5> kRanges{{{1, 3, "A", Sector::kAgriculture},
                                                   {5, 9, "B", Sector::kMining},
                                                   {10, 39, "CDE", Sector::kManufacturing},
                                                   {41, 43, "F", Sector::kConstruction},
                                                   {45, 99, "GHIJKLMNOPQRSTU", Sector::kServices}}};
    const auto number = parse_whole<int>(code.substr(0, 2));
    for (const auto& range : kRanges) {
        if (number ? *number >= range.first && *number <= range.last
                   : code.size() == 1 && range.sections.find(code) != std::string_view::npos) {
            return range.sector;
        }
    }
    return std::nullopt;
}

void read_profile(YamlMap profile, Methodology& out)
{
    const auto source = profile.text("source");
    const auto code = profile.text("code");
    require_code(profile, code);
    std::array<double, kSectorCount> sums{};
    Names names;
    for (auto& map : profile.maps("divisions")) {
        ActivityProfile entry;
        entry.activity = map.text("activity");
        auto number = entry_reader(map, code, source, out);
        const auto name = "activity_profile." + entry.activity;
        entry.effect = number(map, "effect", name, "ln");
        entry.share = number(map, "share", name + ".share", "share of the sector's workers");
        names.add(map, "activity", entry.activity);
        if (const auto sector = sector_of(entry.activity)) {
            sums[static_cast<std::size_t>(*sector)] += entry.share;
        } else {
            map.complain_of("activity", fmt::format("\"{}\" is no section or division of ISIC "
                                                    "Rev. 4 such as isic4:A or isic4:01",
                                                    entry.activity));
        }
        out.profile.push_back(std::move(entry));
        map.done();
    }
    for (std::size_t s = 0; s < kSectorCount; ++s) {
        if (std::fabs(sums[s] - 1.0) > kWeightTolerance) {
            profile.complain_of(
                "divisions", fmt::format("have shares of {} that sum to {:.6g}; expected 1: "
                                         "change one so that they make a whole",
                                         reference::sector_name(static_cast<Sector>(s)), sums[s]));
        }
    }
    profile.done();
}

void read_evidence(YamlMap evidence, Methodology& out)
{
    static const std::vector<std::string> kAges{"at_once", "after_closure"};
    static const std::vector<std::string> kBranches{"private", "state"};
    const auto source = evidence.text("source");
    const auto code = evidence.text("code");
    require_code(evidence, code);
    Names names;
    for (auto& map : evidence.maps("items")) {
        EvidenceKind kind;
        kind.id = map.text("id");
        kind.label = map.text("label");
        names.add(map, "id", kind.id);
        auto number = entry_reader(map, code, source, out);
        const auto name = "evidence." + kind.id;
        kind.llr.mean = number(map, "llr", name, "log-likelihood ratio");
        kind.llr.sd = number(map, "sd", name + ".sd", "log-likelihood ratio");
        kind.half_life_years = number(map, "half_life_years", name + ".half_life_years", "years");
        const auto ages = word_of(map, "ages", kAges);
        const auto branch = word_of(map, "branch", kBranches);
        kind.ages_after_closure = ages == "after_closure";
        kind.state_branch = branch == "state";
        number.word(name + ".ages", "when it starts to fade", ages);
        number.word(name + ".branch", "what it moves", branch);
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
    Names names;
    for (auto& map : factors.maps("items")) {
        FactorKind kind{map.text("id"), map.text("label"), {}};
        names.add(map, "id", kind.id);
        require_factor(map, kind.id);
        auto number = entry_reader(map, code, source, out);
        const auto name = "factors." + kind.id;
        kind.weight.mean = number(map, "weight", name, "log-odds");
        kind.weight.sd = number(map, "sd", name + ".sd", "log-odds");
        out.factors.push_back(std::move(kind));
        map.done();
    }
    out.site.migrant_share_threshold = reader(factors, "factors", "migrant_share_threshold");
    factors.done();
}

IndicatorSpec read_indicator(YamlMap map, const std::string& index, Methodology& out)
{
    auto& parameters = out.parameters;
    static const std::vector<std::string> kKinds{"indicator", "attribute", "ratification"};
    IndicatorSpec spec;
    const auto kind = word_of(map, "kind", kKinds);
    spec.id = map.text("id");
    spec.group = map.text("group");
    spec.label = map.text("label");
    spec.dataset = map.text("dataset");
    spec.indicator = map.text("indicator");
    spec.code = map.text("code");
    require_code(map, spec.code);
    const auto name = fmt::format("{}.{}", index, spec.id);
    const auto number = [&](const std::string& key, const std::string& suffix,
                            const std::string& unit, const std::string& code) {
        Parameter parameter{name + suffix, map.number(key), code, unit,
                            fmt::format("{}, {}", spec.dataset, spec.indicator)};
        require_domain(map, key, parameter);
        parameters.push_back(parameter);
        return parameter.value;
    };
    // The raw values are data; how much they count is judgement.
    spec.weight = number("weight", "", "share of nominal weight", "P");
    if (kind == "indicator") {
        spec.kind = IndicatorKind::kIndicator;
        spec.best = number("best", ".best", "goalpost, as published", "P");
        spec.worst = number("worst", ".worst", "goalpost, as published", "P");
        static_cast<void>(map.text("log"));
        spec.log = map.boolean_or("log", false);
        spec.max_age_years = static_cast<int>(map.integer("max_age_years"));
        Parameter age{name + ".max_age_years", static_cast<double>(spec.max_age_years), "P",
                      "years", fmt::format("{}, {}", spec.dataset, spec.indicator)};
        require_domain(map, "max_age_years", age);
        parameters.push_back(std::move(age));
        if (spec.best == spec.worst) {
            map.complain_of("worst", "equals best; the goalposts must differ");
        }
        if (spec.log && !(spec.best > 0.0 && spec.worst > 0.0)) {
            map.complain_of("log",
                            "needs goalposts above 0: best and worst are taken as logarithms");
        }
    } else if (kind == "attribute") {
        spec.kind = IndicatorKind::kAttribute;
        auto levels = map.map("levels");
        spec.levels = numbers_by_name(levels);
        for (const auto& [word, level] : spec.levels) {
            Parameter parameter{fmt::format("{}.levels.{}", name, word), level, "P",
                                "0 best to 1 worst",
                                fmt::format("{}, {}", spec.dataset, spec.indicator)};
            require_domain(levels, word, parameter);
            parameters.push_back(std::move(parameter));
        }
    } else if (kind == "ratification") {
        spec.kind = IndicatorKind::kRatification;
    }
    for (const std::string key : {"dataset", "indicator", "levels"}) {
        out.places.emplace(fmt::format("{}.{}", name, key), map.place(key));
    }
    map.done();
    return spec;
}

}  // namespace

void read_tables(YamlMap& top, ParameterReader& reader, Methodology& out)
{
    read_anchors(top.map("anchors"), reader, out);
    read_profile(top.map("activity_profile"), out);
    read_migrants(top.map("migrant_work"), reader, out);
    read_evidence(top.map("evidence"), out);
    read_factors(top.map("factors"), reader, out);
}

IndexSpec read_index_spec(const std::string& path, Methodology& out)
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
    Names names;
    for (auto& map : top.maps("indicators")) {
        index.indicators.push_back(read_indicator(map, index.id, out));
        names.add(map, "id", index.indicators.back().id);
        sum += index.indicators.back().weight;
    }
    if (std::fabs(sum - 1.0) > kWeightTolerance) {
        top.complain_of("indicators", fmt::format("have weights that sum to {:.6g}; expected 1: "
                                                  "change one so that they make a whole",
                                                  sum));
    }
    top.done();
    problems.raise(Errc::kConfigInvalid);
    return index;
}

}  // namespace sourcelight::assess
