// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/methodology.hpp"

#include "sourcelight/assess/methodology_parts.hpp"
#include "sourcelight/config/yaml.hpp"
#include "sourcelight/core/digest.hpp"
#include "sourcelight/core/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <initializer_list>
#include <iterator>
#include <utility>

namespace sourcelight::assess {

using config::Problems;
using config::YamlMap;
using reference::kSectorCount;
using reference::Sector;

double ParameterReader::operator()(YamlMap& group, const std::string& group_name,
                                   const std::string& key)
{
    auto leaf = group.map(key);
    Parameter parameter;
    parameter.name = group_name.empty() ? key : group_name + "." + key;
    parameter.value = leaf.number("value");
    parameter.code = leaf.text("code");
    parameter.unit = leaf.text("unit");
    parameter.source = leaf.text("source");
    leaf.done();
    require_code(leaf, parameter.code);
    if (parameter.source.empty()) {
        leaf.complain("source is missing or empty; say where the value comes from");
    }
    require_domain(leaf, "value", parameter);
    m_parameters->push_back(parameter);
    return parameter.value;
}

void require_code(YamlMap& map, const std::string& code)
{
    if (code != "E" && code != "P") {
        map.complain(
            fmt::format("code is \"{}\"; expected E (from data) or P (stated prior)", code));
    }
}

namespace {

std::string sector_key(std::size_t sector)
{
    return std::string{reference::sector_name(static_cast<Sector>(sector))};
}

constexpr double kPercent = 100.0;
/// How far shares that must make a whole may be from it.
constexpr double kSumTolerance = 1e-9;

void require_sum(YamlMap& map, std::string_view what, double sum, double expected)
{
    if (std::fabs(sum - expected) > kSumTolerance * expected) {
        map.complain(fmt::format("{} sum to {:.6g}; expected {:.6g}: change one of them so that "
                                 "they make a whole",
                                 what, sum, expected));
    }
}

/// Each value must not be below the one before.
void require_order(YamlMap& map, std::initializer_list<std::pair<const char*, double>> values)
{
    for (const auto* next = values.begin() + 1; next != values.end(); ++next) {
        const auto& [before, low] = *(next - 1);
        if (next->second >= low) {
            continue;
        }
        // Of a changed value and one that stands in the file it extends, the change is at fault.
        if (map.is_own(before) && !map.is_own(next->first)) {
            map.complain_of(before,
                            fmt::format("is {:.6g}, above {} ({:.6g}, {}); they must "
                                        "ascend: change it, or state the other too",
                                        low, next->first, next->second, map.place(next->first)));
        } else {
            map.complain_of(next->first, fmt::format("is {:.6g}, below {} ({:.6g}, {}); they must "
                                                     "ascend",
                                                     next->second, before, low, map.place(before)));
        }
    }
}

/// Reads the parameters of one top-level group by name.
class Group {
public:
    Group(YamlMap& top, ParameterReader& reader, std::string name)
        : m_map{top.map(name)}, m_reader{&reader}, m_name{std::move(name)}
    {
    }
    double operator()(const std::string& key) { return (*m_reader)(m_map, m_name, key); }
    Uncertain uncertain(const std::string& key)
    {
        const double mean = (*this)(key);
        return {mean, (*this)(key + "_sd")};
    }
    Range range(const std::string& key)
    {
        const Range ends{(*this)(key + "_low"), (*this)(key + "_high")};
        if (!(ends.low <= ends.high)) {
            m_map.complain(
                fmt::format("{0}_low is {1}, above {0}_high, {2}", key, ends.low, ends.high));
        }
        return ends;
    }
    std::array<double, kSectorCount> by_sector(const std::string& prefix)
    {
        std::array<double, kSectorCount> values{};
        for (std::size_t s = 0; s < kSectorCount; ++s) {
            values[s] = (*this)(prefix + sector_key(s));
        }
        return values;
    }
    YamlMap& map() { return m_map; }
    void done() { m_map.done(); }

private:
    YamlMap m_map;
    ParameterReader* m_reader;
    std::string m_name;
};

void read_prevalence(Group group, Methodology& methodology)
{
    auto& out = methodology.prevalence;
    out.region_noise_sd = group("region_noise_sd");
    out.country_noise_sd = group("country_noise_sd");
    out.country_slope.mean = group("country_slope_mean");
    out.country_slope.sd = group("country_slope_sd");
    out.unscored_index_sd = group("unscored_index_sd");
    out.sector_noise_sd = group("sector_noise_sd");
    out.tau_low = group("tau_low");
    out.tau_high = group("tau_high");
    require_order(group.map(), {{"tau_low", out.tau_low}, {"tau_high", out.tau_high}});
    out.ceiling = group("ceiling");
    out.country_ceiling = group("country_ceiling");
    out.margin_tolerance = group("margin_tolerance");
    out.profile_sd = group("profile_sd");
    for (const std::string key :
         {"region_noise_sd", "sector_noise_sd", "ceiling", "country_ceiling"}) {
        methodology.places.emplace("prevalence." + key, group.map().place(key));
    }
    group.done();
}

void read_workers(Group group, WorkerParameters& out)
{
    out.industry_split = {group("split_mining"), group("split_manufacturing"),
                          group("split_construction")};
    require_sum(group.map(), "split_mining, split_manufacturing and split_construction",
                out.industry_split[0] + out.industry_split[1] + out.industry_split[2], kPercent);
    for (double& share : out.industry_split) {
        share /= kPercent;
    }
    out.split_concentration = group("split_concentration");
    out.imputed_concentration = group("imputed_concentration");
    group.done();
}

/// A parameter that counts something.
int whole(Group& group, const std::string& key)
{
    const double value = group(key);
    if (!(value >= 1.0) || value != std::floor(value)) {
        group.map().complain(
            fmt::format("{} is {}; expected a whole number from 1 on", key, value));
        return 1;
    }
    return static_cast<int>(value);
}

void read_index(Group group, IndexParameters& out)
{
    out.equal_share = group("equal_share");
    out.dirichlet_scale = group("dirichlet_scale");
    out.share_arithmetic = group("share_arithmetic");
    out.share_quadratic = group("share_quadratic");
    out.share_geometric = group("share_geometric");
    require_sum(group.map(), "share_arithmetic, share_quadratic and share_geometric",
                out.share_arithmetic + out.share_quadratic + out.share_geometric, 1.0);
    out.min_coverage = group("min_coverage");
    out.imputations = whole(group, "imputations");
    out.imputation_donors = whole(group, "imputation_donors");
    out.imputation_group_strength = group("imputation_group_strength");
    out.imputation_least_observed = group("imputation_least_observed");
    group.done();
}

void read_hazard(Group group, HazardParameters& out)
{
    const double fitted = group("fitted");
    if (fitted != 0.0 && fitted != 1.0) {
        group.map().complain(fmt::format("hazard.fitted is {}; expected 0 or 1", fitted));
    }
    out.fitted = fitted == 1.0;
    out.horizon_years = group("horizon_years");
    out.intercept = group.uncertain("intercept");
    out.other = group.uncertain("other");
    out.same = group.uncertain("same");
    out.elsewhere = group.uncertain("elsewhere");
    out.child_only = group.uncertain("child_only");
    out.origin = group.uncertain("origin");
    out.destination = group.uncertain("destination");
    out.exports = group.uncertain("exports");
    out.visibility = group.uncertain("visibility");
    out.good_sd = group("good_sd");
    out.class_sd = group("class_sd");
    out.division_sd = group("division_sd");
    out.country_sd = group("country_sd");
    group.done();
}

void read_occurrence(Group group, OccurrenceParameters& out)
{
    out.other = group("other");
    out.same = group("same");
    out.elsewhere = group("elsewhere");
    out.listed_forced = group("listed_forced");
    out.listed_child = group("listed_child");
    group.done();
}

void read_site(Group group, SiteParameters& out)
{
    out.rho_floor = group("rho_floor");
    out.rho_span = group("rho_span");
    out.rho_a = group("rho_a");
    out.rho_b = group("rho_b");
    out.median_workers = group.by_sector("workers_");
    out.workers_log_sd = group("workers_log_sd");
    out.factor_limit = group("factor_limit");
    out.factor_base_rate = group("factor_base_rate");
    out.across_clusters = group("across_clusters");
    out.within_cluster_a = group("within_cluster_a");
    out.within_cluster_b = group("within_cluster_b");
    out.match_ignored_below = group("match_ignored_below");
    out.match_certain_from = group("match_certain_from");
    out.silence_detection = group("silence_detection");
    out.silence_false_alarm = group("silence_false_alarm");
    out.specificity_parent = group("specificity_parent");
    out.specificity_joint_venture = group("specificity_joint_venture");
    out.specificity_park = group("specificity_park");
    group.done();
}

void read_mitigation(Group group, MitigationParameters& out)
{
    out.natural_exit = group("natural_exit");
    out.natural_exit_low = group("natural_exit_low");
    out.natural_exit_high = group("natural_exit_high");
    require_order(group.map(), {{"natural_exit_low", out.natural_exit_low},
                                {"natural_exit", out.natural_exit},
                                {"natural_exit_high", out.natural_exit_high}});
    out.release_unknown = group("release_unknown");
    out.kappa_low = group("kappa_low");
    out.kappa_high = group("kappa_high");
    out.continuous_checks = group("continuous_checks");
    out.announced = group.range("detection_announced");
    out.unannounced = group.range("detection_unannounced");
    out.voice = group.range("detection_voice");
    out.programme = group.range("detection_programme");
    require_order(group.map(), {{"kappa_low", out.kappa_low}, {"kappa_high", out.kappa_high}});
    group.done();
}

void read_bands(Group group, Methodology& out)
{
    out.band_edges = {group("low_from"), group("moderate_from"), group("high_from"),
                      group("very_high_from")};
    require_order(group.map(), {{"low_from", out.band_edges[0]},
                                {"moderate_from", out.band_edges[1]},
                                {"high_from", out.band_edges[2]},
                                {"very_high_from", out.band_edges[3]}});
    out.band_confidence = group("confidence");
    out.min_coverage = group("min_coverage");
    group.done();
}

void read_groups(YamlMap& top, ParameterReader& reader, Methodology& out)
{
    read_prevalence({top, reader, "prevalence"}, out);
    read_workers({top, reader, "workers"}, out.workers);
    Group cover{top, reader, "goods_cover"};
    out.goods_cover = cover.by_sector("");
    cover.done();
    read_index({top, reader, "index"}, out.index);
    read_hazard({top, reader, "hazard"}, out.hazard);
    read_occurrence({top, reader, "occurrence"}, out.occurrence);
    Group region{top, reader, "region"};
    out.region = {region("effect_sd"),          region("ratio_variance"),
                  region("common_share"),       region("persons_per_case"),
                  region("search_sd_register"), region("search_sd_identified"),
                  region("search_sd_orders")};
    region.done();
    read_site({top, reader, "site"}, out.site);
    Group state{top, reader, "state"};
    out.state_concentration = state("concentration");
    state.done();
    read_mitigation({top, reader, "mitigation"}, out.mitigation);
    read_bands({top, reader, "bands"}, out);
    Group priority{top, reader, "priority"};
    out.top_places = static_cast<int>(std::lround(priority("top_places")));
    priority.done();
}

std::string bytes_of(const std::string& path)
{
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{}};
}

}  // namespace

