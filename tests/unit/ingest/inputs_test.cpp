// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/ingest/inputs.hpp"

#include "sourcelight/core/digest.hpp"
#include "sourcelight/ingest/findings.hpp"

#include "tests/unit/io/temporary_file.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace {

using namespace sourcelight;
using namespace sourcelight::ingest;

Inputs open_inputs(std::vector<std::string> files, const std::string& mapping_file = "")
{
    IngestOptions options;
    options.files = std::move(files);
    options.header_words = std::string{SOURCELIGHT_SOURCE_DIR} + "/configs/ingest/header_words.csv";
    options.mapping_file = mapping_file;
    return Inputs{options};
}

bool found(const std::vector<Inputs::FileFinding>& findings, const FindingKind& kind)
{
    return std::any_of(findings.begin(), findings.end(), [&](const Inputs::FileFinding& finding) {
        return finding.finding.kind == &kind;
    });
}

}  // namespace

TEST_CASE("a line of amounts alone is called by its first cell, also by that of the IDs",
          "[ingest]")
{
    const test::TemporaryFolder folder;
    const auto list = folder.file("a.csv", "Supplier ID,Supplier,Country,Spend (USD)\n"
                                           "V-1,Acme,Peru,100\nV-2,,Chile,200\nTotal,,,300\n");
    auto inputs = open_inputs({list});
    const auto batch = inputs.next();
    REQUIRE(batch);
    CHECK(batch->suppliers.cell(Field::kName, 0) == "Acme");
    CHECK(batch->suppliers.cell(Field::kName, 1).empty());  // a supplier whose name is not known
    CHECK(batch->suppliers.cell(Field::kName, 2) == "Total");
}

TEST_CASE("several files become one table with running rows", "[ingest]")
{
    const test::TemporaryFolder folder;
    const auto first = folder.file("a.csv", "Supplier,Country,Product\nA,NA,tea\nB,IN,rice,more\n");
    const auto second = folder.file("b.csv", "Land;Lieferant;Ware;fid\nDE;C;Stahl;7\n");
    auto inputs = open_inputs({first, second});

    CHECK(inputs.layout().names() == std::vector<std::string>{"Supplier", "Country", "Product",
                                                              "Land", "Lieferant", "Ware",
                                                              "fid__input"});
    const auto one = inputs.next();
    REQUIRE(one);
    CHECK(one->suppliers.rows == 2);
    CHECK(one->suppliers.cell(Field::kCountry, 0) == "NA");
    REQUIRE(one->findings.size() == 1);
    CHECK(one->findings[0].row == 2);
    const auto two = inputs.next();
    REQUIRE(two);
    CHECK(two->suppliers.first_row == 3);
    CHECK(two->suppliers.file == 1);
    CHECK(two->suppliers.first_file_row == 1);
    CHECK(two->suppliers.cell(Field::kName, 0) == "C");
    CHECK(two->suppliers.cell(Field::kProduct, 0) == "Stahl");
    CHECK(two->columns.names() == one->columns.names());
    CHECK(two->columns.missing(0, 0));
    CHECK(two->columns.text(6)[0] == "7");
    CHECK_FALSE(inputs.next());

    const auto records = inputs.records();
    CHECK(records[0].rows == 2);
    CHECK(records[1].sha256 == sha256_file(second));
    CHECK(found(inputs.take_file_findings(), kColumnRenamed));
}

TEST_CASE("what is missing from a list is told for the whole file", "[ingest]")
{
    const test::TemporaryFolder folder;
    auto inputs = open_inputs({folder.file("names.csv", "Supplier,Note\nA,y\nB,x\n")});
    while (inputs.next()) {
    }
    const auto findings = inputs.take_file_findings();
    CHECK(found(findings, kNoPlaceColumn));
    CHECK(found(findings, kNoActivityColumn));
}

TEST_CASE("products are found by their texts where no header names them", "[ingest]")
{
    const test::TemporaryFolder folder;
    const auto judge = [](std::string_view text) { return text.starts_with("good "); };
    const std::string rows = "A,x1,good shirts\nB,x2,good shoes\nC,x3,good tin\nD,x4,other\n";
    auto inputs = open_inputs({folder.file("odd.csv", "Supplier,Note,Kram\n" + rows)});
    inputs.guess_products(judge);

    const auto* product = inputs.files()[0].mapping.find(Field::kProduct);
    REQUIRE(product != nullptr);
    CHECK(product->columns == std::vector<std::size_t>{2});
    CHECK(product->score == Approx(0.75));  // three of the four different texts
    const auto batch = inputs.next();
    CHECK(batch->suppliers.cell(Field::kProduct, 1) == "good shoes");
    const auto findings = inputs.take_file_findings();
    CHECK(found(findings, kColumnGuessedFromContent));
    CHECK_FALSE(found(findings, kNoActivityColumn));
}

