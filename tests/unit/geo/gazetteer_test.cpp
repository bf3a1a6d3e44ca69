// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/geo/gazetteer.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <limits>
#include <random>
#include <string>

namespace {

using sourcelight::CountryCode;
using sourcelight::RegionCode;
using sourcelight::geo::Gazetteer;
using sourcelight::geo::GazetteerEntries;
using sourcelight::geo::NameKind;
using sourcelight::geo::PlaceAnswer;
using sourcelight::geo::PlaceEntry;
using sourcelight::geo::PlaceLevel;
using sourcelight::geo::PlaceQuery;

PlaceEntry place(std::int64_t id, std::string_view name, double lon, double lat,
                 std::string_view region, double population)
{
    return {id, name,       {},   {lon, lat}, CountryCode{region.substr(0, 2)}, RegionCode{region},
            {}, population, false};
}

/// A few real places of China, the United States, Mexico and Japan.
const Gazetteer& gazetteer()
{
    static const Gazetteer made = [] {
        const double unknown = std::numeric_limits<double>::quiet_NaN();
        GazetteerEntries entries;
        entries.places = {
            place(1, "Shenzhen", 114.0683, 22.5455, "CN-GD", 17494398),
            place(2, "Shenzhen", 121.3397, 29.4159, "CN-ZJ", unknown),
            place(3, "Suzhou", 120.5954, 31.3041, "CN-JS", 5345961),
            place(4, "Suzhou", 116.9789, 33.6361, "CN-AH", 1647642),
            place(5, "Dongguan", 113.7447, 23.0180, "CN-GD", 7271322),
            place(6, "Humen", 113.6733, 22.8194, "CN-GD", 657867),
            place(7, "Springfield", -89.6437, 39.8017, "US-IL", 116565),
            place(8, "Springfield", -72.5898, 42.1015, "US-MA", 155929),
            place(9, "Washington", -77.0364, 38.8951, "US-DC", 689545),
            place(10, "Camas", -122.3995, 45.5871, "US-WA", 21810),
            place(11, "Mount Vernon", -87.8950, 37.9323, "US-IN", 6563),
            place(12, "Indiana", -79.1525, 40.6215, "US-PA", 13564),
            place(13, "Mexico City", -99.1277, 19.4285, "MX-CMX", 12294193),
            place(14, "Valladolid", -88.2022, 20.6896, "MX-YUC", 48973),
            place(15, "Kyoto", 135.7538, 35.0211, "JP-26", 1459640),
            place(16, "Shanghai", 121.4581, 31.2222, "CN-SH", 24874500),
        };
        entries.alternates = {{1, "深圳市|Szuchen"}, {15, "京都|Kioto|Киото"}, {13, "Mexico"}};
        const auto region = [&](std::string_view code, std::string_view name, NameKind kind) {
            entries.region_names.push_back(
                {CountryCode{code.substr(0, 2)}, RegionCode{code}, {}, name, kind});
        };
        region("CN-GD", "Guangdong Sheng", NameKind::kRegion);
        region("CN-GD", "广东省", NameKind::kRegion);
        region("CN-JS", "Jiangsu", NameKind::kRegion);
        region("CN-AH", "Anhui", NameKind::kRegion);
        region("US-IL", "Illinois", NameKind::kRegion);
        region("US-IL", "IL", NameKind::kAbbreviation);
        region("US-MA", "MA", NameKind::kAbbreviation);
        region("US-WA", "Washington", NameKind::kRegion);
        region("US-IN", "Indiana", NameKind::kRegion);
        region("US-IN", "IN", NameKind::kAbbreviation);
        region("MX-MEX", "México", NameKind::kRegion);
        region("MX-YUC", "Yucatan", NameKind::kRegion);
        for (const auto code : {"CN-GD", "CN-JS", "CN-AH", "CN-ZJ", "CN-SH"}) {
            entries.shares.push_back({CountryCode{"CN"}, RegionCode{code}, 0.2});
        }
        for (const auto code : {"US-IL", "US-MA", "US-DC", "US-WA", "US-IN", "US-PA"}) {
            entries.shares.push_back({CountryCode{"US"}, RegionCode{code}, 1.0 / 6});
        }
        for (const auto code : {"MX-MEX", "MX-CMX", "MX-YUC"}) {
            entries.shares.push_back({CountryCode{"MX"}, RegionCode{code}, 1.0 / 3});
        }
        entries.postcodes = {{CountryCode{"US"}, "627", RegionCode{"US-IL"}}};
        entries.country_names = {{CountryCode{"MX"}, "Mexico"}, {CountryCode{"CN"}, "China"}};
        return Gazetteer{entries};
    }();
    return made;
}

PlaceAnswer address(std::string_view country, std::string_view text)
{
    return gazetteer().find({CountryCode{country}, {}, {}, {}, text});
}

PlaceAnswer city(std::string_view country, std::string_view text)
{
    return gazetteer().find({CountryCode{country}, text, {}, {}, {}});
}

double total(const PlaceAnswer& answer)
{
    double sum = 0.0;
    for (const auto& share : answer.regions) {
        sum += static_cast<double>(share.probability);
    }
    return sum;
}

}  // namespace

