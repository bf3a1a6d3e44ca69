// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/ingest/mapping.hpp"
#include "sourcelight/ingest/mapping_file.hpp"
#include "sourcelight/ingest/supplier_columns.hpp"

#include "tests/unit/io/temporary_file.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

namespace {

using namespace sourcelight;
using namespace sourcelight::ingest;
using Columns = std::vector<std::pair<std::string, std::vector<std::string>>>;

/// Guesses from headers with their cells.
Mapping guess(const Columns& columns, const std::string& mapping_file = "")
{
    static const auto kWords =
        HeaderWords::load(std::string{SOURCELIGHT_SOURCE_DIR} + "/configs/ingest/header_words.csv");
    std::vector<std::string> headers;
    std::vector<ColumnProfile> profiles;
    for (const auto& [header, cells] : columns) {
        headers.push_back(header);
        profiles.push_back(profile_column(TextColumn::of(cells), 100));
    }
    const auto stated = mapping_file.empty()
                            ? StatedMapping{}
                            : apply_mapping(parse_mapping(mapping_file, "mapping.yaml"), headers);
    return guess_mapping(headers, profiles, kWords, stated);
}

/// The column of a field, or -1.
int column(const Mapping& mapping, Field field)
{
    const auto* source = mapping.find(field);
    return source == nullptr || source->columns.empty() ? -1 : static_cast<int>(source->columns[0]);
}

}  // namespace

TEST_CASE("cells decide between columns with like headers", "[ingest][mapping]")
{
    SECTION("a country by name and by code")
    {
        const auto mapping =
            guess({{"Country", {"CN", "DE"}}, {"Country name", {"China", "Germany"}}});
        CHECK(column(mapping, Field::kCountry) == 1);
        CHECK(column(mapping, Field::kCountryCode) == 0);
    }
    SECTION("a code alone is the country")
    {
        const auto mapping = guess({{"LAND1", {"CN", "DE"}}});
        CHECK(column(mapping, Field::kCountry) == 0);
        CHECK_FALSE(mapping.has(Field::kCountryCode));
    }
    SECTION("numbers are no names")
    {
        const auto mapping =
            guess({{"Supplier", {"100231", "100232"}}, {"Company", {"A Ltd", "B"}}});
        CHECK(column(mapping, Field::kName) == 1);
    }
}

TEST_CASE("a column without telling header is read by its cells", "[ingest][mapping]")
{
    const auto mapping = guess({{"column 1", {"Acme", "Beta", "Gamma"}},
                                {"column 2", {"China", "Germany", "Viet Nam"}},
                                {"column 3", {"39.904", "52.520", "21.028"}},
                                {"column 4", {"116.407", "13.405", "105.834"}},
                                {"column 5", {"6109.10", "5205.11", "8517.12"}}});
    CHECK(column(mapping, Field::kName) == 0);
    CHECK(column(mapping, Field::kCountry) == 1);
    CHECK(column(mapping, Field::kLatitude) == 2);
    CHECK(column(mapping, Field::kLongitude) == 3);
    CHECK(column(mapping, Field::kHs) == 4);
    CHECK(mapping.find(Field::kHs)->origin == Origin::kContent);
    CHECK(mapping.find(Field::kHs)->why == "100 % of the cells are written like HS codes");
}

TEST_CASE("two coordinates in one cell are split in their order", "[ingest][mapping]")
{
    const auto plain = guess({{"GPS", {"22.54, 114.06", "23.8, 90.4", "-23.5, -46.6"}}});
    CHECK(plain.find(Field::kLatitude)->part == CellPart::kFirst);
    const auto points = guess({{"geometry", {"POINT (14.06 22.54)", "POINT (90.4 23.8)", ""}}});
    CHECK(points.find(Field::kLatitude)->part == CellPart::kSecond);
    const auto beyond = guess({{"Coordinates", {"114.06;22.54", "90.4;23.8", "46.6;23.5"}}});
    CHECK(beyond.find(Field::kLongitude)->part == CellPart::kFirst);

    CHECK_FALSE(coordinate_pair("12,5"));
    CHECK_FALSE(coordinate_pair("Main Road 5"));
    CHECK(coordinate_pair("(12.5 104.9)")->second == "104.9");
}

TEST_CASE("parts of an address belong to it, and the spend's header may name the currency",
          "[ingest][mapping]")
{
    const auto mapping = guess({{"Stra\xC3\x9F"
                                 "e",
                                 {"Haupt"}},
                                {"Hausnummer", {"1"}},
                                {"Spend (EUR)", {"1.234,50"}}});
    CHECK(mapping.find(Field::kAddress)->columns == std::vector<std::size_t>{0, 1});
    CHECK(mapping.find(Field::kCurrency)->value == "EUR");
}

TEST_CASE("a mapping file overrides the guess", "[ingest][mapping]")
{
    const Columns columns{{"Supplier", {"A"}}, {"Maker", {"B"}}, {"Country", {"China"}}};
    const auto mapping = guess(columns, "name: maker\nproduct: {value: palm oil}\ncountry: null\n");
    CHECK(column(mapping, Field::kName) == 1);
    CHECK(mapping.find(Field::kName)->origin == Origin::kStated);
    CHECK(mapping.find(Field::kProduct)->value == "palm oil");
    CHECK_FALSE(mapping.has(Field::kCountry));

    const auto closed = guess(columns, "guess: false\naddress: [Supplier, Maker]\n");
    CHECK(closed.fields.size() == 1);
    CHECK(closed.find(Field::kAddress)->columns.size() == 2);
}

