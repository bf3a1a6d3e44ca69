// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/workbook_sheets.hpp"

#include "sourcelight/publish/headline.hpp"
#include "sourcelight/publish/json_values.hpp"
#include "sourcelight/publish/number_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace sourcelight::publish {
namespace {

constexpr std::uint16_t kSummaryColumns = 7;
constexpr std::size_t kSummaryGroups = 10;

/// How the figures of a line of the summary look.
struct FigureStyle {
    CellStyle value = CellStyle::kNumber;
    CellStyle bound = CellStyle::kBound;
};
constexpr FigureStyle kNumbers{};
constexpr FigureStyle kShares{CellStyle::kPercent, CellStyle::kBoundPercent};

void heading_row(XlsxSheet& sheet, std::initializer_list<const char*> titles)
{
    for (const auto* title : titles) {
        sheet.text(title, CellStyle::kHeader);
    }
    sheet.next_row();
}

void estimate_cells(XlsxSheet& sheet, const MaybeEstimate& estimate, FigureStyle style)
{
    const auto part = [&estimate](double Estimate::*member) {
        return estimate ? std::optional{(*estimate).*member} : std::nullopt;
    };
    sheet.number(part(&Estimate::median), style.value)
        .number(part(&Estimate::lo90), style.bound)
        .number(part(&Estimate::hi90), style.bound);
}

void figure(XlsxSheet& sheet, const std::string& label, const assess::Total& total,
            FigureStyle style)
{
    sheet.text(label);
    estimate_cells(sheet, total.estimate, style);
    sheet.number(total.estimate.lo50, style.bound)
        .number(total.estimate.hi50, style.bound)
        .number(total.mc_error, style.bound);
    sheet.next_row();
}

void write_figures(XlsxSheet& sheet, const assess::Totals& totals)
{
    sheet.banner("The company", kSummaryColumns, CellStyle::kSection, 22.0);
    heading_row(sheet, {"Estimated", "Median", "90 % from", "90 % to", "50 % from", "50 % to",
                        "Monte-Carlo error"});
    figure(sheet, "Sites with at least one person in forced labour", totals.expected_sites,
           kNumbers);
    figure(sheet, "Probability that there is at least one such site", totals.at_least_one, kShares);
    figure(sheet, "Persons in forced labour at these sites", totals.expected_persons, kNumbers);
    figure(sheet, fmt::format("Share of these persons at the first {} sites", totals.top_count),
           totals.top_share_of_persons, kShares);
    for (const auto& [currency, total] : totals.spend_at_risk) {
        figure(sheet,
               fmt::format("Spend at such sites, {}",
                           currency.empty() ? "currency not stated" : currency),
               total, kNumbers);
    }
    sheet.next_row();
}

struct GradeMeaning {
    char grade;
    const char* meaning;
};
constexpr std::array<GradeMeaning, 5> kGrades{{
    {'A', "A  official finding about the site, or two independent sources"},
    {'B', "B  one credible source about the site"},
    {'C', "C  evidence about region and product"},
    {'D', "D  evidence about country and sector"},
    {'E', "E  global assumptions only"},
}};

void write_counts(XlsxSheet& sheet, const assess::Totals& totals)
{
    sheet.banner("How much is known", kSummaryColumns, CellStyle::kSection, 22.0);
    heading_row(sheet, {"Rows", "Count"});
    const auto line = [&sheet](const std::string& label, std::int64_t count) {
        sheet.text(label).number(static_cast<double>(count), CellStyle::kCount).next_row();
    };
    line("In the list", totals.rows);
    line("Scored", totals.assessed);
    line("Not scored: no data, which is not the same as low", totals.rows - totals.assessed);
    line("Counted once with an earlier row", totals.duplicates);
    line("Country read", totals.country_resolved);
    line("Region read", totals.region_resolved);
    line("Product or activity read", totals.activity_resolved);
    sheet.text("Inputs observed, mean over the scored rows")
        .number(totals.assessed > 0 ? std::optional{totals.coverage} : std::nullopt,
                CellStyle::kPercent)
        .next_row();
    sheet.next_row();
    heading_row(sheet, {"Band of the site probability", "Suppliers"});
    for (const auto& [band, count] : bands_in_order(totals.bands)) {
        line(band, count);
    }
    sheet.next_row();
    heading_row(sheet, {"Evidence grade", "Suppliers"});
    for (const auto& entry : kGrades) {
        const auto found = totals.grades.find(entry.grade);
        line(entry.meaning, found == totals.grades.end() ? 0 : found->second);
    }
    sheet.next_row();
}

void write_rollup(XlsxSheet& sheet, const aggregate::Rollup& rollup)
{
    const auto heading = aggregate::rollup_heading(rollup.id);
    sheet.banner(fmt::format("Where it sits: {}", heading), kSummaryColumns, CellStyle::kSection,
                 22.0);
    sheet.text(heading, CellStyle::kHeader);
    heading_row(sheet, {"Persons, median", "90 % from", "90 % to", "Suppliers", "Scored",
                        "Inputs observed"});
    const auto shown = std::min(rollup.rows.size(), kSummaryGroups);
    for (std::size_t i = 0; i < shown; ++i) {
        const auto& row = rollup.rows[i];
        sheet.text(row.label);
        estimate_cells(sheet, row.persons, kNumbers);
        sheet.number(static_cast<double>(row.rows), CellStyle::kCount)
            .number(static_cast<double>(row.scored), CellStyle::kCount)
            .number(row.coverage, CellStyle::kPercent)
            .next_row();
    }
    if (rollup.rows.size() > shown) {
        sheet.banner(fmt::format("and {} more, see report.html", rollup.rows.size() - shown),
                     kSummaryColumns, CellStyle::kSubtitle);
    }
    sheet.next_row();
}

constexpr std::array kHowToRead{
    "An estimate is an indication of risk, never a finding against anybody. No supplier is judged "
    "by its country alone.",
    "Every number has a 90 % interval: the true value is expected outside it in one case of ten. "
    "A wide interval means that little is known.",
    "Rows without a score are not in the totals. No data is not low risk, and \"none found\" in a "
    "list is not clearance.",
    "Priorities: first sites with evidence of their own, then by severity of the harm and expected "
    "number of people. Spend never makes a site less severe.",
    "The method, every source and the receipt of each number are in report.html.",
};

/// "China (CN)", the code alone if it has no name.
std::string country_name(const reference::Reference& reference, CountryCode code)
{
    const auto* country = reference.countries.find(code);
    return country == nullptr ? std::string{code.view()} : country->name;
}

std::string activity_label(const reference::Reference& reference, const SupplierRecord& supplier)
{
    if (supplier.activity.good != GoodId::kNone) {
        return reference.goods[supplier.activity.good].label;
    }
    return supplier.activity.node == NodeId::kNone ? std::string{}
                                                   : reference.tree[supplier.activity.node].label;
}

const std::vector<XlsxSheet::Column>& priority_columns()
{
    constexpr auto kInput = CellStyle::kInputHeader;
    static const std::vector<XlsxSheet::Column> kColumns{
        {"Priority", 8.0},
        {"Row", 8.0},
        {"Supplier", 34.0},
        {"Country", 18.0},
        {"Region", 10.0},
        {"Product or activity", 30.0},
        {"Band", 15.0},
        {"Grade", 7.0},
        {"Site probability", 11.0},
        {"90 % from", 9.0},
        {"90 % to", 9.0},
        {"Expected persons", 11.0},
        {"90 % from", 9.0},
        {"90 % to", 9.0},
        {"Probability of being in the first ten", 13.0},
        {"Listed since", 11.0},
        {"Listed by", 22.0},
        {"Rules", 16.0},
        {"Suggested action", 18.0},
        {"Reason", 60.0},
        {"Owner", 18.0, kInput},
        {"Next step", 30.0, kInput},
        {"Due date", 12.0, kInput},
        {"Status", 14.0, kInput},
    };
    return kColumns;
}

void write_priority(XlsxSheet& sheet, const reference::Reference& reference,
                    const SupplierRecord& supplier)
{
    const auto& assessed = supplier.assessed;
    sheet.number(static_cast<double>(*supplier.rank.priority), CellStyle::kCount)
        .number(static_cast<double>(supplier.row), CellStyle::kCount)
        .text(supplier.name)
        .text(country_name(reference, supplier.place.country))
        .text(supplier.place.region.view())
        .text(activity_label(reference, supplier))
        .text(assess::band_label(assessed.band))
        .text(std::string{assessed.grade});
    estimate_cells(sheet, assessed.site_probability, kShares);
    estimate_cells(sheet, assessed.expected_persons, kNumbers);
    sheet.number(supplier.rank.p_top10, CellStyle::kPercent)
        .date(assessed.listed_since)
        .text(assessed.listed_by)
        .text(assessed.legal_flags)
        .text(assess::action_name(assessed.action))
        .text(assessed.reason, CellStyle::kWrapped);
    for (int i = 0; i < 4; ++i) {
        sheet.blank(CellStyle::kInput);
    }
    sheet.next_row();
}

}  // namespace

