// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/geo/region_index.hpp"

#include "sourcelight/core/error.hpp"
#include "sourcelight/core/text.hpp"
#include "sourcelight/io/read_table.hpp"
#include "tests/unit/geo/world.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <random>
#include <string>
#include <vector>

namespace {

using sourcelight::CountryCode;
using sourcelight::Errc;
using sourcelight::Error;
using sourcelight::RegionCode;
using sourcelight::geo::Location;
using sourcelight::geo::LonLat;
using sourcelight::geo::RegionIndex;
using sourcelight::geo::RegionShape;
using sourcelight::geo::ZoneShape;
using sourcelight::test::world;

using Ring = std::vector<std::array<double, 2>>;

void append(std::string& out, const auto& value)
{
    const auto at = out.size();
    out.resize(at + sizeof(value));
    std::memcpy(out.data() + at, &value, sizeof(value));
}

/// Little-endian WKB of a polygon.
std::string polygon(const std::vector<Ring>& rings)
{
    std::string out(1, '\x01');
    append(out, std::uint32_t{3});
    append(out, static_cast<std::uint32_t>(rings.size()));
    for (const auto& ring : rings) {
        append(out, static_cast<std::uint32_t>(ring.size()));
        for (const auto& point : ring) {
            append(out, point[0]);
            append(out, point[1]);
        }
    }
    return out;
}

Ring square(double west, double south, double east, double north)
{
    return {{west, south}, {east, south}, {east, north}, {west, north}, {west, south}};
}

/// Two countries side by side, the western with a north and a south and a lake in the north.
struct TwoCountries {
    std::string west = polygon({square(10, 0, 12, 4)});
    std::string east = polygon({square(12, 0, 14, 4)});
    std::string north = polygon({square(10.5, 2, 12, 4), square(11, 3, 11.2, 3.2)});
    std::string south = polygon({square(10.5, 0, 12, 2)});
    std::string all_east = polygon({square(12, 0, 14, 4)});

    [[nodiscard]] RegionIndex index() const
    {
        const std::vector<ZoneShape> zones{{CountryCode{"AA"}, west}, {CountryCode{"BB"}, east}};
        const std::vector<RegionShape> regions{
            {CountryCode{"AA"}, RegionCode{"AA-N"}, {}, north},
            {CountryCode{"AA"}, RegionCode{"AA-S"}, RegionCode{"AA-S1"}, south},
            {CountryCode{"BB"}, RegionCode{"BB-1"}, {}, all_east},
        };
        return RegionIndex{zones, regions};
    }
};

bool is_one_of(std::string_view list, std::string_view code)
{
    const auto pieces = sourcelight::split(list, '|');
    return std::find(pieces.begin(), pieces.end(), code) != pieces.end();
}

}  // namespace

TEST_CASE("a point belongs to the region that holds it", "[geo][region_index]")
{
    const auto index = TwoCountries{}.index();

    const auto south = index.locate({11.0, 1.0});
    CHECK(south.kind == Location::Kind::kInside);
    CHECK(south.country.view() == "AA");
    CHECK(south.region.view() == "AA-S");
    CHECK(south.subregion.view() == "AA-S1");
    CHECK(south.distance_km == 0.0F);
    CHECK(index.locate({13.0, 1.0}).region.view() == "BB-1");
    CHECK(index.locate({20.0, 1.0}).kind == Location::Kind::kNowhere);
}

TEST_CASE("a point on a border has exactly one region", "[geo][region_index]")
{
    const auto index = TwoCountries{}.index();
    for (const LonLat point : {LonLat{11.3, 2.0}, LonLat{12.0, 1.0}, LonLat{12.0, 2.0},
                               LonLat{10.5, 2.0}, LonLat{12.0, 4.0}}) {
        CAPTURE(point.lon, point.lat);
        const auto where = index.locate(point);
        CHECK_FALSE(where.country.empty());
    }
}

TEST_CASE("points beside a shared border fall on their own side", "[geo][region_index][property]")
{
    const auto index = TwoCountries{}.index();
    std::mt19937 random{1};
    std::uniform_real_distribution<double> along{10.51, 11.99};
    for (int i = 0; i < 2000; ++i) {
        const double lon = along(random);
        CHECK(index.locate({lon, 2.0 + 1e-9}).region.view() == "AA-N");
        CHECK(index.locate({lon, 2.0 - 1e-9}).region.view() == "AA-S");
    }
}

