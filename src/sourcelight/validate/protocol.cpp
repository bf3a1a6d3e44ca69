// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/validate/protocol.hpp"

#include "sourcelight/config/yaml.hpp"
#include "sourcelight/core/digest.hpp"
#include "sourcelight/core/error.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <optional>

namespace sourcelight::validate {
namespace {

using config::YamlMap;

constexpr int kMonthsOfYear = 12;
constexpr double kComparatorSd = 2.0;

template <std::size_t N>
std::optional<std::size_t> position(const std::array<std::string_view, N>& names,
                                    std::string_view name)
{
    const auto found = std::find(names.begin(), names.end(), name);
    return found == names.end() ? std::nullopt : std::optional<std::size_t>{found - names.begin()};
}

Term term_of(YamlMap& where, const std::string& name)
{
    const auto index = position(kTermNames, name);
    if (!index) {
        where.complain(fmt::format("term \"{}\" is unknown; expected one of {}", name,
                                   fmt::join(kTermNames, ", ")));
    }
    return static_cast<Term>(index.value_or(0));
}

Date day_of(YamlMap& where, const std::string& text)
{
    const auto day = parse_date(text);
    if (!day) {
        where.complain(fmt::format("\"{}\" is no day; expected YYYY-MM-DD", text));
    }
    return day.value_or(Date{});
}

std::vector<Date> days_of(YamlMap& top, const std::string& key)
{
    std::vector<Date> days;
    for (const auto& text : top.texts_or_empty(key)) {
        days.push_back(day_of(top, text));
    }
    if (days.empty() || !std::is_sorted(days.begin(), days.end())) {
        top.complain(fmt::format("{} must be days in ascending order, at least one", key));
    }
    return days;
}

HazardSpec read_model(YamlMap group)
{
    HazardSpec spec;
    spec.id = "model";
    for (auto& entry : group.maps_or_empty("terms")) {
        TermSpec term;
        term.term = term_of(entry, entry.text("id"));
        term.prior = {entry.number("mean"), entry.number("sd")};
        entry.done();
        spec.terms.push_back(term);
    }
    for (auto& entry : group.maps_or_empty("effects")) {
        const auto name = entry.text("id");
        const auto index = position(kEffectNames, name);
        if (!index) {
            entry.complain(fmt::format("effect \"{}\" is unknown; expected one of {}", name,
                                       fmt::join(kEffectNames, ", ")));
        }
        spec.effects.push_back({static_cast<Effect>(index.value_or(0)), entry.number("sd")});
        entry.done();
    }
    group.done();
    return spec;
}

std::vector<HazardSpec> read_comparators(YamlMap& top)
{
    std::vector<HazardSpec> specs;
    for (auto& entry : top.maps_or_empty("comparators")) {
        HazardSpec spec;
        spec.id = entry.text("id");
        for (const auto& name : entry.texts_or_empty("terms")) {
            spec.terms.push_back({term_of(entry, name), {0.0, kComparatorSd}});
        }
        entry.done();
        specs.push_back(std::move(spec));
    }
    return specs;
}

void read_measures(YamlMap group, Protocol& protocol)
{
    const auto numbers = [&](const std::string& key) {
        std::vector<double> values;
        for (const auto& text : group.texts_or_empty(key)) {
            values.push_back(YAML::Load(text).as<double>(0.0));
        }
        return values;
    };
    protocol.recall_at = numbers("recall_at");
    protocol.bootstrap = static_cast<int>(group.integer("bootstrap"));
    const auto slope = numbers("calibration_slope");
    if (slope.size() != protocol.calibration_slope.size()) {
        group.complain("calibration_slope must be two numbers");
    } else {
        std::copy(slope.begin(), slope.end(), protocol.calibration_slope.begin());
    }
    group.done();
}

void read_success(YamlMap group, Protocol& protocol)
{
    protocol.rival = group.text("rival");
    protocol.origins_to_win = static_cast<int>(group.integer("origins"));
    protocol.least_positives = static_cast<int>(group.integer("positives"));
    const auto known = std::any_of(protocol.comparators.begin(), protocol.comparators.end(),
                                   [&](const auto& spec) { return spec.id == protocol.rival; });
    if (!known) {
        group.complain(fmt::format("rival \"{}\" is no comparator", protocol.rival));
    }
    if (group.texts_or_empty("measures") !=
        std::vector<std::string>{"average_precision", "log_score"}) {
        group.complain("measures must be [average_precision, log_score]");
    }
    group.done();
}

Posterior read_posterior(YamlMap& top)
{
    const auto name = top.text_or("posterior", "laplace");
    if (name != "laplace" && name != "variational") {
        top.complain(
            fmt::format("posterior \"{}\" is unknown; expected laplace or variational", name));
    }
    return name == "variational" ? Posterior::kVariational : Posterior::kLaplace;
}

/// Keys that say in words what the program does; another value would promise what it does not.
void require_fixed(YamlMap& top)
{
    if (top.text("cases") != "all_unlisted_pairs") {
        top.complain("cases must be all_unlisted_pairs");
    }
    if (top.texts_or_empty("positives") !=
        std::vector<std::string>{"list_addition_forced", "order_or_finding"}) {
        top.complain("positives must be [list_addition_forced, order_or_finding]");
    }
    if (top.texts_or_empty("negative_controls") !=
        std::vector<std::string>{"child_labour_only_additions", "permuted_years"}) {
        top.complain("negative_controls must be [child_labour_only_additions, permuted_years]");
    }
}

}  // namespace

Protocol load_protocol(const std::string& path)
{
    const auto node = config::load_yaml(path, Errc::kConfigInvalid);
    config::Problems problems{path};
    YamlMap top{node, "", problems};
    Protocol protocol;
    protocol.file = std::filesystem::path{path}.filename().string();
    protocol.sha256 = sha256_file(path);
    protocol.id = top.text("id");
    protocol.frozen = day_of(top, top.text("frozen"));
    protocol.question = top.text("question");
    protocol.origins = days_of(top, "origins");
    protocol.window_months = static_cast<int>(top.integer("window_months"));
    protocol.training_days = days_of(top, "training_days");
    protocol.posterior = read_posterior(top);
    protocol.model = read_model(top.map("model"));
    protocol.comparators = read_comparators(top);
    read_measures(top.map("measures"), protocol);
    read_success(top.map("success"), protocol);
    require_fixed(top);
    top.done();
    problems.raise(Errc::kConfigInvalid);
    return protocol;
}

model::LogitFit fit(Posterior posterior, const model::SparseCases& cases,
                    std::span<const std::uint8_t> outcome, std::span<const double> offset,
                    std::span<const model::NormalPrior> priors)
{
    return posterior == Posterior::kVariational
               ? model::fit_variational_logit(cases, outcome, offset, priors)
               : model::fit_penalised_logit(cases, outcome, offset, priors);
}

Date months_after(Date day, int months)
{
    const auto text = to_string(day);
    const int year = year_of(day);
    const int month = std::stoi(text.substr(5, 2));
    const int later = year * kMonthsOfYear + (month - 1) + months;
    for (int d = std::stoi(text.substr(8, 2)); d > 0; --d) {
        if (const auto date = make_date(later / kMonthsOfYear, later % kMonthsOfYear + 1, d)) {
            return *date;
        }
    }
    return day;
}

}  // namespace sourcelight::validate
