// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/io/cog_writer.hpp"

#include "sourcelight/core/error.hpp"
#include "sourcelight/io/gdal_session.hpp"

#include <cpl_string.h>
#include <fmt/format.h>
#include <gdal_frmts.h>
#include <gdal_priv.h>
#include <ogr_spatialref.h>

#include <array>
#include <limits>
#include <memory>
#include <mutex>

namespace sourcelight::io {
namespace {

constexpr std::size_t kMostBands = 64;

void register_raster_drivers()
{
    static std::once_flag once;
    std::call_once(once, [] {
        register_gdal_drivers();
        GDALRegister_MEM();
        GDALRegister_GTiff();
        GDALRegister_COG();
    });
}

[[noreturn]] void unwritable(const std::string& path, const GdalMessages& messages)
{
    const auto& why = messages.last_failure();
    throw Error{Errc::kOutputUnwritable, fmt::format("{}: cannot be written: {}", path,
                                                     why.empty() ? "the disk may be full" : why)};
}

/// The band's own values as GDAL's memory: nothing is copied, nothing is written to them.
std::string memory_address(const RasterBand& band)
{
    std::array<char, 64> text{};
    const int size = CPLPrintPointer(
        text.data(),
        const_cast<float*>(band.values.data()),  // NOLINT(cppcoreguidelines-pro-type-const-cast)
        static_cast<int>(text.size() - 1));
    return std::string{text.data(), static_cast<std::size_t>(size)};
}

void add_band(GDALDataset& dataset, const RasterBand& band)
{
    CPLStringList options;
    options.SetNameValue("DATAPOINTER", memory_address(band).c_str());
    dataset.AddBand(GDT_Float32, options.List());
    auto* added = dataset.GetRasterBand(dataset.GetRasterCount());
    added->SetNoDataValue(std::numeric_limits<double>::quiet_NaN());
    added->SetDescription(band.name.c_str());
    if (!band.unit.empty()) {
        added->SetUnitType(band.unit.c_str());
    }
    for (const auto& [name, value] : band.metadata) {
        added->SetMetadataItem(name.c_str(), value.c_str());
    }
}

std::unique_ptr<GDALDataset> in_memory(const Raster& raster)
{
    auto* driver = GetGDALDriverManager()->GetDriverByName("MEM");
    std::unique_ptr<GDALDataset> dataset{
        driver->Create("", raster.columns, raster.rows, 0, GDT_Float32, nullptr)};
    OGRSpatialReference wgs84;
    wgs84.SetFromUserInput("EPSG:4326");
    dataset->SetSpatialRef(&wgs84);
    std::array<double, 6> transform{raster.west, raster.degrees, 0.0, raster.north,
                                    0.0,         -raster.degrees};
    dataset->SetGeoTransform(transform.data());
    for (const auto& [name, value] : raster.metadata) {
        dataset->SetMetadataItem(name.c_str(), value.c_str());
    }
    auto stamp = to_string(raster.as_of);
    for (auto& character : stamp) {
        character = character == '-' ? ':' : character;
    }
    dataset->SetMetadataItem("TIFFTAG_DATETIME", (stamp + " 00:00:00").c_str());
    dataset->SetMetadataItem("AREA_OR_POINT", "Area");
    for (const auto& band : raster.bands) {
        add_band(*dataset, band);
    }
    return dataset;
}

void check_shape(const Raster& raster)
{
    const auto cells =
        static_cast<std::size_t>(raster.columns) * static_cast<std::size_t>(raster.rows);
    for (const auto& band : raster.bands) {
        if (band.values.size() != cells) {
            throw Error{Errc::kShapeMismatch, fmt::format("band {} has {} values, expected {}",
                                                          band.name, band.values.size(), cells)};
        }
    }
    if (raster.bands.empty() || raster.bands.size() > kMostBands) {
        throw Error{Errc::kShapeMismatch,
                    fmt::format("{} bands, expected 1 to {}", raster.bands.size(), kMostBands)};
    }
}

}  // namespace

void write_cog(const std::string& path, const Raster& raster)
{
    check_shape(raster);
    register_raster_drivers();
    const GdalMessages messages;
    const auto source = in_memory(raster);
    CPLStringList options;
    options.SetNameValue("COMPRESS", "DEFLATE");
    options.SetNameValue("LEVEL", "6");
    options.SetNameValue("PREDICTOR", "YES");
    options.SetNameValue("BLOCKSIZE", "512");
    options.SetNameValue("RESAMPLING", "NEAREST");
    options.SetNameValue("BIGTIFF", "NO");
    options.SetNameValue("NUM_THREADS", fmt::format("{}", raster.threads).c_str());
    auto* driver = GetGDALDriverManager()->GetDriverByName("COG");
    std::unique_ptr<GDALDataset> written{
        driver->CreateCopy(path.c_str(), source.get(), 1, options.List(), nullptr, nullptr)};
    if (written == nullptr) {
        unwritable(path, messages);
    }
    written->FlushCache(true);
    written.reset();
    if (!messages.last_failure().empty()) {
        unwritable(path, messages);
    }
}

}  // namespace sourcelight::io
