// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/resolve/location.hpp"

#include "sourcelight/reference/reference.hpp"
#include "sourcelight/resolve/location_data.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace sourcelight;
using namespace sourcelight::resolve;

struct World {
    LocationData data;
    LocationResolver resolver;

    World()
        : data{load_location_data(
              reference::load_reference(SOURCELIGHT_SOURCE_DIR "/datasets", std::nullopt))},
          resolver{data.index, data.gazetteer, data.centres}
    {
    }
};

const LocationResolver& resolver()
{
    static const World world;
    return world.resolver;
}

CountryMatch stated(std::string_view code, CountryMethod method = CountryMethod::kName)
{
    return {CountryCode{code}, method, 0.99F, {}};
}

struct Outcome {
    ResolvedPlace place;
    std::vector<std::string> findings;

    [[nodiscard]] bool has(std::string_view code) const
    {
        return std::find(findings.begin(), findings.end(), code) != findings.end();
    }
};

Outcome resolved(const LocationCells& cells)
{
    PlaceMemo memo;
    std::vector<Finding> found;
    Outcome out;
    out.place = resolver().resolve(cells, memo, found);
    for (const auto& finding : found) {
        out.findings.emplace_back(finding.kind->code);
        CHECK_FALSE(finding.message.empty());
    }
    return out;
}

LocationCells at(std::string_view lat, std::string_view lon, std::string_view country)
{
    LocationCells cells;
    cells.latitude = lat;
    cells.longitude = lon;
    cells.by_name = stated(country);
    return cells;
}

}  // namespace

TEST_CASE("angles are read in the ways people write them", "[resolve][location]")
{
    const auto degrees = [](std::string_view text) {
        const auto angle = read_angle(text);
        return angle ? angle->degrees : std::nan("");
    };
    CHECK(degrees("31.2304") == Approx(31.2304));
    CHECK(degrees(" -6,2088 ") == Approx(-6.2088));
    CHECK(degrees("31.2304 N") == Approx(31.2304));
    CHECK(degrees("77.03W") == Approx(-77.03));
    CHECK(degrees("S 33.92") == Approx(-33.92));
    CHECK(degrees("31°13'49.4\"N") == Approx(31.2303889));
    CHECK(degrees("121 28 25 E") == Approx(121.4736111));
    CHECK(degrees("1.2345e2") == Approx(123.45));
    CHECK(degrees(".5 N") == Approx(0.5));
    CHECK(degrees("S ,25") == Approx(-0.25));
    for (const auto* text :
         {"", "n/a", "north", "12 75 00", "1 2 3 4", "--5", ". N", "inf", "nan"}) {
        CAPTURE(text);
        CHECK(std::isnan(degrees(text)));
    }
    CHECK(read_angle("31.2304")->step == Approx(1e-4));
    CHECK(read_angle("31")->step == Approx(1.0));
}

TEST_CASE("coordinates in the stated country give region and point", "[resolve][location]")
{
    const auto out = resolved(at("22.5431", "114.0579", "CN"));
    CHECK(out.place.country.view() == "CN");
    CHECK(out.place.country_method == CountryMethod::kName);
    CHECK(out.place.region.view() == "CN-GD");
    CHECK(out.place.method == PlaceMethod::kCoordinates);
    CHECK(out.place.has_point);
    CHECK(out.place.radius_km == Approx(0.5));
    CHECK(out.place.confidence > 0.9F);
    CHECK(out.findings.empty());
    // One decimal is 0.1 degrees: the site may be 8 km away.
    CHECK(resolved(at("22.5", "114.1", "CN")).place.radius_km == Approx(7.8).margin(0.1));
}

TEST_CASE("finer units are reported beside the top level", "[resolve][location]")
{
    const auto out = resolved(at("51.5074", "-0.1278", "GB"));
    CHECK(out.place.region.view() == "GB-ENG");
    CHECK_FALSE(out.place.subregion.empty());
}

TEST_CASE("without a stated country the coordinates tell it", "[resolve][location]")
{
    const auto out = resolved(at("-23.5505", "-46.6333", ""));
    CHECK(out.place.country.view() == "BR");
    CHECK(out.place.country_method == CountryMethod::kCoordinates);
    CHECK(out.place.region.view() == "BR-SP");
}

TEST_CASE("exchanged and wrongly signed coordinates are put right", "[resolve][location]")
{
    const auto swapped = resolved(at("114.0579", "22.5431", "CN"));
    CHECK(swapped.has("coordinates-swapped"));
    CHECK(swapped.place.region.view() == "CN-GD");
    CHECK(swapped.place.lat == Approx(22.5431));

    const auto in_range = resolved(at("77.2090", "28.6139", "IN"));
    CHECK(in_range.has("coordinates-swapped"));
    CHECK(in_range.place.region.view() == "IN-DL");

    const auto sign = resolved(at("23.5505", "-46.6333", "BR"));
    CHECK(sign.has("coordinates-sign"));
    CHECK(sign.place.region.view() == "BR-SP");
    CHECK(sign.place.lat == Approx(-23.5505));
}

