// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/comparison_page.hpp"

#include "sourcelight/publish/comparison_marks.hpp"
#include "sourcelight/publish/comparison_table.hpp"
#include "sourcelight/publish/number_text.hpp"
#include "sourcelight/publish/svg_chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace sourcelight::publish {
namespace {

constexpr std::string_view kStyle = R"(
:root{color-scheme:only light}
body{margin:0;background:#fbfaf7;color:#1c232b;font:15px/1.5 -apple-system,'Segoe UI',Roboto,
'Noto Sans','Liberation Sans',Arial,sans-serif;font-variant-numeric:tabular-nums}
main{max-width:1180px;margin:0 auto;padding:28px 20px 60px}
h1{font-size:1.7rem;margin:0 0 4px}h2{font-size:1.25rem;margin:40px 0 6px}
p{margin:6px 0;max-width:76ch}.lead{font-size:1.1rem}.quiet{color:#58626d}.small{font-size:.87rem}
.scroll{overflow-x:auto}table{border-collapse:collapse;background:#fff;margin:10px 0;width:100%}
th,td{padding:6px 9px;text-align:left;border-bottom:1px solid #dfddd6;vertical-align:top}
td.n,th.n{text-align:right;white-space:nowrap}thead th{background:#f1f0ec;font-weight:600}
td.stay{background:#f1f0ec}
.mark{width:230px;min-width:160px}svg{width:100%;height:auto;display:block}
svg text{font-size:10px;fill:#58626d}svg path{fill:none}
.thin{stroke-width:1.6}.thick{stroke-width:5}.tick{stroke-width:2.2}
.b path{stroke:#8a929b}.a path{stroke:#2b5f9a}.grid{stroke:#e8e6e0;stroke-width:1}
.none path{stroke:#8a929b;stroke-dasharray:2 4}
.key{display:inline-block;width:22px;border-top:3px solid #8a929b;vertical-align:middle;margin:0 4px 0 10px}
.key.after{border-color:#2b5f9a}
fieldset{border:0;padding:0;margin:8px 0;display:flex;flex-wrap:wrap;gap:2px 14px}
input[type=radio]{margin:0 2px 0 0;accent-color:#2b5f9a}label{margin-right:12px;white-space:nowrap}
.filters{display:contents}.who b{font-weight:650;overflow-wrap:anywhere}.why{max-width:30em}
.why p{margin:2px 0;overflow-wrap:anywhere}.tag{font-weight:600}
details summary{cursor:pointer;color:#2b5f9a}
@media(max-width:760px){.fold table,.fold tbody,.fold tr,.fold td{display:block;width:auto}
.fold thead{display:none}.fold tr{border-bottom:1px solid #b9b6ac;padding:8px 0}
.fold td{border:0;padding:2px 9px}.fold td.n{text-align:left;white-space:normal}
.fold td:first-child{font-weight:600}.fold td.who{font-weight:400}
.fold td[data-l]::before{content:attr(data-l) ': ';color:#58626d}.mark{width:auto}}
@media print{body{background:#fff}main{max-width:none;padding:0}h2{break-after:avoid}
tr{break-inside:avoid}.screen{display:none}}
)";

constexpr std::array<Change, 6> kShownChanges{Change::kUp,   Change::kDown,   Change::kNew,
                                              Change::kGone, Change::kScored, Change::kWithheld};

std::string class_of(std::string_view name)
{
    std::string out{name};
    std::replace(out.begin(), out.end(), ' ', '-');
    return out;
}

/// Rules that hide what a radio button leaves out.
std::string filter_rules()
{
    std::string out;
    for (const auto change : kShownChanges) {
        const auto name = class_of(change_name(change));
        out += fmt::format("#m-{0}:checked~.movers tr.s:not(.m-{0}){{display:none}}\n", name);
    }
    for (const auto name : kCauseNames) {
        out += fmt::format("#c-{0}:checked~.movers tr.s:not(.c-{0}){{display:none}}\n", name);
    }
    return out;
}

std::string total_row(std::string_view what, const RunHead::Total& before,
                      const RunHead::Total& after, bool share)
{
    constexpr int kDigits = 3;
    const auto text = [share](const Estimate& estimate) {
        return html_text(share ? percent_text(estimate, kDigits)
                               : interval_text(estimate, {}, kDigits));
    };
    // What is as good as certain on both sides has no picture.
    const auto mark = share ? std::string{} : totals_mark(before.estimate, after.estimate);
    return fmt::format("<tr><td>{}</td><td class=\"n\" data-l=\"before\">{}</td>"
                       "<td class=\"n\" data-l=\"after\">{}</td><td class=\"mark\">{}</td></tr>",
                       what, text(before.estimate), text(after.estimate), mark);
}

std::string totals_section(const Comparison& comparison)
{
    const auto& a = comparison.before;
    const auto& b = comparison.after;
    return "<div class=\"fold\"><table><thead><tr><th>in total</th><th class=\"n\">before</th>"
           "<th class=\"n\">after</th><th><span class=\"key\"></span>before <span class=\"key "
           "after\"></span>after</th></tr></thead>" +
           total_row("expected sites", a.expected_sites, b.expected_sites, false) +
           total_row("expected persons", a.expected_persons, b.expected_persons, false) +
           total_row("at least one site", a.at_least_one, b.at_least_one, true) +
           "</table></div><p class=\"quiet small\">Median and 90 % interval; thick: 50 %. Each "
           "total has an axis of its own, logarithmic.</p>";
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
    auto table = "<div class=\"scroll\"><table><thead><tr><th>kind</th><th>what</th><th>before</th>"
                 "<th>after</th></tr></thead>" +
                 rows + "</table></div>";
    if (comparison.differences.size() > kOpen) {
        table = fmt::format("<details><summary>{} differences</summary>{}</details>",
                            comparison.differences.size(), table);
    }
    return "<h2>What differs between the runs</h2>" + table;
}

std::string cause_label(const Causes& causes)
{
    std::string out;
    for (std::size_t c = 0; c < kCauseCount; ++c) {
        if (causes.has(static_cast<Cause>(c))) {
            out += fmt::format("{}{}", out.empty() ? "" : " and ", kCauseLabels[c]);
        }
    }
    return out;
}

std::string signed_text(double value)
{
    constexpr int kDigits = 2;
    return value == 0.0 ? std::string{"0"}
                        : (value > 0 ? "+" : "-") + number_text(std::fabs(value), kDigits);
}

std::string moved_row(std::string_view what, const Moved& moved)
{
    return fmt::format("<tr><td>{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td>"
                       "<td class=\"n\">{}</td></tr>",
                       what, count_text(moved.suppliers), signed_text(moved.sites),
                       signed_text(moved.persons));
}

std::string causes_section(const Comparison& comparison)
{
    std::string out =
        "<h2>Where the change comes from</h2><div class=\"scroll\"><table><thead><tr><th>cause</th>"
        "<th class=\"n\">suppliers</th><th class=\"n\">sites</th><th class=\"n\">persons</th></tr>"
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
    std::string out = "<h2>Bands before and after</h2><p class=\"quiet\">Suppliers of both runs; "
                      "shaded: the band stayed.</p><div class=\"scroll\"><table><thead><tr>"
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

/// "3 -> 1", with words where a side has none.
std::string before_after(const std::string& before, const std::string& after)
{
    return before == after ? html_text(after)
                           : fmt::format("{} &rarr; {}", html_text(before), html_text(after));
}

std::string rank_text(const std::optional<SupplierState>& state)
{
    if (!state) {
        return "none";
    }
    if (state->repeats) {
        return "repeats a row";
    }
    return state->priority ? count_text(*state->priority) : "none";
}

std::string band_text(const std::optional<SupplierState>& state)
{
    return state ? std::string{state->band} : std::string{"not in the list"};
}

/// How the site probability moved, in log-odds.
double site_change(const ComparedSupplier& supplier)
{
    const auto value = [](const std::optional<SupplierState>& state) {
        const auto& site = state->figures[static_cast<std::size_t>(Figure::kSite)];
        const auto p = site ? static_cast<double>(site->median) : 0.5;
        return std::log(p / (1.0 - p));
    };
    return value(supplier.after) - value(supplier.before);
}

/// What each cause did, where several came together; those that stay together with their sum.
std::string split_text(const ComparedSupplier& supplier)
{
    if (supplier.causes.count() < 2) {
        return {};
    }
    std::string parts;
    Causes together;
    double rest = site_change(supplier);
    for (std::size_t c = 0; c < kCauseCount; ++c) {
        if (!supplier.causes.has(static_cast<Cause>(c))) {
            continue;
        }
        if (!std::isfinite(supplier.split[c])) {
            together.add(static_cast<Cause>(c));
            continue;
        }
        rest -= supplier.split[c];
        parts += fmt::format("{}{} {}", parts.empty() ? "" : ", ", kCauseLabels[c],
                             signed_text(supplier.split[c]));
    }
    if (!together.empty()) {
        parts += fmt::format("{}{}, which cannot be told apart, {}", parts.empty() ? "" : "; ",
                             cause_label(together), signed_text(rest));
    }
    return fmt::format("<p class=\"small\">In log-odds of the site probability: {}.</p>", parts);
}

std::string why_text(const ComparedSupplier& supplier)
{
    const auto line = [](std::string_view label, const std::string& text) {
        return text.empty() ? std::string{}
                            : fmt::format("<p class=\"small\">{}{}</p>", label, html_text(text));
    };
    std::string out =
        fmt::format("<p class=\"tag\">{}{}</p>", change_name(supplier.change),
                    supplier.causes.empty() ? "" : ": " + cause_label(supplier.causes));
    return out + line("the list: ", supplier.cells) + line("found: ", supplier.effects) +
           split_text(supplier);
}

std::string supplier_row(const ComparedSupplier& supplier)
{
    std::string classes = "s m-" + class_of(change_name(supplier.change));
    for (std::size_t c = 0; c < kCauseCount; ++c) {
        if (supplier.causes.has(static_cast<Cause>(c))) {
            classes += fmt::format(" c-{}", kCauseNames[c]);
        }
    }
    const auto row = [](const std::optional<SupplierState>& state) {
        return state ? count_text(state->row) : std::string{"none"};
    };
    const auto id =
        supplier.own_id.empty() ? std::string{} : " &middot; ID " + html_text(supplier.own_id);
    return fmt::format(
        "<tr class=\"{}\"><td class=\"who\"><b>{}</b><div class=\"quiet small\">{} {} &middot; row "
        "{}{}</div></td><td class=\"n\" data-l=\"rank\">{}</td><td data-l=\"band\">{}</td>"
        "<td class=\"mark\">{}</td><td class=\"why\">{}</td></tr>\n",
        classes, supplier.name.empty() ? "(no name)" : html_text(supplier.name),
        html_text(supplier.country), html_text(supplier.activity),
        before_after(row(supplier.before), row(supplier.after)), id,
        before_after(rank_text(supplier.before), rank_text(supplier.after)),
        before_after(band_text(supplier.before), band_text(supplier.after)),
        supplier_mark(supplier), why_text(supplier));
}

std::string radio(std::string_view group, std::string_view name, std::string_view label,
                  bool checked)
{
    return fmt::format("<input class=\"screen\" type=\"radio\" name=\"{0}\" id=\"{0}-{1}\"{3}>"
                       "<label class=\"screen\" for=\"{0}-{1}\">{2}</label>",
                       group, name, label, checked ? " checked" : "");
}

std::string movers_section(std::span<const ComparedSupplier> movers, std::int64_t all)
{
    std::string out = fmt::format(
        "<h2>Suppliers that moved, are new or gone</h2><p>{}</p><section>",
        all == 0 ? std::string{"None."}
        : static_cast<std::size_t>(all) > movers.size()
            ? fmt::format("The {} of {} with the largest change of expected persons; all stand in "
                          "compare.csv.",
                          movers.size(), count_text(all))
            : std::string{"Those with the largest change of expected persons first."});
    if (movers.empty()) {
        return out + "</section>";
    }
    out += radio("m", "any", "any change", true);
    for (const auto change : kShownChanges) {
        const auto count = std::count_if(movers.begin(), movers.end(), [change](const auto& line) {
            return line.change == change;
        });
        if (count > 0) {
            out += radio("m", class_of(change_name(change)),
                         fmt::format("{} ({})", change_name(change), count), false);
        }
    }
    out += "<br>" + radio("c", "any", "any cause", true);
    for (std::size_t c = 0; c < kCauseCount; ++c) {
        const auto count = std::count_if(movers.begin(), movers.end(), [c](const auto& line) {
            return line.causes.has(static_cast<Cause>(c));
        });
        if (count > 0) {
            out +=
                radio("c", kCauseNames[c], fmt::format("{} ({})", kCauseLabels[c], count), false);
        }
    }
    out += "<div class=\"movers fold\"><table><thead><tr><th>supplier</th><th class=\"n\">rank</th>"
           "<th>band</th><th class=\"mark\">probability that somebody at the site is in forced "
           "labour, per cent" +
           supplier_axis() + "</th><th>what and why</th></tr></thead><tbody>";
    for (const auto& supplier : movers) {
        out += supplier_row(supplier);
    }
    return out + "</tbody></table></div></section>";
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
    return fmt::format(
               "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta "
               "name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>What moved "
               "between two runs</title><style>{}{}</style></head><body><main><h1>What moved "
               "between "
               "two runs</h1><p class=\"quiet\">as of {} &rarr; {} &middot; {} &rarr; {} rows</p>"
               "<p class=\"lead\">{}</p>",
               kStyle, filter_rules(), to_string(comparison.before.as_of),
               to_string(comparison.after.as_of), count_text(comparison.before.rows),
               count_text(comparison.after.rows), lead) +
           totals_section(comparison) + differences_section(comparison) +
           causes_section(comparison) + movers_section(movers, all) + bands_section(comparison) +
           how_section(comparison) + "</main></body></html>\n";
}

}  // namespace sourcelight::publish