void write_summary(XlsxSheet& sheet, const std::string& title, const RunOutcome& outcome)
{
    sheet.set_widths({52.0, 14.0, 12.0, 12.0, 12.0, 12.0, 14.0});
    sheet.banner(title, kSummaryColumns, CellStyle::kTitle, 34.0);
    sheet.banner(fmt::format("As of {}. Estimates of risk, not findings about anybody.",
                             to_string(outcome.record.as_of)),
                 kSummaryColumns, CellStyle::kSubtitle);
    sheet.next_row();
    for (const auto& sentence : headline(outcome.totals)) {
        constexpr std::size_t kOneLine = 100;
        sheet.banner(sentence, kSummaryColumns, CellStyle::kHeadline,
                     sentence.size() > kOneLine ? 38.0 : 22.0);
    }
    sheet.next_row();
    if (outcome.totals.assessed > 0) {
        write_figures(sheet, outcome.totals);
    }
    write_counts(sheet, outcome.totals);
    for (const auto& rollup : outcome.rollups) {
        if (rollup.id == aggregate::RollupId::kCountry ||
            rollup.id == aggregate::RollupId::kActivity) {
            write_rollup(sheet, rollup);
        }
    }
    sheet.banner("How to read this", kSummaryColumns, CellStyle::kSection, 22.0);
    for (const auto* sentence : kHowToRead) {
        sheet.banner(sentence, kSummaryColumns, CellStyle::kWrapped, 30.0);
    }
}