const Parameter* Methodology::find(std::string_view name) const noexcept
{
    const auto found = std::find_if(parameters.begin(), parameters.end(),
                                    [&](const Parameter& p) { return p.name == name; });
    return found == parameters.end() ? nullptr : &*found;
}

const std::string& Methodology::place(std::string_view name) const noexcept
{
    const auto found = places.find(name);
    return found == places.end() ? file : found->second;
}

bool Methodology::is_own(std::string_view name) const noexcept
{
    const auto found = places.find(name);
    return found != places.end() && found->second.starts_with(file + ":");
}

const EvidenceKind& Methodology::evidence_kind(std::string_view name) const
{
    const auto found = std::find_if(evidence.begin(), evidence.end(),
                                    [&](const EvidenceKind& kind) { return kind.id == name; });
    if (found == evidence.end()) {
        throw Error{Errc::kConfigInvalid,
                    fmt::format("{}: evidence.items have no \"{}\", which the model needs; add it, "
                                "or start the file with `extends: default`",
                                file, name)};
    }
    return *found;
}

Methodology load_methodology(const std::string& path, const std::string& shipped)
{
    Methodology methodology;
    methodology.file = path;
    Problems problems{path};
    const auto source = load_source(path, shipped, problems);
    YamlMap top{source.root, "", problems};
    methodology.id = top.text("id");
    methodology.label = top.text("label");
    methodology.base = top.text_or("extends", {});
    auto files = top.map("indices");
    static_cast<void>(files.text("origin"));
    static_cast<void>(files.text("destination"));
    files.done();
    ParameterReader reader{methodology.parameters};
    read_groups(top, reader, methodology);
    read_tables(top, reader, methodology);
    top.done();
    if (!problems.empty() && methodology.base.empty()) {
        problems.add(source.root, "a file that starts with `extends: default` states only "
                                  "what it changes");
    }
    problems.raise(Errc::kConfigInvalid);
    methodology.origin = read_index_spec(source.origin, methodology);
    methodology.destination = read_index_spec(source.destination, methodology);
    Digest digest;
    for (const auto& file : source.files) {
        digest.update(bytes_of(file));
    }
    digest.update(bytes_of(source.origin));
    digest.update(bytes_of(source.destination));
    methodology.sha256 = digest.finish();
    return methodology;
}

}  // namespace sourcelight::assess
