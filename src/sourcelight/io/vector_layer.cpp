// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/io/vector_layer.hpp"

#include "sourcelight/core/error.hpp"
#include "sourcelight/core/parse_whole.hpp"
#include "sourcelight/core/text.hpp"
#include "sourcelight/io/gdal_dataset.hpp"
#include "sourcelight/io/gdal_session.hpp"
#include "sourcelight/io/layer_collector.hpp"
#include "sourcelight/io/text_encoding.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <filesystem>
#include <limits>
#include <optional>
#include <system_error>

namespace sourcelight::io {
namespace {

using Words = std::span<const std::string_view>;
constexpr std::array<std::string_view, 5> kLonWords{"longitude", "lon", "lng", "long", "x"};
constexpr std::array<std::string_view, 3> kLatWords{"latitude", "lat", "y"};
constexpr std::array<std::string_view, 6> kShapeWords{"geometry", "geom",         "wkb",
                                                      "wkt",      "wkb geometry", "the geom"};
constexpr std::array<std::string_view, 5> kKeyWords{"id", "key", "code", "uid", "fid"};
constexpr std::array<std::string_view, 4> kNameWords{"name", "title", "label", "site"};

bool is_word(const std::string& name, Words words)
{
    return std::find(words.begin(), words.end(), fold(name)) != words.end();
}

/// Columns of a layer by their positions.
struct LayerColumns {
    std::optional<std::size_t> lon, lat, shape, weight, date, key, name;
};

/// Finds columns by the names of the settings, else by the usual words.
class ColumnFinder {
public:
    ColumnFinder(const LayerRequest& request, std::vector<std::string> names)
        : m_request{request}, m_names{std::move(names)}
    {
    }

    [[nodiscard]] LayerColumns find() const
    {
        LayerColumns columns;
        columns.lon = stated_or(m_request.lon_column, "lon_column", kLonWords);
        columns.lat = stated_or(m_request.lat_column, "lat_column", kLatWords);
        columns.shape = by_words(kShapeWords);
        columns.weight = stated_or(m_request.weight_column, "weight_column", {});
        columns.date = stated_or(m_request.date_column, "date_column", {});
        columns.key = stated_or(m_request.key_column, "key_column", kKeyWords);
        columns.name = stated_or(m_request.name_column, "name_column", kNameWords);
        return columns;
    }

    [[nodiscard]] std::string list() const { return fmt::format("{}", fmt::join(m_names, ", ")); }

private:
    [[nodiscard]] std::optional<std::size_t> by_words(Words words) const
    {
        for (const auto word : words) {
            for (std::size_t i = 0; i < m_names.size(); ++i) {
                if (fold(m_names[i]) == word) {
                    return i;
                }
            }
        }
        return std::nullopt;
    }

    [[nodiscard]] std::optional<std::size_t> stated_or(const std::string& stated,
                                                       std::string_view setting, Words words) const
    {
        if (stated.empty()) {
            return by_words(words);
        }
        const auto found = std::find(m_names.begin(), m_names.end(), stated);
        if (found == m_names.end()) {
            throw Error{Errc::kNoUsableColumn,
                        fmt::format("{}: {} names \"{}\", which the layer does not have; it has {}",
                                    m_request.path, setting, stated, list())};
        }
        return static_cast<std::size_t>(found - m_names.begin());
    }

    const LayerRequest& m_request;
    std::vector<std::string> m_names;
};

double coordinate(std::string_view text)
{
    auto number = parse_whole<double>(trim(text));
    number = number ? number : parse_number(text);
    return number.value_or(std::numeric_limits<double>::quiet_NaN());
}

/// WKB or WKT; nothing if it is neither.
GeometryPointer parse_shape(std::string_view text)
{
    const GdalMessages messages;
    OGRGeometry* shape = nullptr;
    const bool binary = !text.empty() && static_cast<unsigned char>(text.front()) <= 1;
    if (binary) {
        OGRGeometryFactory::createFromWkb(text.data(), nullptr, &shape, text.size());
    } else {
        OGRGeometryFactory::createFromWkt(std::string{text}.c_str(), nullptr, &shape);
    }
    return GeometryPointer{shape};
}

/// The rows of a table as features.
class TableLayer {
public:
    explicit TableLayer(const LayerRequest& request)
        : m_request{request}, m_reader{open_table(request.path, request.table,
                                                  [](const auto& cells) { return judge(cells); })},
          m_finder{request, m_reader->info().columns}, m_columns{m_finder.find()}
    {
        m_by_point = m_columns.lon && m_columns.lat && !request.areas;
        if (!m_by_point && !m_columns.shape) {
            throw Error{Errc::kNoUsableColumn,
                        fmt::format("{}: {}; it has the columns {}", request.path,
                                    request.areas
                                        ? "areas need a column of WKB or WKT called geometry"
                                        : "no columns of longitude and latitude were found; name "
                                          "them by lon_column and lat_column",
                                    m_finder.list())};
        }
    }

    [[nodiscard]] LayerShapes read()
    {
        LayerCollector collector{m_request, nullptr};
        while (const auto batch = m_reader->next()) {
            read_batch(*batch, collector);
        }
        return collector.finish(m_reader->info().format);
    }

private:
    static std::size_t judge(const std::vector<std::string>& cells)
    {
        return static_cast<std::size_t>(
            std::count_if(cells.begin(), cells.end(), [](const std::string& cell) {
                return is_word(cell, kLonWords) || is_word(cell, kLatWords) ||
                       is_word(cell, kShapeWords) || is_word(cell, kNameWords);
            }));
    }