TEST_CASE("a city is found with its region, extent and confidence", "[geo][gazetteer]")
{
    const auto answer = city("CN", "Shenzhen");
    CHECK(answer.level == PlaceLevel::kPlace);
    CHECK(answer.region.view() == "CN-GD");
    CHECK(answer.from_city);
    CHECK(answer.confidence > 0.9F);
    CHECK(answer.point.lat == Approx(22.5455).margin(1e-4));
    CHECK(answer.radius_km > 20.0F);
    CHECK(total(answer) == Approx(1.0).margin(0.05));
}

TEST_CASE("spellings, scripts and splits of a name lead to the same city", "[geo][gazetteer]")
{
    for (const auto* text : {"SHENZHEN", "Shen Zhen City", "shēnzhèn", "深圳", "广东省深圳市宝安区",
                             "Shenzen", "Shenzehn City", "Shenzhen, Guangdong"}) {
        CAPTURE(text);
        CHECK(city("CN", text).region.view() == "CN-GD");
    }
    CHECK(city("JP", "京都市").name == "Kyoto");
    CHECK(city("JP", "Киото").name == "Kyoto");
}

TEST_CASE("the province beside a city decides between namesakes", "[geo][gazetteer]")
{
    CHECK(address("CN", "No. 8 Fengqi Road, Suzhou, Jiangsu, China").region.view() == "CN-JS");
    CHECK(address("CN", "No. 8 Fengqi Road, Suzhou, Anhui, China").region.view() == "CN-AH");
    CHECK(address("US", "12 Main St, Springfield, IL 62701").region.view() == "US-IL");
    CHECK(address("US", "12 Main St, Springfield, MA").region.view() == "US-MA");
    const auto alone = city("US", "Springfield");
    CHECK(alone.confidence < 0.9F);
    CHECK(alone.regions.size() >= 2);
    PlaceQuery with_code{CountryCode{"US"}, "Springfield", {}, "62701", {}};
    CHECK(gazetteer().find(with_code).region.view() == "US-IL");
    PlaceQuery with_cell{CountryCode{"US"}, "Springfield", "IL", {}, {}};
    CHECK(gazetteer().find(with_cell).region.view() == "US-IL");
}

TEST_CASE("a district is finer than its city", "[geo][gazetteer]")
{
    const auto answer = address("CN", "Humen Town, Dongguan, Guangdong, China");
    CHECK(answer.name == "Humen");
    CHECK(answer.region.view() == "CN-GD");
    CHECK(answer.witnesses >= 3);
}

TEST_CASE("a street is not the city it is named after", "[geo][gazetteer]")
{
    const auto answer = address("CN", "99 Suzhou North Road, Shanghai");
    CHECK(answer.region.view() == "CN-SH");
    CHECK(answer.confidence > 0.9F);
}

TEST_CASE("a state is not the town of its name", "[geo][gazetteer]")
{
    CHECK(address("US", "5509 NW Parker Street, Camas, Washington, USA").region.view() == "US-WA");
    CHECK(address("US", "1 Lexan Lane, Mt. Vernon, Indiana, USA").region.view() == "US-IN");
}

TEST_CASE("the country behind a place is neither state nor city", "[geo][gazetteer]")
{
    CHECK(address("MX", "Calle 39, Valladolid Yucatan Mexico C.P. 97780").region.view() ==
          "MX-YUC");
    CHECK(address("MX", "Valladolid, Mexico").region.view() == "MX-YUC");
}

TEST_CASE("a region alone gives no point", "[geo][gazetteer]")
{
    const auto answer = gazetteer().find({CountryCode{"CN"}, {}, "Guangdong", {}, {}});
    CHECK(answer.level == PlaceLevel::kRegion);
    CHECK(answer.region.view() == "CN-GD");
    CHECK(answer.radius_km == 0.0F);
}

TEST_CASE("what names no place leaves the country as a mixture", "[geo][gazetteer]")
{
    const auto answer = address("CN", "Building 5, 6th floor, Industrial Zone");
    CHECK(answer.level == PlaceLevel::kCountry);
    CHECK(answer.region.empty());
    CHECK(answer.regions.size() == 5);
    CHECK(total(answer) == Approx(1.0).margin(1e-5));
}

TEST_CASE("without a country the place tells it", "[geo][gazetteer]")
{
    const auto answer = gazetteer().find({{}, "Shenzhen", "Guangdong", {}, {}});
    CHECK(answer.country.view() == "CN");
    CHECK(answer.country_probability > 0.8F);
    CHECK(gazetteer().find({{}, {}, {}, {}, "no place at all"}).level == PlaceLevel::kNone);
}

TEST_CASE("a country the gazetteer does not know stays a country", "[geo][gazetteer]")
{
    const auto answer = city("ZZ", "Shenzhen");
    CHECK(answer.level == PlaceLevel::kCountry);
    CHECK(answer.country.view() == "ZZ");
}

TEST_CASE("any bytes are read without failing", "[geo][gazetteer][property]")
{
    std::mt19937 random{11};
    std::uniform_int_distribution<int> byte{0, 255};
    for (int i = 0; i < 3000; ++i) {
        std::string text(static_cast<std::size_t>(i % 90), ' ');
        for (auto& c : text) {
            c = static_cast<char>(byte(random));
        }
        const auto answer = gazetteer().find({CountryCode{"CN"}, text, text, text, text});
        CHECK(std::isfinite(answer.confidence));
        CHECK(total(answer) <= 1.0001);
    }
}
