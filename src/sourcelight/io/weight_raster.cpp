// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/io/weight_raster.hpp"

#include "sourcelight/core/error.hpp"
#include "sourcelight/io/gdal_session.hpp"
#include "sourcelight/io/reference_system.hpp"

#include <fmt/format.h>
#include <gdal_frmts.h>
#include <gdal_priv.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace sourcelight::io {
namespace {

constexpr double kMetresADegree = 111'195.0;
constexpr int kMostParts = 64;

void register_geotiff()
{
    static std::once_flag once;
    std::call_once(once, [] {
        register_gdal_drivers();
        GDALRegister_GTiff();
    });
}

[[noreturn]] void unreadable(const std::string& path, std::string_view why)
{
    throw Error{Errc::kInputUnreadable, fmt::format("{}: {}", path, why)};
}

void require_size(const WeightRasterRequest& request)
{
    std::error_code failed;
    const auto bytes = std::filesystem::file_size(request.path, failed);
    if (failed) {
        unreadable(request.path, failed.message());
    }
    if (bytes > request.most_bytes) {
        throw Error{Errc::kLimitExceeded,
                    fmt::format("{}: has {} bytes, the limit is {}; sum it up over larger cells, "
                                "or raise limits.layer_bytes",
                                request.path, bytes, request.most_bytes)};
    }
}

std::unique_ptr<GDALDataset> open_raster(const WeightRasterRequest& request)
{
    register_geotiff();
    require_size(request);
    const GdalMessages messages;
    const auto absolute = std::filesystem::absolute(request.path).string();
    const std::array<const char*, 2> drivers{"GTiff", nullptr};
    std::unique_ptr<GDALDataset> dataset{
        GDALDataset::Open(absolute.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY, drivers.data())};
    if (dataset == nullptr || dataset->GetRasterCount() == 0) {
        unreadable(
            request.path,
            fmt::format("is no GeoTIFF that can be read ({})",
                        messages.last_failure().empty() ? "no details" : messages.last_failure()));
    }
    const auto cells = std::int64_t{dataset->GetRasterXSize()} * dataset->GetRasterYSize();
    if (cells > request.most_cells) {
        throw Error{Errc::kLimitExceeded,
                    fmt::format("{}: has {} cells, the limit is {}; sum it up over larger cells",
                                request.path, cells, request.most_cells)};
    }
    return dataset;
}

/// Where the cells of a raster lie.
class CellPlaces {
public:
    CellPlaces(const WeightRasterRequest& request, GDALDataset& dataset)
    {
        const auto* stated = dataset.GetSpatialRef();
        if (request.crs.empty() && stated == nullptr) {
            unreadable(request.path,
                       fmt::format("states no reference system; give it by {} (such as "
                                   "EPSG:4326), or assign it in a map program and save again",
                                   request.crs_option));
        }
        if (dataset.GetGeoTransform(m_transform.data()) != CE_None) {
            unreadable(request.path, "does not say where its cells lie (no geotransform)");
        }
        const auto system = system_of(request.path, request.crs, request.crs_option, stated);
        const auto size = std::max(std::hypot(m_transform[1], m_transform[4]),
                                   std::hypot(m_transform[2], m_transform[5]));
        auto degrees = size;
        if (system != nullptr) {
            m_system = system_name(*system);
            m_to_wgs84 = to_wgs84(request.path, *system);
            degrees = system->IsProjected() != 0 ? size * system->GetLinearUnits() / kMetresADegree
                                                 : size;
        }
        m_parts = std::clamp(static_cast<int>(std::ceil(2.0 * degrees / request.degrees - 1e-9)), 1,
                             kMostParts);
        m_parts = 2.0 * degrees <= request.degrees ? 1 : m_parts;
    }

    [[nodiscard]] const std::string& system() const noexcept { return m_system; }
    [[nodiscard]] int parts() const noexcept { return m_parts; }

