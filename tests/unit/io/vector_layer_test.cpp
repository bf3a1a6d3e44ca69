// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/io/vector_layer.hpp"

#include "sourcelight/core/error.hpp"
#include "temporary_file.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <string_view>

namespace {

using namespace sourcelight;
using namespace sourcelight::io;
using Catch::Contains;

/// A file of this text in a folder that goes with it.
class TemporaryFile {
public:
    TemporaryFile(std::string_view name, std::string_view text) : m_path{m_folder.file(name, text)}
    {
    }
    [[nodiscard]] const std::string& path() const { return m_path; }

private:
    test::TemporaryFolder m_folder;
    std::string m_path;
};

LayerRequest request_for(const TemporaryFile& file, bool areas = false)
{
    LayerRequest request;
    request.path = file.path();
    request.areas = areas;
    return request;
}

std::string collection(const std::string& features)
{
    return R"({"type": "FeatureCollection", "features": [)" + features + "]}";
}

std::string feature(const std::string& geometry, const std::string& name)
{
    return R"({"type": "Feature", "properties": {"name": ")" + name + R"("}, "geometry": )" +
           geometry + "}";
}

}  // namespace

TEST_CASE("points of a table are found by the usual names", "[io][layer]")
{
    const TemporaryFile file{
        "layer.csv", "Id;Name;Lat;Long\n7;Mill;4,25;18.5\n8;Pit;4.5;198.5\n9;Nowhere;0;0\n"};
    const auto layer = read_layer(request_for(file));
    REQUIRE(layer.points.size() == 2);
    CHECK(layer.points[0].lat == 4.25);
    CHECK(layer.points[1].lon == -161.5);  // counted from 0 to 360 in the file
    CHECK(layer.cells[1].key == "8");
    CHECK(layer.cells[1].name == "Pit");
    CHECK(layer.features == std::vector<std::int64_t>{1, 2});
    CHECK(layer.read == 3);
    CHECK(layer.left_out == 1);
    REQUIRE(layer.findings.size() == 1);
    CHECK(layer.findings[0].kind == &kLayerNoPosition);
    CHECK_THAT(layer.findings[0].message, Contains("Nowhere"));
}

TEST_CASE("a stated reference system is brought to degrees", "[io][layer]")
{
    // The false origin of UTM zone 33 north is 15 degrees east on the equator, at 500 km.
    const TemporaryFile file{"layer.csv", "x,y\n500000,0\n"};
    auto request = request_for(file);
    request.crs = "EPSG:32633";
    const auto layer = read_layer(request);
    CHECK(layer.points.at(0).lon == Approx(15.0).margin(1e-9));
    CHECK(layer.points.at(0).lat == Approx(0.0).margin(1e-9));
    CHECK(layer.findings.empty());
    CHECK_THAT(layer.format, Contains("EPSG:32633"));
    request.crs = "";
    CHECK_THROWS_WITH(read_layer(request), Contains("500000 / 0") && Contains("crs"));
    request.crs = "/etc/passwd";
    CHECK_THROWS_WITH(read_layer(request), Contains("EPSG:32723"));
}

TEST_CASE("areas are read with their holes and repaired where they cross", "[io][layer]")
{
    const TemporaryFile file{
        "layer.geojson",
        collection(
            feature(R"({"type": "Polygon", "coordinates":
                [[[0,0],[4,0],[4,4],[0,4],[0,0]], [[1,1],[2,1],[2,2],[1,2],[1,1]]]})",
                    "Holed") +
            "," +
            feature(R"({"type": "Polygon", "coordinates": [[[10,0],[12,2],[12,0],[10,2],[10,0]]]})",
                    "Bow tie") +
            "," +
            feature(R"({"type": "Polygon", "coordinates": [[[5,5],[5,5],[5,5],[5,5]]]})",
                    "Nothing"))};
    const auto layer = read_layer(request_for(file, true));
    CHECK(layer.features == std::vector<std::int64_t>{1, 2});
    REQUIRE(layer.rings.size() == 4);  // shell and hole, and the two halves of the tie
    CHECK(layer.rings[1].item == 0);
    CHECK(layer.rings[1].corners.size() == 5);
    CHECK(layer.rings[2].item == 1);
    CHECK(layer.rings[3].item == 1);
    REQUIRE(layer.findings.size() == 2);
    CHECK(layer.findings[0].kind == &kLayerShapeRepaired);
    CHECK(layer.findings[1].kind == &kLayerNoPosition);
}

TEST_CASE("shapes in a table are read from well-known text", "[io][layer]")
{
    const TemporaryFile file{"layer.csv",
                             "name;geometry\nA;\"POLYGON ((0 0, 1 0, 1 1, 0 0))\"\nB;nonsense\n"};
    const auto layer = read_layer(request_for(file, true));
    CHECK(layer.rings.size() == 1);
    CHECK(layer.left_out == 1);
}

TEST_CASE("a layer of another kind than stated is refused with the way out", "[io][layer][error]")
{
    const TemporaryFile file{
        "layer.geojson", collection(feature(R"({"type": "Point", "coordinates": [1, 2]})", "P"))};
    CHECK(read_layer(request_for(file)).points.size() == 1);
    CHECK_THROWS_WITH(read_layer(request_for(file, true)),
                      Contains("is a Point, expected areas") && Contains("set kind"));
    auto request = request_for(file);
    request.layer = "mines";
    CHECK_THROWS_WITH(read_layer(request), Contains("no layer \"mines\""));
}

