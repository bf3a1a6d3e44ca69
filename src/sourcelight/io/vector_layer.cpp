// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/io/vector_layer.hpp"

#include "sourcelight/core/error.hpp"
#include "sourcelight/core/parse_whole.hpp"
#include "sourcelight/core/text.hpp"
#include "sourcelight/io/gdal_dataset.hpp"
#include "sourcelight/io/gdal_session.hpp"
#include "sourcelight/io/layer_collector.hpp"
#include "sourcelight/io/layer_file.hpp"
#include "sourcelight/io/text_encoding.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

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
        columns.weight =
            stated_or(m_request.weight_column, "weight_column", m_request.weight_words);
        columns.date = stated_or(m_request.date_column, "date_column", {});
        columns.key = stated_or(m_request.key_column, "key_column", kKeyWords);
        columns.name = stated_or(m_request.name_column, "name_column", kNameWords);
        return columns;
    }

    [[nodiscard]] std::string weight_name(const LayerColumns& columns) const
    {
        return columns.weight ? m_names[*columns.weight] : std::string{};
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
                                    m_request.path, option(m_request, setting), stated, list())};
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
                                    : request.option_prefix.empty()
                                        ? "no columns of longitude and latitude were found; name "
                                          "them by lon_column and lat_column"
                                        : "no columns called longitude and latitude were found",
                                    m_finder.list())};
        }
    }

    [[nodiscard]] LayerShapes read()
    {
        LayerCollector collector{m_request, nullptr};
        while (const auto batch = m_reader->next()) {
            read_batch(*batch, collector);
        }
        auto shapes = collector.finish(m_reader->info().format);
        shapes.weight_column = m_finder.weight_name(m_columns);
        return shapes;
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
                return carried[i] ? (*carried[i])[row] : std::string_view{};
            };
            const LayerCells cells{cell(0), cell(1), cell(2), cell(3)};
            if (m_by_point) {
                add_point(collector, cells, (*lon)[row], (*lat)[row]);
            } else {
                collector.add(cells, parse_shape((*shape)[row]));
            }
        }
    }

    static void add_point(LayerCollector& collector, const LayerCells& cells, std::string_view lon,
                          std::string_view lat)
    {
        const double x = coordinate(lon);
        const double y = coordinate(lat);
        if (trim(lon).empty() && trim(lat).empty()) {
            collector.add(cells, nullptr);
        } else if (std::isnan(x) || std::isnan(y)) {
            collector.add_nowhere(cells, fmt::format("has \"{}\" / \"{}\" for longitude and "
                                                     "latitude, expected decimal degrees",
                                                     shorten(lon), shorten(lat)));
        } else {
            collector.add(cells, std::make_unique<OGRPoint>(x, y));
        }
    }

    /// As much of a cell as a message needs.
    static std::string_view shorten(std::string_view cell)
    {
        constexpr std::size_t kLongest = 40;
        return cell.size() <= kLongest ? cell : std::string_view{"..."};
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
        : m_request{request}, m_driver{driver},
          m_dataset{open_dataset(request.path, driver, &m_complaint)}, m_layer{choose()}
    {
        const auto* definition = m_layer->GetLayerDefn();
        std::vector<std::string> names;
        for (int i = 0; i < definition->GetFieldCount(); ++i) {
            names.emplace_back(definition->GetFieldDefn(i)->GetNameRef());
        }
        const ColumnFinder finder{request, std::move(names)};
        m_columns = finder.find();
        m_weight_name = finder.weight_name(m_columns);
    }

    [[nodiscard]] LayerShapes read()
    {
        const GdalMessages messages;
        LayerCollector collector{m_request, m_layer->GetSpatialRef()};
        note_system(collector);
        m_layer->ResetReading();
        std::int64_t read = 0;
        while (const auto feature = std::unique_ptr<OGRFeature>{m_layer->GetNextFeature()}) {
            ++read;
            const std::array held{text(*feature, m_columns.weight), text(*feature, m_columns.date),
                                  text(*feature, m_columns.key), text(*feature, m_columns.name)};
            collector.add({held[0], held[1], held[2], held[3]},
                          GeometryPointer{feature->StealGeometry()});
        }
        if (!messages.last_failure().empty()) {
            throw Error{Errc::kInputUnreadable,
                        fmt::format("{}, near feature {}: {}", m_request.path, read,
                                    messages.last_failure())};
        }
        auto shapes =
            collector.finish(fmt::format("{}, layer {}{}", m_driver, m_layer->GetName(), others()));
        shapes.weight_column = m_weight_name;
        return shapes;
    }

private:
    /// A reference system that GDAL does not know is none, or worse: that of the format.
    void note_system(LayerCollector& collector) const
    {
        const bool unknown = m_complaint.starts_with("PROJ: ");
        if (m_request.crs.empty() && (unknown || !collector.states_system())) {
            collector.note(kLayerNoSystem,
                           fmt::format("{}: {}; its coordinates were read as longitude and "
                                       "latitude (WGS 84)",
                                       m_request.path,
                                       unknown ? "states a reference system that is not known"
                                               : "states no reference system"));
        }
    }

    /// The layers with shapes that were passed over.
    [[nodiscard]] std::string others() const
    {
        std::vector<std::string> names;
        for (auto* layer : m_dataset->GetLayers()) {
            if (layer != m_layer && layer->GetGeomType() != wkbNone) {
                names.emplace_back(layer->GetName());
            }
        }
        return names.empty() ? std::string{}
                             : fmt::format(" (not read: {})", fmt::join(names, ", "));
    }

    [[nodiscard]] OGRLayer* choose() const
    {
        if (m_dataset->GetLayerCount() == 0) {
            throw Error{Errc::kInputUnreadable,
                        fmt::format("{}: begins as {} but no layer can be read from it: it is "
                                    "damaged or incomplete; fetch or save it again",
                                    m_request.path, m_driver)};
        }
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
                    m_request.layer.empty() ? fmt::format("{}: has no layer with shapes; it has {}",
                                                          m_request.path, names)
                                            : fmt::format("{}: has no layer \"{}\"; it has {}",
                                                          m_request.path, m_request.layer, names)};
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
    std::string m_complaint;  ///< of GDAL about a file that it opened nevertheless
    std::unique_ptr<GDALDataset> m_dataset;
    OGRLayer* m_layer;
    LayerColumns m_columns;
    std::string m_weight_name;
};

}  // namespace

