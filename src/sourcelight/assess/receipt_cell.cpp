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

/// The row of the global estimates that an anchor was read from, if that edition is public.
SourceRef anchor_source(const CellModel& model, std::string_view region, std::string_view sector)
{
    const auto* dataset = find_dataset(model.reference(), "ilo/global_estimates");
    if (dataset == nullptr) {
        return {};
    }
    const auto& table = dataset->table;
    const auto& anchors = model.world().anchors();
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const auto quantity = table.text("quantity")[row];
        const bool people =
            quantity == (anchors.rates && sector == "all" ? "forced_labour_prevalence"
                                                          : "forced_labour_people");
        if (people && table.text("edition")[row] == anchors.edition &&
            table.text("region")[row] == region && table.text("sector")[row] == sector) {
            return dataset->ref(row);
        }
    }
    return {};
}

void add_anchor_lines(const CellModel& model, const CountryWorkers& workers, Sector sector,
                      ReceiptLines& lines)
{
    const auto& anchors = model.world().anchors();
    const auto region = kIloRegions[workers.region];
    auto& total =
        lines.fact(TermGroup::kPrevalence, fmt::format("published total of the region {}", region),
                   fmt::format("{} million persons in the five sectors",
                               number_text(model.world().region_million(workers.region))),
                   anchor_source(model, region, "all"));
    total.parameter = "anchors." + anchors.edition;
    total.sentence =
        anchors.source + "; the same mix of forms of forced labour in every region is assumed";
    const auto index = static_cast<std::size_t>(sector);
    const auto name = reference::sector_name(sector);
    auto& by_sector =
        lines.fact(TermGroup::kPrevalence, fmt::format("published total of the sector {}", name),
                   fmt::format("{} million persons", number_text(anchors.sectors_million[index])),
                   anchor_source(model, "world", name));
    by_sector.parameter = "anchors." + anchors.edition;
    by_sector.sentence = anchors.source;
}

/// The user's own estimate, where it stands in place of the model's share of the country.
void add_national_line(const CellModel& model, std::size_t country, ReceiptLines& lines)
{
    const auto* estimate = model.world().national(country);
    if (estimate == nullptr) {
        return;
    }
    const auto& file = model.methodology().national.file;
    auto& line = lines.parameter(TermGroup::kPrevalence, "national estimate of your own",
                                 fmt::format("{} {}, {}", number_text(estimate->value),
                                             estimate->per_1000 ? "per 1,000 people" : "persons",
                                             estimate->year),
                                 "anchors.national");
    line.code = "I";
    line.interval =
        fmt::format("{} to {}", number_text(estimate->lo90), number_text(estimate->hi90));
    line.published = estimate->published;
    line.stated = fmt::format("line {} of {}", estimate->line, file);
    line.sentence =
        fmt::format("{} ({}), {}; it replaces the model's share of the country in its region",
                    estimate->source, estimate->licence,
                    estimate->all_forms ? "all forms, scaled to the five sectors as the region is"
                                        : "the private economy's five sectors");
}

void add_worker_lines(const CountryWorkers& workers, Sector sector, ReceiptLines& lines)
{
    const auto index = static_cast<std::size_t>(sector);
    const auto name = reference::sector_name(sector);
    auto& total =
        lines.fact(TermGroup::kPrevalence, "workers of the country",
                   fmt::format("{} thousand ({})", count_text(std::llround(workers.total / 1000.0)),
                               workers.total_year),
                   workers.total_source);
    if (workers.total_imputed) {
        total.sentence = "imputed from the population with the usual ratio of workers to people";
    }
    auto& share = lines.fact(TermGroup::kPrevalence, fmt::format("share of workers in {}", name),
                             percent_text(workers.share[index]), workers.share_source[index]);
    switch (workers.detail) {
    case SectorDetail::kFive:
        share.value += fmt::format(" ({})", workers.share_year);
        share.sentence = fmt::format("{} of {} thousand workers",
                                     count_text(std::llround(workers.thousand[index])),
                                     count_text(std::llround(std::accumulate(
                                         workers.thousand.begin(), workers.thousand.end(), 0.0))));
        break;
    case SectorDetail::kThree:
        share.value += fmt::format(" ({})", workers.share_year);
        if (sector != Sector::kAgriculture && sector != Sector::kServices) {
            share.sentence =
                fmt::format("industry has {} of the workers; the split inside industry "
                            "is taken from another source or other countries",
                            percent_text(workers.industry_share));
        }
        break;
    case SectorDetail::kImputed:
        share.sentence = "imputed: the mean of the country's income group";
        share.code = "P";
        break;
    }
    if (sector == Sector::kManufacturing && workers.other_manufacturing_share) {
        lines.fact(TermGroup::kPrevalence, "share in manufacturing by a second source (not used)",
                   percent_text(*workers.other_manufacturing_share), workers.other_source);
    }
}

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

}  // namespace

void add_cell_lines(const CellModel& model, const Cell& cell, const Known& known,
                    ReceiptLines& lines)
{
    const auto country = model.world().find(cell.key.country);
    if (country && !cell.withheld && !model.methodology().anchored) {
        auto& relative = lines.parameter(TermGroup::kPrevalence, "prevalence relative to the world",
                                         fmt::format("{} times the mean of the world",
                                                     number_text(cell.prevalence_relative.median)),
                                         "anchors.use");
        relative.interval = interval_text(cell.prevalence_relative);
        relative.sentence = "median of the joint draws; the methodology has no anchors, so how "
                            "high the mean is, is not told, and persons are not shown";
        add_worker_lines(model.world().workers()[*country], cell.sector, lines);
    } else if (country && !cell.withheld) {
        const auto& workers = model.world().workers()[*country];
        auto& theta = lines.parameter(
            TermGroup::kPrevalence, "prevalence in this place and activity",
            fmt::format("{} per 1,000 workers", number_text(cell.prevalence_per_1000.median)),
            "prevalence.tau_low");
        theta.interval = interval_text(cell.prevalence_per_1000);
        theta.sentence = cell.programme == nullptr
                             ? "median of the joint draws, benchmarked to the published totals"
                             : "median of the joint draws: the private economy, benchmarked to the "
                               "published totals, and the state programme";
        if (const auto ceiling =
                ceiling_words(cell.held_at_ceiling, model.methodology().prevalence.ceiling);
            !ceiling.empty()) {
            theta.sentence += "; " + ceiling;
        }
        add_anchor_lines(model, workers, cell.sector, lines);
        add_national_line(model, *country, lines);
        add_worker_lines(workers, cell.sector, lines);
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
    auto& coverage = lines.parameter(TermGroup::kCoverage, "coverage", percent_text(known.coverage),
                                     "bands.min_coverage");
    coverage.sentence = fmt::format(
        "observed share of place, activity, workers, listing universe, two indices and anchor; "
        "grade {} of A to E{}",
        known.grade,
        known.grade == cell.grade
            ? std::string{" for place and activity"}
            : fmt::format(" by the evidence about the site, {} for place and activity",
                          cell.grade));
}

}  // namespace sourcelight::assess
