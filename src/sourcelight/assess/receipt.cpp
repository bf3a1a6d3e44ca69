// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/assessor.hpp"
#include "sourcelight/assess/receipt_parts.hpp"
#include "sourcelight/core/text.hpp"
#include "sourcelight/model/evidence.hpp"
#include "sourcelight/model/special.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace sourcelight::assess {
namespace {

/// The row of a batch that a receipt is about.
struct ReadRow {
    const SupplierBatch& batch;
    std::size_t row;
    const resolve::ResolvedPlace& place;
    const resolve::ResolvedActivity& activity;
};

/// What was counted in the region, and how much of it counts for prevalence.
void add_region_evidence(const CellModel& model, const CellKey& key, ReceiptLines& lines)
{
    const auto index = model.regions().index(key.country, key.region);
    if (!index) {
        return;
    }
    const auto& known = model.regions().find(key.country)->regions[*index];
    const auto& counts = known.counts;
    constexpr int kDigits = 2;
    auto& line = lines.fact(TermGroup::kPlace, "evidence about the region",
                            fmt::format("{:.0f} {}", known.observed, known.what), known.source);
    line.rows = known.rows;
    line.sentence =
        fmt::format("{} expected by its share of the people", number_text(known.expected, kDigits));
    for (const auto other : known.others) {
        lines.fact(TermGroup::kPlace, "evidence about the region", "counted in it", other);
    }
    const auto name = search_parameter(known.kind);
    auto& search =
        lines.parameter(TermGroup::kPlace, "how differently regions were looked at",
                        fmt::format("ln sd {}: {} of what was found beyond the usual counts",
                                    number_text(model.methodology().find(name)->value, kDigits),
                                    percent_text(counts.believed, kDigits)),
                        std::string{name});
    if (known.kind == CountKind::kRegister) {
        const auto& register_of = model.reference().catalogue.manifest(known.source.dataset);
        lines.cite_whole(search, register_of.id,
                         fmt::format("published={}", to_string(register_of.published)));
    } else if (known.kind == CountKind::kIdentified) {
        lines.cite_whole(search, "sourcelight/regional_evidence",
                         "metric=bonded_labourers_identified");
    }
    const auto unsigned_zero = [](double value) { return std::fabs(value) < 0.005 ? 0.0 : value; };
    search.sentence =
        fmt::format("found {:.2f} (sd {:.2f}, ln) against the country, over all activities; counts "
                    "as a log effect of {:.2f} (sd {:.2f})",
                    unsigned_zero(counts.found.mean), counts.found.sd,
                    unsigned_zero(counts.effect.mean), counts.effect.sd);
}

void add_place_lines(const CellModel& model, const ReadRow& read, const Cell& cell,
                     const Waterfall* steps, ReceiptLines& lines)
{
    const auto& place = read.place;
    const auto* country = model.reference().countries.find(place.country);
    auto& stated = lines.input(TermGroup::kPlace, "country",
                               country == nullptr ? "not resolved" : country->name,
                               fields_read(read.batch, read.row, place.country_method));
    if (country != nullptr) {
        stated.sentence = fmt::format("found by {}", resolve::method_name(place.country_method));
    }
    if (steps != nullptr) {
        stated.log_odds = steps->country;
    }
    if (place.region.empty()) {
        return;
    }
    auto& region =
        lines.input(TermGroup::kPlace, "region",
                    fmt::format("{} ({})", model.region_name(place.region), place.region.view()),
                    fields_read(read.batch, read.row, place.method));
    region.sentence =
        fmt::format("found by {}, right with probability {}", resolve::method_name(place.method),
                    percent_text(static_cast<double>(place.confidence)));
    if (steps != nullptr) {
        region.log_odds = steps->region;
    }
    add_region_evidence(model, cell.key, lines);
}

void add_activity_lines(const CellModel& model, const ReadRow& read, const Cell& cell,
                        const Waterfall* steps, ReceiptLines& lines)
{
    const auto& activity = read.activity;
    const auto& reference = model.reference();
    const auto& main = cell.key.main();
    const auto label = activity.node == NodeId::kNone ? std::string{"not resolved"}
                                                      : reference.tree[activity.node].label;
    const bool assumed = activity.method == resolve::ActivityMethod::kDefault;
    auto& line = assumed
                     ? lines.parameter(TermGroup::kActivity, "activity", label, "activity.default")
                     : lines.input(TermGroup::kActivity, "activity", label,
                                   fields_read(read.batch, read.row, activity.method));
    if (assumed) {
        line.sentence =
            fmt::format("no column of the list says what is made; right with probability {}",
                        percent_text(static_cast<double>(activity.confidence)));
    } else if (activity.node != NodeId::kNone) {
        line.sentence = fmt::format("found by {}, right with probability {}",
                                    resolve::method_name(activity.method),
                                    percent_text(static_cast<double>(activity.confidence)));
    }
    if (steps != nullptr) {
        line.log_odds = steps->activity;
    }
    if (main.good != GoodId::kNone) {
        lines.fact(TermGroup::kActivity, "good of the official lists",
                   reference.goods[main.good].label, reference.goods[main.good].source);
    }
    if (activity.node == NodeId::kNone) {
        return;
    }
    if (const auto* profile = model.activities().profile_of(main.node, main.good)) {
        lines.parameter(TermGroup::kActivity, "usual prevalence of the activity inside its sector",
                        fmt::format("{:+.1f} (ln)", profile->effect),
                        "activity_profile." + profile->activity);
    }
}

void add_worker_line(const ReadRow& read, const SiteInput& site, const Cell& cell,
                     const Waterfall* steps, ReceiptLines& lines)
{
    const auto sector = std::string{reference::sector_name(cell.sector)};
    auto& workers = site.workers
                        ? lines.input(TermGroup::kWorkers, "workers of the site",
                                      number_text(*site.workers), {Field::kWorkers})
                        : lines.parameter(TermGroup::kWorkers, "workers of the site",
                                          "not stated; drawn around the sector's usual size",
                                          "site.workers_" + sector);
    if (!site.workers && !trim(read.batch.cell(Field::kWorkers, read.row)).empty()) {
        workers.fields = {Field::kWorkers};
        workers.sentence = "what the list states could not be read; " + workers.sentence;
    }
    if (steps != nullptr) {
        workers.log_odds = steps->workers;
    }
}

/// Steps of the state-imposed branch and of pooling, from the medians of the joint draws; `items`
/// is what the lines of the evidence add up to.
void add_branch_steps(const CellModel& model, const Cell& cell,
                      const std::optional<double>& workers, std::span<const EvidenceItem> evidence,
                      double items, ReceiptLines& lines)
{
    auto* programme = lines.state_line();
    if (programme == nullptr && evidence.empty()) {
        return;
    }
    const auto medians = branch_medians(model, cell, workers, evidence);
    if (programme != nullptr) {
        programme->log_odds = medians.with_state - medians.with_private;
        programme->sentence +=
            fmt::format("; raises the probability from {} to {} at a site of this size",
                        percent_text(model::expit(medians.with_private), 2),
                        percent_text(model::expit(medians.with_state), 2));
    }
    if (evidence.empty()) {
        return;
    }
    auto& pooling = lines.parameter(
        TermGroup::kEvidence, "pooling of the evidence",
        fmt::format("{} {}", evidence.size(), evidence.size() == 1 ? "item" : "items"),
        "site.within_cluster_a");
    pooling.log_odds =
        (medians.with_private - medians.plain) + (medians.all - medians.with_state) - items;
    pooling.sentence = "what all items move together in the joint draws, less the lines above";
    if (one_unverified_story(evidence)) {
        pooling.sentence += "; one story that nobody verified lifts no draw beyond the band above "
                            "that of the median without it, so a ceiling may hold it here";
    }
}

}  // namespace

