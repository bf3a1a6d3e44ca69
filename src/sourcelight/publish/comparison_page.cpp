// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/comparison_page.hpp"
#include "sourcelight/publish/html_text.hpp"

#include "sourcelight/publish/comparison_marks.hpp"
#include "sourcelight/publish/comparison_parts.hpp"
#include "sourcelight/publish/comparison_table.hpp"
#include "sourcelight/publish/number_text.hpp"
#include "sourcelight/publish/plain_page.hpp"
#include "sourcelight/publish/svg_chart.hpp"

#include <fmt/format.h>

#include <cmath>

namespace sourcelight::publish {
namespace {

constexpr std::string_view kStyle = R"(
main{max-width:1180px}.lead{font-size:1.1rem}
th,td{padding:6px 9px;text-align:left;vertical-align:top}
td.n,th.n{text-align:right;white-space:nowrap}
td.stay{background:#f1f0ec}
.mark{width:230px;min-width:160px}svg text{font-size:10px}svg path{fill:none}
.thin{stroke-width:1.6}.thick{stroke-width:5}.tick{stroke-width:2.2}
.b path{stroke:#8a929b}.a path{stroke:#2b5f9a}.grid{stroke:#e8e6e0;stroke-width:1}
.none path{stroke:#8a929b;stroke-dasharray:2 4}
.key{display:inline-block;width:22px;border-top:3px solid #8a929b;vertical-align:middle;margin:0 4px 0 10px}
.key.after{border-color:#2b5f9a}
fieldset{border:0;padding:0;margin:8px 0;display:flex;flex-wrap:wrap;gap:2px 14px}
input[type=radio]{position:absolute;opacity:0}
label{display:inline-block;padding:3px 10px;margin:0 6px 6px 0;background:#fff;border:1px solid #b9b6ac;
border-radius:4px;cursor:pointer}input:checked+label{background:#1c232b;color:#fff}
input:focus-visible+label{outline:2px solid #2b5f9a;outline-offset:2px}
.filters{display:contents}.who b{font-weight:650;overflow-wrap:anywhere}.why{max-width:30em}
.why p{margin:2px 0;overflow-wrap:anywhere}.tag{font-weight:600}
details summary{cursor:pointer;color:#2b5f9a}
@media(max-width:760px){.fold table,.fold tbody,.fold tr,.fold td{display:block;width:auto}
.fold thead{display:none}.fold tr{border-bottom:1px solid #b9b6ac;padding:8px 0}
.fold td{border:0;padding:2px 9px}.fold td.n{text-align:left;white-space:normal}
.fold td:first-child{font-weight:600}.fold td.who{font-weight:400}
.fold td[data-l]::before{content:attr(data-l) ': ';color:#58626d}.mark{width:auto}}
@media print{.screen{display:none}}
)";

/// The later median less the earlier one; of a share in points.
std::string difference_text(const RunHead::Total& before, const RunHead::Total& after, bool share)
{
    constexpr double kPercent = 100.0;
    if (!before.estimate || !after.estimate) {
        return "none";
    }
    const double difference = after.estimate->median - before.estimate->median;
    constexpr double kLeastPoints = 0.05;
    const double points = kPercent * difference;
    return !share ? signed_text(difference)
                  : signed_text(std::fabs(points) < kLeastPoints ? 0.0 : points) + " points";
}

std::string total_row(std::string_view what, const RunHead::Total& before,
                      const RunHead::Total& after, bool share)
{
    constexpr int kDigits = 3;
    const auto text = [share](const MaybeEstimate& estimate) {
        return html_text(!estimate ? std::string{kNotShown}
                         : share   ? percent_text(estimate, kDigits)
                                   : interval_text(estimate, {}, kDigits));
    };
    // What is as good as certain on both sides has no picture.
    const auto mark = share || !before.estimate || !after.estimate
                          ? std::string{}
                          : totals_mark(*before.estimate, *after.estimate);
    return fmt::format("<tr><td>{}</td><td class=\"n\" data-l=\"before\">{}</td>"
                       "<td class=\"n\" data-l=\"after\">{}</td>"
                       "<td class=\"n\" data-l=\"difference\">{}</td>"
                       "<td class=\"mark\">{}</td></tr>",
                       what, text(before.estimate), text(after.estimate),
                       difference_text(before, after, share), mark);
}

std::string totals_section(const Comparison& comparison)
{
    const auto& a = comparison.before;
    const auto& b = comparison.after;
    return "<div class=\"fold\"><table><thead><tr><th>in total</th><th class=\"n\">before</th>"
           "<th class=\"n\">after</th><th class=\"n\">difference</th><th><span "
           "class=\"key\"></span>before <span class=\"key "
           "after\"></span>after</th></tr></thead>" +
           total_row("expected sites", a.expected_sites, b.expected_sites, false) +
           total_row("expected sites after measures", a.residual_sites, b.residual_sites, false) +
           total_row("expected persons", a.expected_persons, b.expected_persons, false) +
           total_row("at least one site", a.at_least_one, b.at_least_one, true) +
           "</table></div><p class=\"quiet small\">Median and 90 % interval; thick: 50 %. The "
           "difference is that of the medians. Each total has an axis of its own, logarithmic. "
           "After measures: the residual, after the audits, complaint lines and programmes that "
           "the list states; what a state imposes stays.</p>";
}

std::string differences_section(const Comparison& comparison)
{
    constexpr std::size_t kOpen = 12;
    if (comparison.differences.empty()) {
        return "<h2>What differs between the runs</h2><p>Nothing but the lists: the same as-of "
               "date, datasets, method, seed and draws.</p>";
    }
    std::string rows;
    for (const auto& difference : comparison.differences) {
        rows += fmt::format("<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
                            kCauseLabels[index_of(difference.cause)], html_text(difference.what),
                            html_text(difference.before), html_text(difference.after));
    }
    auto table = "<div class=\"scroll\" "
                 "tabindex=\"0\"><table><thead><tr><th>kind</th><th>what</th><th>before</th>"
                 "<th>after</th></tr></thead>" +
                 rows + "</table></div>";
    if (comparison.differences.size() > kOpen) {
        table = fmt::format("<details><summary>{} differences</summary>{}</details>",
                            comparison.differences.size(), table);
    }
    return "<h2>What differs between the runs</h2>" + table;
}

std::string moved_row(std::string_view what, const Moved& moved)
{
    return fmt::format("<tr><td>{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td>"
                       "<td class=\"n\">{}</td><td class=\"n\">{}</td></tr>",
                       what, count_text(moved.suppliers), signed_text(moved.sites),
                       signed_text(moved.residual), signed_text(moved.persons));
}

std::string causes_section(const Comparison& comparison)
{
    std::string out = "<h2>Where the change comes from</h2><div class=\"scroll\" "
                      "tabindex=\"0\"><table><thead><tr><th>cause</th>"
                      "<th class=\"n\">suppliers</th><th class=\"n\">sites</th>"
                      "<th class=\"n\">sites after measures</th><th class=\"n\">persons</th></tr>"
                      "</thead>";
    for (const auto& [causes, moved] : comparison.by_cause) {
        out += moved_row(cause_label(causes), moved);
    }
    out += moved_row("new suppliers", comparison.added);
    out += moved_row("suppliers that are gone", comparison.removed);
    out += moved_row("within the Monte-Carlo error", comparison.within);
    out +=
        "</table></div><p class=\"quiet small\">Sums over suppliers, each once, of the medians in "
        "the tables, after less before. They say where the change sits; they are not the change "
        "of the totals above, because medians do not add up. A row with several causes holds "
        "suppliers for which they came together.</p>";
    for (const auto& note : comparison.notes) {
        out += fmt::format("<p>{}</p>", html_text(note));
    }
    return out;
}

std::string bands_section(const Comparison& comparison)
{
    std::string out =
        "<h2>Bands before and after</h2><p class=\"quiet\">Suppliers of both runs; "
        "shaded: the band stayed.</p><div class=\"scroll\" tabindex=\"0\"><table><thead><tr>"
        "<th>before \\ after</th>";
    for (const auto& name : comparison.band_names) {
        out += fmt::format("<th class=\"n\">{}</th>", html_text(name));
    }
    out += "</tr></thead>";
    for (const auto& [band, counts] : comparison.bands) {
        out += fmt::format("<tr><td>{}</td>", html_text(band));
        for (std::size_t i = 0; i < counts.size(); ++i) {
            out += fmt::format("<td class=\"n{}\">{}</td>",
                               comparison.band_names[i] == band ? " stay" : "",
                               counts[i] == 0 ? std::string{} : count_text(counts[i]));
        }
        out += "</tr>";
    }
    return out + "</table></div>";
}

std::string how_section(const Comparison& comparison)
{
    std::string paired;
    for (const auto& [by, count] : comparison.paired) {
        paired += fmt::format("{}{} by {}", paired.empty() ? "" : ", ", count_text(count), by);
    }
    const auto run = [](const RunHead& head) {
        std::string files;
        for (const auto& file : head.files) {
            files += (files.empty() ? "" : ", ") + file;
        }
        return fmt::format("{}, as of {}, sourcelight {}, methodology {}, {} draws, run.json "
                           "SHA-256 {}",
                           files, to_string(head.as_of), head.version, head.methodology,
                           count_text(head.draws), head.record_sha256.substr(0, 16));
    };
    return fmt::format(
        "<h2>How this was made</h2><p>Suppliers of the two lists were paired: {}. A number counts "
        "as moved if its medians differ by more than three standard errors of their Monte-Carlo "
        "error. A higher number is a reason to look, not a finding about a supplier; an empty cell "
        "is no clearance.</p><p class=\"quiet small\">Before: {}.<br>After: {}.</p>",
        paired.empty() ? "none" : paired, html_text(run(comparison.before)),
        html_text(run(comparison.after)));
}

}  // namespace

std::string comparison_page(const Comparison& comparison, std::span<const ComparedSupplier> movers,
                            std::int64_t all)
{
    std::string lead;
    for (const auto& sentence : comparison_headline(comparison)) {
        lead += html_text(sentence) + " ";
    }
    const auto head =
        fmt::format("<p class=\"quiet\">as of {} &rarr; {} &middot; {} &rarr; {} rows</p><p "
                    "class=\"lead\">{}</p>",
                    to_string(comparison.before.as_of), to_string(comparison.after.as_of),
                    count_text(comparison.before.rows), count_text(comparison.after.rows), lead);
    return plain_page("What moved between two runs", std::string{kStyle} + filter_rules(),
                      head + totals_section(comparison) + differences_section(comparison) +
                          causes_section(comparison) + movers_section(movers, all) +
                          bands_section(comparison) + how_section(comparison));
}

}  // namespace sourcelight::publish
