// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/receipt_parts.hpp"
#include "sourcelight/assess/tables.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>
#include <numeric>
#include <utility>

namespace sourcelight::assess {
namespace {

using reference::Sector;

std::string migrants_words(const MigrantShare& known)
{
    const auto share = percent_text(known.share);
    switch (known.basis) {
    case MigrantBasis::kWorkers:
        return fmt::format("{} of the workers of the country are migrants (published {})", share,
                           known.year);
    case MigrantBasis::kPeople:
        return fmt::format("{} of the people of the country are migrants ({})", share, known.year);
    case MigrantBasis::kImputed: break;
    }
    return share + " migrants: no figure, the median of the income group";
}

/// What migrants who do the work add to its odds.
void add_migrant_line(const CellModel& model, const Cell& cell, std::size_t country,
                      ReceiptLines& lines)
{
    const auto& main = cell.key.main();
    const auto* profile = model.activities().profile_of(main.node, main.good);
    if (profile == nullptr) {
        return;
    }
    const auto& migrants = model.world().migrants();
    const auto& known = migrants.of(country);
    const auto index = static_cast<std::size_t>(profile - model.methodology().profile.data());
    const double share = migrants.share(country, index);
    const auto excess = migrants.excess(country);
    const double risk = 1.0 + std::accumulate(excess.begin(), excess.end(), 0.0) /
                                  static_cast<double>(excess.size());
    auto& line =
        lines.fact(TermGroup::kPrevalence, "migrants among those who do this work",
                   fmt::format("{} (estimated); the odds of the activity times {}",
                               percent_text(share), number_text(1.0 + share * (risk - 1.0))),
                   known.source);
    line.parameter = "migrant_work." + profile->activity;
    line.code = "P";
    line.sentence = fmt::format(
        "{}, odds ratio of this work {}; a migrant's risk is put at {} times another worker's "
        "under the rules of this country; only shares between activities move, not the published "
        "totals",
        migrants_words(known), number_text(profile->migrant_odds), number_text(risk));
}

void add_index_lines(CountryCode country, const CountryIndex* index, const IndexSpec& spec,
                     ReceiptLines& lines)
{
    if (index == nullptr) {
        return;
    }
    for (const auto& component : index->components) {
        const auto& indicator = spec.indicators[component.indicator];
        auto& line =
            lines.fact(TermGroup::kPrevalence, indicator.label, component.raw, component.source);
        if (!component.source.known()) {
            // Only a convention that was not ratified has no row of its own.
            lines.cite_whole(
                line, indicator.dataset,
                fmt::format("iso2={}, convention={}", country.view(), indicator.indicator));
        }
        line.parameter = spec.id + "." + indicator.id;
        line.sentence = fmt::format("{}: {:.0f} on a scale from 1 (best) to 100 (worst), weight {}",
                                    spec.label, component.score, number_text(indicator.weight));
    }
    if (!index->imputed.empty()) {
        std::vector<std::string> names;
        for (const auto i : index->imputed) {
            names.push_back(spec.indicators[i].label);
        }
        auto& line = lines.parameter(TermGroup::kPrevalence, spec.label + ", not observed",
                                     fmt::format("{} of {}", names.size(), spec.indicators.size()),
                                     "index.imputations");
        line.sentence = fmt::format("drawn from countries alike: {}", fmt::join(names, "; "));
    }
    if (!index->scored) {
        lines.parameter(TermGroup::kPrevalence, spec.label,
                        fmt::format("not scored: only {} of its weight is observed",
                                    percent_text(index->coverage)),
                        "index.min_coverage");
    }
}

constexpr std::string_view kListChanges = "usdol/list_2024_changes";

/// What the known changes of a later edition did to a count, with their rows.
void add_change_line(const ListChanges& changes, const char* what, std::string rows,
                     ReceiptLines& lines)
{
    if (!changes.any()) {
        return;
    }
    auto& line =
        lines.fact(TermGroup::kPrevalence, what,
                   fmt::format("{} added, {} removed", changes.added, changes.removed), {});
    lines.cite_whole(line, kListChanges, std::move(rows));
    line.sentence = "counted above";
}

/// The rows that list a pair besides the main one, and the one that struck it.
void add_pair_changes(const CellModel& model, const Cell& cell, ReceiptLines& lines)
{
    const auto good = cell.key.main().good;
    if (good == GoodId::kNone) {
        return;
    }
    const auto& label = model.reference().goods[good].label;
    if (cell.listing != nullptr && cell.listing->also_source.known()) {
        lines.fact(TermGroup::kLegal, fmt::format("{} on the List of Goods", label),
                   cell.listing->also, cell.listing->also_source);
    }
    if (const auto* removal = model.listings().removal(cell.key.country, good)) {
        lines.fact(TermGroup::kLegal,
                   fmt::format("{} removed from the List of Goods {}", label, removal->edition),
                   "since " + to_string(removal->since), removal->source);
    }
}

void add_listing_lines(const CellModel& model, const Cell& cell, ReceiptLines& lines)
{
    const auto& key = cell.key;
    const auto& goods = model.reference().goods;
    const auto terms = model.hazards().terms(key.country, key.main().node, key.main().good);
    const auto& p = model.methodology().occurrence;
    const auto counted = counted_rows(model, key);
    const auto count = [&](const char* what, double n, double weight, const std::string& rows,
                           const char* name) {
        auto& line = lines.parameter(TermGroup::kPrevalence, what,
                                     fmt::format("{:.0f}; adds {} to the occurrence evidence", n,
                                                 number_text(weight * std::log1p(n))),
                                     name);
        lines.cite_whole(line, kListOfGoods, rows);
    };
    count("other goods of the country listed in other sectors", terms.n_other, p.other,
          counted.of_country, "occurrence.other");
    count("other goods of the country listed in the same sector", terms.n_same, p.same,
          counted.of_country, "occurrence.same");
    count("other countries that list the good", terms.n_elsewhere, p.elsewhere, counted.of_good,
          "occurrence.elsewhere");
    add_change_line(model.listings().changes_of(key.country),
                    "of the country's listed goods, changed since that edition",
                    fmt::format("iso2={}", key.country.view()), lines);
    const auto good = key.main().good;
    if (good != GoodId::kNone) {
        add_change_line(model.listings().changes_of(good),
                        "of the countries that list the good, changed since that edition",
                        fmt::format("good={}", goods[good].slug), lines);
    }
    add_pair_changes(model, cell, lines);
    if (cell.listing != nullptr) {
        auto& line = lines.fact(
            TermGroup::kLegal,
            fmt::format("{} on the List of Goods {}", goods[key.main().good].label,
                        cell.listing->edition),
            cell.listing->forced
                ? (cell.listing->child ? "forced labour and child labour" : "forced labour")
            : cell.listing->child ? "child labour only"
                                  : "through an input made elsewhere",
            cell.listing->source);
        line.sentence =
            fmt::format("listed {}", cell.listing->forced ? cell.listing->forced_since_words()
                                                          : cell.listing->since_words());
    }
    for (const auto& [input, entry] : cell.listed_inputs) {
        auto& line = lines.fact(
            TermGroup::kLegal,
            fmt::format("its input {} on the List of Goods {}", goods[input].label, entry->edition),
            "forced labour", entry->source);
        line.sentence = "listed " + entry->forced_since_words();
    }
    for (const auto* rule : cell.rules) {
        auto& line = lines.fact(TermGroup::kLegal, rule->flag, rule->since_words(), rule->source);
        line.sentence = rule->label;
    }
}

void add_relative_line(const Cell& cell, std::string sentence, ReceiptLines& lines)
{
    auto& relative = lines.computed(TermGroup::kPrevalence, "prevalence relative to the world",
                                    fmt::format("{} times the mean of the world",
                                                number_text(cell.prevalence_relative.median)));
    relative.interval = interval_text(cell.prevalence_relative);
    relative.sentence = "median of the joint draws; " + std::move(sentence);
}

}  // namespace

void add_cell_lines(const CellModel& model, const Cell& cell, const Known& known,
                    ReceiptLines& lines)
{
    const auto country = model.world().find(cell.key.country);
    if (country && !cell.withheld && !model.methodology().anchored) {
        add_relative_line(cell,
                          "the methodology has no anchors (anchors.use), so how high the "
                          "mean is, is not told, and persons are not shown",
                          lines);
        add_worker_lines(model, *country, cell.sector, lines);
    } else if (country && !cell.withheld) {
        auto& theta = lines.computed(
            TermGroup::kPrevalence, "prevalence in this place and activity",
            fmt::format("{} per 1,000 workers", number_text(cell.prevalence_per_1000.median)));
        theta.interval = interval_text(cell.prevalence_per_1000);
        theta.sentence =
            cell.programme == nullptr
                ? "median of the joint draws of the model from all lines below, benchmarked to the "
                  "published totals"
                : "median of the joint draws of the model from all lines below: the private "
                  "economy, benchmarked to the published totals, and the state "
                  "programme";
        if (const auto ceiling =
                ceiling_words(cell.held_at_ceiling, model.methodology().prevalence.ceiling);
            !ceiling.empty()) {
            theta.sentence += "; " + ceiling + " (prevalence.ceiling)";
        }
        add_relative_line(cell,
                          "the private economy here over the mean of all workers, draw by "
                          "draw: it does not hang on how high the published totals are",
                          lines);
        add_anchor_lines(model, *country, cell.sector, lines);
        add_worker_lines(model, *country, cell.sector, lines);
        add_migrant_line(model, cell, *country, lines);
    }
    const auto code = cell.key.country;
    add_index_lines(code, model.world().origin(code), model.methodology().origin, lines);
    add_index_lines(code, model.world().destination(code), model.methodology().destination, lines);
    if (cell.key.main().node != NodeId::kNone && !cell.key.country.empty()) {
        add_listing_lines(model, cell, lines);
        add_hazard_lines(model, cell, lines);
    }
    if (cell.programme != nullptr) {
        auto& line =
            lines.fact(TermGroup::kState, "state-imposed programme: " + cell.programme->programme,
                       fmt::format("{} of workers, place shared by {} of them",
                                   percent_text(cell.programme->sigma_mean),
                                   percent_text(cell.programme_share)),
                       cell.programme->source);
        line.sentence = cell.programme->source_title;
        line.code = "P";
    }
    auto& coverage = lines.computed(TermGroup::kCoverage, "coverage", percent_text(known.coverage));
    coverage.sentence = fmt::format(
        "observed share of place, activity, workers, listing universe, two indices and anchor; "
        "below {} (bands.min_coverage) a score is withheld; grade {} of A to E{}",
        percent_text(model.methodology().find("bands.min_coverage")->value, 2), known.grade,
        known.grade == cell.grade
            ? std::string{" for place and activity"}
            : fmt::format(" by the evidence about the site, {} for place and activity",
                          cell.grade));
}

}  // namespace sourcelight::assess