    /// Places of parts of a row's cells, in degrees; a place that is none on earth is NaN.
    void row(int y, int part, std::vector<double>& lon, std::vector<double>& lat) const
    {
        const auto down = y + (part / m_parts + 0.5) / m_parts;
        for (std::size_t i = 0; i < lon.size(); ++i) {
            const auto across = static_cast<double>(i) + (part % m_parts + 0.5) / m_parts;
            lon[i] = m_transform[0] + across * m_transform[1] + down * m_transform[2];
            lat[i] = m_transform[3] + across * m_transform[4] + down * m_transform[5];
        }
        if (m_to_wgs84 != nullptr) {
            const GdalMessages messages;
            m_to_wgs84->Transform(static_cast<int>(lon.size()), lon.data(), lat.data());
        }
        for (std::size_t i = 0; i < lon.size(); ++i) {
            const bool on_earth = std::abs(lat[i]) <= 90.0 && std::abs(lon[i]) <= 360.0;
            lat[i] = on_earth ? lat[i] : std::nan("");
            lon[i] -= lon[i] > 180.0 ? 360.0 : lon[i] < -180.0 ? -360.0 : 0.0;
        }
    }

private:
    std::array<double, 6> m_transform{};
    TransformPointer m_to_wgs84;
    std::string m_system;  ///< that is brought to WGS 84; empty = WGS 84
    int m_parts = 1;       ///< that each side of a cell is cut into
};

/// Reads the first band row by row.
class RasterReader {
public:
    RasterReader(const WeightRasterRequest& request,
                 const std::function<void(Position, double)>& add)
        : m_request{request}, m_add{add}, m_dataset{open_raster(request)},
          m_places{request, *m_dataset}, m_band{m_dataset->GetRasterBand(1)}
    {
        const auto width = static_cast<std::size_t>(m_dataset->GetRasterXSize());
        m_values.resize(width);
        m_known.resize(width);
        m_lon.resize(width);
        m_lat.resize(width);
    }

    [[nodiscard]] WeightRasterSummary read(const std::function<void()>& each_row)
    {
        for (int y = 0; y < m_dataset->GetRasterYSize(); ++y) {
            each_row();
            if (read_row(y)) {
                add_row(y);
            }
        }
        require_places();
        m_summary.format = m_places.system().empty()
                               ? "GeoTIFF"
                               : fmt::format("GeoTIFF, {} brought to WGS 84", m_places.system());
        return std::move(m_summary);
    }

private:
    /// Whether the row has any value above 0.
    bool read_row(int y)
    {
        const GdalMessages messages;
        const auto width = static_cast<int>(m_values.size());
        auto* mask = m_band->GetMaskBand();
        if (m_band->RasterIO(GF_Read, 0, y, width, 1, m_values.data(), width, 1, GDT_Float64, 0, 0,
                             nullptr) != CE_None ||
            mask->RasterIO(GF_Read, 0, y, width, 1, m_known.data(), width, 1, GDT_Byte, 0, 0,
                           nullptr) != CE_None) {
            unreadable(m_request.path, fmt::format("cannot be read from row {} on: {}", y,
                                                   messages.last_failure()));
        }
        bool any = false;
        for (std::size_t i = 0; i < m_values.size(); ++i) {
            auto& value = m_values[i];
            value = m_known[i] == 0 || std::isnan(value) ? 0.0 : value;
            if (value < 0.0 || std::isinf(value)) {
                throw Error{Errc::kValueOutOfDomain,
                            fmt::format("{}: row {}, column {} has {}; expected counts of at least "
                                        "0. If this stands for no data, state it in the file as "
                                        "the band's no-data value",
                                        m_request.path, y, i, value)};
            }
            any = any || value > 0.0;
        }
        return any;
    }

    void add_row(int y)
    {
        const auto parts = m_places.parts() * m_places.parts();
        for (int part = 0; part < parts; ++part) {
            m_places.row(y, part, m_lon, m_lat);
            for (std::size_t i = 0; i < m_values.size(); ++i) {
                if (!(m_values[i] > 0.0)) {
                    continue;
                }
                const bool placed = !std::isnan(m_lat[i]);
                if (placed) {
                    m_add({m_lon[i], m_lat[i]}, m_values[i] / parts);
                }
                m_summary.cells += part == 0 ? 1 : 0;
                m_summary.left_out += part == 0 && !placed ? 1 : 0;
            }
        }
    }

    void require_places() const
    {
        if (m_summary.cells == 0) {
            throw Error{Errc::kNoUsableColumn,
                        fmt::format("{}: its first band has no value above 0", m_request.path)};
        }
        if (2 * m_summary.left_out > m_summary.cells) {
            unreadable(m_request.path,
                       fmt::format("{} of {} cells with a value lie at coordinates that are no "
                                   "degrees; the reference system that is stated does not fit "
                                   "them. Give the right one by {}",
                                   m_summary.left_out, m_summary.cells, m_request.crs_option));
        }
    }

    const WeightRasterRequest& m_request;
    const std::function<void(Position, double)>& m_add;
    std::unique_ptr<GDALDataset> m_dataset;
    CellPlaces m_places;
    GDALRasterBand* m_band;
    std::vector<double> m_values;
    std::vector<unsigned char> m_known;
    std::vector<double> m_lon;
    std::vector<double> m_lat;
    WeightRasterSummary m_summary;
};

}  // namespace

WeightRasterSummary read_weight_raster(const WeightRasterRequest& request,
                                       const std::function<void(Position, double)>& add,
                                       const std::function<void()>& each_row)
{
    return RasterReader{request, add}.read(each_row);
}

}  // namespace sourcelight::io
