// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/core/error.hpp"
#include "sourcelight/io/findings.hpp"
#include "sourcelight/io/table_reader.hpp"

#include "tests/unit/io/temporary_file.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace sourcelight;
using namespace sourcelight::io;

struct Shape {
    std::string lat, lon, radius;
    std::vector<std::string> findings;  ///< code and row
};

std::string collection(std::string_view geometries, std::string_view crs = "")
{
    return fmt::format(R"({{"type": "FeatureCollection", {} "features": [{}]}})", crs, geometries);
}

std::string feature(std::string_view type, std::string_view coordinates)
{
    return fmt::format(R"({{"type": "Feature", "properties": {{"name": "A"}},
                          "geometry": {{"type": "{}", "coordinates": {}}}}})",
                       type, coordinates);
}

Shape read(const std::string& text)
{
    const test::TemporaryFolder folder;
    const auto reader = open_table(folder.file("list.geojson", text), {},
                                   [](const auto&) { return std::size_t{1}; });
    const auto batch = reader->next();
    REQUIRE(batch);
    REQUIRE(batch->columns() >= 3);
    Shape shape;
    shape.lat = batch->text(1)[0];
    shape.lon = batch->text(2)[0];
    shape.radius = batch->columns() > 3 ? std::string{batch->text(3)[0]} : "no column";
    while (reader->next()) {
    }
    for (const auto& finding : reader->take_findings()) {
        shape.findings.push_back(fmt::format("{} {}", finding.kind->code, finding.row));
    }
    return shape;
}

Shape read(std::string_view type, std::string_view coordinates)
{
    return read(collection(feature(type, coordinates)));
}

using Findings = std::vector<std::string>;

constexpr std::string_view kMetres =
    R"("crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32648"}},)";

}  // namespace

TEST_CASE("degrees under a reference system in metres end the reading", "[io][shapes]")
{
    CHECK_THROWS_WITH(read(collection(feature("Point", "[101.7, 3.1]"), kMetres)),
                      Catch::Contains("EPSG:32648") && Catch::Contains("beside its origin") &&
                          Catch::Contains("Save the list"));
    CHECK_THROWS_AS(
        read(collection(feature("Polygon", "[[[101, 3], [102, 3], [102, 4], [101, 3]]]"), kMetres)),
        Error);
    // 500 km east is the zone's middle, 105 degrees; 332 km north are 3 degrees.
    const auto sound = read(collection(feature("Point", "[500000, 331800]"), kMetres));
    CHECK(std::stod(sound.lon) == Approx(105.0));
    CHECK(std::stod(sound.lat) == Approx(3.0).margin(0.01));
}

TEST_CASE("points stay as they are and reach nowhere", "[io][shapes]")
{
    const auto point = read("Point", "[101.7, 3.1]");
    CHECK(point.lat == "3.1");
    CHECK(point.lon == "101.7");
    CHECK(point.radius == "no column");
    CHECK(point.findings == Findings{"points-added 0"});
}

TEST_CASE("an area is its middle with its reach", "[io][shapes]")
{
    // Two degrees by two on the equator: corners a degree of 111.19 km away, times root of two.
    const auto area = read("Polygon", "[[[100, -1], [102, -1], [102, 1], [100, 1], [100, -1]]]");
    CHECK(area.lat == "0.000000");
    CHECK(area.lon == "101.000000");
    CHECK(std::stod(area.radius) == Approx(157.25).margin(0.05));
    CHECK(area.findings == Findings{"points-added 0"});
}

TEST_CASE("an area across the antimeridian has its middle there", "[io][shapes]")
{
    const auto fiji =
        read("Polygon", "[[[179, -17], [-179, -17], [-179, -18], [179, -18], [179, -17]]]");
    CHECK(std::abs(std::stod(fiji.lon)) == Approx(180.0).margin(1e-5));
    CHECK(std::stod(fiji.lat) == Approx(-17.5).margin(0.01));
    CHECK(std::stod(fiji.radius) == Approx(119.5).margin(1.0));
    const auto pole = read("Polygon", "[[[0, 89], [90, 89], [180, 89], [-90, 89], [0, 89]]]");
    CHECK(pole.lat == "90.000000");
}

TEST_CASE("an area bent around its middle is a point of itself", "[io][shapes]")
{
    const auto bent = read("Polygon", "[[[0, 0], [3, 0], [3, 3], [0, 3], [0, 2.9], [2.9, 2.9], "
                                      "[2.9, 0.1], [0, 0.1], [0, 0]]]");
    CHECK((std::stod(bent.lon) > 2.89 || std::abs(std::stod(bent.lat) - 1.5) > 1.39));
}

TEST_CASE("shapes that are no place say so with their row", "[io][shapes]")
{
    const std::string good = feature("Polygon", "[[[1, 1], [2, 1], [2, 2], [1, 1]]]");
    const auto second = [&good](const std::string& other) {
        auto findings = read(collection(good + "," + other)).findings;
        findings.erase(findings.begin());  // points-added
        return findings;
    };
    CHECK(second(R"({"type": "Feature", "properties": {"name": "B"}, "geometry": null})") ==
          Findings{"shape-no-place 2"});
    CHECK(second(feature("Polygon", "[]")) == Findings{"shape-no-place 2"});
    CHECK(second(feature("Polygon", "[[[101, 2], [101, 2], [101, 2], [101, 2]]]")) ==
          Findings{"shape-no-place 2"});
    CHECK(second(feature("Polygon", "[[[4e5, 3e5], [5e5, 3e5], [5e5, 4e5], [4e5, 3e5]]]")) ==
          Findings{"shape-no-place 2"});
    CHECK(second(feature("MultiPoint", "[[0, 0], [90, 0], [180, 0], [-90, 0]]")) ==
          Findings{"shape-no-place 2"});
    CHECK(second(feature("Polygon", "[[[100, 0], [104, 4], [104, 0], [100, 4], [100, 0]]]")) ==
          Findings{"shape-crosses-itself 2"});
    CHECK(second(feature("MultiPoint", "[[10, 50], [30, 50]]")) == Findings{"shape-of-parts 2"});
    CHECK(second(feature("LineString", "[[10, 50], [30, 50]]")).empty());
}
