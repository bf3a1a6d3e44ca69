// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/receipt_parts.hpp"

#include <fmt/format.h>

#include <cmath>
#include <numeric>

namespace sourcelight::assess {
namespace {

constexpr std::string_view kFits = "sourcelight/hazard_fits";
constexpr int kDigitsOfIntercept = 6;

double mean_of(std::span<const float> draws)
{
    return std::accumulate(draws.begin(), draws.end(), 0.0) / static_cast<double>(draws.size());
}

/// A term of the log-hazard: what it is multiplied with, in words and as a number.
struct Step {
    const char* what;
    std::string_view term;  ///< of kHazardTerms
    double coefficient = 0.0;
    double x = 0.0;
    std::string x_text;
    std::string rows;  ///< of the List of Goods that are counted; empty if none are
};

std::string count_words(double n) { return fmt::format("ln(1 + {:.0f})", n); }

std::vector<Step> steps_of(const CellModel& model, const Cell& cell)
{
    const auto& key = cell.key;
    const auto terms = model.hazards().terms(key.country, key.main().node, key.main().good);
    const auto& b = model.hazards().means();
    const auto counted = counted_rows(model, key);
    const auto deviations = [](double x) { return number_text(x) + " standard deviations"; };
    const double origin = mean_of(model.world().origin_z(key.country));
    const double destination = mean_of(model.world().destination_z(key.country));
    std::vector<Step> steps{
        {"goods listed in other sectors", "other", b.other, std::log1p(terms.n_other),
         count_words(terms.n_other), counted.of_country},
        {"goods listed in the same sector", "same", b.same, std::log1p(terms.n_same),
         count_words(terms.n_same), counted.of_country},
        {"countries listing the good", "elsewhere", b.elsewhere, std::log1p(terms.n_elsewhere),
         count_words(terms.n_elsewhere), counted.of_good}};
    if (terms.listed_child) {
        steps.push_back(
            {"listed for child labour only", "child_only", b.child_only, 1.0, "1",
             fmt::format("edition={}, iso2={}, good={}", model.listings().edition(),
                         key.country.view(), model.reference().goods[key.main().good].slug)});
    }
    steps.push_back(
        {"origin vulnerability", "origin", b.origin, origin, deviations(origin), std::string{}});
    steps.push_back({"destination coercion", "destination", b.destination, destination,
                     deviations(destination), std::string{}});
    steps.push_back({"how closely the country is watched", "visibility", b.visibility,
                     terms.x_visibility, deviations(terms.x_visibility), std::string{}});
    return steps;
}

std::string adds_text(double contribution)
{
    return fmt::format("adds {} to the log-hazard", number_text(contribution));
}

/// Exports have a source of their own, or none.
void add_exports_line(const CellModel& model, const Cell& cell, ReceiptLines& lines)
{
    const auto good = cell.key.main().good;
    const auto source = model.listings().exports_source(cell.key.country, good);
    if (!source.known()) {
        lines.parameter(TermGroup::kHazard, "exports of the good", "not known; counted as average",
                        "hazard.exports");
        return;
    }
    const double x = model.listings().exports(cell.key.country, good).value_or(0.0);
    const double coefficient = model.hazards().means().exports;
    auto& line = lines.fact(TermGroup::kHazard, "exports of the good",
                            fmt::format("{} standard deviations; adds {}", number_text(x),
                                        number_text(coefficient * x)),
                            source);
    const auto* fit = model.hazards().fit();
    line.sentence = fmt::format(
        "times {} ({})", number_text(coefficient),
        fit == nullptr ? std::string{"hazard.exports"}
                       : fmt::format("{}: published={}, term=exports", kFits, to_string(fit->day)));
}

/// The methodology's own coefficients, where no fit was public or none is wanted.
void add_own_lines(const CellModel& model, const Cell& cell, ReceiptLines& lines)
{
    const auto& means = model.hazards().means();
    auto& base = lines.parameter(
        TermGroup::kHazard, "base rate",
        fmt::format("{} (ln per year)", number_text(means.intercept, kDigitsOfIntercept)),
        "hazard.intercept");
    lines.cite_whole(base, kListOfGoods, {});
    for (const auto& step : steps_of(model, cell)) {
        auto& line =
            lines.parameter(TermGroup::kHazard, step.what, adds_text(step.coefficient * step.x),
                            "hazard." + std::string{step.term});
        if (!step.rows.empty()) {
            lines.cite_whole(line, kListOfGoods, step.rows);
        }
    }
}

std::string fitted_words(const FittedTerm& term)
{
    return fmt::format("{} (standard deviation {})", number_text(term.mean), number_text(term.sd));
}

void add_effect_lines(const CellModel& model, const Cell& cell, const HazardFit& fit,
                      ReceiptLines& lines)
{
    const auto& key = cell.key;
    const auto effect = [&](const std::string& name, const std::string& what) {
        if (const auto* term = fit.find(name)) {
            auto& line = lines.fact(TermGroup::kHazard, what, adds_text(term->mean), term->source);
            line.sentence =
                "what its findings were above or below the terms: " + fitted_words(*term);
        }
    };
    if (key.main().good != GoodId::kNone) {
        const auto& good = model.reference().goods[key.main().good];
        const auto names = tree_terms(good);
        effect(names[0], "effect of the division of " + good.label);
        effect(names[1], "effect of the class of " + good.label);
        effect(names[2], "effect of the good " + good.label);
    }
    effect("country:" + std::string{key.country.view()}, "effect of the country");
}

void add_fitted_lines(const CellModel& model, const Cell& cell, const HazardFit& fit,
                      ReceiptLines& lines)
{
    auto& whole = lines.fact(TermGroup::kHazard, "coefficients fitted to earlier findings",
                             fmt::format("fit of {}: {} findings among {} cases",
                                         to_string(fit.day), fit.positives, count_text(fit.cases)),
                             {});
    lines.cite_whole(whole, kFits, "published=" + to_string(fit.day));
    whole.sentence = "learned only from intervals that had ended by that day; "
                     "a row of sourcelight/hazard_fits for each term below";
    const auto& base = *fit.find(kHazardTerms.front());
    auto& line = lines.fact(
        TermGroup::kHazard, "base rate",
        fmt::format("{} (ln per year)", number_text(base.mean, kDigitsOfIntercept)), base.source);
    line.sentence = "standard deviation " + number_text(base.sd);
    for (const auto& step : steps_of(model, cell)) {
        const auto& term = *fit.find(step.term);
        auto& adds = lines.fact(TermGroup::kHazard, step.what, adds_text(step.coefficient * step.x),
                                term.source);
        adds.sentence = fmt::format("{} times {}", fitted_words(term), step.x_text);
        if (!step.rows.empty()) {
            adds.sentence += fmt::format(", counted in {}: {}", kListOfGoods, step.rows);
        }
    }
}

}  // namespace

CountedRows counted_rows(const CellModel& model, const CellKey& key)
{
    const auto edition = fmt::format("edition={}, forced_labor=true", model.listings().edition());
    const auto good = key.main().good;
    return {fmt::format("{}, iso2={}", edition, key.country.view()),
            good == GoodId::kNone
                ? edition
                : fmt::format("{}, good={}", edition, model.reference().goods[good].slug)};
}

void add_hazard_lines(const CellModel& model, const Cell& cell, ReceiptLines& lines)
{
    if (!cell.hazard) {
        return;
    }
    auto& result =
        lines.computed(TermGroup::kHazard, "probability of a new public finding in 24 months",
                       percent_text(cell.hazard->median));
    result.interval =
        fmt::format("{} to {}", percent_text(cell.hazard->lo90), percent_text(cell.hazard->hi90));
    result.sentence =
        "odds / (1 + odds), the odds being hazard.horizon_years times the exponential of all "
        "that the lines below add; median of the joint draws";
    const auto* fit = model.hazards().fit();
    if (fit != nullptr) {
        add_fitted_lines(model, cell, *fit, lines);
    } else {
        add_own_lines(model, cell, lines);
    }
    add_exports_line(model, cell, lines);
    if (fit != nullptr) {
        add_effect_lines(model, cell, *fit, lines);
    }
}

}  // namespace sourcelight::assess