std::span<const FindingKind* const> layer_finding_kinds() noexcept
{
    static constexpr std::array<const FindingKind*, 7> kKinds{
        &kLayerNoPosition,     &kLayerOtherGeometry, &kLayerShapeRepaired, &kLayerNoSystem,
        &kLayerCellUnreadable, &kLayerRead,          &kLayerNotPublic};
    return kKinds;
}

std::string option(const LayerRequest& request, std::string_view setting)
{
    if (request.option_prefix.empty()) {
        return std::string{setting};
    }
    constexpr std::string_view kWeight = "weight_";
    return request.option_prefix +
           std::string{setting.starts_with(kWeight) ? setting.substr(kWeight.size()) : setting};
}

void LayerTexts::add(const LayerCells& cells)
{
    Span span;
    span.begin = m_bytes.size();
    const std::array texts{cells.weight, cells.date, cells.key, cells.name};
    for (std::size_t i = 0; i < texts.size(); ++i) {
        span.sizes[i] = static_cast<std::uint32_t>(texts[i].size());
        m_bytes += texts[i];
    }
    m_spans.push_back(span);
}

LayerCells LayerTexts::operator[](std::size_t item) const
{
    const auto& span = m_spans[item];
    auto rest = std::string_view{m_bytes}.substr(span.begin);
    const auto take = [&rest](std::uint32_t size) {
        const auto text = rest.substr(0, size);
        rest.remove_prefix(size);
        return text;
    };
    LayerCells cells;
    cells.weight = take(span.sizes[0]);
    cells.date = take(span.sizes[1]);
    cells.key = take(span.sizes[2]);
    cells.name = take(span.sizes[3]);
    return cells;
}

LayerShapes read_layer(const LayerRequest& request)
{
    require_layer_file(request);
    const auto driver = vector_driver(request.path);
    require_streamable(request, driver);
    return driver.empty() ? TableLayer{request}.read() : VectorLayer{request, driver}.read();
}

}  // namespace sourcelight::io