TEST_CASE("just across a border the stated country stands", "[resolve][location]")
{
    // Futian in Shenzhen is 0.3 km from the Hong Kong boundary.
    const auto out = resolved(at("22.5130", "114.0600", "CN"));
    CHECK(out.place.country.view() == "CN");
    CHECK(out.place.region.view() == "CN-GD");
    CHECK(out.place.has_point);
}

TEST_CASE("name, code and coordinates vote, and the name beats the code", "[resolve][location]")
{
    auto cells = at("-0.5", "101.4", "ID");
    cells.by_code = stated("IN", CountryMethod::kCode);
    const auto two_to_one = resolved(cells);
    CHECK(two_to_one.place.country.view() == "ID");
    CHECK(two_to_one.has("country-code-differs"));

    cells.by_name = stated("IN");
    cells.by_code = stated("ID", CountryMethod::kCode);
    CHECK(resolved(cells).place.country.view() == "ID");

    cells.latitude = cells.longitude = "";
    CHECK(resolved(cells).place.country.view() == "IN");
}

TEST_CASE("coordinates in another country yield unless the address agrees", "[resolve][location]")
{
    const auto alone = resolved(at("48.8566", "2.3522", "VN"));
    CHECK(alone.place.country.view() == "VN");
    CHECK(alone.place.method == PlaceMethod::kCountry);
    CHECK_FALSE(alone.place.has_point);
    CHECK(alone.has("coordinates-elsewhere"));

    auto cells = at("48.8566", "2.3522", "VN");
    cells.address = "12 rue de Rivoli, Paris, France";
    cells.by_address = stated("FR", CountryMethod::kAddress);
    const auto backed = resolved(cells);
    CHECK(backed.place.country.view() == "FR");
    CHECK(backed.place.region.view() == "FR-IDF");
    CHECK(backed.has("address-country-differs"));
}

TEST_CASE("unusable coordinates are named and the text is used", "[resolve][location]")
{
    const auto with = [](std::string_view lat, std::string_view lon) {
        auto cells = at(lat, lon, "CN");
        cells.city = "Shenzhen";
        const auto out = resolved(cells);
        CHECK(out.place.region.view() == "CN-GD");
        CHECK(out.place.method == PlaceMethod::kCity);
        CHECK(out.place.radius_km > 5.0F);
        return out;
    };
    CHECK(with("0", "0").has("coordinates-zero"));
    CHECK(with("12683450.2", "2577451.9").has("coordinates-projected"));
    CHECK(with("222.5", "114").has("coordinates-out-of-range"));
    CHECK(with("abc", "114").has("coordinates-unreadable"));
    CHECK(with("NaN", "NaN").has("coordinates-unreadable"));
    CHECK(with("22.5", "").has("coordinates-incomplete"));
    CHECK(with("35.86166", "104.195397").has("coordinates-country-centre"));
    CHECK(with("", "").findings.empty());
}

TEST_CASE("points in the sea take the nearest region and say so", "[resolve][location]")
{
    const auto out = resolved(at("6.93", "79.80", "LK"));  // 4 km off Colombo
    CHECK(out.place.region.view() == "LK-1");
    CHECK(out.has("coordinates-at-sea"));
    CHECK(out.place.confidence < 0.98F);
}

TEST_CASE("a text with two voices overrules coordinates far away", "[resolve][location]")
{
    auto cells = at("31.2304", "121.4737", "CN");
    cells.address = "Chang'an Town, Dongguan, Guangdong, China";
    const auto out = resolved(cells);
    CHECK(out.place.region.view() == "CN-GD");
    CHECK(out.place.method == PlaceMethod::kAddress);
    CHECK(out.has("coordinates-contradict-address"));

    cells.address = "Dongguan Road 12, Shanghai";
    const auto fine = resolved(cells);
    CHECK(fine.place.region.view() == "CN-SH");
    CHECK(fine.place.method == PlaceMethod::kCoordinates);
}

TEST_CASE("region, city and country are told apart", "[resolve][location]")
{
    LocationCells cells;
    cells.by_name = stated("IN");
    cells.region = "Tamil Nadu";
    CHECK(resolved(cells).place.method == PlaceMethod::kRegion);
    CHECK_FALSE(resolved(cells).place.has_point);
    cells.city = "Tiruppur";
    CHECK(resolved(cells).place.method == PlaceMethod::kCity);
    CHECK(resolved(cells).place.region.view() == "IN-TN");
    cells.city = cells.region = "";
    const auto country = resolved(cells);
    CHECK(country.place.method == PlaceMethod::kCountry);
    CHECK(country.place.region.empty());
    CHECK(country.findings.empty());
    cells.city = "Xqzzvw";
    CHECK(resolved(cells).has("place-unknown"));
}

