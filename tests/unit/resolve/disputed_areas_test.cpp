// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/resolve/disputed_areas.hpp"

#include "sourcelight/core/error.hpp"
#include "sourcelight/reference/reference.hpp"
#include "sourcelight/resolve/location_data.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

using namespace sourcelight;
using namespace sourcelight::resolve;

namespace {

const LocationData& shipped()
{
    static const LocationData data = load_location_data(
        reference::load_reference(SOURCELIGHT_SOURCE_DIR "/datasets", std::nullopt));
    return data;
}

struct Outcome {
    ResolvedPlace place;
    std::vector<Finding> findings;

    [[nodiscard]] std::string message(std::string_view code) const
    {
        const auto found =
            std::find_if(findings.begin(), findings.end(),
                         [code](const Finding& finding) { return finding.kind->code == code; });
        return found == findings.end() ? std::string{} : found->message;
    }
    /// "UA UA-43"
    [[nodiscard]] std::string codes() const
    {
        return fmt::format("{} {}", place.country.view(), place.region.view());
    }
};

Outcome resolved(const LocationCells& cells, View view)
{
    const auto& data = shipped();
    const LocationResolver resolver{data.index, data.gazetteer, data.centres,
                                    DisputedAreas{data.areas, view}};
    PlaceMemo memo;
    Outcome out;
    out.place = resolver.resolve(cells, memo, out.findings);
    return out;
}

LocationCells at(std::string_view lat, std::string_view lon, std::string_view stated = {})
{
    LocationCells cells;
    cells.latitude = lat;
    cells.longitude = lon;
    if (!stated.empty()) {
        cells.by_name = {CountryCode{stated}, CountryMethod::kName, 0.99F, {}};
    }
    return cells;
}

struct Spot {
    std::string_view name;
    std::string_view lat;
    std::string_view lon;
    std::string_view un;
    std::string_view de_facto;
    std::string_view named;  ///< what the finding names
};

}  // namespace

// Who holds an area and which resolution speaks of it: datasets/sourcelight/disputed_claims.
TEST_CASE("A point in a disputed area gets the codes of the view, and both claims are named")
{
    const Spot spot = GENERATE(values<Spot>({
        {"Simferopol", "44.952", "34.102", "UA UA-43", "RU ", "Ukraine and Russia"},
        {"Sevastopol", "44.588", "33.522", "UA UA-40", "RU ", "Ukraine and Russia"},
        {"Dakhla", "23.685", "-15.958", "EH MA-12", "MA MA-12", "Sahrawi Republic"},
        {"Tifariti, east of the berm", "26.158", "-10.567", "EH ", "EH ", "Sahrawi Republic"},
        {"Kyrenia", "35.340", "33.319", "CY CY-06", "CY CY-06", "Northern Cyprus"},
        {"Hargeisa", "9.560", "44.065", "SO SO-WO", "SO SO-WO", "Somaliland"},
        {"Taipei", "25.048", "121.532", "TW TW-TPE", "TW TW-TPE", "China"},
        {"Pristina", "42.673", "21.167", "XK ", "XK ", "Serbia"},
        {"Sokhumi", "43.002", "41.023", "GE GE-AB", "GE GE-AB", "Abkhazia"},
        {"Tskhinvali", "42.225", "43.970", "GE GE-SK", "GE GE-SK", "South Ossetia"},
        {"Tiraspol", "46.840", "29.633", "MD MD-SN", "MD MD-SN", "Moldova"},
        {"Majdal Shams", "33.268", "35.770", "SY SY-QU", "IL IL-Z", "Syria and Israel"},
        {"Katzrin", "32.992", "35.692", "SY SY-QU", "IL IL-Z", "Syria and Israel"},
        {"Old City of Jerusalem", "31.7767", "35.2345", "PS PS-JEM", "IL IL-JM",
         "Palestine and Israel"},
        {"Srinagar", "34.084", "74.797", "IN IN-JK", "IN IN-JK", "India and Pakistan"},
        {"Stanley", "-51.700", "-57.850", "FK ", "FK ", "Argentina"},
    }));
    INFO(spot.name);
    const auto un = resolved(at(spot.lat, spot.lon), View::kUn);
    const auto de_facto = resolved(at(spot.lat, spot.lon), View::kDeFacto);
    CHECK(un.codes() == spot.un);
    CHECK(de_facto.codes() == spot.de_facto);
    for (const auto* outcome : {&un, &de_facto}) {
        CHECK(outcome->message("disputed-area").find(spot.named) != std::string::npos);
    }
    CHECK(un.message("disputed-area").find("geo.view = un") != std::string::npos);
    CHECK(de_facto.message("disputed-area").find("geo.view = de_facto") != std::string::npos);
}

