// SPDX-License-Identifier: Apache-2.0
// Rows whose parts disagree, or of which a part is unknown: what is followed, how sure it is, and
// what the findings say.
#include "tests/unit/resolve/geocode_measure.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace sourcelight;
using namespace sourcelight::resolve;

struct World {
    test::GeocodeWorld facts;
    LocationResolver resolver{facts.data.index, facts.data.gazetteer, facts.data.centres,
                              DisputedAreas{facts.data.areas, View::kUn}};
};

const World& world()
{
    static const World made;
    return made;
}

/// The cells of one row, as they stand in the file.
struct Row {
    std::string_view country;
    std::string_view region = {};
    std::string_view city = {};
    std::string_view latitude = {};
    std::string_view longitude = {};
    std::string_view address = {};
};

struct Outcome {
    ResolvedPlace place;
    std::vector<Finding> findings;

    [[nodiscard]] const Finding* finding(std::string_view code) const
    {
        const auto found =
            std::find_if(findings.begin(), findings.end(),
                         [code](const Finding& other) { return other.kind->code == code; });
        return found == findings.end() ? nullptr : &*found;
    }
    [[nodiscard]] std::string message(std::string_view code) const
    {
        const auto* found = finding(code);
        return found == nullptr ? std::string{} : found->message;
    }
};

Outcome read(const Row& row)
{
    LocationCells cells;
    const auto stated = world().facts.countries.resolve_text(row.country);
    (stated.method == CountryMethod::kCode ? cells.by_code : cells.by_name) = stated;
    cells.country = row.country;
    cells.region = row.region;
    cells.city = row.city;
    cells.latitude = row.latitude;
    cells.longitude = row.longitude;
    cells.address = row.address;
    PlaceMemo memo;
    Outcome out;
    out.place = world().resolver.resolve(cells, memo, out.findings);
    return out;
}

}  // namespace

TEST_CASE("a seat that the boundaries put into its neighbour has its own region by its name too",
          "[resolve][location]")
{
    struct Seat {
        std::string_view country;
        std::string_view city;
        std::string_view region;  // by ISO 3166-2 and the law that datasets name
    };
    const auto seat =
        GENERATE(Seat{"LY", "Tripoli", "LY-TB"}, Seat{"MR", "Nouakchott", "MR-13"},
                 Seat{"AR", "Viedma", "AR-R"}, Seat{"CO", "San José del Guaviare", "CO-GUV"},
                 Seat{"KG", "Osh", "KG-GO"}, Seat{"NP", "Birendranagar", "NP-P6"},
                 Seat{"PH", "Cotabato City", "PH-14"}, Seat{"PH", "General Santos", "PH-12"},
                 Seat{"RU", "Abakan", "RU-KK"}, Seat{"TM", "Ashgabat", "TM-S"},
                 Seat{"TN", "Manouba", "TN-14"});
    INFO(seat.city);
    CHECK(read({seat.country, "", seat.city}).place.region.view() == seat.region);
}

TEST_CASE("a seat beside a corrected one keeps its region", "[resolve][location]")
{
    CHECK(read({"Turkmenistan", "", "Anau"}).place.region.view() == "TM-A");
    CHECK(read({"Philippines", "Cotabato", "Kidapawan"}).place.region.view() == "PH-12");
    CHECK(read({"Argentina", "", "Carmen de Patagones"}).place.region.view() == "AR-B");
}

TEST_CASE("the name of a region in the city column is no other name of a town elsewhere",
          "[resolve][location]")
{
    CHECK(read({"Malaysia", "", "Sabah"}).place.region.view() == "MY-12");
    CHECK(read({"UK", "", "Wales"}).place.region.view() == "GB-WLS");
    CHECK(read({"India", "", "Ladakh"}).place.region.view() == "IN-LA");
    CHECK(read({"Russia", "", "Altay, Respublika"}).place.region.view() == "RU-AL");
}

TEST_CASE("a state's name in the country column gives way to a town that only the state has",
          "[resolve][location]")
{
    for (const auto* city : {"Savannah", "Macon", "Dalton"}) {
        INFO(city);
        const auto out = read({"Georgia", "", city});
        CHECK(out.place.region.view() == "US-GA");
        CHECK(out.place.confidence <= 0.8F);
        REQUIRE(out.finding("country-is-state") != nullptr);
        CHECK(out.finding("country-is-state")->value == "Georgia");
    }
    CHECK(read({"Georgia", "", "Tbilisi"}).place.region.view() == "GE-TB");
    CHECK(read({"Georgia", "", "Tbilisi"}).findings.empty());
    CHECK(read({"", "", "Atlanta, Georgia"}).place.region.view() == "US-GA");
    CHECK(read({"", "Georgia", "Atlanta"}).place.region.view() == "US-GA");
    CHECK(read({"", "", "Lebanon, PA"}).place.region.view() == "US-PA");
}

TEST_CASE("an address in a state abroad speaks against the stated country", "[resolve][location]")
{
    const auto out = read({"Lebanon", "", "", "", "", "12 Main St, Lebanon, PA"});
    CHECK(out.place.country.view() == "LB");
    CHECK(out.place.confidence <= 0.7F);
    CHECK(out.message("place-elsewhere").find("US") != std::string::npos);
}

