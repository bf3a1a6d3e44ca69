// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/io/cog_writer.hpp"

#include "tests/unit/io/temporary_file.hpp"

#include <catch2/catch.hpp>
#include <gdal_priv.h>

#include <array>
#include <cmath>
#include <limits>
#include <memory>
#include <string>
#include <vector>

namespace {

using sourcelight::Date;
using sourcelight::Errc;
using sourcelight::Error;
using sourcelight::io::Raster;
using sourcelight::io::RasterBand;

constexpr float kNone = std::numeric_limits<float>::quiet_NaN();

/// A degree a cell, with value row + column / 1000 and a sea in the south.
Raster sample(unsigned threads = 1)
{
    Raster raster;
    raster.columns = 1440;
    raster.rows = 720;
    raster.degrees = 0.25;
    raster.as_of = Date{19'247};  // 12 September 2022
    raster.threads = threads;
    raster.metadata = {{"TITLE", "a & b <c>"}};
    RasterBand band{"median", "per 1,000 workers", {{"INTERVAL", "90 %"}}, {}};
    for (int row = 0; row < raster.rows; ++row) {
        for (int column = 0; column < raster.columns; ++column) {
            band.values.push_back(
                row < 600 ? static_cast<float>(row) + static_cast<float>(column) / 1000.0F : kNone);
        }
    }
    raster.bands = {band, band};
    raster.bands[1].name = "other";
    raster.bands[1].unit.clear();
    return raster;
}

std::unique_ptr<GDALDataset> open(const std::string& path)
{
    return std::unique_ptr<GDALDataset>{
        static_cast<GDALDataset*>(GDALOpen(path.c_str(), GA_ReadOnly))};
}

}  // namespace

TEST_CASE("a raster reads back as it was, with names, units, place and date", "[io][cog]")
{
    const test::TemporaryFolder folder;
    const auto path = folder.path("map.tif");
    write_cog(path, sample());
    const auto read = open(path);
    REQUIRE(read != nullptr);
    CHECK(std::string{read->GetMetadataItem("LAYOUT", "IMAGE_STRUCTURE")} == "COG");
    CHECK(std::string{read->GetMetadataItem("TITLE")} == "a & b <c>");
    CHECK(std::string{read->GetMetadataItem("TIFFTAG_DATETIME")} == "2022:09:12 00:00:00");
    std::array<double, 6> transform{};
    read->GetGeoTransform(transform.data());
    CHECK(transform == std::array<double, 6>{-180.0, 0.25, 0.0, 90.0, 0.0, -0.25});
    auto* band = read->GetRasterBand(1);
    CHECK(std::string{band->GetDescription()} == "median");
    CHECK(std::string{band->GetUnitType()} == "per 1,000 workers");
    CHECK(std::string{band->GetMetadataItem("INTERVAL")} == "90 %");
    CHECK(std::isnan(band->GetNoDataValue()));
    CHECK(band->GetOverviewCount() >= 1);
    std::vector<float> values(static_cast<std::size_t>(1440) * 720);
    REQUIRE(band->RasterIO(GF_Read, 0, 0, 1440, 720, values.data(), 1440, 720, GDT_Float32, 0, 0) ==
            CE_None);
    CHECK(values[1440 * 5 + 7] == 5.007F);
    CHECK(std::isnan(values.back()));
}

TEST_CASE("an overview holds values of cells, never means of them", "[io][cog]")
{
    const test::TemporaryFolder folder;
    auto raster = sample();
    for (std::size_t i = 0; i < raster.bands[0].values.size(); ++i) {
        raster.bands[0].values[i] = i % 2 == 0 ? 1.0F : 4.0F;
    }
    write_cog(folder.path("map.tif"), raster);
    const auto read = open(folder.path("map.tif"));
    auto* overview = read->GetRasterBand(1)->GetOverview(0);
    std::vector<float> values(static_cast<std::size_t>(overview->GetXSize()) *
                              static_cast<std::size_t>(overview->GetYSize()));
    REQUIRE(overview->RasterIO(GF_Read, 0, 0, overview->GetXSize(), overview->GetYSize(),
                               values.data(), overview->GetXSize(), overview->GetYSize(),
                               GDT_Float32, 0, 0) == CE_None);
    for (const float value : values) {
        REQUIRE((value == 1.0F || value == 4.0F));
    }
}

TEST_CASE("a raster has the same bytes for any number of threads", "[io][cog]")
{
    const test::TemporaryFolder folder;
    write_cog(folder.path("one.tif"), sample(1));
    write_cog(folder.path("two.tif"), sample(2));
    CHECK(test::read_bytes(folder.path("one.tif")) == test::read_bytes(folder.path("two.tif")));
}

TEST_CASE("a raster that cannot be written says which", "[io][cog]")
{
    CHECK_THROWS_MATCHES(write_cog("/proc/none/map.tif", sample()), Error,
                         test::has_code(Errc::kOutputUnwritable));
    auto raster = sample();
    raster.bands[1].values.pop_back();
    CHECK_THROWS_MATCHES(write_cog("/proc/none/map.tif", raster), Error,
                         test::has_code(Errc::kShapeMismatch));
}
