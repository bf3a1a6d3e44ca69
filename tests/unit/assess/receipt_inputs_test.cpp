// SPDX-License-Identifier: Apache-2.0
#include "shipped.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace sourcelight;
using assess::Receipt;
using assess::ReceiptTerm;
using assess::TermGroup;
using resolve::ActivityMethod;
using resolve::CountryMethod;
using resolve::PlaceMethod;

using Cells = std::vector<std::pair<Field, std::string>>;

/// One supplier with these cells, resolved as stated.
struct Stated {
    CountryMethod country = CountryMethod::kName;
    PlaceMethod place = PlaceMethod::kCoordinates;
    ActivityMethod activity = ActivityMethod::kText;
    Cells cells;
};

Batch batch_of(const Stated& stated)
{
    auto batch = batch_of(today(), {{"MY", "MY-10", "isic4:2219", "rubber-gloves", "", ""}});
    batch.resolved.places[0].country_method = stated.country;
    batch.resolved.places[0].method = stated.place;
    batch.resolved.activities[0].method = stated.activity;
    for (const auto& [field, text] : stated.cells) {
        batch.suppliers.columns[static_cast<std::size_t>(field)] =
            TextColumn::of(std::vector<std::string>{text});
    }
    return batch;
}

Receipt receipt_of(const Stated& stated)
{
    const auto batch = batch_of(stated);
    return today().assessor->receipt(batch.suppliers, batch.resolved, {}, 0);
}

ReceiptTerm line(const Receipt& receipt, const std::string& what)
{
    const auto found = std::find_if(receipt.terms.begin(), receipt.terms.end(),
                                    [&](const auto& term) { return term.what == what; });
    REQUIRE(found != receipt.terms.end());
    return *found;
}

const Cells kEverything{
    {Field::kName, "Kite Gloves"}, {Field::kAddress, "Lot 20, Klang"}, {Field::kCity, "Klang"},
    {Field::kCountry, "Malaysia"}, {Field::kProduct, "gloves"},        {Field::kHs, "401519"},
    {Field::kLatitude, "3.13"},    {Field::kLongitude, "101.42"},      {Field::kWorkers, "4100"},
    {Field::kSpend, "2300000"},    {Field::kMigrantShare, "60 %"}};

}  // namespace

TEST_CASE("a region found by coordinates is read from latitude and longitude", "[assess][receipt]")
{
    const auto receipt = receipt_of({.cells = kEverything});
    CHECK(line(receipt, "region").fields == std::vector{Field::kLatitude, Field::kLongitude});
    CHECK(line(receipt, "country").fields == std::vector{Field::kCountry});
    CHECK(line(receipt, "activity").fields == std::vector{Field::kProduct});
    CHECK(line(receipt, "workers of the site").fields == std::vector{Field::kWorkers});
    CHECK(line(receipt, "share of migrant workers").fields == std::vector{Field::kMigrantShare});
}

TEST_CASE("each way of finding a place names its own cells", "[assess][receipt]")
{
    const auto region = [](PlaceMethod method) {
        return line(receipt_of({.place = method, .cells = kEverything}), "region").fields;
    };
    CHECK(region(PlaceMethod::kCity) == std::vector{Field::kCity});
    CHECK(region(PlaceMethod::kAddress) == std::vector{Field::kAddress});
    // No region column is filled: its name was read in the other texts.
    CHECK(region(PlaceMethod::kRegion) == std::vector{Field::kAddress, Field::kCity});
    const auto country = [](CountryMethod method) {
        return line(receipt_of({.country = method, .cells = kEverything}), "country").fields;
    };
    CHECK(country(CountryMethod::kCoordinates) == std::vector{Field::kLatitude, Field::kLongitude});
    CHECK(country(CountryMethod::kAddress) == std::vector{Field::kCountry, Field::kAddress});
}

TEST_CASE("a receipt holds every filled cell of the row as it was read", "[assess][receipt]")
{
    auto cells = kEverything;
    cells.emplace_back(Field::kTier, "  ");
    const auto receipt = receipt_of({.cells = cells});
    REQUIRE(receipt.cells.size() == kEverything.size());
    const auto spend = std::find_if(receipt.cells.begin(), receipt.cells.end(),
                                    [](const auto& cell) { return cell.field == Field::kSpend; });
    REQUIRE(spend != receipt.cells.end());
    CHECK(spend->text == "2300000");
}

TEST_CASE("a cell that holds a page is cut before a character", "[assess][receipt]")
{
    std::string page = "x";
    for (int i = 0; i < 1000; ++i) {
        page += "\u6771";  // three bytes
    }
    const auto receipt = receipt_of({.cells = {{Field::kProduct, page}}});
    REQUIRE(receipt.cells.size() == 1);
    // 400 bytes hold x and 133 characters of three bytes.
    CHECK(receipt.cells[0].text == page.substr(0, 400) + " ...");
    CHECK(receipt.cells[0].text.size() == 404);
}

TEST_CASE("workers that cannot be read are an assumption and named as such", "[assess][receipt]")
{
    const auto term =
        line(receipt_of({.cells = {{Field::kWorkers, "many"}}}), "workers of the site");
    CHECK(term.code == "P");
    CHECK(term.fields == std::vector{Field::kWorkers});
    CHECK(term.sentence.find("could not be read") != std::string::npos);
}

TEST_CASE("an assumed activity is the setting's, and lowers the coverage of the row",
          "[assess][receipt]")
{
    const Stated stated{.activity = ActivityMethod::kDefault, .cells = {{Field::kName, "Kite"}}};
    const auto batch = batch_of(stated);
    const auto receipt = today().assessor->receipt(batch.suppliers, batch.resolved, {}, 0);
    const auto activity = line(receipt, "activity");
    CHECK(activity.code == "P");
    CHECK(activity.parameter == "activity.default");
    CHECK(activity.fields.empty());

    const auto assessed = today().assessor->assess(batch.suppliers, batch.resolved, {}).front();
    const auto known = line(receipt_of({.cells = {{Field::kName, "Kite"}}}), "coverage");
    const auto assumed = line(receipt, "coverage");
    CHECK(assumed.value == fmt::format("{:.3g} %", 100.0F * assessed.coverage));
    CHECK(assumed.value != known.value);
    CHECK(std::stod(assumed.value) < std::stod(known.value));
}

TEST_CASE("evidence about a listed name quotes the cell that bears it", "[assess][receipt]")
{
    const auto named_in = [](const std::string& matched) {
        const auto batch = batch_of(Stated{
            .cells = {{Field::kName, "Kite Gloves"}, {Field::kParent, "Example Glove Works"}}});
        auto matches = match_of(0.9F);
        matches.front().supplier_name = matched;
        const auto receipt = today().assessor->receipt(batch.suppliers, batch.resolved, matches, 0);
        for (const auto& term : receipt.terms) {
            if (term.parameter == "evidence.import_ban") {
                return term.fields;
            }
        }
        return std::vector<Field>{};
    };
    CHECK(named_in("Example Glove Works") == std::vector{Field::kParent});
    CHECK(named_in("Kite Gloves") == std::vector{Field::kName});
}
