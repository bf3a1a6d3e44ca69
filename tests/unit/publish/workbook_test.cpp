// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/workbook.hpp"

#include "sample_run.hpp"

#include "sourcelight/core/error.hpp"

#include "sourcelight/io/table_reader.hpp"
#include "sourcelight/publish/workbook_sheets.hpp"
#include "sourcelight/publish/xlsx_book.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <limits>
#include <string>
#include <vector>

namespace {

using namespace sourcelight;
using namespace sourcelight::publish;

/// The cells of a workbook's sheet whose header has most of `words`, read back by the own reader.
io::ColumnBatch read_back(const std::string& path, const std::vector<std::string>& words)
{
    const auto judge = [&words](const std::vector<std::string>& cells) {
        return static_cast<std::size_t>(
            std::count_if(cells.begin(), cells.end(), [&words](const std::string& cell) {
                return std::find(words.begin(), words.end(), cell) != words.end();
            }));
    };
    const auto reader = io::open_table(path, {}, judge);
    auto batch = reader->next();
    REQUIRE(batch.has_value());
    return *batch;
}

std::string cell(const io::ColumnBatch& table, std::string_view column, std::size_t row)
{
    const auto at = table.find(column);
    REQUIRE(at.has_value());
    return std::string{table.text(*at)[row]};
}

}  // namespace

TEST_CASE("a formula in a cell stays text in the workbook", "[publish][workbook]")
{
    const samples::ScratchFolder folder{"formula"};
    const std::string formula = "=HYPERLINK(\"http://a.example\",\"x\")";
    const auto batch = samples::unresolved({formula, "0901", "http://a.example/"});
    samples::score(*batch, 0, 1);
    samples::write_run(folder, *batch, parse_formats("workbook"), 1);

    const auto sheet =
        read_back(folder.file("result/workbook.xlsx"),
                  {"Supplier", "sl_row", "sl_file", "sl_band", "sl_grade", "sl_priority"});
    REQUIRE(sheet.rows() == 3);
    CHECK(cell(sheet, "Supplier", 0) == formula);
    CHECK(cell(sheet, "Supplier", 1) == "0901");
    CHECK(cell(sheet, "Supplier", 2) == "http://a.example/");
    CHECK(cell(sheet, "sl_band", 1) == "insufficient data");
    CHECK(cell(sheet, "sl_site_probability", 0) == "0.05");
    CHECK(cell(sheet, "sl_site_probability", 1).empty());
}

TEST_CASE("priorities have empty columns for the reader's decisions", "[publish][workbook]")
{
    const samples::ScratchFolder folder{"priorities"};
    const auto batch = samples::unresolved({"Kite Works", "B"});
    samples::score(*batch, 0, 2);
    samples::score(*batch, 1, 1);
    samples::write_run(folder, *batch, parse_formats("workbook"), 2);

    const auto sheet =
        read_back(folder.file("result/workbook.xlsx"),
                  {"Priority", "Owner", "Next step", "Due date", "Status", "Band", "Grade"});
    REQUIRE(sheet.rows() == 2);
    CHECK(cell(sheet, "Supplier", 0) == "B");
    CHECK(cell(sheet, "Country", 1) == "China");
    CHECK(cell(sheet, "Owner", 0).empty());
}

TEST_CASE("a sheet without rows says what its emptiness means", "[publish][workbook]")
{
    const samples::ScratchFolder folder{"empty-sheets"};
    const auto batch = samples::unresolved({"Kite Works"});
    samples::score(*batch, 0, 1);
    samples::write_run(folder, *batch, parse_formats("workbook"), 1);

    const auto matches = read_back(folder.file("result/workbook.xlsx"),
                                   {"Listed entity", "Name compared", "Words agreed", "Decision"});
    REQUIRE(matches.rows() == 1);
    CHECK(cell(matches, "Supplier", 0) ==
          "No name of the list resembles a listed entity. None found is not clearance.");
}

TEST_CASE("texts that a cell cannot hold are cut and counted", "[publish][workbook]")
{
    const samples::ScratchFolder folder{"cut"};
    XlsxBook book{folder.file("a.xlsx"), folder.file("scratch"), "title", *make_date(2026, 1, 1)};
    auto& sheet = book.add_sheet("One");
    sheet.begin_table({{"Text"}, {"Number"}}, 1);
    sheet.text(std::string(kCellCharacters + 1, 'x'));
    sheet.number(std::numeric_limits<double>::quiet_NaN(), CellStyle::kNumber).next_row();
    sheet.text(std::string{"a\0b\x01\xFF", 5}).number(1.5, CellStyle::kNumber).next_row();
    CHECK(sheet.cut_texts() == 1);
    CHECK_FALSE(sheet.full());
    book.close();

    const auto read = read_back(folder.file("a.xlsx"), {"Text", "Number"});
    CHECK(cell(read, "Text", 0).size() == kCellCharacters);
    CHECK(cell(read, "Number", 0).empty());
    CHECK(cell(read, "Text", 1).substr(0, 3) == "a b");
    CHECK(cell(read, "Number", 1) == "1.5");
}

TEST_CASE("a workbook that cannot be written is an error", "[publish][workbook][error]")
{
    const samples::ScratchFolder folder{"unwritable"};
    CHECK_THROWS_AS(XlsxBook("/dev/null/a.xlsx", "/dev/null/scratch", "t", Date{}), Error);
    CHECK_THROWS_AS(XlsxBook("/nonexistent/a.xlsx", folder.file("scratch"), "t", Date{}), Error);
}

TEST_CASE("columns look as what they are", "[publish][workbook]")
{
    CHECK(column_style("sl_site_probability") == CellStyle::kProbability);
    CHECK(column_style("sl_site_probability_hi90") == CellStyle::kBoundPercent);
    CHECK(column_style("sl_prevalence_per_1000_lo90") == CellStyle::kBound);
    CHECK(column_style("sl_lon") == CellStyle::kDegrees);
    CHECK(column_style("sl_listed_since") == CellStyle::kDate);
    CHECK(column_style("Turnover") == CellStyle::kText);
}
