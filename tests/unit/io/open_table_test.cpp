// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/io/findings.hpp"
#include "sourcelight/io/table_reader.hpp"
#include "sourcelight/io/united_columns.hpp"

#include "tests/unit/io/temporary_file.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace {

using namespace sourcelight;
using namespace sourcelight::io;

std::size_t judge(const std::vector<std::string>& cells)
{
    return static_cast<std::size_t>(std::count_if(cells.begin(), cells.end(), [](const auto& cell) {
        return cell == "Supplier Name" || cell == "Country" || cell == "HS Code" ||
               cell == "name" || cell == "country" || cell == "product";
    }));
}

struct Whole {
    TableInfo info;
    std::vector<std::vector<std::string>> rows;
    std::vector<Finding> findings;

    [[nodiscard]] bool found(const FindingKind& kind) const
    {
        return std::any_of(findings.begin(), findings.end(),
                           [&](const Finding& finding) { return finding.kind == &kind; });
    }
};

Whole read_all(const std::string& path, const ReadLimits& limits = {})
{
    const auto reader = open_table(path, limits, judge);
    Whole whole;
    whole.info = reader->info();
    while (const auto batch = reader->next()) {
        const auto before = whole.rows.size();
        whole.rows.resize(before + batch->rows());
        for (std::size_t i = 0; i < batch->columns(); ++i) {
            const auto cells = batch->text(i);
            for (std::size_t row = 0; row < cells.size(); ++row) {
                whole.rows[before + row].emplace_back(cells[row]);
            }
        }
    }
    whole.findings = reader->take_findings();
    return whole;
}

}  // namespace

TEST_CASE("every format gives the same cells, leading zeros and Namibia's NA", "[io][formats]")
{
    // The rows of tests/data/ingest/make.py.
    const std::string name = GENERATE(
        "utf8.csv", "utf8_bom.csv", "windows1252_semicolon.csv", "utf16le.csv", "utf16be_tab.tsv",
        "bar.txt", "titles.csv", "sep_line.csv", "book.xlsx", "sheet.ods", "sheet.xls",
        "typed.parquet", "layer.gpkg", "layer.geojson", "layer.fgb", "layer.shp");
    INFO(name);
    const auto whole = read_all(test::data_file(name));

    REQUIRE(whole.rows.size() == (name == "book.xlsx" ? 5 : 4));
    CHECK(whole.info.file == name);
    CHECK(whole.info.columns[1] == "Country");
    CHECK(whole.rows[0][1] == "NA");
    CHECK(whole.rows[0][3] == "0901");
    CHECK(whole.rows[1][0] == "M\xC3\xBCster Textil GmbH");
    CHECK(whole.rows[1][2] == "K\xC3\xB6ln");
    CHECK(whole.rows[2][0] == "Exemple \"Fil\", SARL");
    const auto latitude = std::find_if(
        whole.info.columns.begin(), whole.info.columns.end(),
        [](const std::string& column) { return column == "Latitude" || column == "latitude"; });
    REQUIRE(latitude != whole.info.columns.end());
    const auto cell =
        whole.rows[0][static_cast<std::size_t>(latitude - whole.info.columns.begin())];
    CHECK(std::stod(cell) == Approx(-22.57).epsilon(1e-9));
}

TEST_CASE("a Chinese list in GB18030 is read, with a note", "[io][formats]")
{
    const auto whole = read_all(test::data_file("gb18030.csv"));
    CHECK(whole.info.format == "CSV, GB18030, separator ,");
    CHECK(whole.found(kEncodingGuessed));
    CHECK(whole.rows[1][2] == "\xE8\x8B\x8F\xE5\xB7\x9E");  // Suzhou
}

