// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/comparison_table.hpp"

#include "sourcelight/publish/json_values.hpp"
#include "sourcelight/publish/number_text.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace sourcelight::publish {
namespace {

using Json = nlohmann::ordered_json;

Json total_json(const RunHead::Total& total)
{
    return total.estimate ? to_json(assess::Total{*total.estimate, total.mc_error}) : Json(nullptr);
}

Json head_json(const RunHead& head)
{
    return {{"as_of", to_string(head.as_of)},
            {"rows", head.rows},
            {"assessed", head.assessed},
            {"files", head.files},
            {"sourcelight", head.version},
            {"methodology", head.methodology},
            {"draws", head.draws},
            {"run_record_sha256", head.record_sha256},
            {"expected_sites", total_json(head.expected_sites)},
            {"residual_sites", total_json(head.residual_sites)},
            {"at_least_one", total_json(head.at_least_one)},
            {"expected_persons", total_json(head.expected_persons)}};
}

/// Later medians less earlier ones; null where a run has none.
Json differences_json(const Comparison& comparison)
{
    using Total = RunHead::Total;
    constexpr std::array<std::pair<const char*, Total RunHead::*>, 4> kTotals{
        {{"expected_sites", &RunHead::expected_sites},
         {"residual_sites", &RunHead::residual_sites},
         {"at_least_one", &RunHead::at_least_one},
         {"expected_persons", &RunHead::expected_persons}}};
    Json out = Json::object();
    for (const auto& [name, total] : kTotals) {
        const auto& before = (comparison.before.*total).estimate;
        const auto& after = (comparison.after.*total).estimate;
        out[name] = before && after ? Json(after->median - before->median) : Json(nullptr);
    }
    return out;
}

/// Whether a run's residual is another figure than its expected sites.
bool has_residual(const RunHead& head)
{
    return head.residual_sites.estimate && head.expected_sites.estimate &&
           head.residual_sites.estimate->median != head.expected_sites.estimate->median;
}

Json moved_json(const Moved& moved)
{
    return {{"suppliers", moved.suppliers},
            {"sum_of_site_medians", moved.sites},
            {"sum_of_residual_medians", moved.residual},
            {"sum_of_person_medians", moved.persons}};
}

Json causes_json(const Comparison& comparison)
{
    Json list = Json::array();
    for (const auto& [causes, moved] : comparison.by_cause) {
        auto entry = moved_json(moved);
        entry["causes"] = causes.names();
        list.push_back(std::move(entry));
    }
    return list;
}

std::int64_t count_of(const Comparison& comparison, Change change)
{
    return comparison.changes[static_cast<std::size_t>(change)];
}

std::string counted(std::int64_t count, std::string_view one, std::string_view more)
{
    return fmt::format("{} {}", count_text(count), count == 1 ? one : more);
}

std::string total_sentence(std::string_view what, const RunHead::Total& before,
                           const RunHead::Total& after)
{
    // Without anchors, or with nothing scored, a total is withheld: no data would be something
    // else.
    const auto told = [](const RunHead::Total& total) {
        constexpr int kDigits = 2;
        return total.estimate ? interval_text(total.estimate, {}, kDigits) : std::string{kNotShown};
    };
    return fmt::format("{}: {} before, {} after.", what, told(before), told(after));
}

}  // namespace

std::string comparison_text(const Comparison& comparison)
{
    Json differences = Json::array();
    for (const auto& difference : comparison.differences) {
        differences.push_back({{"cause", kCauseNames[index_of(difference.cause)]},
                               {"what", difference.what},
                               {"before", difference.before},
                               {"after", difference.after}});
    }
    Json changes = Json::object();
    for (std::size_t i = 0; i < kChangeNames.size(); ++i) {
        changes[std::string{kChangeNames[i]}] = comparison.changes[i];
    }
    Json paired = Json::object();
    for (const auto& [by, count] : comparison.paired) {
        paired[std::string{by}] = count;
    }
    Json bands = Json::array();
    for (const auto& [band, counts] : comparison.bands) {
        Json after = Json::object();
        for (std::size_t i = 0; i < counts.size(); ++i) {
            if (counts[i] > 0) {
                after[comparison.band_names[i]] = counts[i];
            }
        }
        bands.push_back({{"before", band}, {"after", std::move(after)}});
    }
    return json_text({{"format", 1},
                      {"before", head_json(comparison.before)},
                      {"after", head_json(comparison.after)},
                      {"difference_of_medians", differences_json(comparison)},
                      {"differences", std::move(differences)},
                      {"changes", std::move(changes)},
                      {"paired_by", std::move(paired)},
                      {"new", moved_json(comparison.added)},
                      {"gone", moved_json(comparison.removed)},
                      {"moved_by_cause", causes_json(comparison)},
                      {"within_error", moved_json(comparison.within)},
                      {"bands", std::move(bands)},
                      {"notes", comparison.notes}});
}

std::vector<std::string> comparison_headline(const Comparison& comparison)
{
    std::vector<std::string> out;
    out.push_back(total_sentence("Expected sites", comparison.before.expected_sites,
                                 comparison.after.expected_sites));
    if (has_residual(comparison.before) || has_residual(comparison.after)) {
        out.push_back(total_sentence("After the measures that the lists state",
                                     comparison.before.residual_sites,
                                     comparison.after.residual_sites));
    }
    out.push_back(total_sentence("Expected persons", comparison.before.expected_persons,
                                 comparison.after.expected_persons));
    std::int64_t pairs = 0;
    for (const auto& entry : comparison.paired) {
        pairs += entry.second;
    }
    out.push_back(fmt::format(
        "Of {} in both runs {} moved up, {} down, {} by no more than the Monte-Carlo error; {} the "
        "same.",
        counted(pairs, "supplier", "suppliers"), count_text(count_of(comparison, Change::kUp)),
        count_text(count_of(comparison, Change::kDown)),
        count_text(count_of(comparison, Change::kWithinError)),
        count_text(count_of(comparison, Change::kSame))));
    const auto scored = count_of(comparison, Change::kScored);
    const auto withheld = count_of(comparison, Change::kWithheld);
    if (scored + withheld > 0) {
        out.push_back(fmt::format("{} only in the later run, {} only in the earlier one.",
                                  counted(scored, "has a score", "have a score"),
                                  count_text(withheld)));
    }
    const auto fresh = count_of(comparison, Change::kNew);
    const auto gone = count_of(comparison, Change::kGone);
    if (fresh + gone > 0) {
        out.push_back(fmt::format("{} new, {} gone.",
                                  counted(fresh, "supplier is", "suppliers are"),
                                  counted(gone, "is", "are")));
    }
    return out;
}

}  // namespace sourcelight::publish