TEST_CASE("a point in a lake or at sea takes the nearest region and says how far",
          "[geo][region_index]")
{
    const auto index = TwoCountries{}.index();

    // 0.02 degrees of longitude at 3.1 degrees north: 0.02 * 111.32 km * cos(3.1 degrees).
    const auto lake = index.locate({11.02, 3.1});
    CHECK(lake.kind == Location::Kind::kSnapped);
    CHECK(lake.region.view() == "AA-N");
    CHECK(lake.distance_km == Approx(2.223).margin(0.005));
    // Its middle is 11 km from the shore, beyond the 10 km allowed.
    CHECK(index.locate({11.1, 3.1}).kind == Location::Kind::kCountry);

    const auto coast = index.locate({10.45, 1.0});
    CHECK(coast.kind == Location::Kind::kSnapped);
    CHECK(coast.at_sea);
    CHECK(coast.region.view() == "AA-S");
    CHECK(coast.distance_km == Approx(5.566).margin(0.01));  // 0.05 degrees at 1 degree north

    const auto far = index.locate({10.2, 1.0});
    CHECK(far.kind == Location::Kind::kCountry);
    CHECK(far.country.view() == "AA");
    CHECK(far.region.empty());
}

TEST_CASE("the distance to a country is geodesic and 0 inside", "[geo][region_index]")
{
    const auto index = TwoCountries{}.index();
    CHECK(index.distance_km(CountryCode{"AA"}, {11.0, 1.0}, 5.0) == 0.0);
    CHECK(index.distance_km(CountryCode{"AA"}, {12.04, 1.0}, 5.0) == Approx(4.4524).epsilon(0.001));
    CHECK(std::isinf(index.distance_km(CountryCode{"AA"}, {12.05, 1.0}, 5.0)));
    CHECK(std::isinf(index.distance_km(CountryCode{"ZZ"}, {11.0, 1.0}, 5.0)));
    CHECK(index.distance_to_region_km(RegionCode{"AA-N"}, {11.0, 1.99}, 5.0) ==
          Approx(1.1057).epsilon(0.001));
    CHECK(index.distance_to_region_km(RegionCode{"AA-N"}, {11.5, 2.5}, 5.0) == 0.0);
}

TEST_CASE("within a country the nearest region is found across the border", "[geo][region_index]")
{
    const auto index = TwoCountries{}.index();
    const auto across = index.locate_within(CountryCode{"AA"}, {12.03, 1.0}, 60.0);
    CHECK(across.region.view() == "AA-S");
    CHECK(across.kind == Location::Kind::kSnapped);
    CHECK(index.locate_within(CountryCode{"AA"}, {13.9, 1.0}, 60.0).kind ==
          Location::Kind::kNowhere);
}

TEST_CASE("what is no place on Earth is nowhere", "[geo][region_index]")
{
    const double nan = std::numeric_limits<double>::quiet_NaN();
    for (const LonLat point : {LonLat{nan, 1.0}, LonLat{11.0, nan}, LonLat{200.0, 1.0},
                               LonLat{11.0, 91.0}, LonLat{1e300, -1e300}}) {
        CHECK(world().locate(point).kind == Location::Kind::kNowhere);
    }
    CHECK(world().locate({180.0, 90.0}).kind == Location::Kind::kNowhere);
    CHECK_FALSE(world().locate({-180.0, -90.0}).country.view() == "FJ");
}

TEST_CASE("damaged shapes are refused by name", "[geo][region_index][error]")
{
    const auto whole = polygon({square(0, 0, 1, 1)});
    const std::string cut = whole.substr(0, whole.size() / 2);
    const std::string outside = polygon({square(0, 0, 500, 1)});
    for (const std::string& wkb : {cut, outside, std::string{}, std::string(9, '\x07')}) {
        const std::vector<RegionShape> regions{{CountryCode{"AA"}, RegionCode{"AA-1"}, {}, wkb}};
        CHECK_THROWS_MATCHES((RegionIndex{{}, regions}), Error,
                             Catch::Matchers::Predicate<Error>([](const Error& e) {
                                 return e.code() == Errc::kDatasetInvalid &&
                                        std::string{e.what()}.find("AA-1") != std::string::npos;
                             }));
    }
}

TEST_CASE("capitals, exclaves and border towns lie where treaties put them", "[geo][world]")
{
    const std::array<sourcelight::io::ColumnType, 2> numbers{{{"lat", true}, {"lon", true}}};
    const auto table =
        sourcelight::io::read_table(SOURCELIGHT_SOURCE_DIR "/tests/unit/geo/points.csv", numbers);
    REQUIRE(table.rows() > 250);
    for (std::size_t i = 0; i < table.rows(); ++i) {
        CAPTURE(std::string{table.text("place")[i]}, std::string{table.text("why")[i]});
        const auto where = world().locate({table.number("lon")[i], table.number("lat")[i]});
        CHECK(is_one_of(table.text("country")[i], where.country.view()));
        const auto region = table.text("region")[i];
        CHECK((region.empty() || is_one_of(region, where.region.view())));
    }
}