TEST_CASE("the sheet with the list is found, and the others are named", "[io][formats]")
{
    const auto whole = read_all(test::data_file("book.xlsx"));
    CHECK(whole.info.format == "XLSX, sheet \"Suppliers\"");
    CHECK(whole.info.header_line == 3);
    CHECK(whole.info.first_line == 4);
    CHECK(whole.found(kOtherSheets));
    CHECK(whole.found(kLinesBeforeHeader));
    CHECK(whole.rows[4][4] == "36.75");  // a number cell
}

TEST_CASE("broken rows are repaired and told", "[io][csv]")
{
    const test::TemporaryFolder folder;
    const auto whole = read_all(folder.file("ragged.csv", "name,country,product\n"
                                                          "A,CN\n"
                                                          "B,IN,tea,extra\n"
                                                          "C, Inc,US,corn\n"
                                                          "D,DE,steel,,\n"
                                                          "\n"
                                                          "\"E,FR,wine\n"
                                                          "F,IT,\"oil, virgin\"\n"
                                                          ",,\n,,\n"));
    REQUIRE(whole.rows.size() == 6);
    CHECK(whole.rows[0] == std::vector<std::string>{"A", "CN", ""});
    CHECK(whole.rows[1] == std::vector<std::string>{"B", "IN", "tea,extra"});
    CHECK(whole.rows[2] == std::vector<std::string>{"C, Inc", "US", "corn"});
    CHECK(whole.rows[3] == std::vector<std::string>{"D", "DE", "steel"});
    CHECK(whole.rows[4] == std::vector<std::string>{"\"E", "FR", "wine"});
    CHECK(whole.rows[5] == std::vector<std::string>{"F", "IT", "oil, virgin"});
    CHECK(whole.found(kRowTooShort));
    CHECK(whole.found(kRowTooLong));
    CHECK(whole.found(kRunawayQuote));
    CHECK(whole.found(kBlankRowsAtEnd));
    CHECK(whole.findings[1].row == 2);
}

TEST_CASE("an empty row in the middle is kept, so that row numbers stay", "[io][csv]")
{
    const test::TemporaryFolder folder;
    const auto whole = read_all(folder.file("gap.csv", "name,country\nA,CN\n,\nB,IN\n"));
    REQUIRE(whole.rows.size() == 3);
    CHECK(whole.rows[1] == std::vector<std::string>{"", ""});
}

TEST_CASE("NUL bytes and stray bytes are repaired and told", "[io][csv]")
{
    const test::TemporaryFolder folder;
    std::string text = "name,country\n";
    for (int i = 0; i < 20; ++i) {
        text += "S\xC3\xBC"
                "d,Germany\n";
    }
    text += std::string("A\0cme,CN\n", 9) + "M\xFCller,DE\n";
    const auto whole = read_all(folder.file("bytes.csv", text));
    CHECK(whole.rows[20][0] == "Acme");
    CHECK(whole.rows[21][0] == "M\xC3\xBCller");
    CHECK(whole.found(kNulBytes));
    CHECK(whole.found(kInvalidBytes));
}

TEST_CASE("files that cannot be read are refused with the documented code", "[io][error]")
{
    const test::TemporaryFolder folder;
    const auto refused = [&](const std::string& path, Errc code) {
        INFO(path);
        CHECK_THROWS_MATCHES(read_all(path), Error, test::has_code(code));
    };
    refused(folder.path("missing.csv"), Errc::kInputUnreadable);
    refused(folder.path(""), Errc::kInputUnreadable);
    refused("/dev/null", Errc::kInputUnreadable);
    refused(folder.file("empty.csv", ""), Errc::kInputUnreadable);
    refused(folder.file("blank.csv", "\n \n\n"), Errc::kInputUnreadable);
    refused(folder.file("page.csv", "<!DOCTYPE html><html></html>"), Errc::kInputUnreadable);
    refused(folder.file("export.xls", "<meta charset=utf-8><table><tr><td>A"),
            Errc::kInputUnreadable);
    refused(folder.file("paper.csv", "%PDF-1.4\n"), Errc::kInputUnreadable);
    refused(folder.file("not.xlsx", "PK\x03\x04 garbage"), Errc::kInputUnreadable);
    refused(folder.file("cut.parquet", "PAR1 garbage"), Errc::kInputUnreadable);
    refused(folder.file("cut.gpkg", std::string("SQLite format 3\0 garbage", 24)),
            Errc::kInputUnreadable);
    refused(folder.file("header.csv", "name,country\n"), Errc::kNoUsableColumn);
    refused(folder.file("header_blank.csv", "name,country\n,\n\n"), Errc::kNoUsableColumn);
    refused(folder.file("wide.csv", "name" + std::string(20000, ',') + "x\n1" +
                                        std::string(20000, ',') + "2\n"),
            Errc::kLimitExceeded);
}