TEST_CASE("In a disputed area the view decides, whichever party is stated")
{
    for (const auto* party : {"UA", "RU"}) {
        CHECK(resolved(at("44.952", "34.102", party), View::kUn).codes() == "UA UA-43");
        CHECK(resolved(at("44.952", "34.102", party), View::kDeFacto).codes() == "RU ");
    }
    CHECK(resolved(at("27.154", "-13.200", "MA"), View::kUn).codes() == "EH MA-11");
    CHECK(resolved(at("42.673", "21.167", "RS"), View::kUn).codes() == "XK ");
    CHECK(resolved(at("25.048", "121.532", "CN"), View::kUn).codes() == "TW TW-TPE");
}

TEST_CASE("A third country stated in a disputed area is a contradiction as elsewhere")
{
    const auto found = resolved(at("44.952", "34.102", "FR"), View::kUn);
    CHECK(found.place.country.view() == "FR");
    CHECK_FALSE(found.message("coordinates-elsewhere").empty());
}

TEST_CASE("Places named in text get the view too")
{
    LocationCells cells;
    cells.by_name = {CountryCode{"UA"}, CountryMethod::kName, 0.99F, {}};
    cells.city = "Simferopol";
    const auto un = resolved(cells, View::kUn);
    const auto de_facto = resolved(cells, View::kDeFacto);
    CHECK(un.codes() == "UA UA-43");
    CHECK(de_facto.codes() == "RU ");
    CHECK_FALSE(un.message("disputed-area").empty());
    CHECK_FALSE(de_facto.message("disputed-area").empty());
}

TEST_CASE("A town named with the country that claims it is found, and the view decides")
{
    LocationCells cells;
    cells.by_name = {CountryCode{"RU"}, CountryMethod::kName, 0.99F, {}};
    cells.city = "Simferopol";
    const auto un = resolved(cells, View::kUn);
    CHECK(un.codes() == "UA UA-43");
    CHECK_FALSE(un.message("disputed-area").empty());
    CHECK(un.message("place-elsewhere").empty());
    CHECK(resolved(cells, View::kDeFacto).codes() == "RU ");
    cells.by_name.country = CountryCode{"CN"};
    cells.city = "Kaohsiung";
    CHECK(resolved(cells, View::kUn).place.country.view() == "TW");
    // A town of its own country stays, whatever it claims elsewhere.
    cells.city = "Shenzhen";
    CHECK(resolved(cells, View::kUn).codes() == "CN CN-GD");
}

TEST_CASE("West of the lines nothing is disputed")
{
    // Knesset, Kiryat Shmona, Tiberias, Ein Gev: Israel within the armistice lines of 1949.
    for (const auto& cells : {at("31.7767", "35.2053"), at("33.207", "35.572"),
                              at("32.795", "35.532"), at("32.783", "35.639")}) {
        const auto found = resolved(cells, View::kUn);
        CHECK(found.place.country.view() == "IL");
        CHECK(found.message("disputed-area").empty());
    }
}

// 24 Belgian and 8 Dutch pieces by the treaty of Maastricht of 1843; no boundaries shipped have
// them.
TEST_CASE("Among the enclaves of Baarle a finding says that the side is not known")
{
    const auto silent = resolved(at("51.4426", "4.9296"), View::kUn);
    CHECK_FALSE(silent.message("border-missing").empty());
    CHECK(silent.place.confidence <= 0.6F);
    const auto belgian = resolved(at("51.4426", "4.9296", "BE"), View::kUn);
    CHECK(belgian.codes() == "BE BE-VLG");
    CHECK_FALSE(belgian.message("border-missing").empty());
    CHECK(resolved(at("51.4426", "4.9296", "NL"), View::kUn).codes() == "NL NL-NB");
    CHECK(resolved(at("51.560", "5.080"), View::kUn).message("border-missing").empty());
}

TEST_CASE("Views and outlines that are none are refused")
{
    CHECK(parse_view("un") == View::kUn);
    CHECK(parse_view("de_facto") == View::kDeFacto);
    CHECK_THROWS_AS(parse_view("mine"), Error);
    CHECK(parse_outline("", "x").empty());
    CHECK(parse_outline("1 2;3 4;5 6.5", "x").size() == 3);
    for (const auto* text : {"1 2;3 4", "1 2;3;5 6", "1 2;;3 4", "a b;c d;e f", "1,2;3,4;5,6"}) {
        INFO(text);
        CHECK_THROWS_AS(parse_outline(text, "x"), Error);
    }
}