TEST_CASE("neighbouring points agree unless a border lies between them", "[geo][world][property]")
{
    std::mt19937 random{7};
    std::uniform_real_distribution<double> lon{-179.0, 179.0};
    std::uniform_real_distribution<double> lat{-60.0, 75.0};
    int differ = 0;
    constexpr int kPoints = 20000;
    for (int i = 0; i < kPoints; ++i) {
        const LonLat point{lon(random), lat(random)};
        const auto here = world().locate(point);
        const auto beside = world().locate({point.lon + 1e-7, point.lat - 1e-7});
        differ += here.region != beside.region || here.country != beside.country ? 1 : 0;
    }
    CHECK(differ <= 2);
}

TEST_CASE("many points at once, and an index that was kept, say what each point says alone",
          "[geo][world][property]")
{
    sourcelight::Sections sections;
    world().save(sections);
    const RegionIndex kept{sections};
    std::mt19937 random{11};
    std::uniform_real_distribution<double> unit{-1.0, 1.0};
    std::vector<LonLat> points(20'000);
    for (auto& point : points) {
        const double lon = 180.0 * unit(random);
        point = {lon, 90.0 * unit(random)};
    }
    points[17].lat = std::numeric_limits<double>::quiet_NaN();
    points[18].lon = 181.0;
    std::vector<Location> at_once(points.size());
    kept.locate(points, at_once);
    std::size_t differ = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const auto alone = world().locate(points[i]);
        differ +=
            alone.kind != at_once[i].kind || alone.country != at_once[i].country ||
                    alone.region != at_once[i].region || alone.subregion != at_once[i].subregion ||
                    alone.at_sea != at_once[i].at_sea || alone.distance_km != at_once[i].distance_km
                ? 1U
                : 0U;
    }
    CHECK(differ == 0);
    CHECK(kept.bytes() < 200'000'000);  // the budget of the index
}

TEST_CASE("at sea no region within the limit is overlooked", "[geo][world][property]")
{
    constexpr double kSeaLimit = 10.0;  // SnapLimits
    std::mt19937 random{13};
    std::uniform_real_distribution<double> lon{-180.0, 180.0};
    std::uniform_real_distribution<double> lat{-90.0, 90.0};
    int at_sea = 0;
    for (int i = 0; i < 100'000; ++i) {
        const LonLat point{lon(random), lat(random)};
        const auto where = world().locate(point);
        if (where.kind == Location::Kind::kCountry && where.at_sea) {
            ++at_sea;
            CHECK(world().locate_within(where.country, point, kSeaLimit).kind ==
                  Location::Kind::kNowhere);
        }
    }
    CHECK(at_sea > 10'000);
}

TEST_CASE("a border town and its twin lie in their own countries", "[geo][world]")
{
    // Coordinates of GeoNames; none of the twins is in the table of corrections.
    const auto country = [](double lat, double lon) {
        return std::string{world().locate({lon, lat}).country.view()};
    };
    CHECK(country(65.84811, 24.14662) == "FI");   // Tornio
    CHECK(country(65.83549, 24.13676) == "SE");   // Haparanda
    CHECK(country(37.07028, 41.21465) == "TR");   // Nusaybin
    CHECK(country(37.05215, 41.23142) == "SY");   // Qamishli
    CHECK(country(45.18044, -67.29529) == "CA");  // St. Stephen
    CHECK(country(45.18376, -67.27662) == "US");  // Calais
    CHECK(country(4.34283, 18.59447) == "CD");    // Zongo
    CHECK(country(4.36122, 18.55496) == "CF");    // Bangui
    const auto tornio = world().locate({24.14662, 65.84811});
    CHECK(tornio.region.view() == "FI-10");  // Lapland
    CHECK(tornio.kind == Location::Kind::kSnapped);
}

TEST_CASE("the antimeridian is one place whatever its sign", "[geo][world]")
{
    for (int step = -900; step <= 900; ++step) {
        const double lat = 0.1 * step;
        const auto east = world().locate({180.0, lat});
        const auto west = world().locate({-180.0, lat});
        CAPTURE(lat);
        CHECK(east.country == west.country);
        CHECK(east.region == west.region);
        // Neither sign falls into the gap between the two halves of a country.
        const auto beside = world().locate({179.9999, lat});
        CHECK(east.country == beside.country);
    }
}
