// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/validation_file.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace sourcelight::publish {
namespace {

using nlohmann::ordered_json;

constexpr std::size_t kIndent = 1;
constexpr std::array<std::string_view, 3> kEventNames{"list_addition_forced", "order_or_finding",
                                                      "list_addition_child"};

/// NaN stands for "has no meaning".
ordered_json number(double value)
{
    return std::isfinite(value) ? ordered_json(value) : ordered_json(nullptr);
}

ordered_json score_json(const validate::Score& score, const validate::Protocol& protocol)
{
    ordered_json out;
    const auto add = [&](const std::string& name, const validate::Measured& measured) {
        out[name] = number(measured.value);
        out[name + "_lo90"] = number(measured.lo90);
        out[name + "_hi90"] = number(measured.hi90);
    };
    add("auc", score.area_under_curve);
    add("average_precision", score.average_precision);
    add("log_score", score.log_score);
    out["brier_skill"] = number(score.brier_skill);
    for (std::size_t i = 0; i < score.recall.size(); ++i) {
        out["recall_" + std::to_string(std::lround(protocol.recall_at[i]))] =
            number(score.recall[i]);
    }
    return out;
}

ordered_json found_json(const validate::Found& found, const reference::Reference& reference)
{
    const auto& [country, good] = found.event.pair;
    return {{"country", country.view()},
            {"good", reference.goods[good].slug},
            {"published", to_string(found.event.published)},
            {"event", kEventNames[static_cast<std::size_t>(found.event.kind)]},
            {"reachable", found.reachable},
            {"rank", found.rank},
            {"probability", found.probability}};
}

ordered_json origin_json(const validate::OriginResult& origin, const validate::Protocol& protocol,
                         const reference::Reference& reference)
{
    ordered_json out;
    out["as_of"] = to_string(origin.origin);
    out["until"] = to_string(origin.last);
    out["candidates"] = origin.cases.pairs.size();
    out["positives"] = origin.found.size();
    out["unreachable"] = std::count_if(origin.found.begin(), origin.found.end(),
                                       [](const auto& found) { return !found.reachable; });
    out["training"] = {{"cases", origin.training_cases}, {"positives", origin.training_positives}};
    out["model"] = score_json(origin.model, protocol);
    for (const auto& score : origin.comparators) {
        out["comparators"][score.id] = score_json(score, protocol);
    }
    for (std::size_t i = 0; i < origin.coefficients.size(); ++i) {
        out["coefficients"][origin.coefficient_names[i]] = {{"value", origin.coefficients[i]},
                                                            {"sd", origin.coefficient_sds[i]}};
    }
    out["found"] = ordered_json::array();
    for (const auto& found : origin.found) {
        out["found"].push_back(found_json(found, reference));
    }
    return out;
}

ordered_json control_json(const validate::OriginResult& origin, const validate::Score& score,
                          const validate::Protocol& protocol)
{
    auto out = score_json(score, protocol);
    out["as_of"] = to_string(origin.origin);
    out["control"] = score.id;
    return out;
}

ordered_json protocol_json(const validate::Protocol& protocol)
{
    return {{"id", protocol.id},
            {"file", protocol.file},
            {"sha256", protocol.sha256},
            {"frozen", to_string(protocol.frozen)}};
}

ordered_json measured_json(const validate::Measured& measured)
{
    return {{"value", number(measured.value)},
            {"lo90", number(measured.lo90)},
            {"hi90", number(measured.hi90)}};
}

ordered_json curve_json(const std::vector<validate::CurvePoint>& curve, const std::string& at)
{
    auto out = ordered_json::array();
    for (const auto& point : curve) {
        auto one = measured_json(point.value);
        one[at] = point.at;
        out.push_back(std::move(one));
    }
    return out;
}

ordered_json pooled_json(const validate::Pooled& pooled, const validate::Protocol& protocol)
{
    return {{"auc", measured_json(pooled.area_under_curve)},
            {"average_precision", measured_json(pooled.average_precision)},
            {"log_score", measured_json(pooled.log_score)},
            {"rival", protocol.rival},
            {"auc_gain", measured_json(pooled.area_gain)},
            {"average_precision_gain", measured_json(pooled.precision_gain)},
            {"log_score_gain", measured_json(pooled.log_gain)},
            {"roc", curve_json(pooled.roc, "false_positive_rate")},
            {"precision", curve_json(pooled.precision, "recall")}};
}

ordered_json earlier_json(const EarlierBacktest& earlier)
{
    ordered_json out;
    out["protocol"] = protocol_json(earlier.protocol);
    out["positives"] = earlier.backtest.positives;
    for (const auto& origin : earlier.backtest.origins) {
        out["origins"].push_back({{"as_of", to_string(origin.origin)},
                                  {"model", score_json(origin.model, earlier.protocol)}});
    }
    out["calibration_slope"] = measured_json(earlier.backtest.calibration_slope);
    out["beats_rival_at"] = earlier.backtest.won;
    out["coverage_50"] = earlier.coverage.within_50;
    out["coverage_90"] = earlier.coverage.within_90;
    return out;
}

/// The contract's two numbers are the means over the parts, which stand beside them.
void add_calibration(const ValidationContents& contents, ordered_json& out)
{
    double within_50 = 0.0;
    double within_90 = 0.0;
    auto parts = ordered_json::array();
    for (const auto& part : contents.coverage) {
        within_50 += part.within_50 / static_cast<double>(contents.coverage.size());
        within_90 += part.within_90 / static_cast<double>(contents.coverage.size());
        parts.push_back({{"part", part.part},
                         {"intervals", part.cases},
                         {"coverage_50", part.within_50},
                         {"coverage_90", part.within_90},
                         {"rank_share", part.rank_share}});
    }
    out["coverage_50"] = within_50;
    out["coverage_90"] = within_90;
    out["coverage"] = parts;
    for (const auto& bin : contents.sites) {
        out["site_reliability"].push_back(
            {{"stated", bin.stated}, {"observed", bin.observed}, {"sites", bin.cases}});
    }
}

ordered_json anchor_fields(const validate::AnchorResult& anchor)
{
    return {{"id", anchor.id},
            {"source", anchor.source},
            {"unit", anchor.unit},
            {"published", anchor.published},
            {"estimate", anchor.estimate},
            {"lo90", anchor.lo90},
            {"hi90", anchor.hi90},
            {"ok", anchor.ok}};
}

}  // namespace