void write_priorities(XlsxSheet& sheet, const reference::Reference& reference,
                      const RunCollection& run)
{
    constexpr std::uint16_t kFrozen = 3;
    constexpr std::uint16_t kStatusColumn = 23;
    sheet.begin_table(priority_columns(), kFrozen);
    sheet.allow_only(kStatusColumn, {"open", "in progress", "done", "not applicable"});
    for (const auto& supplier : run.suppliers) {
        if (!supplier.rank.priority ||
            *supplier.rank.priority > static_cast<std::int64_t>(kPriorityRows)) {
            break;
        }
        write_priority(sheet, reference, supplier);
    }
}

void write_sources(XlsxSheet& sheet, const reference::Reference& reference, const RunRecord& record)
{
    sheet.begin_table({{"Dataset", 34.0},
                       {"Title", 48.0},
                       {"Publisher", 34.0},
                       {"Edition", 14.0},
                       {"Published", 12.0},
                       {"Licence", 24.0},
                       {"Licence text", 40.0},
                       {"Address", 44.0},
                       {"Attribution", 60.0},
                       {"Not shipped, read from your copy", 14.0},
                       {"SHA-256", 30.0}},
                      1);
    for (const auto& dataset : record.datasets) {
        const auto index = reference.catalogue.find(dataset.id);
        if (!index) {
            sheet.text(dataset.id).next_row();
            continue;
        }
        const auto& manifest = reference.catalogue.manifest(*index);
        sheet.text(manifest.id)
            .text(manifest.title, CellStyle::kWrapped)
            .text(manifest.publisher, CellStyle::kWrapped)
            .text(manifest.edition)
            .date(manifest.published)
            .text(manifest.licence)
            .text(manifest.licence_url)
            .text(manifest.landing_page)
            .text(manifest.attribution, CellStyle::kWrapped)
            .text(dataset.restricted ? "yes" : "")
            .text(dataset.sha256)
            .next_row();
    }
}

CellStyle column_style(std::string_view column)
{
    const bool bound = column.ends_with("_lo90") || column.ends_with("_hi90");
    const auto starts = [column](std::string_view prefix) { return column.starts_with(prefix); };
    if (starts("sl_prevalence") || starts("sl_expected_persons")) {
        return bound ? CellStyle::kBound : CellStyle::kNumber;
    }
    if (starts("sl_site_probability") || starts("sl_hazard") || starts("sl_residual")) {
        return bound ? CellStyle::kBoundPercent : CellStyle::kPercent;
    }
    if (column == "sl_lon" || column == "sl_lat") {
        return CellStyle::kDegrees;
    }
    if (column == "sl_place_radius_km") {
        return CellStyle::kNumber;
    }
    if (column == "sl_listed_since") {
        return CellStyle::kDate;
    }
    constexpr std::array kShareColumns{"sl_place_confidence", "sl_activity_confidence",
                                       "sl_state_imposed", "sl_coverage", "sl_p_top10"};
    const bool share =
        std::find(kShareColumns.begin(), kShareColumns.end(), column) != kShareColumns.end();
    return share ? CellStyle::kPercent : CellStyle::kText;
}

}  // namespace sourcelight::publish
