// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/headline.hpp"
#include "sourcelight/publish/json_values.hpp"
#include "sourcelight/publish/number_text.hpp"
#include "sourcelight/publish/workbook_sheets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace sourcelight::publish {
namespace {

// Everything here has to stay on one printed page, so every list is cut to its largest lines.
constexpr std::uint16_t kColumns = 7;
constexpr std::size_t kPlaces = 6;
constexpr std::size_t kFirst = 10;
constexpr std::size_t kCurrencies = 3;
constexpr double kSectionHeight = 22.0;

/// How the figures of a line look.
struct FigureStyle {
    CellStyle value = CellStyle::kNumber;
    CellStyle bound = CellStyle::kBound;
};
constexpr FigureStyle kNumbers{};
constexpr FigureStyle kShares{CellStyle::kPercent, CellStyle::kBoundPercent};
constexpr FigureStyle kProbabilities{CellStyle::kProbability, CellStyle::kBoundPercent};

/// The first title names the lines, the others stand above numbers.
void heading_row(XlsxSheet& sheet, std::initializer_list<const char*> titles)
{
    for (const auto* title : titles) {
        sheet.text(title, title == *titles.begin() ? CellStyle::kHeader : CellStyle::kNumberHeader);
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
    sheet.number(total.estimate.lo50, style.bound).number(total.estimate.hi50, style.bound);
    sheet.next_row();
}

/// Currencies by the number of rows that state them; amounts are never converted or added up.
std::vector<std::string> currencies(const assess::Totals& totals, const RunCollection& run)
{
    std::vector<std::string> names;
    for (const auto& [currency, total] : totals.spend_at_risk) {
        names.push_back(currency);
    }
    const auto rows = [&run](const std::string& name) {
        const auto found = run.spend.find(name);
        return found == run.spend.end() ? std::int64_t{0} : found->second.rows;
    };
    std::stable_sort(names.begin(), names.end(),
                     [&rows](const auto& a, const auto& b) { return rows(a) > rows(b); });
    return names;
}

void write_figures(XlsxSheet& sheet, const assess::Totals& totals, const RunCollection& run)
{
    sheet.banner("The whole list", kColumns, CellStyle::kSection, kSectionHeight);
    heading_row(sheet, {"Estimated", "Median", "90 % from", "90 % to", "50 % from", "50 % to", ""});
    figure(sheet, "Sites with at least one person in forced labour", totals.expected_sites,
           kNumbers);
    figure(sheet, "Probability that there is at least one such site", totals.at_least_one,
           kProbabilities);
    figure(sheet, "Persons in forced labour at these sites", totals.expected_persons, kNumbers);
    figure(sheet, fmt::format("Share of these persons at the first {} sites", totals.top_count),
           totals.top_share_of_persons, kShares);
    const auto names = currencies(totals, run);
    for (std::size_t i = 0; i < std::min(names.size(), kCurrencies); ++i) {
        figure(sheet,
               fmt::format("Spend at such sites, {}",
                           names[i].empty() ? "currency not stated" : names[i]),
               totals.spend_at_risk.at(names[i]), kNumbers);
    }
    if (names.size() > kCurrencies) {
        sheet.banner(
            fmt::format("and {} more currencies, see totals.json", names.size() - kCurrencies),
            kColumns, CellStyle::kSubtitle);
    }
    sheet.next_row();
}

void write_first(XlsxSheet& sheet, const reference::Reference& reference, const RunCollection& run)
{
    sheet.banner("Look here first", kColumns, CellStyle::kSection, kSectionHeight);
    heading_row(sheet, {"Supplier", "Site probability", "90 % from", "90 % to", "Expected persons",
                        "90 % from", "90 % to"});
    for (std::size_t i = 0; i < std::min(run.suppliers.size(), kFirst); ++i) {
        const auto& supplier = run.suppliers[i];
        if (!supplier.rank.priority) {
            break;
        }
        sheet.text(fmt::format("{}  {} ({})", *supplier.rank.priority, supplier.name,
                               country_name(reference, supplier.place.country)),
                   CellStyle::kWrapped);
        estimate_cells(sheet, supplier.assessed.site_probability, kProbabilities);
        estimate_cells(sheet, supplier.assessed.expected_persons, kNumbers);
        sheet.next_row();
    }
    sheet.banner("The sheet Priorities has the reason of each, and room for owner, step and date.",
                 kColumns, CellStyle::kSubtitle);
    sheet.next_row();
}

void write_counts(XlsxSheet& sheet, const assess::Totals& totals)
{
    sheet.banner("How much is known", kColumns, CellStyle::kSection, kSectionHeight);
    const auto line = [&sheet](const std::string& label, std::int64_t count) {
        sheet.text(label).number(static_cast<double>(count), CellStyle::kCount);
    };
    heading_row(sheet, {"Rows", "Count"});
    line("In the list", totals.rows);
    sheet.next_row();
    line("Scored", totals.assessed);
    sheet.next_row();
    line("Not scored: no data, which is not the same as low", totals.rows - totals.assessed);
    sheet.next_row();
    line("Counted once with an earlier row", totals.duplicates);
    sheet.next_row();
    sheet.next_row();
}

struct GradeMeaning {
    char grade;
    const char* meaning;
};
constexpr std::array<GradeMeaning, 5> kGrades{{
    {'A', "A  official finding about the site"},
    {'B', "B  one credible source about the site"},
    {'C', "C  evidence about region and product"},
    {'D', "D  evidence about country and sector"},
    {'E', "E  global assumptions only"},
}};

/// Position of a band on the scale, a run of bands in its middle; unknown words last.
std::size_t band_level(std::string_view band)
{
    constexpr std::array<std::string_view, 5> kBands{"very low", "low", "moderate", "high",
                                                     "very high"};
    const auto level = [&kBands](std::string_view word) {
        return static_cast<std::size_t>(std::find(kBands.begin(), kBands.end(), word) -
                                        kBands.begin());
    };
    constexpr std::string_view kTo = " to ";
    const auto gap = band.find(kTo);
    return gap == std::string_view::npos
               ? 2 * level(band)
               : level(band.substr(0, gap)) + level(band.substr(gap + kTo.size()));
}

using BandCounts = std::vector<std::pair<std::string, std::int64_t>>;

BandCounts from_low_to_high(BandCounts bands)
{
    std::stable_sort(bands.begin(), bands.end(), [](const auto& a, const auto& b) {
        return band_level(a.first) < band_level(b.first);
    });
    return bands;
}

/// Bands on the left, evidence grades on the right of the same rows.
void write_bands_and_grades(XlsxSheet& sheet, const assess::Totals& totals)
{
    constexpr auto kHead = CellStyle::kHeader;
    sheet.text("Band of the site probability", kHead)
        .text("Suppliers", CellStyle::kNumberHeader)
        .blank(kHead)
        .text("Grade", kHead)
        .blank(kHead)
        .blank(kHead)
        .text("Suppliers", CellStyle::kNumberHeader)
        .next_row();
    const auto bands = from_low_to_high(bands_in_order(totals.bands));
    for (std::size_t i = 0; i < std::max(bands.size(), kGrades.size()); ++i) {
        if (i < bands.size()) {
            sheet.text(bands[i].first)
                .number(static_cast<double>(bands[i].second), CellStyle::kCount)
                .blank();
        } else {
            sheet.blank().blank().blank();
        }
        if (i < kGrades.size()) {
            const auto found = totals.grades.find(kGrades.at(i).grade);
            const auto count = found == totals.grades.end() ? std::int64_t{0} : found->second;
            sheet.text(kGrades.at(i).meaning)
                .blank()
                .blank()
                .number(static_cast<double>(count), CellStyle::kCount);
        }
        sheet.next_row();
    }
    sheet.next_row();
}

void write_rollup(XlsxSheet& sheet, const aggregate::Rollup& rollup)
{
    const auto heading = aggregate::rollup_heading(rollup.id);
    sheet.banner(fmt::format("Where it sits: {}", heading), kColumns, CellStyle::kSection,
                 kSectionHeight);
    sheet.text(heading, CellStyle::kHeader);
    for (const auto* title :
         {"Expected persons", "90 % from", "90 % to", "Suppliers", "Scored", "Inputs observed"}) {
        sheet.text(title, CellStyle::kNumberHeader);
    }
    sheet.next_row();
    const auto shown = std::min(rollup.rows.size(), kPlaces);
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
                     kColumns, CellStyle::kSubtitle);
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

std::string input_names(const RunRecord& record)
{
    std::string names;
    for (const auto& input : record.inputs) {
        names += (names.empty() ? "" : ", ") + input.file;
    }
    return names;
}

}  // namespace

void write_summary(XlsxSheet& sheet, const std::string& title,
                   const reference::Reference& reference, const RunOutcome& outcome,
                   const RunCollection& run)
{
    const auto& totals = outcome.totals;
    sheet.set_widths({52.0, 17.0, 12.0, 12.0, 18.0, 12.0, 17.0});
    sheet.fit_on_paper(1, 1, true);
    sheet.banner(title, kColumns, CellStyle::kTitle, 34.0);
    sheet.banner(fmt::format("{}. As of {}. Estimates of risk, not findings about anybody.",
                             input_names(outcome.record), to_string(outcome.record.as_of)),
                 kColumns, CellStyle::kSubtitle);
    sheet.next_row();
    for (const auto& sentence : headline(totals)) {
        constexpr std::size_t kOneLine = 100;
        sheet.banner(sentence, kColumns, CellStyle::kHeadline,
                     sentence.size() > kOneLine ? 38.0 : 22.0);
    }
    sheet.next_row();
    if (totals.assessed > 0) {
        if (totals.anchored) {
            write_figures(sheet, totals, run);
        }
        write_first(sheet, reference, run);
    }
    write_counts(sheet, totals);
    write_bands_and_grades(sheet, totals);
    for (const auto& rollup : outcome.rollups) {
        if (rollup.id == aggregate::RollupId::kCountry ||
            rollup.id == aggregate::RollupId::kActivity) {
            write_rollup(sheet, rollup);
        }
    }
    sheet.banner("How to read this", kColumns, CellStyle::kSection, kSectionHeight);
    for (const auto* sentence : kHowToRead) {
        sheet.banner(sentence, kColumns, CellStyle::kWrapped, 26.0);
    }
}

}  // namespace sourcelight::publish
