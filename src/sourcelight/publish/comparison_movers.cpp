// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/comparison_parts.hpp"
#include "sourcelight/publish/html_text.hpp"

#include "sourcelight/publish/comparison_marks.hpp"
#include "sourcelight/publish/number_text.hpp"
#include "sourcelight/publish/svg_chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace sourcelight::publish {
namespace {

constexpr std::array<Change, 6> kShownChanges{Change::kUp,   Change::kDown,   Change::kNew,
                                              Change::kGone, Change::kScored, Change::kWithheld};

std::string class_of(std::string_view name)
{
    std::string out{name};
    std::replace(out.begin(), out.end(), ' ', '-');
    return out;
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

/// "a: 1 -> 2; b: 3 -> 4" as text of the page.
std::string arrows(const std::string& text)
{
    constexpr std::string_view kArrow = " -&gt; ";
    auto out = html_text(text);
    for (auto at = out.find(kArrow); at != std::string::npos; at = out.find(kArrow, at)) {
        out.replace(at, kArrow.size(), " &rarr; ");
    }
    return out;
}

/// Where the residual moved alone, or the other way than the rest.
std::string_view residual_direction(const ComparedSupplier& supplier)
{
    constexpr auto kResidual = static_cast<std::size_t>(Figure::kResidual);
    if (!supplier.moved[kResidual]) {
        return {};
    }
    if (std::count(supplier.moved.begin(), supplier.moved.end(), true) == 1) {
        return " after measures";
    }
    const bool rises = supplier.after->of(Figure::kResidual)->median >
                       supplier.before->of(Figure::kResidual)->median;
    if (rises == (supplier.change == Change::kUp)) {
        return {};
    }
    return rises ? ", after measures up" : ", after measures down";
}

std::string why_text(const ComparedSupplier& supplier)
{
    const auto line = [](std::string_view label, const std::string& text) {
        return text.empty() ? std::string{}
                            : fmt::format("<p class=\"small\">{}{}</p>", label, arrows(text));
    };
    std::string out = fmt::format(
        "<p class=\"tag\">{}{}{}</p>", change_name(supplier.change), residual_direction(supplier),
        supplier.causes.empty() ? "" : ": " + cause_label(supplier.causes));
    return out + line("the list: ", supplier.cells) + line("found: ", supplier.effects) +
           split_text(supplier) + line("the supplier answers: ", std::string{supplier.answer});
}

/// What is left after measures, where a run has any; nothing of a supplier without.
std::string residual_text(const ComparedSupplier& supplier)
{
    const auto measured = [](const std::optional<SupplierState>& state) {
        return state && state->has_measures();
    };
    if (!measured(supplier.before) && !measured(supplier.after)) {
        return {};
    }
    return fmt::format("<div class=\"quiet small\">after measures: {}</div>",
                       before_after(probability_words(supplier.before, Figure::kResidual),
                                    probability_words(supplier.after, Figure::kResidual)));
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
        "<td class=\"mark\">{}<div class=\"quiet small\">{}</div>{}</td><td "
        "class=\"why\">{}</td></tr>\n",
        classes, supplier.name.empty() ? "(no name)" : html_text(supplier.name),
        html_text(supplier.country), html_text(supplier.activity),
        before_after(row(supplier.before), row(supplier.after)), id,
        before_after(rank_text(supplier.before), rank_text(supplier.after)),
        before_after(band_text(supplier.before), band_text(supplier.after)),
        supplier_mark(supplier),
        before_after(probability_words(supplier.before), probability_words(supplier.after)),
        residual_text(supplier), why_text(supplier));
}

std::string radio(std::string_view group, std::string_view name, std::string_view label,
                  bool checked)
{
    return fmt::format("<input class=\"screen\" type=\"radio\" name=\"{0}\" id=\"{0}-{1}\"{3}>"
                       "<label class=\"screen\" for=\"{0}-{1}\">{2}</label>",
                       group, name, label, checked ? " checked" : "");
}

}  // namespace

std::string cause_label(const Causes& causes)
{
    std::string out;
    std::size_t left = causes.count();
    for (std::size_t c = 0; c < kCauseCount; ++c) {
        if (causes.has(static_cast<Cause>(c))) {
            out += kCauseLabels[c];
            --left;
            out += left == 0 ? "" : left == 1 ? " and " : ", ";
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

}  // namespace sourcelight::publish
