// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/totals_file.hpp"

#include "sourcelight/publish/json_values.hpp"
#include "sourcelight/publish/receipt_why.hpp"

namespace sourcelight::publish {
namespace {

using Json = nlohmann::ordered_json;

Json resolved_json(const assess::Totals& totals)
{
    const auto share = [&totals](std::int64_t count) {
        return totals.rows == 0
                   ? Json(nullptr)
                   : Json(static_cast<double>(count) / static_cast<double>(totals.rows));
    };
    return {{"country", share(totals.country_resolved)},
            {"region", share(totals.region_resolved)},
            {"activity", share(totals.activity_resolved)}};
}

/// A figure that published totals set; without anchors none is told.
Json level_json(const assess::Total& total, const assess::Totals& totals)
{
    auto json = to_json(total);
    if (!totals.anchored) {
        for (auto& part : json) {
            part = nullptr;
        }
    }
    return json;
}

Json spend_json(const std::map<std::string, assess::Total>& spend_at_risk)
{
    Json list = Json::array();
    for (const auto& [currency, total] : spend_at_risk) {
        auto entry = to_json(total);
        entry["currency"] = currency;
        list.push_back(std::move(entry));
    }
    return list;
}

Json grades_json(const std::map<char, std::int64_t>& grades)
{
    Json object = Json::object();
    for (const char grade : {'A', 'B', 'C', 'D', 'E'}) {
        const auto found = grades.find(grade);
        object[std::string{grade}] = found == grades.end() ? 0 : found->second;
    }
    return object;
}

Json top_cells_json(const RunOutcome& outcome)
{
    Json list = Json::array();
    for (const auto& top : outcome.top_cells) {
        const auto facts = outcome.cell(top.cell);
        list.push_back(
            {{"cell", facts.label},
             {"country", facts.country.view()},
             {"region", facts.region.empty() ? Json(nullptr) : Json(facts.region.view())},
             {"activity", facts.activity},
             {"suppliers", top.suppliers},
             {"expected_sites", to_json(MaybeEstimate{top.expected_sites})},
             {"expected_persons", to_json(MaybeEstimate{top.expected_persons})},
             {"prevalence_per_1000", to_json(facts.prevalence_per_1000)},
             {"grade", std::string{facts.grade}},
             {"coverage", facts.coverage}});
    }
    return list;
}

/// Null for a list without an order.
Json rank_shift_json(const assess::RankShift& shift)
{
    if (shift.uncertainty.groups.empty()) {
        return nullptr;
    }
    auto json = uncertainty_json(shift.uncertainty);
    auto& groups = json["groups"];
    for (std::size_t g = 0; g < shift.moved.size(); ++g) {
        groups[g]["places"] =
            shift.uncertainty.groups[g].held_fixed.empty() ? Json(shift.moved[g]) : Json(nullptr);
    }
    json["suppliers"] = shift.suppliers;
    json["places"] = to_json(shift.places);
    return json;
}

Json rollup_json(const aggregate::Rollup& rollup)
{
    Json rows = Json::array();
    for (const auto& row : rollup.rows) {
        rows.push_back({{"key", row.key},
                        {"label", row.label},
                        {"rows", row.rows},
                        {"scored", row.scored},
                        {"expected_sites", to_json(row.sites)},
                        {"expected_persons", to_json(row.persons)},
                        {"coverage", row.coverage ? Json(*row.coverage) : Json(nullptr)}});
    }
    return {{"by", aggregate::rollup_name(rollup.id)}, {"rows", std::move(rows)}};
}

}  // namespace

std::string totals_text(const RunOutcome& outcome)
{
    const auto& totals = outcome.totals;
    Json rollups = Json::array();
    for (const auto& rollup : outcome.rollups) {
        rollups.push_back(rollup_json(rollup));
    }
    Json value{{"format", 1},
               {"as_of", to_string(outcome.record.as_of)},
               {"rows", totals.rows},
               {"assessed", totals.assessed},
               {"not_scored", totals.rows - totals.assessed},
               {"duplicates", totals.duplicates},
               {"resolved", resolved_json(totals)},
               {"anchored", totals.anchored},
               {"expected_sites", level_json(totals.expected_sites, totals)},
               {"residual_sites", level_json(totals.residual_sites, totals)},
               {"at_least_one", level_json(totals.at_least_one, totals)},
               {"expected_persons", level_json(totals.expected_persons, totals)},
               {"spend_at_risk", spend_json(totals.spend_at_risk)},
               {"concentration",
                {{"count", totals.top_count},
                 {"share_of_persons", level_json(totals.top_share_of_persons, totals)}}},
               {"bands", bands_to_json(totals.bands)},
               {"grades", grades_json(totals.grades)},
               {"coverage", totals.coverage},
               {"top_cells", top_cells_json(outcome)},
               {"rollups", std::move(rollups)}};
    if (!totals.persons_uncertainty.groups.empty()) {
        value["uncertainty"] = {{"expected_sites", uncertainty_json(totals.sites_uncertainty)},
                                {"expected_persons", uncertainty_json(totals.persons_uncertainty)},
                                {"rank_shift", rank_shift_json(totals.rank_shift)}};
    }
    if (outcome.since) {
        const auto& since = *outcome.since;
        value["since"] = {{"as_of", to_string(since.as_of)},
                          {"new", since.fresh},
                          {"changed", since.changed},
                          {"same", since.same},
                          {"gone", since.gone}};
    }
    return json_text(value);
}

}  // namespace sourcelight::publish
