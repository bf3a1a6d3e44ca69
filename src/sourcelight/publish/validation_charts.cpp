// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/validation_parts.hpp"

#include "sourcelight/publish/html_text.hpp"
#include "sourcelight/publish/number_text.hpp"
#include "sourcelight/publish/svg_chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

namespace sourcelight::publish {
namespace {

using validate::Measured;

constexpr std::string_view kEstimate = "#2b5f9a";
constexpr std::string_view kQuiet = "#8a929b";
/// The lowest probability that the reliability of the hazard shows.
constexpr double kLeast = 1e-6;
/// The lowest precision that is shown.
constexpr double kLeastPrecision = 1e-4;

/// What ids of models, groups and worked examples mean where the words of the id do not say it.
constexpr std::array<std::pair<std::string_view, std::string_view>, 13> kWords{
    {{"model", "this model"},
     {"base_rate", "base rate"},
     {"tip_tier", "tier of the Trafficking in Persons report"},
     {"country_index", "country index of origin"},
     {"exports", "exports of the good"},
     {"visibility", "how closely the country is watched"},
     {"listing_counts", "counts of earlier listings"},
     {"counts_and_child_pair", "counts of earlier listings and the pair's own for child labour"},
     {"sobol_ishigami", "Sobol indices of Ishigami's function, in standard errors"},
     {"site_probability", "probability at a site"},
     {"worked_site", "worked site"},
     {"residual_risk", "residual after measures"},
     {"composite_index", "composite index"}}};

std::string figure(const SvgChart& chart, const std::string& caption)
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
    // What rounding leaves of an end that is 0 or 1 is no number.
    return {share > 0.0 ? std::max(0.0, middle - half) : 0.0,
            share < 1.0 ? std::min(1.0, middle + half) : 1.0};
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

std::vector<SvgChart::Point> band_of(const std::vector<validate::CurvePoint>& curve)
{
    std::vector<SvgChart::Point> points;
    for (const auto& [at, value] : curve) {
        if (std::isfinite(value.lo90)) {
            points.push_back({at, value.value, value.lo90, value.hi90, {}});
        }
    }
    return points;
}

std::string roc_figure(const validate::Backtest& backtest)
{
    std::vector<SvgChart::Point> roc{{}};
    for (const auto& point : corners(backtest.curve)) {
        roc.push_back({point.false_positive_rate, point.recall, 0, 0, {}});
    }
    SvgChart chart{{"share of the others above the threshold"},
                   {"share of the positives found"},
                   "ROC curve of the pooled origins"};
    chart.band(band_of(backtest.pooled.roc), kEstimate);
    chart.line({{0, 0, 0, 0, {}}, {1, 1, 0, 0, {}}}, kQuiet, true);
    chart.line(roc, kEstimate);
    return figure(chart, fmt::format("ROC curve, all origins together: area {}. Shaded: 90 % "
                                     "intervals over drawn countries, at each place; dashed: "
                                     "guessing.",
                                     measured_text(backtest.pooled.area_under_curve, 3)));
}

std::string precision_figure(const validate::Backtest& backtest)
{
    std::vector<SvgChart::Point> precision;
    for (const auto& point : corners(backtest.curve)) {
        if (point.recall > 0.0) {
            precision.push_back({point.recall, point.precision, 0, 0, {}});
        }
    }
    SvgChart chart{{"share of the positives found"},
                   {"share of hits above the threshold", kLeastPrecision, 1, true},
                   "Precision and recall of the pooled origins"};
    chart.band(band_of(backtest.pooled.precision), kEstimate);
    const double base = backtest.curve.empty() ? 0.0 : backtest.curve.back().precision;
    chart.line({{0, base, 0, 0, {}}, {1, base, 0, 0, {}}}, kQuiet, true);
    chart.line(precision, kEstimate);
    return figure(chart,
                  fmt::format("Precision and recall, all origins together: average precision {}. "
                              "Shaded: 90 % intervals over drawn countries; dashed: the share of "
                              "positives, {:.2g}, which guessing has.",
                              measured_text(backtest.pooled.average_precision, 3), base));
}

/// Ranks of truths within their posteriors: flat where intervals are as wide as they should be.
std::string ranks_figure(const validate::Coverage& part)
{
    const auto bins = static_cast<double>(part.rank_share.size());
    const double most = *std::max_element(part.rank_share.begin(), part.rank_share.end());
    SvgChart chart{{"place of the truth within the posterior"},
                   {"share of the truths", 0.0, std::max(0.2, most)},
                   "Ranks of the truth: " + part.part};
    chart.line({{0, 1 / bins, 0, 0, {}}, {1, 1 / bins, 0, 0, {}}}, kQuiet, true);
    std::vector<SvgChart::Point> points;
    points.reserve(part.rank_share.size());
    for (std::size_t i = 0; i < part.rank_share.size(); ++i) {
        const double share = part.rank_share[i];
        points.push_back({(static_cast<double>(i) + 0.5) / bins, share, share, share,
                          fmt::format("tenth {}: {:.3f} of the truths", i + 1, share)});
    }
    chart.points(points, kEstimate);
    return figure(chart, fmt::format("{}: {} truths by tenths of their posterior; dashed: flat, as "
                                     "it should be. A hill is too unsure, a bowl too sure.",
                                     html_text(part.part),
                                     count_text(static_cast<std::int64_t>(part.cases))));
}

}  // namespace

std::string fixed_text(double value, int digits)
{
    return std::isfinite(value) ? fmt::format("{:.{}f}", value, digits) : std::string{"–"};
}

std::string measured_text(const Measured& measured, int digits)
{
    return fmt::format("{} <span class=\"quiet\">({} to {})</span>",
                       fixed_text(measured.value, digits), fixed_text(measured.lo90, digits),
                       fixed_text(measured.hi90, digits));
}

std::string id_words(const std::string& id)
{
    const auto known = std::find_if(kWords.begin(), kWords.end(),
                                    [&](const auto& one) { return one.first == id; });
    if (known != kWords.end()) {
        return html_text(known->second);
    }
    auto words = id;
    std::replace(words.begin(), words.end(), '_', ' ');
    return html_text(words);
}

std::string validation_charts(const ValidationContents& contents)
{
    const auto& backtest = contents.backtest;
    SvgChart hazard{{"stated probability", kLeast, 1, true},
                    {"share that came true", kLeast, 1, true},
                    "Reliability of the hazard"};
    hazard.line({{kLeast, kLeast, 0, 0, {}}, {1, 1, 0, 0, {}}}, kQuiet, true);
    hazard.points(reliability_points(backtest.reliability), kEstimate);
    SvgChart site{{"stated probability"}, {"share that came true"}, "Reliability of sites"};
    site.line({{0, 0, 0, 0, {}}, {1, 1, 0, 0, {}}}, kQuiet, true);
    site.points(reliability_points(contents.sites), kEstimate);
    std::string out = "<div class=\"charts\">" + roc_figure(backtest) + precision_figure(backtest);
    out +=
        figure(hazard, "Hazard: what was stated against what came, by half decades with 90 % "
                       "intervals of a share; dashed: as stated. A dot on the floor: none came.");
    out += figure(site, "Site probability in synthetic worlds, by tenths, with 90 % intervals "
                        "(narrower than the dots); dashed: as stated.");
    for (const auto& part : contents.coverage) {
        out += ranks_figure(part);
    }
    return out + "</div>";
}

std::string reliability_table(const ValidationContents& contents)
{
    std::string out =
        "<div class=\"scroll\" tabindex=\"0\"><table><thead><tr><th>stated, on average</th>"
        "<th>came true</th><th>90 %</th><th>positives</th><th>expected</th><th>cases</th></tr>"
        "</thead>";
    for (const auto& bin : contents.backtest.reliability) {
        const auto cases = static_cast<double>(bin.cases);
        const auto [low, high] = wilson(bin.observed, cases);
        out += fmt::format("<tr><td>{:.2g}</td><td>{:.2g}</td><td>{:.2g} to {:.2g}</td>"
                           "<td>{:.0f}</td><td>{:.1f}</td><td>{}</td></tr>",
                           bin.stated, bin.observed, low, high, bin.observed * cases,
                           bin.stated * cases, count_text(static_cast<std::int64_t>(bin.cases)));
    }
    return out + "</table></div>";
}

}  // namespace sourcelight::publish
