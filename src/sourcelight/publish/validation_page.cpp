// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/validation_page.hpp"

#include "sourcelight/publish/html_text.hpp"
#include "sourcelight/publish/svg_chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace sourcelight::publish {
namespace {

using validate::Measured;
using validate::OriginResult;
using validate::Score;

constexpr std::string_view kEstimate = "#2b5f9a";
constexpr std::string_view kQuiet = "#8a929b";

constexpr std::string_view kStyle = R"(
:root{color-scheme:only light}
body{margin:0;background:#fbfaf7;color:#1c232b;font:15px/1.5 -apple-system,'Segoe UI',Roboto,
'Noto Sans','Liberation Sans',Arial,sans-serif;font-variant-numeric:tabular-nums}
main{max-width:1080px;margin:0 auto;padding:28px 20px 60px}
h1{font-size:1.7rem;margin:0 0 4px}h2{font-size:1.25rem;margin:44px 0 6px}
p{margin:6px 0;max-width:72ch}.quiet{color:#58626d}
ul.verdicts{list-style:none;padding:0;margin:18px 0}
ul.verdicts li{padding:6px 10px;margin:4px 0;background:#fff;border-left:4px solid #2b5f9a}
ul.verdicts li.not{border-color:#b4500a}ul.verdicts b{display:inline-block;min-width:7.5em}
.scroll{overflow-x:auto}table{border-collapse:collapse;background:#fff;margin:10px 0;width:100%}
th,td{padding:4px 9px;text-align:right;border-bottom:1px solid #dfddd6;white-space:nowrap}
th:first-child,td:first-child,td.text,th.text{text-align:left}thead th{background:#f1f0ec}
tr.own td{font-weight:650}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,420px),1fr));gap:18px;margin:14px 0}
figure{margin:0;background:#fff;padding:10px}figcaption{font-size:.87rem;color:#58626d}
svg{width:100%;height:auto}svg text{font-size:11px;fill:#58626d}svg .name{font-size:12px;fill:#1c232b}
svg .tick{stroke:#e8e6e0}
@media print{body{background:#fff}main{max-width:none;padding:0}h2{break-after:avoid}}
)";

std::string number(double value, int digits)
{
    return std::isfinite(value) ? fmt::format("{:.{}f}", value, digits) : std::string{"–"};
}

std::string interval(const Measured& measured, int digits)
{
    return fmt::format("{} <span class=\"quiet\">({} to {})</span>", number(measured.value, digits),
                       number(measured.lo90, digits), number(measured.hi90, digits));
}

std::string words(std::string id)
{
    std::replace(id.begin(), id.end(), '_', ' ');
    return html_text(id);
}

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

std::string score_row(const Score& score, bool own)
{
    std::string recall;
    for (const double share : score.recall) {
        recall += fmt::format("<td>{}</td>", number(share, 2));
    }
    return fmt::format("<tr{}><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td>{}</tr>",
                       own ? " class=\"own\"" : "", words(score.id),
                       interval(score.average_precision, 4), interval(score.log_score, 5),
                       interval(score.area_under_curve, 3), number(score.brier_skill, 3), recall);
}

std::string scores_table(const OriginResult& origin, const validate::Protocol& protocol)
{
    std::string recall;
    for (const double k : protocol.recall_at) {
        recall += fmt::format("<th>recall at {:.0f}</th>", k);
    }
    std::string out = fmt::format(
        "<h3>{} to {}</h3><p class=\"quiet\">{} cases, {} positives; learned from {} cases with {} "
        "positives.</p><div class=\"scroll\" "
        "tabindex=\"0\"><table><thead><tr><th>model</th><th>average "
        "precision</th><th>log score</th><th>area under ROC</th><th>Brier "
        "skill</th>{}</tr></thead>",
        to_string(origin.origin), to_string(origin.last), origin.cases.pairs.size(),
        origin.found.size(), origin.training_cases, origin.training_positives, recall);
    out += score_row(origin.model, true);
    for (const auto& score : origin.comparators) {
        out += score_row(score, false);
    }
    return out + "</table></div>";
}

std::string figure(const SvgChart& chart, std::string_view caption)
{
    return fmt::format("<figure>{}<figcaption>{}</figcaption></figure>", chart.text(), caption);
}

/// 90 % interval of a share after Wilson.
std::pair<double, double> wilson(double share, double n)
{
    constexpr double kZ = 1.6448536269514722;
    const double middle = (share + kZ * kZ / (2 * n)) / (1 + kZ * kZ / n);
    const double half =
        kZ / (1 + kZ * kZ / n) * std::sqrt(share * (1 - share) / n + kZ * kZ / (4 * n * n));
    return {std::max(0.0, middle - half), std::min(1.0, middle + half)};
}

std::vector<SvgChart::Point> reliability_points(const std::vector<validate::ReliabilityBin>& bins)
{
    std::vector<SvgChart::Point> points;
    for (const auto& bin : bins) {
        if (bin.cases > 0) {
            const auto [low, high] = wilson(bin.observed, static_cast<double>(bin.cases));
            points.push_back({bin.stated, bin.observed, low, high,
                              fmt::format("stated {:.2g}, came true {:.2g} of {} cases", bin.stated,
                                          bin.observed, bin.cases)});
        }
    }
    return points;
}

/// The corners of a curve: points between two of the same recall lie on a straight line.
std::vector<model::Ranking::Point> corners(const std::vector<model::Ranking::Point>& curve)
{
    std::vector<model::Ranking::Point> out;
    for (std::size_t i = 0; i < curve.size(); ++i) {
        const bool inner = i > 0 && i + 1 < curve.size();
        if (!inner || curve[i].recall != curve[i - 1].recall ||
            curve[i].recall != curve[i + 1].recall) {
            out.push_back(curve[i]);
        }
    }
    return out;
}

std::string charts(const ValidationContents& contents)
{
    std::vector<SvgChart::Point> roc{{}};
    std::vector<SvgChart::Point> precision;
    for (const auto& point : corners(contents.backtest.curve)) {
        roc.push_back({point.false_positive_rate, point.recall, 0, 0, {}});
        precision.push_back({point.recall, point.precision, 0, 0, {}});
    }
    SvgChart roc_chart{{"share of the others above the threshold"},
                       {"share of the positives found"},
                       "ROC curve of the pooled origins"};
    roc_chart.line({{0, 0, 0, 0, {}}, {1, 1, 0, 0, {}}}, kQuiet, true);
    roc_chart.line(roc, kEstimate);
    SvgChart precision_chart{{"share of the positives found"},
                             {"share of hits above the threshold", 1e-4, 1, true},
                             "Precision and recall of the pooled origins"};
    precision_chart.line(precision, kEstimate);
    SvgChart hazard{{"stated probability", 1e-6, 1, true},
                    {"share that came true", 1e-6, 1, true},
                    "Reliability of the hazard"};
    hazard.line({{1e-6, 1e-6, 0, 0, {}}, {1, 1, 0, 0, {}}}, kQuiet, true);
    hazard.points(reliability_points(contents.backtest.reliability), kEstimate);
    SvgChart site{{"stated probability"}, {"share that came true"}, "Reliability of sites"};
    site.line({{0, 0, 0, 0, {}}, {1, 1, 0, 0, {}}}, kQuiet, true);
    site.points(reliability_points(contents.sites), kEstimate);
    return "<div class=\"charts\">" +
           figure(roc_chart, "ROC curve, all origins together; dashed = guessing.") +
           figure(precision_chart, "Precision and recall, all origins together.") +
           figure(hazard, "Hazard: what was stated against what came, by half decades with 90 % "
                          "intervals; dashed = as stated.") +
           figure(site, "Site probability in synthetic worlds, 90 % intervals.") + "</div>";
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
                           html_text(part.part), part.cases, part.within_50 * kPercent,
                           part.within_90 * kPercent);
    }
    return out + "</table></div>";
}

std::string fairness_table(const ValidationContents& contents)
{
    std::string out =
        "<div "
        "class=\"scroll\" "
        "tabindex=\"0\"><table><thead><tr><th>countries</th><th>positives</th><th>expected</th>"
        "<th>expected without the visibility term</th></tr></thead>";
    for (const auto& group : contents.backtest.fairness) {
        out += fmt::format("<tr><td>{}: {}</td><td>{:.0f}</td><td>{:.1f}</td><td>{:.1f}</td></tr>",
                           words(group.kind), words(group.group), group.observed, group.expected,
                           group.expected_without_visibility);
    }
    return out + "</table></div>";
}

std::string controls_table(const ValidationContents& contents)
{
    std::string out = "<div class=\"scroll\" "
                      "tabindex=\"0\"><table><thead><tr><th>origin</th><th>child labour only</th>"
                      "<th>another window's outcomes</th><th>the real ones</th></tr></thead>";
    for (const auto& origin : contents.backtest.origins) {
        out +=
            fmt::format("<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
                        to_string(origin.origin), interval(origin.child_only.area_under_curve, 2),
                        interval(origin.permuted.area_under_curve, 2),
                        interval(origin.model.area_under_curve, 2));
    }
    return out + "</table></div>";
}

std::string exact_table(const ValidationContents& contents)
{
    std::string out = "<div class=\"scroll\" tabindex=\"0\"><table><thead><tr><th>checked</th><th "
                      "class=\"text\">where it is published"
                      "</th><th>published</th><th>here</th></tr></thead>";
    for (const auto& oracle : contents.oracles) {
        out += fmt::format("<tr><td>{}</td><td class=\"text\">{}</td><td>difference at most "
                           "{:.0e}</td><td>{:.1e}</td></tr>",
                           words(oracle.id), html_text(oracle.source), oracle.tolerance,
                           oracle.max_error);
    }
    for (const auto& anchor : contents.anchors) {
        out += fmt::format("<tr><td>{}</td><td class=\"text\">{}</td><td>{:.9f}</td><td>{:.9f}</td>"
                           "</tr>",
                           words(anchor.id), html_text(anchor.source), anchor.published,
                           anchor.estimate);
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
        out +=
            fmt::format("<tr><td>{}</td><td class=\"text\">{}</td><td class=\"text\">{}</td>"
                        "<td>{}</td><td>{:.1f} %</td><td>{:.1f} % ({:.1f} to {:.1f})</td><td "
                        "class=\"text\">{}</td></tr>",
                        words(anchor.id), html_text(anchor.source), html_text(definition),
                        to_string(as_of), anchor.published * kPercent, anchor.estimate * kPercent,
                        anchor.lo90 * kPercent, anchor.hi90 * kPercent, anchor.ok ? "yes" : "no");
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
        out += fmt::format("<tr><td>{}</td><td>{} of {}</td><td>{}</td><td>{:.0f}</td><td>{}</td>"
                           "<td>{:.1f} %</td><td>{:.1f} %</td></tr>",
                           html_text(protocol.id), backtest.won, backtest.origins.size(),
                           interval(backtest.calibration_slope, 2), expected, backtest.positives,
                           coverage.within_50 * kPercent, coverage.within_90 * kPercent);
    };
    for (const auto& earlier : contents.earlier) {
        row(earlier.protocol, earlier.backtest, earlier.coverage);
    }
    row(contents.protocol, contents.backtest, contents.coverage.back());
    return out + "</table></div><p class=\"quiet\">Intervals: of the log-hazard, in worlds whose "
                 "truth is known.</p>";
}

std::string backtest_section(const ValidationContents& contents,
                             const reference::Reference& reference)
{
    const auto& protocol = contents.protocol;
    std::string out = fmt::format(
        "<h2>Backtest</h2><p>{}</p><p class=\"quiet\">Protocol {} ({}), frozen {}, SHA-256 {}. "
        "Each model was fitted at each origin to what was public by then; intervals draw whole "
        "countries with replacement.</p>",
        html_text(protocol.question), html_text(protocol.id), html_text(protocol.file),
        to_string(protocol.frozen), protocol.sha256.substr(0, 16));
    out += charts(contents);
    out += earlier_table(contents);
    for (const auto& origin : contents.backtest.origins) {
        out += scores_table(origin, protocol);
    }
    out += "<h2>What came, and where the model had put it</h2><p>Rank 1 is the case held most "
           "likely. A pair whose country or good no list or order had named could not be reached "
           "by counting earlier listings.</p>" +
           found_table(contents, reference);
    out += "<h2>Negative controls</h2><p>Area under the ROC curve of the same scores against other "
           "outcomes.</p>" +
           controls_table(contents);
    out += "<h2>Fairness</h2><p>Positives of groups of countries against what was expected, all "
           "origins together. Lists say more about countries that are closely watched.</p>" +
           fairness_table(contents);
    return out;
}

}  // namespace

std::string validation_page(const ValidationContents& contents,
                            const reference::Reference& reference)
{
    return fmt::format(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
        "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
        "'unsafe-inline'\"><title>Validation of the model</title><style>{}</style></head><body>"
        "<main><h1>Validation of the model</h1><p class=\"quiet\">With what was public by {}. "
        "What does not hold stands first.</p>{}{}<h2>Intervals in worlds whose truth is known</h2>"
        "{}<h2>Published surveys</h2><p>The model knows nothing of a survey on the day before it "
        "became public. Workers of a survey are seldom a sample of all workers of the cell.</p>{}"
        "<h2>Worked examples and published totals</h2>{}"
        "</main></body></html>\n",
        kStyle, to_string(reference.as_of), verdicts(contents),
        backtest_section(contents, reference), calibration_table(contents), surveys_table(contents),
        exact_table(contents));
}

}  // namespace sourcelight::publish
