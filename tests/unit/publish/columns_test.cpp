// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/columns.hpp"

#include "samples.hpp"

#include "sourcelight/publish/result_table.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>
#include <string>

namespace {

using namespace sourcelight;
using namespace sourcelight::publish;

/// A cell of the table as text, empty for null.
std::string cell(const io::ColumnBatch& table, std::string_view column, std::size_t row)
{
    const auto at = table.find(column);
    REQUIRE(at.has_value());
    return table.missing(*at, row) ? std::string{} : std::string{table.text(*at)[row]};
}

}  // namespace

TEST_CASE("every sl_ column of the contract is there, in its order", "[publish]")
{
    // The table "suppliers.*" of the contract.
    const std::vector<std::string> contract{
        "sl_row",
        "sl_file",
        "sl_file_row",
        "sl_country",
        "sl_country_method",
        "sl_region",
        "sl_subregion",
        "sl_lon",
        "sl_lat",
        "sl_place_method",
        "sl_place_confidence",
        "sl_place_radius_km",
        "sl_activity",
        "sl_activity_label",
        "sl_good",
        "sl_activity_method",
        "sl_activity_confidence",
        "sl_prevalence_per_1000",
        "sl_prevalence_per_1000_lo90",
        "sl_prevalence_per_1000_hi90",
        "sl_site_probability",
        "sl_site_probability_lo90",
        "sl_site_probability_hi90",
        "sl_hazard_24m",
        "sl_hazard_24m_lo90",
        "sl_hazard_24m_hi90",
        "sl_listed_since",
        "sl_listed_by",
        "sl_legal_flags",
        "sl_state_imposed",
        "sl_expected_persons",
        "sl_expected_persons_lo90",
        "sl_expected_persons_hi90",
        "sl_residual_probability",
        "sl_residual_probability_lo90",
        "sl_residual_probability_hi90",
        "sl_band",
        "sl_grade",
        "sl_coverage",
        "sl_priority",
        "sl_p_top10",
        "sl_action",
        "sl_reason",
        "sl_matches",
        "sl_findings",
        "sl_repeat_of",
        "sl_evidence",
        "sl_challenge",
        "sl_prevalence_relative",
        "sl_prevalence_relative_lo90",
        "sl_prevalence_relative_hi90",
        "sl_group",
        "sl_group_kind",
        "sl_since",
    };
    std::vector<std::string> found;
    for (const auto& column : result_columns()) {
        found.emplace_back(column.name);
    }
    CHECK(found == contract);
}

TEST_CASE("a column says its type and what it means", "[publish]")
{
    for (const auto& column : result_columns()) {
        CHECK_FALSE(column.meaning.empty());
        CHECK_FALSE(column_type_name(column).empty());
    }
    CHECK(column_type_name(result_columns()[0]) == "int64");
}

TEST_CASE("a scored supplier fills its columns", "[publish]")
{
    const auto batch = samples::unresolved({"Kite Works"});
    samples::score(*batch, 0, 1);
    const RowFindings findings{batch->results()};

    const auto table = result_table(batch->names, batch->results(), findings);

    CHECK(table.names().front() == "Supplier");
    CHECK(cell(table, "Supplier", 0) == "Kite Works");
    CHECK(cell(table, "sl_row", 0) == "1");
    CHECK(cell(table, "sl_country", 0) == "CN");
    CHECK(cell(table, "sl_region", 0) == "CN-GD");
    CHECK(cell(table, "sl_activity", 0) == "isic4:C");
    CHECK(cell(table, "sl_site_probability_lo90", 0) == "0.025");
    CHECK(cell(table, "sl_band", 0) == "moderate");
    CHECK(cell(table, "sl_grade", 0) == "D");
    CHECK(cell(table, "sl_priority", 0) == "1");
    CHECK(cell(table, "sl_action", 0) == "engage");
    CHECK(cell(table, "sl_matches", 0) == "0");
}

TEST_CASE("a withheld number is null and its band says so", "[publish]")
{
    const auto batch = samples::unresolved({"Kite Works", ""});
    const RowFindings findings{batch->results()};

    const auto table = result_table(batch->names, batch->results(), findings);

    REQUIRE(table.rows() == 2);
    CHECK(cell(table, "sl_band", 0) == "insufficient data");
    for (const auto* column :
         {"sl_country", "sl_region", "sl_lon", "sl_activity", "sl_prevalence_per_1000",
          "sl_site_probability", "sl_hazard_24m", "sl_expected_persons", "sl_grade", "sl_priority",
          "sl_p_top10", "sl_action", "sl_listed_since", "sl_findings"}) {
        INFO(column);
        CHECK(cell(table, column, 0).empty());
    }
}

TEST_CASE("the layout without rows is that of the table", "[publish]")
{
    const auto batch = samples::unresolved({"Kite Works"});
    const RowFindings findings{batch->results()};

    const auto layout = result_layout(batch->own);

    CHECK(layout.rows() == 0);
    CHECK(layout.names() == result_table(batch->names, batch->results(), findings).names());
}

TEST_CASE("findings of all stages stand with their row, each code once", "[publish]")
{
    const auto batch = samples::unresolved({"A", "B", "C"});
    batch->suppliers.first_row = 11;
    const auto at = [](std::int64_t row, const FindingKind& kind) {
        return Finding{row, &kind, "Supplier", "value", "message"};
    };
    batch->findings = {at(12, samples::kSampleNote)};
    batch->resolved.findings = {at(11, samples::kSampleWarning), at(12, samples::kSampleWarning)};
    batch->assessed[1].findings = {at(12, samples::kSampleNote)};
    const RowFindings findings{batch->results()};

    CHECK(findings.all().size() == 4);
    CHECK(findings.of(0).size() == 1);
    CHECK(findings.of(1).size() == 3);
    CHECK(findings.of(2).empty());
    const auto table = result_table(batch->names, batch->results(), findings);
    CHECK(cell(table, "sl_findings", 1) == "sample-note,sample-warning");
    CHECK(cell(table, "sl_row", 2) == "13");
}