    void read_batch(const ColumnBatch& batch, LayerCollector& collector) const
    {
        const auto column = [&batch](const std::optional<std::size_t>& at) {
            return at ? std::optional{batch.text(*at)} : std::nullopt;
        };
        const auto lon = column(m_by_point ? m_columns.lon : std::nullopt);
        const auto lat = column(m_by_point ? m_columns.lat : std::nullopt);
        const auto shape = column(m_by_point ? std::nullopt : m_columns.shape);
        const std::array carried{column(m_columns.weight), column(m_columns.date),
                                 column(m_columns.key), column(m_columns.name)};
        for (std::size_t row = 0; row < batch.rows(); ++row) {
            const auto cell = [&carried, row](std::size_t i) {
                return carried[i] ? std::string{(*carried[i])[row]} : std::string{};
            };
            auto geometry =
                m_by_point ? point((*lon)[row], (*lat)[row]) : parse_shape((*shape)[row]);
            collector.add({cell(0), cell(1), cell(2), cell(3)}, std::move(geometry));
        }
    }

    static GeometryPointer point(std::string_view lon, std::string_view lat)
    {
        if (trim(lon).empty() && trim(lat).empty()) {
            return nullptr;
        }
        return std::make_unique<OGRPoint>(coordinate(lon), coordinate(lat));
    }

    const LayerRequest& m_request;
    std::unique_ptr<TableReader> m_reader;
    ColumnFinder m_finder;
    LayerColumns m_columns;
    bool m_by_point = false;
};

/// The features of a file with geometry.
class VectorLayer {
public:
    VectorLayer(const LayerRequest& request, const std::string& driver)
        : m_request{request}, m_driver{driver}, m_dataset{open_dataset(request.path, driver)},
          m_layer{choose()}
    {
        const auto* definition = m_layer->GetLayerDefn();
        std::vector<std::string> names;
        for (int i = 0; i < definition->GetFieldCount(); ++i) {
            names.emplace_back(definition->GetFieldDefn(i)->GetNameRef());
        }
        m_columns = ColumnFinder{request, std::move(names)}.find();
    }

    [[nodiscard]] LayerShapes read()
    {
        const GdalMessages messages;
        LayerCollector collector{m_request, m_layer->GetSpatialRef()};
        m_layer->ResetReading();
        std::int64_t read = 0;
        while (const auto feature = std::unique_ptr<OGRFeature>{m_layer->GetNextFeature()}) {
            ++read;
            LayerCells cells{text(*feature, m_columns.weight), text(*feature, m_columns.date),
                             text(*feature, m_columns.key), text(*feature, m_columns.name)};
            collector.add(std::move(cells), GeometryPointer{feature->StealGeometry()});
        }
        if (!messages.last_failure().empty()) {
            throw Error{Errc::kInputUnreadable,
                        fmt::format("{}, near feature {}: {}", m_request.path, read,
                                    messages.last_failure())};
        }
        return collector.finish(fmt::format("{}, layer {}", m_driver, m_layer->GetName()));
    }

private:
    [[nodiscard]] OGRLayer* choose() const
    {
        std::string names;
        for (auto* layer : m_dataset->GetLayers()) {
            const std::string name = layer->GetName();
            if (m_request.layer.empty() ? layer->GetGeomType() != wkbNone
                                        : name == m_request.layer) {
                return layer;
            }
            names += (names.empty() ? "" : ", ") + name;
        }
        throw Error{Errc::kNoUsableColumn,
                    m_request.layer.empty()
                        ? fmt::format("{}: has no layer with shapes; it has {}", m_request.path,
                                      names.empty() ? "none at all" : names)
                        : fmt::format("{}: has no layer \"{}\"; it has {}", m_request.path,
                                      m_request.layer, names)};
    }

    [[nodiscard]] static std::string text(const OGRFeature& feature,
                                          const std::optional<std::size_t>& column)
    {
        if (!column || feature.IsFieldSetAndNotNull(static_cast<int>(*column)) == 0) {
            return {};
        }
        std::string cell = feature.GetFieldAsString(static_cast<int>(*column));
        return is_utf8(cell) ? cell : repair_utf8(cell);
    }

    const LayerRequest& m_request;
    std::string m_driver;
    std::unique_ptr<GDALDataset> m_dataset;
    OGRLayer* m_layer;
    LayerColumns m_columns;
};

void require_size(const LayerRequest& request)
{
    std::error_code failed;
    const auto bytes = std::filesystem::file_size(request.path, failed);
    if (!failed && bytes > request.most_bytes) {
        throw Error{Errc::kLimitExceeded,
                    fmt::format("{}: has {} bytes, the limit is {}; cut the layer to the countries "
                                "of the suppliers or save it as FlatGeobuf, or raise "
                                "limits.layer_bytes",
                                request.path, bytes, request.most_bytes)};
    }
}

}  // namespace

std::span<const FindingKind* const> layer_finding_kinds() noexcept
{
    static constexpr std::array<const FindingKind*, 6> kKinds{
        &kLayerNoPosition,     &kLayerOtherGeometry, &kLayerShapeRepaired,
        &kLayerCellUnreadable, &kLayerRead,          &kLayerNotPublic};
    return kKinds;
}

LayerShapes read_layer(const LayerRequest& request)
{
    const auto driver = vector_driver(request.path);
    require_size(request);
    return driver.empty() ? TableLayer{request}.read() : VectorLayer{request, driver}.read();
}

}  // namespace sourcelight::io