std::string validation_text(const ValidationContents& contents,
                            const reference::Reference& reference)
{
    const auto& protocol = contents.protocol;
    const auto& backtest = contents.backtest;
    ordered_json out;
    out["protocol"] = protocol_json(protocol);
    out["positives"] = backtest.positives;
    out["distinct_positives"] = backtest.distinct_positives;
    for (const auto& origin : backtest.origins) {
        out["origins"].push_back(origin_json(origin, protocol, reference));
    }
    out["calibration_slope"] = measured_json(backtest.calibration_slope);
    out["beats_rival_at"] = backtest.won;
    out["pooled"] = pooled_json(backtest.pooled, protocol);
    for (const auto& origin : backtest.origins) {
        out["negative_controls"].push_back(control_json(origin, origin.child_only, protocol));
        out["negative_controls"].push_back(control_json(origin, origin.permuted, protocol));
    }
    out["earlier_protocols"] = ordered_json::array();
    for (const auto& earlier : contents.earlier) {
        out["earlier_protocols"].push_back(earlier_json(earlier));
    }
    for (const auto& group : backtest.fairness) {
        out["fairness"].push_back(
            {{"kind", group.kind},
             {"group", group.group},
             {"observed", group.observed},
             {"expected", group.expected},
             {"expected_without_visibility", group.expected_without_visibility},
             {"residual", measured_json(group.residual)}});
    }
    add_calibration(contents, out);
    for (const auto& oracle : contents.oracles) {
        out["oracles"].push_back({{"id", oracle.id},
                                  {"source", oracle.source},
                                  {"max_error", oracle.max_error},
                                  {"tolerance", oracle.tolerance},
                                  {"ok", oracle.ok()}});
    }
    for (const auto& anchor : contents.anchors) {
        out["anchors"].push_back(anchor_fields(anchor));
    }
    for (const auto& survey : contents.surveys) {
        auto fields = anchor_fields(survey.anchor);
        fields["definition"] = survey.definition;
        fields["as_of"] = to_string(survey.as_of);
        out["anchors"].push_back(std::move(fields));
    }
    out["margin_error"] = contents.margin_error;
    return out.dump(kIndent) + "\n";
}

}  // namespace sourcelight::publish