TEST_CASE("a run record's mapping reads back as the same mapping", "[ingest][mapping]")
{
    const std::vector<std::string> headers{"Supplier", "GPS", "Street", "No: \"x\""};
    const auto stated =
        apply_mapping(parse_mapping("name: Supplier\nlatitude: {column: GPS, part: second}\n"
                                    "address: [Street, 'No: \"x\"']\nproduct: {value: tea}\n",
                                    "m"),
                      headers);
    const auto json = mapping_json(stated.mapping, headers);
    const auto again = apply_mapping(parse_mapping(json, "run.json"), headers).mapping;
    CHECK(mapping_json(again, headers) == json);
    CHECK(json.find("\"part\":\"second\"") != std::string::npos);
    CHECK(describe_source(*again.find(Field::kAddress), headers) == "\"Street\", \"No: \"x\"\"");
    CHECK(describe_source(*again.find(Field::kProduct), headers) == "\"tea\" for every row");
}

TEST_CASE("a wrong mapping file is refused with line, value and the nearest name",
          "[ingest][error]")
{
    const auto message = [](const std::string& text) {
        try {
            static_cast<void>(parse_mapping(text, "m.yaml"));
        } catch (const Error& error) {
            CHECK(error.code() == Errc::kConfigInvalid);
            return std::string{error.what()};
        }
        return std::string{};
    };
    using Catch::Contains;
    CHECK_THAT(message("country: A\nnaem: B\n"), Contains("m.yaml:2") && Contains("\"name\""));
    CHECK_THAT(message("name: A\nname: B\n"), Contains("named twice"));
    CHECK_THAT(message("name: [A, B]\n"), Contains("takes one column"));
    CHECK_THAT(message("name: {column: A, part: first}\n"), Contains("only latitude"));
    CHECK_THAT(message("latitude: {column: A, part: third}\n"), Contains("third"));
    CHECK_THAT(message("product: {}\n"), Contains("expected a column or a value"));
    CHECK_THAT(message("- a\n"), Contains("expected lines"));
    CHECK_THAT(message("a: [\n"), Contains("m.yaml"));
    CHECK_THAT(message("guess: false\n? [A]\n: name\n"), Contains("m.yaml:2"));

    const std::vector<std::vector<std::string>> headers{{"Supplier", "Country"}};
    CHECK_THROWS_WITH(require_mapped_columns(parse_mapping("name: Suplier\n", "m.yaml"), headers),
                      Contains("m.yaml:1") && Contains("\"Supplier\""));
}

TEST_CASE("columns that serve no field are named", "[ingest][mapping]")
{
    const auto mapping = guess({{"Supplier", {"A", "B"}}, {"Flurbs", {"1", "2"}}});
    CHECK(describe_unused(mapping, {"Supplier", "Flurbs"}) == "\"Flurbs\"");
    CHECK(describe_unused(guess({{"Supplier", {"A", "B"}}}), {"Supplier"}).empty());
    // Twenty are named, the rest is counted.
    // Own IDs are used: explain and the report name suppliers by them.
    CHECK(describe_unused(mapping, {"Supplier", "Supplier ID"}).empty());
    CHECK(describe_unused({}, std::vector<std::string>(23, "x")).ends_with("\"x\" and 3 more"));
}

TEST_CASE("a currency in the header of the spend is that of every row", "[ingest][mapping]")
{
    const auto mapping = guess({{"Supplier", {"A", "B"}}, {"Facturación anual (EUR)", {"1", "2"}}});
    REQUIRE(mapping.has(Field::kCurrency));
    CHECK(mapping.find(Field::kCurrency)->value == "EUR");
}

TEST_CASE("one odd cell does not outweigh a header that is a known word", "[ingest][mapping]")
{
    CHECK(column(guess({{"供应商", {"示例厂"}}, {"地址", {"12"}}}), Field::kAddress) == 1);
    CHECK(column(guess({{"Supplier", {"Acme"}}, {"Workers", {"many"}}}), Field::kWorkers) == 1);
}

TEST_CASE("signs of vehicles under a header of country codes are countries", "[ingest][mapping]")
{
    const auto mapping =
        guess({{"Lieferant", {"A AG", "B SA", "C SpA"}}, {"Länderkennzeichen", {"D", "F", "I"}}});
    CHECK(column(mapping, Field::kCountry) == 1);
}

TEST_CASE("counts with words, factors and foreign digits are still counts", "[ingest][mapping]")
{
    const auto mapping = guess({{"Supplier", {"A", "B", "C"}},
                                {"Workers", {"~300", "1.2k", "200-300 people"}},
                                {"Spend", {"350万", "2,5 Mio", "١٢٠٠"}}});
    CHECK(column(mapping, Field::kWorkers) == 1);
    CHECK(column(mapping, Field::kSpend) == 2);
}

TEST_CASE("the header of the spend names currency and unit of its amounts", "[ingest][mapping]")
{
    struct Case {
        std::string header;
        std::string currency;
        double unit;
    };
    for (const auto& [header, currency, unit] :
         {Case{"Umsatz in TEUR", "EUR", 1e3}, Case{"采购金额（万元）", "CNY", 1e4},
          Case{"取引金額（百万円）", "JPY", 1e6}, Case{"Spend USD (000s)", "USD", 1e3},
          Case{"Spend (EUR)", "EUR", 1.0}, Case{"Annual spend", "", 1.0}}) {
        INFO(header);
        const auto mapping = guess({{"Supplier", {"A", "B", "C"}}, {header, {"80", "120", "3"}}});
        const auto* source = mapping.find(Field::kCurrency);
        CHECK((source == nullptr ? "" : source->value) == currency);
        CHECK(spend_unit({"Supplier", header}, mapping) == Approx(unit));
    }
}
