// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/workbook_sheets.hpp"

#include <algorithm>
#include <array>

namespace sourcelight::publish {
namespace {

/// How the columns of one quantity are shown, by what their names begin with.
struct ColumnStyle {
    std::string_view column;
    CellStyle value = CellStyle::kText;
    CellStyle bound = CellStyle::kText;  ///< ends of the 90 % interval
};

constexpr std::array kColumnStyles{
    ColumnStyle{"sl_prevalence", CellStyle::kNumber, CellStyle::kBound},
    ColumnStyle{"sl_expected_persons", CellStyle::kNumber, CellStyle::kBound},
    ColumnStyle{"sl_site_probability", CellStyle::kProbability, CellStyle::kBoundPercent},
    ColumnStyle{"sl_residual", CellStyle::kProbability, CellStyle::kBoundPercent},
    ColumnStyle{"sl_hazard", CellStyle::kPercent, CellStyle::kBoundPercent},
    ColumnStyle{"sl_lon", CellStyle::kDegrees},
    ColumnStyle{"sl_lat", CellStyle::kDegrees},
    ColumnStyle{"sl_place_radius_km", CellStyle::kNumber},
    ColumnStyle{"sl_listed_since", CellStyle::kDate},
    ColumnStyle{"sl_place_confidence", CellStyle::kPercent},
    ColumnStyle{"sl_activity_confidence", CellStyle::kPercent},
    ColumnStyle{"sl_state_imposed", CellStyle::kPercent},
    ColumnStyle{"sl_coverage", CellStyle::kPercent},
    ColumnStyle{"sl_p_top10", CellStyle::kPercent},
};

/// Median and ends of the 90 % interval, a cell each.
void interval_cells(XlsxSheet& sheet, const MaybeEstimate& estimate, CellStyle value,
                    CellStyle bound)
{
    const auto part = [&estimate](double Estimate::*member) {
        return estimate ? std::optional{(*estimate).*member} : std::nullopt;
    };
    sheet.number(part(&Estimate::median), value)
        .number(part(&Estimate::lo90), bound)
        .number(part(&Estimate::hi90), bound);
}

/// An SPDX name as a reader says it: "US Government Work" for LicenseRef-US-Government-Work.
std::string licence_name(std::string name)
{
    constexpr std::string_view kOwn = "LicenseRef-";
    if (name.starts_with(kOwn)) {
        name.erase(0, kOwn.size());
        std::replace(name.begin(), name.end(), '-', ' ');
    }
    return name;
}

std::string region_name(const reference::Reference& reference, const SupplierRecord& supplier)
{
    const auto region = supplier.place.region;
    return region.empty() ? std::string{} : reference.region_name(region);
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
    constexpr auto kNumber = CellStyle::kNumberHeader;
    static const std::vector<XlsxSheet::Column> columns{
        {"Priority", 8.0, kNumber},
        {"Row", 7.0, kNumber},
        {"Supplier", 30.0},
        {"Country", 14.0},
        {"Region", 16.0},
        {"Product or activity", 22.0},
        {"Band", 12.0},
        {"Grade", 7.0},
        {"Site probability", 11.0, kNumber},
        {"Site probability, 90 % from", 11.0, kNumber},
        {"Site probability, 90 % to", 11.0, kNumber},
        {"Expected persons", 10.0, kNumber},
        {"Expected persons, 90 % from", 10.0, kNumber},
        {"Expected persons, 90 % to", 10.0, kNumber},
        {"In the first ten, share of draws", 11.0, kNumber},
        {"Listed since", 11.0},
        {"Listed by", 16.0},
        {"Rules", 17.0},
        {"Suggested action", 12.0},
        {"Reason", 84.0},
        {"Owner", 16.0, kInput},
        {"Next step", 30.0, kInput},
        {"Due date", 12.0, kInput},
        {"Status", 12.0, kInput},
    };
    return columns;
}

void write_priority(XlsxSheet& sheet, const reference::Reference& reference,
                    const SupplierRecord& supplier)
{
    const auto& assessed = supplier.assessed;
    sheet.number(static_cast<double>(*supplier.rank.priority), CellStyle::kCount)
        .number(static_cast<double>(supplier.row), CellStyle::kCount)
        .text(supplier.name, CellStyle::kWrapped)
        .text(country_name(reference, supplier.place.country), CellStyle::kWrapped)
        .text(region_name(reference, supplier), CellStyle::kWrapped)
        .text(activity_label(reference, supplier), CellStyle::kWrapped)
        .text(assess::band_label(assessed.band), CellStyle::kWrapped)
        .text(std::string{assessed.grade});
    interval_cells(sheet, assessed.site_probability, CellStyle::kProbability,
                   CellStyle::kBoundPercent);
    interval_cells(sheet, assessed.expected_persons, CellStyle::kNumber, CellStyle::kBound);
    sheet.number(supplier.rank.p_top10, CellStyle::kPercent)
        .date(assessed.listed_since)
        .text(assessed.listed_by, CellStyle::kWrapped)
        .text(assessed.legal_flags, CellStyle::kWrapped)
        .text(assess::action_name(assessed.action), CellStyle::kWrapped)
        .text(assessed.reason, CellStyle::kWrapped);
    for (int i = 0; i < 4; ++i) {
        sheet.blank(CellStyle::kInput);
    }
    sheet.next_row();
}

}  // namespace

std::string country_name(const reference::Reference& reference, CountryCode code)
{
    const auto* country = reference.countries.find(code);
    return country == nullptr ? std::string{code.view()} : country->name;
}

void write_priorities(XlsxSheet& sheet, const reference::Reference& reference,
                      const RunCollection& run)
{
    constexpr std::uint16_t kFrozen = 3;
    constexpr std::uint16_t kStatusColumn = 23;
    sheet.begin_table(priority_columns(), kFrozen);
    // What is known on the first sheet of paper, why and what follows on the second.
    constexpr std::uint16_t kSheetsAcross = 2;
    sheet.fit_on_paper(kSheetsAcross, 0, false, kFrozen);
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
    sheet.begin_table({{"Title", 36.0},
                       {"Publisher", 26.0},
                       {"Edition", 16.0},
                       {"Published", 11.0},
                       {"Licence", 16.0},
                       {"Attribution", 40.0},
                       {"Not shipped, read from your copy", 12.0},
                       {"Address", 40.0},
                       {"Licence text", 36.0},
                       {"Dataset", 30.0},
                       {"SHA-256", 20.0}},
                      1);
    for (const auto& dataset : record.datasets) {
        const auto index = reference.catalogue.find(dataset.id);
        if (!index) {
            sheet.text(dataset.id).next_row();
            continue;
        }
        const auto& manifest = reference.catalogue.manifest(*index);
        sheet.text(manifest.title, CellStyle::kWrapped)
            .text(manifest.publisher, CellStyle::kWrapped)
            .text(manifest.edition, CellStyle::kWrapped)
            .date(manifest.published)
            .text(licence_name(manifest.licence), CellStyle::kWrapped)
            .text(manifest.attribution, CellStyle::kWrapped)
            .text(dataset.restricted ? "yes" : "")
            .text(manifest.landing_page, CellStyle::kWrapped)
            .text(manifest.licence_url, CellStyle::kWrapped)
            .text(manifest.id, CellStyle::kWrapped)
            .text(dataset.sha256)
            .next_row();
    }
}

CellStyle column_style(std::string_view column)
{
    const bool bound = column.ends_with("_lo90") || column.ends_with("_hi90");
    const auto* const style =
        std::find_if(kColumnStyles.begin(), kColumnStyles.end(),
                     [column](const auto& entry) { return column.starts_with(entry.column); });
    if (style == kColumnStyles.end()) {
        return CellStyle::kText;
    }
    return bound ? style->bound : style->value;
}

}  // namespace sourcelight::publish