TEST_CASE("a cell beyond the limit stops the run with row and column", "[io][error]")
{
    const test::TemporaryFolder folder;
    ReadLimits limits;
    limits.cell_bytes = 100;
    const auto path =
        folder.file("large.csv", "name,country\nA,CN\nB," + std::string(101, 'x') + "\n");
    CHECK_THROWS_WITH(read_all(path, limits), Catch::Contains("data row 2, column \"country\""));
    CHECK_THROWS_MATCHES(read_all(path, limits), Error, test::has_code(Errc::kLimitExceeded));
}

TEST_CASE("a spreadsheet that would unpack too far is not opened", "[io][error]")
{
    ReadLimits limits;
    limits.unzipped_bytes = 1000;
    CHECK_THROWS_MATCHES(read_all(test::data_file("book.xlsx"), limits), Error,
                         test::has_code(Errc::kLimitExceeded));
}

TEST_CASE("a spreadsheet whose directory understates its size is not opened", "[io][error]")
{
    const test::TemporaryFolder folder;
    auto bytes = test::read_bytes(test::data_file("book.xlsx"));
    // The uncompressed size stands 24 bytes into each entry of the ZIP directory (APPNOTE 4.3.12).
    for (auto at = bytes.find("PK\x01\x02"); at != std::string::npos;
         at = bytes.find("PK\x01\x02", at + 4)) {
        bytes.replace(at + 24, 4, std::string("\x05\0\0\0", 4));
    }
    CHECK_THROWS_MATCHES(read_all(folder.file("lie.xlsx", bytes)), Error,
                         test::has_code(Errc::kLimitExceeded));
}

TEST_CASE("batches are cut by rows and by cells, and no row is lost", "[io][csv]")
{
    const test::TemporaryFolder folder;
    std::string text = "name,country\n";
    for (int i = 0; i < 1000; ++i) {
        text += "N" + std::to_string(i) + ",CN\n";
    }
    const auto path = folder.file("rows.csv", text);
    ReadLimits limits;
    limits.batch_rows = 64;
    const auto whole = read_all(path, limits);
    REQUIRE(whole.rows.size() == 1000);
    CHECK(whole.rows[999][0] == "N999");
    limits.batch_cells = 20;
    CHECK(open_table(path, limits, judge)->next()->rows() == 10);
}

TEST_CASE("files with other columns become one table", "[io]")
{
    const auto first = ColumnBatch{}.with(
        {{"a", TextColumn::of({"x"}), {}}, {"n", std::vector<std::int64_t>{7}, {}}});
    const auto second = ColumnBatch{}.with(
        {{"n", TextColumn::of({"eight"}), {}}, {"b", std::vector<double>{0.5}, {}}});
    const std::vector<ColumnBatch> layouts{first, second};
    const UnitedColumns united{layouts};

    CHECK(united.layout().names() == std::vector<std::string>{"a", "n", "b"});
    const auto one = united.unite(first, 0);
    const auto two = united.unite(second, 1);
    CHECK(one.text(1)[0] == "7");  // text in one file, so text in all
    CHECK(two.text(1)[0] == "eight");
    CHECK(one.missing(2, 0));
    CHECK(two.reals64(2)[0] == 0.5);
    CHECK(united.position(1, 1) == 2);
}