TEST_CASE("a layer that is too large is not read", "[io][layer][error]")
{
    const TemporaryFile file{"layer.csv", "lon,lat\n1,1\n2,2\n3,3\n"};
    auto request = request_for(file);
    request.most_vertices = 2;
    CHECK_THROWS_WITH(read_layer(request), Contains("limits.layer_vertices"));
    request.most_bytes = 4;
    CHECK_THROWS_WITH(read_layer(request), Contains("limits.layer_bytes"));
}

TEST_CASE("degrees under a system of metres are refused, a few of them are not", "[io][layer]")
{
    const TemporaryFile degrees{"layer.csv", "x,y\n18.5,4.25\n18.6,4.3\n500000,0\n"};
    auto request = request_for(degrees);
    request.crs = "EPSG:32633";
    CHECK_THROWS_WITH(read_layer(request), Contains("2 of 3 shapes look like degrees") &&
                                               Contains("EPSG:32633") && Contains("crs"));
    const TemporaryFile metres{"layer.csv", "x,y\n18.5,4.25\n500000,0\n500000,100\n"};
    request.path = metres.path();
    CHECK(read_layer(request).points.size() == 3);
}

TEST_CASE("a missing place stays missing when it is brought to degrees", "[io][layer]")
{
    // 0/0 of UTM zone 33 north is a place in Gabon: nobody means it.
    const TemporaryFile file{"layer.csv", "x,y\n500000,0\n0,0\n"};
    auto request = request_for(file);
    request.crs = "EPSG:32633";
    const auto layer = read_layer(request);
    CHECK(layer.points.size() == 1);
    REQUIRE(layer.findings.size() == 1);
    CHECK_THAT(layer.findings[0].message, Contains("stands at 0/0"));
}

TEST_CASE("a reference system that is not known is a finding", "[io][layer]")
{
    const TemporaryFile file{"layer.geojson",
                             R"({"type": "FeatureCollection", "crs": {"type": "name",
            "properties": {"name": "urn:ogc:def:crs:EPSG::999999"}}, "features": [)" +
                                 feature(R"({"type": "Point", "coordinates": [18.5, 4.25]})", "P") +
                                 "]}"};
    const auto layer = read_layer(request_for(file));
    CHECK(layer.points.size() == 1);
    REQUIRE(layer.findings.size() == 1);
    CHECK(layer.findings[0].kind == &kLayerNoSystem);
    auto request = request_for(file);
    request.crs = "EPSG:4326";
    CHECK(read_layer(request).findings.empty());
}

TEST_CASE("heights do not count", "[io][layer]")
{
    const TemporaryFile file{
        "layer.geojson",
        collection(feature(R"({"type": "Point", "coordinates": [18.5, 4.25, 1e308]})", "P"))};
    const auto layer = read_layer(request_for(file));
    CHECK(layer.points.at(0).lat == 4.25);
    CHECK(layer.format == "GeoJSON, layer layer");
}

TEST_CASE("an area across the antimeridian is sound and one piece", "[io][layer]")
{
    // Four crossings, like a chain of islands: on a plane the ring would cross itself.
    const TemporaryFile file{
        "layer.geojson",
        collection(feature(R"({"type": "Polygon", "coordinates": [[[178,-19],[-178,-19],
            [-178,-17],[179,-17],[179,-16],[-178,-16],[-178,-15],[178,-15],[178,-19]],
            [[-179.5,-18.5],[-179,-18.5],[-179,-18],[-179.5,-18],[-179.5,-18.5]]]})",
                           "Islands"))};
    const auto layer = read_layer(request_for(file, true));
    CHECK(layer.findings.empty());
    REQUIRE(layer.rings.size() == 2);
    CHECK(layer.rings[0].corners[1].lon == 182.0);
    CHECK(layer.rings[0].corners.back().lon == 178.0);
    CHECK(layer.rings[1].corners[0].lon == 180.5);  // the hole in the turn of its shell
}

TEST_CASE("an area around a pole is closed along it", "[io][layer]")
{
    // Polar stereographic, metres from the South Pole: a square around it.
    const TemporaryFile file{
        "layer.csv", "name;wkt\nIce;\"POLYGON ((1000000 1000000, -1000000 1000000, -1000000 "
                     "-1000000, 1000000 -1000000, 1000000 1000000))\"\n"};
    auto request = request_for(file, true);
    request.crs = "EPSG:3031";
    const auto layer = read_layer(request);
    CHECK(layer.findings.empty());
    REQUIRE(layer.rings.size() == 1);
    double south = 0.0;
    for (const auto& corner : layer.rings[0].corners) {
        south = std::min(south, corner.lat);
    }
    CHECK(south == -90.0);
}

TEST_CASE("a damaged file is not called a layer without shapes", "[io][layer][error]")
{
    const TemporaryFile file{"layer.fgb", std::string_view{"fgb\x03"
                                                           "fgb\x00 cut off",
                                                           16}};
    CHECK_THROWS_WITH(read_layer(request_for(file)), Contains("damaged"));
}