TEST_CASE("products are not sought where few texts name one, two columns do, or the user says no",
          "[ingest]")
{
    const test::TemporaryFolder folder;
    const auto judge = [](std::string_view text) { return text.starts_with("good "); };
    const auto guessed = [&](const std::string& text, const std::string& mapping) {
        auto inputs = open_inputs({folder.file("list.csv", text)},
                                  mapping.empty() ? "" : folder.file("mapping.yaml", mapping));
        inputs.guess_products(judge);
        return inputs.files()[0].mapping.has(Field::kProduct);
    };
    const std::string clear = "Supplier,Kram\nA,good a\nB,good b\nC,good c\n";
    CHECK(guessed(clear, ""));
    CHECK_FALSE(guessed(clear, "product: null\n"));
    CHECK_FALSE(guessed("Supplier,Kram\nA,good a\nB,late\nC,large\n", ""));
    CHECK_FALSE(
        guessed("Supplier,Kram,Zeug\nA,good a,good x\nB,good b,good y\nC,good c,good z\n", ""));
}

TEST_CASE("a list without any usable column is refused with the way out", "[ingest][error]")
{
    const test::TemporaryFolder folder;
    const auto path = folder.file("x.csv", "foo,bar\nx,y\n");
    CHECK_THROWS_MATCHES(open_inputs({path}), Error, test::has_code(Errc::kNoUsableColumn));
    CHECK_THROWS_WITH(open_inputs({path}),
                      Catch::Contains("\"foo\", \"bar\"") && Catch::Contains("--map"));
    CHECK_THROWS_MATCHES(open_inputs({}), Error, test::has_code(Errc::kInputUnreadable));
}

TEST_CASE("running text is refused as what it is", "[ingest][error]")
{
    const test::TemporaryFolder folder;
    const auto letter = folder.file(
        "letter.txt", "Dear team, please find the supplier list and the countries below\n"
                      "We buy most of our goods from three suppliers in Asia.\n"
                      "The first of them, in China, makes shirts and trousers for us.\n"
                      "The second one is a mill in India that we visit every year.\n"
                      "Please let us know if there are any further questions on that.\n");
    CHECK_THROWS_MATCHES(open_inputs({letter}), Error, test::has_code(Errc::kNoUsableColumn));
    // A list of addresses in one column is a list, for its header says so.
    const auto addresses = folder.file(
        "addresses.csv", "Address\n\"Plot 5 of the new export zone, Dhaka, Bangladesh\"\n"
                         "\"Lot 9 of the second road, Penang, Malaysia\"\n");
    CHECK_NOTHROW(open_inputs({addresses}));
}

TEST_CASE("a JSON document is refused as what it is", "[ingest][error]")
{
    const test::TemporaryFolder folder;
    const auto path =
        folder.file("list.json", R"({"suppliers": [{"name": "A", "country": "CN"}]})");
    CHECK_THROWS_WITH(open_inputs({path}), Catch::Contains("JSON document") &&
                                               Catch::Contains("save the list as XLSX or CSV"));
}

TEST_CASE("a mapping file makes any list usable", "[ingest]")
{
    const test::TemporaryFolder folder;
    const auto list = folder.file("x.csv", "foo,bar,pos\nA,=\"0901\",\"12.5, 104.9\"\n");
    const auto map = folder.file("m.yaml", "name: foo\nhs: bar\ncountry: {value: KH}\n"
                                           "latitude: {column: pos, part: first}\n"
                                           "longitude: {column: pos, part: second}\n");
    auto inputs = open_inputs({list}, map);
    const auto batch = inputs.next();
    REQUIRE(batch);
    CHECK(batch->suppliers.cell(Field::kHs, 0) == "0901");  // Excel's way to keep the zero
    CHECK(batch->columns.text(1)[0] == "=\"0901\"");        // the user's cell is untouched
    CHECK(batch->suppliers.cell(Field::kCountry, 0) == "KH");
    CHECK(batch->suppliers.cell(Field::kLongitude, 0) == "104.9");
}

TEST_CASE("more files than are kept open are read all the same", "[ingest]")
{
    const test::TemporaryFolder folder;
    std::vector<std::string> files;
    for (int i = 0; i < 7; ++i) {
        files.push_back(folder.file("f" + std::to_string(i) + ".csv",
                                    "name,country\nS" + std::to_string(i) + ",CN\n"));
    }
    auto inputs = open_inputs(files);
    for (int i = 0; i < 7; ++i) {
        const auto batch = inputs.next();
        REQUIRE(batch);
        CHECK(batch->suppliers.cell(Field::kName, 0) == "S" + std::to_string(i));
        CHECK(batch->suppliers.first_row == i + 1);
    }
    CHECK_FALSE(inputs.next());
}

TEST_CASE("a row is told by its line where title lines stand above the header", "[ingest]")
{
    const test::TemporaryFolder folder;
    const auto list = folder.file("x.csv", "Suppliers 2025;;\n;;\nAs of May;;\n"
                                           "Supplier;Country;Product\nAcme;DE;textiles\n");
    auto inputs = open_inputs({list});
    CHECK(describe_row(inputs.files()[0], 1) == "near line 5 of x.csv");
    CHECK(describe_row(inputs.files()[0], 13) == "near line 17 of x.csv");
    REQUIRE(inputs.next());
    const auto findings = inputs.take_file_findings();
    CHECK(std::any_of(findings.begin(), findings.end(), [](const auto& found) {
        return found.finding.message.ends_with("data row 1 is line 5 of the file");
    }));
}
