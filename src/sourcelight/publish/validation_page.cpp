// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/validation_page.hpp"

#include "sourcelight/publish/html_text.hpp"
#include "sourcelight/publish/number_text.hpp"
#include "sourcelight/publish/plain_page.hpp"
#include "sourcelight/publish/validation_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <vector>

namespace sourcelight::publish {
namespace {

using validate::OriginResult;
using validate::Score;

constexpr std::string_view kStyle = R"(
main{max-width:1080px}
ul.verdicts{list-style:none;padding:0;margin:18px 0}
ul.verdicts li{display:flex;gap:10px;padding:6px 10px;margin:4px 0;background:#fff;
border-left:4px solid #2b5f9a}
ul.verdicts li.not{border-color:#b4500a}ul.verdicts b{flex:0 0 7.5em}
th,td{padding:4px 9px;text-align:right;white-space:nowrap;vertical-align:top}
th:first-child,td:first-child,td.text,th.text{text-align:left}
th:first-child,td:first-child{white-space:normal;min-width:7em}
td.long{white-space:normal;min-width:16em}
tr.own td{font-weight:650}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,420px),1fr));gap:18px;margin:14px 0}
figure{margin:0;background:#fff;padding:10px}figcaption{font-size:.87rem;color:#58626d}
svg text{font-size:11px}svg .name{font-size:12px;fill:#1c232b}svg .tick{stroke:#e8e6e0}
)";

std::string verdicts(const ValidationContents& contents)
{
    std::string out = "<ul class=\"verdicts\">";
    for (const bool ok : {false, true}) {
        for (const auto& verdict : contents.verdicts) {
            if (verdict.ok == ok) {
                out += fmt::format("<li{}><b>{}</b>{}</li>", ok ? "" : " class=\"not\"",
                                   ok ? "holds" : "does not hold", html_text(verdict.text));
            }
        }
    }
    return out + "</ul>";
}

std::string count(std::size_t number) { return count_text(static_cast<std::int64_t>(number)); }

/// Positives that counts of earlier listings could not have told.
std::int64_t unreachable_of(const OriginResult& origin)
{
    return std::count_if(origin.found.begin(), origin.found.end(),
                         [](const auto& found) { return !found.reachable; });
}

std::string score_row(const Score& score, bool own)
{
    std::string recall;
    for (const double share : score.recall) {
        recall += fmt::format("<td>{}</td>", fixed_text(share, 2));
    }
    return fmt::format("<tr{}><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td>{}</tr>",
                       own ? " class=\"own\"" : "", id_words(score.id),
                       measured_text(score.average_precision, 4), measured_text(score.log_score, 5),
                       measured_text(score.area_under_curve, 3), fixed_text(score.brier_skill, 3),
                       recall);
}

std::string scores_table(const OriginResult& origin, const validate::Protocol& protocol)
{
    std::string recall;
    for (const double k : protocol.recall_at) {
        recall += fmt::format("<th>recall at {:.0f}</th>", k);
    }
    std::string out = fmt::format(
        "<h3>{} to {}</h3><p class=\"quiet\">{} cases, {} positives, {} of them unreachable by "
        "counting; learned from {} cases with {} positives.</p><div class=\"scroll\" "
        "tabindex=\"0\"><table><thead><tr><th>scored by</th><th>average "
        "precision</th><th>log score</th><th>area under ROC</th><th>Brier "
        "skill</th>{}</tr></thead>",
        to_string(origin.origin), to_string(origin.last), count(origin.cases.pairs.size()),
        origin.found.size(), unreachable_of(origin), count(origin.training_cases),
        origin.training_positives, recall);
    out += score_row(origin.model, true);
    for (const auto& score : origin.comparators) {
        out += score_row(score, false);
    }
    return out + "</table></div>";
}

std::string found_table(const ValidationContents& contents, const reference::Reference& reference)
{
    std::string out =
        "<div class=\"scroll\" tabindex=\"0\"><table><thead><tr><th>origin</th><th "
        "class=\"text\">country</th>"
        "<th class=\"text\">good</th><th class=\"text\">what happened</th><th>rank</th>"
        "<th>stated chance</th><th class=\"text\">reachable by counting</th></tr></thead>";
    for (const auto& origin : contents.backtest.origins) {
        auto found = origin.found;
        std::stable_sort(found.begin(), found.end(),
                         [](const auto& a, const auto& b) { return a.rank < b.rank; });
        for (const auto& one : found) {
            const auto* country = reference.countries.find(one.event.pair.first);
            out += fmt::format("<tr><td>{}</td><td class=\"text\">{}</td><td class=\"text\">{}</td>"
                               "<td class=\"text\">{} {}</td><td>{:.0f}</td><td>{:.2g}</td>"
                               "<td class=\"text\">{}</td></tr>",
                               to_string(origin.origin), html_text(country->name),
                               html_text(reference.goods[one.event.pair.second].label),
                               one.event.kind == validate::EventKind::kOrder ? "ordered" : "listed",
                               to_string(one.event.published), one.rank, one.probability,
                               one.reachable ? "yes" : "no");
        }
    }
    return out + "</table></div>";
}

std::string calibration_table(const ValidationContents& contents)
{
    constexpr double kPercent = 100.0;
    std::string out =
        "<div class=\"scroll\" "
        "tabindex=\"0\"><table><thead><tr><th>estimated</th><th>truths</th><th>within 50 "
        "%</th>"
        "<th>within 90 %</th></tr></thead>";
    for (const auto& part : contents.coverage) {
        out += fmt::format("<tr><td>{}</td><td>{}</td><td>{:.1f} %</td><td>{:.1f} %</td></tr>",
                           html_text(part.part), count(part.cases), part.within_50 * kPercent,
                           part.within_90 * kPercent);
    }
    return out + "</table></div>";
}

std::string fairness_table(const ValidationContents& contents)
{
    std::string out = "<div class=\"scroll\" tabindex=\"0\"><table><thead><tr><th>countries</th>"
                      "<th>positives</th><th>expected</th><th>positives less expected (90 %)</th>"
                      "<th>expected without visibility</th><th>less that</th></tr></thead>";
    for (const auto& group : contents.backtest.fairness) {
        const auto name =
            group.group == "none" ? std::string{"in no group"} : id_words(group.group);
        out += fmt::format("<tr><td>{}: {}</td><td>{:.0f}</td><td>{:.1f}</td><td>{}</td>"
                           "<td>{:.1f}</td><td>{:.1f}</td></tr>",
                           id_words(group.kind), name, group.observed, group.expected,
                           measured_text(group.residual, 1), group.expected_without_visibility,
                           group.observed - group.expected_without_visibility);
    }
    return out + "</table></div>";
}

/// "2016-10-01 and 2018-10-01" where a control was foretold as well as the real outcomes.
std::string as_well_at(const ValidationContents& contents, Score OriginResult::*control)
{
    std::string out;
    for (const auto& origin : contents.backtest.origins) {
        if ((origin.*control).area_under_curve.value >= origin.model.area_under_curve.value) {
            out += (out.empty() ? "" : ", ") + to_string(origin.origin);
        }
    }
    return out.empty() ? "no origin" : out;
}

std::string controls_section(const ValidationContents& contents)
{
    std::string out = fmt::format(
        "<h2>Negative controls</h2><p>Area under the ROC curve of the same scores against other "
        "outcomes. Scores that foretold these as well as the real ones would have learned what "
        "draws attention, not forced labour. So they did for listings for child labour alone at "
        "{}, and for the outcomes of the window half the origins away at {}. Of the latter .5 is "
        "not expected, for what makes a pair likely lasts. A dash: no such case among those that "
        "were unlisted.</p><div class=\"scroll\" tabindex=\"0\"><table><thead><tr><th>origin</th>"
        "<th>child labour only</th><th>another window's outcomes</th><th>the real ones</th></tr>"
        "</thead>",
        as_well_at(contents, &OriginResult::child_only),
        as_well_at(contents, &OriginResult::permuted));
    const auto area = [](const Score& score) {
        return std::isfinite(score.area_under_curve.value)
                   ? measured_text(score.area_under_curve, 2)
                   : std::string{"–"};
    };
    for (const auto& origin : contents.backtest.origins) {
        out += fmt::format("<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
                           to_string(origin.origin), area(origin.child_only), area(origin.permuted),
                           area(origin.model));
    }
    return out + "</table></div>";
}

std::string oracles_table(const ValidationContents& contents)
{
    std::string out =
        "<div class=\"scroll\" tabindex=\"0\"><table><thead><tr><th>worked example</th><th "
        "class=\"text\">where its numbers stand</th><th>largest difference</th><th>allowed</th>"
        "</tr></thead>";
    for (const auto& oracle : contents.oracles) {
        out += fmt::format("<tr><td class=\"long\">{}</td><td class=\"text long\">{}</td>"
                           "<td>{:.1e}</td><td>{:.1e}</td></tr>",
                           id_words(oracle.id), html_text(oracle.source), oracle.max_error,
                           oracle.tolerance);
    }
    return out + "</table></div>";
}

std::string totals_table(const ValidationContents& contents)
{
    std::string out = "<div class=\"scroll\" tabindex=\"0\"><table><thead><tr><th>total</th><th "
                      "class=\"text\">source</th><th>published</th><th>here, all noise at "
                      "0</th><th class=\"text\">unit</th></tr></thead>";
    for (const auto& anchor : contents.anchors) {
        auto name = anchor.id;
        if (const auto colon = name.find(':'); colon != std::string::npos) {
            name.replace(colon, 1, ": ");
        }
        out += fmt::format("<tr><td>{}</td><td class=\"text long\">{}</td><td>{:.9f}</td>"
                           "<td>{:.9f}</td><td class=\"text\">{}</td></tr>",
                           id_words(name), html_text(anchor.source), anchor.published,
                           anchor.estimate, html_text(anchor.unit));
    }
    return out + "</table></div>";
}

std::string surveys_table(const ValidationContents& contents)
{
    constexpr double kPercent = 100.0;
    std::string out = "<div class=\"scroll\" tabindex=\"0\"><table><thead><tr><th>survey</th><th "
                      "class=\"text\">source</th><th class=\"text\">what was counted</th>"
                      "<th>as of</th><th>published</th><th>estimate (90 %)</th><th "
                      "class=\"text\">within</th></tr></thead>";
    for (const auto& [anchor, definition, as_of] : contents.surveys) {
        out += fmt::format(
            "<tr><td>{}</td><td class=\"text long\">{}</td><td class=\"text long\">{}"
            "</td><td>{}</td><td>{:.1f} %</td><td>{:.1f} % ({:.1f} to {:.1f})</td><td "
            "class=\"text\">{}</td></tr>",
            id_words(anchor.id), html_text(anchor.source), html_text(definition), to_string(as_of),
            anchor.published * kPercent, anchor.estimate * kPercent, anchor.lo90 * kPercent,
            anchor.hi90 * kPercent, anchor.ok ? "yes" : "<b>no</b>");
    }
    return out + "</table></div>";
}

/// The protocol in force and those before it, which are run again and not forgotten.
std::string earlier_table(const ValidationContents& contents)
{
    constexpr double kPercent = 100.0;
    std::string out = "<div class=\"scroll\" "
                      "tabindex=\"0\"><table><thead><tr><th>protocol</th><th>origins won</th>"
                      "<th>calibration slope</th><th>expected positives</th><th>positives</th>"
                      "<th>50 % intervals hold</th><th>90 % intervals hold</th></tr></thead>";
    const auto row = [&](const validate::Protocol& protocol, const validate::Backtest& backtest,
                         const validate::Coverage& coverage) {
        double expected = 0.0;
        for (const auto& group : backtest.fairness) {
            expected += group.kind == "income" ? group.expected : 0.0;
        }
        out +=
            fmt::format("<tr><td>{}</td><td>{} of {}</td><td>{}</td><td>{:.0f}</td><td>{}</td>"
                        "<td>{:.1f} %</td><td>{:.1f} %</td></tr>",
                        html_text(protocol.id), backtest.won, backtest.origins.size(),
                        measured_text(backtest.calibration_slope, 2), expected, backtest.positives,
                        coverage.within_50 * kPercent, coverage.within_90 * kPercent);
    };
    for (const auto& earlier : contents.earlier) {
        row(earlier.protocol, earlier.backtest, earlier.coverage);
    }
    row(contents.protocol, contents.backtest, contents.coverage.back());
    return out + "</table></div><p class=\"quiet\">Intervals: of the log-hazard, in worlds whose "
                 "truth is known.</p>";
}

/// What the model adds to its rival, on the same drawn countries.
std::string gains_table(const ValidationContents& contents)
{
    const auto& pooled = contents.backtest.pooled;
    const auto row = [](std::string_view what, const validate::Measured& own,
                        const validate::Measured& gain, int digits) {
        return fmt::format("<tr><td>{}</td><td>{}</td><td>{}</td></tr>", what,
                           measured_text(own, digits), measured_text(gain, digits));
    };
    return fmt::format("<div class=\"scroll\" tabindex=\"0\"><table><thead><tr><th>all origins "
                       "together</th><th>model</th><th>model less {}</th></tr></thead>",
                       id_words(contents.protocol.rival)) +
           row("average precision", pooled.average_precision, pooled.precision_gain, 4) +
           row("log score", pooled.log_score, pooled.log_gain, 6) +
           row("area under ROC", pooled.area_under_curve, pooled.area_gain, 3) +
           "</table></div><p class=\"quiet\">An interval of a difference that holds 0 does not "
           "tell "
           "the two apart.</p>";
}

/// How far down the list the positives stood, and what nobody could have counted.
std::string failures_text(const ValidationContents& contents)
{
    std::vector<double> ranks;
    std::size_t unreachable = 0;
    std::size_t late = 0;
    constexpr double kLate = 10000.0;
    for (const auto& origin : contents.backtest.origins) {
        unreachable += static_cast<std::size_t>(unreachable_of(origin));
        for (const auto& found : origin.found) {
            ranks.push_back(found.rank);
            late += found.rank > kLate ? 1U : 0U;
        }
    }
    if (ranks.empty()) {
        return "<p>Nothing came.</p>";
    }
    std::nth_element(ranks.begin(), ranks.begin() + static_cast<std::ptrdiff_t>(ranks.size() / 2),
                     ranks.end());
    return fmt::format(
        "<p>Rank 1 is the case held most likely. Half of the {} positives stood among the first "
        "{:.0f}; <b>{} stood behind rank 10,000: there the model failed.</b> {} have a country or "
        "a "
        "good that no list or order had named, so that no count of earlier listings could have "
        "reached them. Windows of the origins overlap: the positives are {} pairs.</p>",
        contents.backtest.positives, ranks[ranks.size() / 2], late, unreachable,
        contents.backtest.distinct_positives);
}

/// Protocols that were frozen and run before this one.
std::string earlier_text(const ValidationContents& contents)
{
    constexpr double kPercent = 100.0;
    std::string out;
    for (const auto& earlier : contents.earlier) {
        out += fmt::format(
            "<p>Protocol {} was frozen on {} and run before: the model beat its rival at {} of {} "
            "origins where {} were asked, and {:.1f} and {:.1f} % of the truths lay within its 50 "
            "and 90 % intervals. The file of the one in force says what differs and why.</p>",
            html_text(earlier.protocol.id), to_string(earlier.protocol.frozen),
            earlier.backtest.won, earlier.backtest.origins.size(), earlier.protocol.origins_to_win,
            earlier.coverage.within_50 * kPercent, earlier.coverage.within_90 * kPercent);
    }
    return out;
}

constexpr std::string_view kMeasures =
    "<p class=\"quiet\">Average precision: mean share of hits among all cases ranked as high as a "
    "positive; 1 is best, the share of positives is guessing. Log score: mean logarithm of the "
    "chance given to what happened; nearer 0 is better. Area under ROC: chance that a positive "
    "stands above another case; .5 is guessing. Brier skill: 0 is the base rate, below 0 worse. "
    "Recall at k: share of the positives among the k cases ranked highest.</p>";

std::string backtest_section(const ValidationContents& contents,
                             const reference::Reference& reference)
{
    const auto& protocol = contents.protocol;
    std::string out = fmt::format(
        "<h2>Backtest</h2><p>{}</p><p class=\"quiet\">Protocol {} ({}), frozen {}, SHA-256 {}. "
        "Each model was fitted at each origin to what was public by then; intervals draw whole "
        "countries with replacement. Positives are what official lists and orders named, which is "
        "not all that there is.</p>",
        html_text(protocol.question), html_text(protocol.id), html_text(protocol.file),
        to_string(protocol.frozen), protocol.sha256.substr(0, 16));
    out += earlier_text(contents) + earlier_table(contents);
    out += validation_charts(contents) + gains_table(contents);
    out +=
        "<h3>Reliability of the hazard</h3>" + reliability_table(contents) + "<h3>By origin</h3>";
    out += kMeasures;
    for (const auto& origin : contents.backtest.origins) {
        out += scores_table(origin, protocol);
    }
    out += "<h2>What came, and where the model had put it</h2>" + failures_text(contents) +
           found_table(contents, reference);
    out += controls_section(contents);
    out += "<h2>Fairness</h2><p>Positives of groups of countries against what was expected, all "
           "origins together. Lists say more about countries that are closely watched; intervals "
           "are over drawn countries, and one that holds 0 may be the doing of a single "
           "country.</p>" +
           fairness_table(contents);
    return out;
}

}  // namespace

std::string validation_page(const ValidationContents& contents,
                            const reference::Reference& reference)
{
    const auto body = fmt::format(
        "<p class=\"quiet\">With what was public by {}. What does not hold stands first.</p>{}"
        "<p>The backtest holds the hazard against what happened: which pairs of country and good "
        "are named next. How many people are affected (prevalence) and whether anybody is at a "
        "site are never counted in full: they are held against published totals, surveys and "
        "worlds whose truth is known.</p>{}"
        "<h2>Intervals in worlds whose truth is known</h2>"
        "{}<h2>Published surveys</h2><p>The model knows nothing of a survey on the day before it "
        "became public. Workers of a survey are seldom a sample of all workers of the cell.</p>{}"
        "<h2>Worked examples</h2>{}<h2>Published totals</h2>{}",
        to_string(reference.as_of), verdicts(contents), backtest_section(contents, reference),
        calibration_table(contents), surveys_table(contents), oracles_table(contents),
        totals_table(contents));
    return plain_page("Validation of the model", kStyle, body);
}

}  // namespace sourcelight::publish