std::vector<ReceiptTerm> Assessor::cell_terms(std::uint32_t index) const
{
    const auto known = cell(index);
    ReceiptLines lines{m_model};
    if (!known.withheld && m_model.methodology().anchored) {
        add_start_line(m_model, waterfall(m_model, known, std::nullopt), lines);
    }
    add_cell_lines(m_model, known, {known.grade, known.coverage}, lines);
    return std::move(lines).take();
}

Receipt Assessor::receipt(const SupplierBatch& batch, const resolve::ResolvedBatch& resolved,
                          std::span<const screen::Match> matches, std::size_t row,
                          const StatedByRow& stated) const
{
    // No line is about spend, so how the column writes it need not be known.
    const auto site = read_site(batch, row, m_model.methodology(), {});
    const auto& place = resolved.places[row];
    const auto& activity = resolved.activity(row);
    const auto index = find_or_add(key_of(place, activity, site.pattern));
    KnotSet knots{};
    std::fill(knots.begin(), knots.end(), true);
    const auto& known = ready(index, knots);
    ReceiptLines lines{m_model};
    std::optional<Waterfall> steps;
    // Without anchors there is no probability that steps could lead to.
    if (!known.withheld && m_model.methodology().anchored) {
        steps = waterfall(m_model, known, site.workers);
        add_start_line(m_model, *steps, lines);
    }
    const auto* shown = steps ? &*steps : nullptr;
    AssessedSupplier supplier;
    supplier.cell = index;
    take_cell(site, known, supplier);
    take_resolved(place, activity, supplier);
    const auto by_row = matches_by_row(batch, matches);
    const auto about = evidence_of_row(by_row, stated, row);
    const auto evidence = evidence_of(about, known);
    add_own_evidence(supplier, site, known, about);
    const ReadRow read{batch, row, place, activity};
    add_place_lines(m_model, read, known, shown, lines);
    add_activity_lines(m_model, read, known, shown, lines);
    add_worker_line(read, site, known, shown, lines);
    add_cell_lines(m_model, known, {supplier.grade, supplier.coverage}, lines);
    const double before = lines.sum();
    add_evidence_lines(evidence, about, batch, row, lines);
    const double items = lines.sum() - before;
    add_site_lines(m_model, site, known, lines);
    if (steps) {
        add_branch_steps(m_model, known, site.workers, evidence, items, lines);
        add_unstated_line(m_model, site.pattern, known, lines);
        add_result_lines(m_model, supplier, site.pattern.measures, lines);
    }
    Receipt receipt;
    receipt.row = batch.first_row + static_cast<std::int64_t>(row);
    receipt.cells = stated_cells(batch, row);
    receipt.terms = std::move(lines).take();
    if (m_model.methodology().anchored) {
        receipt.probability = supplier.site_probability;
        receipt.band = supplier.band;
    }
    std::stable_sort(receipt.terms.begin(), receipt.terms.end(),
                     [](const auto& a, const auto& b) { return a.group < b.group; });
    return receipt;
}

}  // namespace sourcelight::assess