TEST_CASE("a region that is also a city does not outweigh the city's own cell",
          "[resolve][location]")
{
    struct Case {
        const char* country;
        const char* region;
        const char* city;
        geo::LonLat point;  // of GeoNames
    };
    const auto expected = GENERATE(Case{"BR", "Pará", "Marabá", {-49.12, -5.37}},
                                   Case{"US", "New York", "Buffalo", {-78.88, 42.89}},
                                   Case{"BR", "São Paulo", "Campinas", {-47.06, -22.91}},
                                   Case{"CN", "Guangdong", "Guangzhou", {113.25, 23.12}});
    LocationCells cells;
    cells.by_name = stated(expected.country);
    cells.region = expected.region;
    cells.city = expected.city;
    const auto found = resolved(cells).place;
    INFO(expected.city);
    CHECK(found.method == PlaceMethod::kCity);
    CHECK(geo::near_distance_km({found.lon, found.lat}, expected.point) < 20.0);
}

TEST_CASE("nothing known is no place", "[resolve][location]")
{
    const auto out = resolved({});
    CHECK(out.place.country.empty());
    CHECK(out.place.method == PlaceMethod::kNone);
}

TEST_CASE("the memo changes nothing but the cost", "[resolve][location][property]")
{
    LocationCells cells;
    cells.by_name = stated("CN");
    cells.city = "Suzhou";
    PlaceMemo memo;
    std::vector<Finding> findings;
    const auto first = resolver().resolve(cells, memo, findings);
    const auto again = resolver().resolve(cells, memo, findings);
    CHECK(memo.answers.size() == 1);
    CHECK(first.region == again.region);
    CHECK(first.confidence == again.confidence);
    CHECK(first.rivals.size() == again.rivals.size());
}

TEST_CASE("a country taken from the coordinates is said", "[resolve][location][finding]")
{
    LocationCells cells;
    cells.latitude = "-12.05";
    cells.longitude = "-77.04";
    const auto out = resolved(cells);
    CHECK(out.place.country.view() == "PE");
    CHECK(out.place.country_method == CountryMethod::kCoordinates);
    CHECK(out.has("country-from-place"));
    CHECK_FALSE(resolved(at("-12.05", "-77.04", "PE")).has("country-from-place"));
}

TEST_CASE("points of the gazetteer have five decimals", "[resolve][location]")
{
    LocationCells cells;
    cells.by_name = stated("FR");
    cells.city = "Paris";
    const auto place = resolved(cells).place;
    CHECK(place.has_point);
    CHECK(place.lon == std::round(place.lon * 1e5) / 1e5);
    CHECK(place.lat == std::round(place.lat * 1e5) / 1e5);
    CHECK(place.lat == Approx(48.853).margin(0.01));  // Paris, Notre-Dame
}

TEST_CASE("a region's code in its cell tells namesakes apart in any country")
{
    // Two towns each: San Giuseppe in Apulia and in Piedmont, Guadalupe in Huila and in Santander.
    const auto region_of = [](std::string_view country, std::string_view city,
                              std::string_view region) {
        LocationCells cells;
        cells.by_name = stated(country);
        cells.city = city;
        cells.region = region;
        return std::string{resolved(cells).place.region.view()};
    };
    CHECK(region_of("IT", "San Giuseppe", "IT-21") == "IT-21");
    CHECK(region_of("CO", "Guadalupe", "SAN") == "CO-SAN");
    CHECK(region_of("CO", "Guadalupe", "co-hui") == "CO-HUI");
}

TEST_CASE("towns on a river that is a border lie on their own side of it")
{
    // St. Louis is in Missouri, Columbus has a namesake in Ohio, Camas lies on the Columbia River.
    LocationCells cells;
    cells.by_name = stated("US");
    cells.city = "St. Louis";
    CHECK(resolved(cells).place.region == RegionCode{"US-MO"});
    cells.city = "Camas";
    CHECK(resolved(cells).place.region == RegionCode{"US-WA"});
}

TEST_CASE("the reach of a shape enters the radius and the doubt", "[resolve][location]")
{
    // Kuala Lumpur: a circle of 25 km lies in Selangor for the most part.
    auto cells = at("3.14", "101.69", "");
    const auto point = resolved(cells);
    cells.shape_radius_km = "25";
    const auto shape = resolved(cells);
    CHECK(shape.place.region == point.place.region);
    CHECK(shape.place.radius_km == Approx(25.0));
    CHECK(shape.place.confidence < point.place.confidence / 2.0F);
    REQUIRE_FALSE(shape.place.rivals.empty());
    CHECK(shape.place.rivals.front().region.view() == "MY-10");
    CHECK(shape.has("shape-spans-regions"));

    cells = at("-11", "-51", "");
    cells.shape_radius_km = "155";  // two degrees of the Brazilian interior
    const auto wide = resolved(cells);
    CHECK(wide.place.country.view() == "BR");
    CHECK(wide.place.region.empty());
    CHECK_FALSE(wide.place.has_point);
    CHECK(wide.has("shape-too-wide"));

    cells = at("46", "7.5", "");
    cells.shape_radius_km = "900";  // Switzerland and all around it
    CHECK(resolved(cells).place.country.empty());
}