TEST_CASE("city and region that contradict each other are a mixture with a finding",
          "[resolve][location]")
{
    const auto cells =
        GENERATE(Row{"China", "Shandong", "Urumqi"}, Row{"China", "", "Urumqi, Shandong"},
                 Row{"India", "Maharashtra", "Chennai"});
    const auto out = read(cells);
    INFO(cells.city);
    CHECK(out.place.confidence <= 0.6F);
    REQUIRE_FALSE(out.place.rivals.empty());
    CHECK(out.place.rivals.front().probability >= 0.39F);
    CHECK_FALSE(out.message("region-contradicts-city").empty());
    // Towns of the name, and suburbs known by the city's name, contradict nothing.
    CHECK(read({"USA", "Texas", "Paris"}).findings.empty());
    CHECK(read({"India", "Haryana", "Delhi"}).finding("region-contradicts-city") == nullptr);
    CHECK(read({"China", "Guangdong", "Shenzhen"}).findings.empty());
}

TEST_CASE("coordinates in another country lower the confidence of the stated one",
          "[resolve][location]")
{
    const auto alone = read({"Vietnam", "", "", "22.5431", "114.0579"});
    CHECK(alone.place.country.view() == "VN");
    CHECK(alone.place.confidence == Approx(0.7F));
    CHECK_FALSE(alone.message("coordinates-elsewhere").empty());
    const auto confirmed = read({"Vietnam", "", "Hanoi", "22.5431", "114.0579"});
    CHECK(confirmed.place.region.view() == "VN-HN");
    CHECK(confirmed.place.confidence == Approx(0.9F).margin(0.01));
}

TEST_CASE("an unreadable country is replaced, and does not count as understood",
          "[resolve][location]")
{
    const auto by_city = read({"Wakanda", "", "Mumbai"});
    CHECK(by_city.place.country.view() == "IN");
    CHECK(by_city.place.country_replaced);
    CHECK(by_city.place.confidence <= 0.8F);
    const auto by_point = read({"Wakanda", "", "", "19.07", "72.87"});
    CHECK(by_point.place.country_replaced);
    CHECK(by_point.place.confidence <= 0.8F);
    CHECK_FALSE(read({"Wakanda"}).place.country_replaced);
    CHECK_FALSE(read({"", "", "Mumbai"}).place.country_replaced);
    CHECK_FALSE(read({"n/a", "", "Mumbai"}).place.country_replaced);
}

TEST_CASE("findings about coordinates name the value, the range and the place",
          "[resolve][location]")
{
    CHECK(read({"Vietnam", "", "", "91", "105.8"})
              .message("coordinates-out-of-range")
              .find("latitude 91 is not within -90 to 90") == 0);
    CHECK(read({"Vietnam", "", "", "21", "605.8"}).finding("coordinates-out-of-range")->column ==
          "longitude");
    // Off Hong Kong and off Singapore, which ISO 3166-2 does not divide as the boundaries do.
    for (const Row& row :
         {Row{"HK", "", "", "22.15", "114.35"}, Row{"SG", "", "", "1.20", "103.80"}}) {
        const auto message = read(row).message("coordinates-at-sea");
        INFO(message);
        CHECK(message.find("from ,") == std::string::npos);
    }
    // A sign that leads into the open sea explains nothing.
    CHECK(read({"China", "", "", "35.5", "-120.2"}).finding("coordinates-sign") == nullptr);
}

TEST_CASE("a name that many states have says so", "[resolve][location]")
{
    const auto out = read({"USA", "", "Springfield"});
    CHECK(out.place.region.empty());
    CHECK(out.message("place-uncertain").find("add the state or province") != std::string::npos);
}

TEST_CASE("land that no state claims has no country", "[resolve][location]")
{
    const auto alone = read({"", "", "", "21.87", "33.75"});
    CHECK(alone.place.country.empty());
    CHECK(alone.message("coordinates-no-country").find("Bir Tawil") != std::string::npos);
    for (const auto* country : {"Egypt", "Sudan"}) {
        const auto out = read({country, "", "", "21.87", "33.75"});
        CHECK(out.place.method == PlaceMethod::kCountry);
        CHECK(out.place.confidence <= 0.7F);
    }
}

TEST_CASE("an island that the boundaries do not draw keeps the country of its waters",
          "[resolve][location]")
{
    // Tory Island off Donegal, Christiansoe east of Bornholm, the Chausey islands in the gulf of
    // Saint-Malo and Snake Island off the Danube: inhabited, 10 to 40 km from the mainland drawn.
    struct Island {
        const char* country;
        const char* lat;
        const char* lon;
    };
    for (const auto& [country, lat, lon] :
         {Island{"IE", "55.2647", "-8.2167"}, Island{"DK", "55.3200", "15.1867"},
          Island{"FR", "48.8700", "-1.8300"}, Island{"UA", "45.2550", "30.2040"}}) {
        const auto out = read({"", "", "", lat, lon});
        INFO(country);
        CHECK(out.place.country == CountryCode{country});
        CHECK(out.place.region.empty());
        CHECK(out.place.confidence <= 0.8F);
        CHECK(out.finding("coordinates-at-sea") != nullptr);
    }
    // In the waters of the Azores, 200 km from any of them.
    CHECK(read({"", "", "", "40.9", "-28.5"}).place.country.empty());
}
