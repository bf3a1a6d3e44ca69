// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/receipt_why.hpp"

#include "sourcelight/core/number_text.hpp"
#include "sourcelight/publish/json_values.hpp"
#include "sourcelight/publish/receipt_lines.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace sourcelight::publish {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kItem = 2;
constexpr std::size_t kHanging = 4;

std::string percent(double share) { return number_text(100.0 * share, 2) + " %"; }

/// "41 %", "<1 %": shares are estimates, digits behind the point would be noise.
std::string whole_percent(double share)
{
    constexpr double kLeast = 0.005;
    return share < kLeast ? "<1 %" : fmt::format("{:.0f} %", 100.0 * share);
}

std::string estimate_words(const Estimate& estimate)
{
    return fmt::format("median {}, 90 % interval {} to {}", percent(estimate.median),
                       percent(estimate.lo90), percent(estimate.hi90));
}

Json group_json(const assess::GroupShare& group)
{
    const bool drawn = group.held_fixed.empty();
    const auto number = [drawn](double value) { return drawn ? Json(value) : Json(nullptr); };
    return {{"group", group.id},
            {"label", group.label},
            {"held_fixed", drawn ? Json(nullptr) : Json(group.held_fixed)},
            {"first", number(group.first)},
            {"first_error", number(group.first_error)},
            {"total", number(group.total)},
            {"total_error", number(group.total_error)}};
}

Json changes_json(const assess::Receipt& receipt)
{
    Json moving = Json::array();
    for (const auto& change : receipt.changes.moving) {
        moving.push_back({{"kind", change.kind},
                          {"what", change.what},
                          {"band", assess::band_label(change.band)},
                          {"site_probability", to_json(MaybeEstimate{change.probability})},
                          {"log_odds", change.moves}});
    }
    return {{"band", assess::band_label(receipt.band)},
            {"tried", receipt.changes.tried},
            {"moving", std::move(moving)}};
}

}  // namespace

std::string change_line(const assess::BandChange& change)
{
    return fmt::format("{}: {} ({})", change.what, assess::band_label(change.band),
                       estimate_words(change.probability));
}

std::string changes_text(const assess::Receipt& receipt, std::size_t most)
{
    if (!receipt.band) {
        return {};
    }
    const auto& changes = receipt.changes;
    std::string out = "\n";
    append_paragraph(out,
                     fmt::format("What single change would move the band, now {}",
                                 assess::band_label(receipt.band)),
                     0, 0);
    if (changes.moving.empty()) {
        append_paragraph(out, fmt::format("none of the {} changes tried", changes.tried), kItem,
                         kHanging);
    }
    const auto shown = std::min(most, changes.moving.size());
    for (std::size_t i = 0; i < shown; ++i) {
        append_paragraph(out, change_line(changes.moving[i]), kItem, kHanging);
    }
    if (shown < changes.moving.size()) {
        append_paragraph(
            out, fmt::format("{} larger changes, named by --full", changes.moving.size() - shown),
            kItem, kHanging);
    }
    return out;
}

std::string uncertainty_text(const assess::Receipt& receipt, std::size_t most)
{
    const auto& spread = receipt.uncertainty;
    if (spread.groups.empty()) {
        return {};
    }
    std::string out = "\n";
    append_paragraph(out,
                     fmt::format("Where the spread comes from (share of the variance in log-odds, "
                                 "{} draws; shares overlap)",
                                 count_text(static_cast<std::int64_t>(spread.draws))),
                     0, 0);
    for (std::size_t i = 0; i < std::min(most, spread.groups.size()); ++i) {
        const auto& group = spread.groups[i];
        if (!group.held_fixed.empty()) {
            append_paragraph(out, fmt::format("{}: held fixed; {}", group.label, group.held_fixed),
                             kItem, kHanging);
        } else if (group.total == 0.0) {
            append_paragraph(out, fmt::format("{}: no part in this result", group.label), kItem,
                             kHanging);
        } else {
            append_paragraph(out,
                             fmt::format("{}: {} (+-{}), alone {} (+-{})", group.label,
                                         whole_percent(group.total),
                                         whole_percent(group.total_error),
                                         whole_percent(std::max(0.0, group.first)),
                                         whole_percent(group.first_error)),
                             kItem, kHanging);
        }
    }
    return out;
}

std::string without_text(const assess::Receipt& receipt)
{
    if (receipt.without.empty()) {
        return {};
    }
    std::string out = "\n";
    append_paragraph(out, "Without one of its sources", 0, 0);
    for (const auto& source : receipt.without) {
        std::string line = source.dataset + ": ";
        if (source.probability) {
            const bool moved = source.band != receipt.band;
            line +=
                fmt::format("{}{} ({})", moved ? "moves the band to " : "",
                            assess::band_label(source.band), estimate_words(*source.probability));
        }
        if (!source.note.empty()) {
            line += (source.probability ? "; " : "") + source.note;
        }
        append_paragraph(out, line, kItem, kHanging);
    }
    return out;
}

Json uncertainty_json(const assess::Uncertainty& uncertainty)
{
    if (uncertainty.groups.empty()) {
        return nullptr;
    }
    Json groups = Json::array();
    for (const auto& group : uncertainty.groups) {
        groups.push_back(group_json(group));
    }
    return {{"draws", uncertainty.draws}, {"sd", uncertainty.sd}, {"groups", std::move(groups)}};
}

void add_why(const assess::Receipt& receipt, Json& out)
{
    out["changes"] = receipt.band ? changes_json(receipt) : Json(nullptr);
    out["uncertainty"] = uncertainty_json(receipt.uncertainty);
    Json without = Json::array();
    for (const auto& source : receipt.without) {
        without.push_back(
            {{"dataset", source.dataset},
             {"band", source.band ? Json(assess::band_label(source.band)) : Json(nullptr)},
             {"site_probability", to_json(source.probability)},
             {"note", source.note.empty() ? Json(nullptr) : Json(source.note)}});
    }
    out["without_sources"] = receipt.without.empty() ? Json(nullptr) : std::move(without);
}

}  // namespace sourcelight::publish
