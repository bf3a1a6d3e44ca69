// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/stated_cells.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

namespace {

using namespace sourcelight;
using pipeline::input_file;
using Names = std::vector<std::string>;

publish::InputRecord record_of(const std::string& mapping)
{
    publish::InputRecord record;
    record.file = "list.csv";
    record.format = "CSV, UTF-8, separator ;";
    record.first_line = 4;
    record.rows = 20;
    record.columns = {"SL_Country", "Produkt", "Street", "No", "GPS"};
    record.mapping = mapping;
    return record;
}

assess::Receipt receipt_with(std::vector<Field> fields)
{
    assess::Receipt receipt;
    for (const auto field : fields) {
        receipt.cells.push_back({field, {}, "text"});
    }
    return receipt;
}

}  // namespace

TEST_CASE("a cell is named by the user's own header and line", "[pipeline][receipt]")
{
    // The column that meets ours is called SL_Country__input in the results, not in the file.
    const auto file =
        input_file(record_of(R"({"country": "SL_Country__input", "product": "Produkt"})"));
    auto receipt = receipt_with({Field::kCountry, Field::kProduct});
    pipeline::name_cells(file, 11, receipt);
    CHECK(receipt.cells[0].columns == Names{"SL_Country"});
    CHECK(receipt.cells[1].columns == Names{"Produkt"});
    CHECK(receipt.where == "near line 14 of list.csv");  // data row 1 stands in line 4
}

TEST_CASE("joined columns, halves and fixed texts are told apart", "[pipeline][receipt]")
{
    const auto file = input_file(
        record_of(R"({"address": ["Street", "No"], "latitude": {"column": "GPS", "part": "first"},
                      "product": {"value": "palm oil"}})"));
    auto receipt = receipt_with({Field::kAddress, Field::kLatitude, Field::kProduct});
    pipeline::name_cells(file, 1, receipt);
    CHECK(receipt.cells[0].columns == Names{"Street", "No"});
    CHECK(receipt.cells[1].columns == Names{"GPS"});
    CHECK(receipt.cells[2].columns.empty());
}

TEST_CASE("a file without lines counts its data rows", "[pipeline][receipt]")
{
    auto record = record_of("{}");
    record.file = "list.parquet";
    record.first_line = 0;
    auto receipt = receipt_with({});
    pipeline::name_cells(input_file(record), 11, receipt);
    CHECK(receipt.where == "row 11 of list.parquet");
}

TEST_CASE("citations stand behind the line that they explain, in their order",
          "[pipeline][receipt]")
{
    using assess::TermGroup;
    using resolve::CitedPart;
    assess::Receipt receipt;
    const auto line = [&receipt](TermGroup group, const char* what) {
        receipt.terms.emplace_back();
        receipt.terms.back().group = group;
        receipt.terms.back().what = what;
    };
    line(TermGroup::kPlace, "country");
    line(TermGroup::kPlace, "evidence about the region");
    line(TermGroup::kActivity, "activity");
    line(TermGroup::kWorkers, "workers of the site");
    const std::vector<resolve::Citation> citations{
        {CitedPart::kCountry, "name of the country", "a", {3, 7}, {}},
        {CitedPart::kRegion, "settlement", "b", {4, 8}, {}},
        {CitedPart::kActivity, "word", "c", {5, SourceRef::kWhole}, "term=c"},
        {CitedPart::kActivity, "other readings", "d", {}, {}}};
    pipeline::add_citations(citations, receipt);
    Names order;
    for (const auto& term : receipt.terms) {
        order.push_back(term.what);
    }
    // There is no line of a region: the settlement stands at the end of its group.
    CHECK(order == Names{"country", "name of the country", "evidence about the region",
                         "settlement", "activity", "word", "other readings",
                         "workers of the site"});
    CHECK(receipt.terms[1].source == SourceRef{3, 7});
    CHECK(receipt.terms[5].rows == "term=c");
    CHECK(receipt.terms[5].code == "E");
    CHECK(receipt.terms[6].code.empty());
}
