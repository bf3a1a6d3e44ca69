// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/layer_data.hpp"

#include "sourcelight/core/digest.hpp"
#include "sourcelight/core/error.hpp"
#include "sourcelight/core/text.hpp"
#include "sourcelight/io/vector_layer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <optional>
#include <utility>

namespace sourcelight::pipeline {
namespace {

using config::ProximityLayer;

geo::Kernel kernel_of(const ProximityLayer& setting)
{
    const auto kind = setting.kernel == "exponential" ? geo::KernelKind::kExponential
                      : setting.kernel == "gaussian"  ? geo::KernelKind::kGaussian
                                                      : geo::KernelKind::kStep;
    return {kind, setting.scale_km, setting.reach_km};
}

io::LayerRequest request_of(const ProximityLayer& setting, const config::Settings& settings)
{
    io::LayerRequest request;
    request.path = setting.file;
    request.layer = setting.layer;
    request.crs = setting.crs;
    request.areas = setting.kind == config::LayerKind::kAreas;
    request.lon_column = setting.lon_column;
    request.lat_column = setting.lat_column;
    request.weight_column = setting.weight_column;
    request.date_column = setting.date_column;
    request.key_column = setting.key_column;
    request.name_column = setting.name_column;
    request.most_bytes = static_cast<std::uint64_t>(settings.limits_layer_bytes);
    request.most_vertices = settings.limits_layer_vertices;
    request.table.cell_bytes = static_cast<std::size_t>(settings.limits_cell_bytes);
    request.table.columns = static_cast<std::size_t>(settings.limits_columns);
    request.table.unzipped_bytes = static_cast<std::uint64_t>(settings.limits_unpacked_bytes);
    return request;
}

/// The named file and those that belong to it, with their digests.
std::vector<publish::OutputRecord> digests_of(const std::string& path)
{
    const std::filesystem::path named{path};
    std::vector<std::filesystem::path> parts{named};
    if (named.extension() == ".shp") {
        for (const auto* ending : {".dbf", ".prj"}) {
            parts.push_back(std::filesystem::path{named}.replace_extension(ending));
        }
    }
    std::vector<publish::OutputRecord> records;
    for (const auto& part : parts) {
        if (std::filesystem::exists(part)) {
            records.push_back({part.filename().string(), sha256_file(part.string())});
        }
    }
    return records;
}

/// A day, month or year, also as "2017/08/10 00:00:00".
std::optional<Date> date_of(std::string_view cell)
{
    constexpr std::size_t kDay = 10;
    std::string text{trim(cell)};
    std::replace(text.begin(), text.end(), '/', '-');
    return parse_date(std::string_view{text}.substr(0, std::min(kDay, text.size())));
}

std::string label_of(const io::LayerCells& cells, std::int64_t feature)
{
    if (cells.name.empty()) {
        return cells.key.empty() ? fmt::format("feature {}", feature) : std::string{cells.key};
    }
    return cells.key.empty() || cells.key == cells.name
               ? std::string{cells.name}
               : fmt::format("{} ({})", cells.name, cells.key);
}

/// Keeps the items that count by the as-of date, with their weights, and builds the index.
class LayerBuilder {
public:
    LayerBuilder(LayerData& layer, Date as_of) : m_layer{layer}, m_as_of{as_of} {}

    void build(io::LayerShapes shapes)
    {
        Kept kept;
        kept.reserve(shapes.features.size());
        for (std::size_t i = 0; i < shapes.features.size(); ++i) {
            const auto weight = weight_of(shapes.cells[i], shapes.features[i]);
            kept.push_back(weight
                               ? std::optional{static_cast<std::uint32_t>(m_layer.weights.size())}
                               : std::nullopt);
            if (weight) {
                m_layer.weights.push_back(*weight);
                m_layer.entries.push_back(static_cast<std::uint32_t>(i));
            }
        }
        m_layer.record.items = static_cast<std::int64_t>(m_layer.weights.size());
        m_layer.shapes = m_layer.setting.kind == config::LayerKind::kAreas ? areas(shapes, kept)
                                                                           : points(shapes, kept);
        m_layer.cells = std::move(shapes.cells);
        m_layer.features = std::move(shapes.features);
    }

private:
    using Kept = std::vector<std::optional<std::uint32_t>>;

    std::optional<double> weight_of(const io::LayerCells& cells, std::int64_t feature)
    {
        const auto& setting = m_layer.setting;
        double weight = 1.0;
        if (!setting.weight_column.empty()) {
            const auto number = parse_number(cells.weight);
            if (!number || *number < 0.0) {
                return refuse(cells, feature, "weight", cells.weight);
            }
            weight = *number;
        }
        if (setting.date_column.empty()) {
            return weight;
        }
        const auto date = date_of(cells.date);
        if (!date) {
            return refuse(cells, feature, "date", cells.date);
        }
        if (*date > m_as_of) {
            ++m_layer.record.later;
            return std::nullopt;
        }
        const double halvings =
            setting.half_life ? years_between(*date, m_as_of) / *setting.half_life : 0.0;
        return weight * std::exp2(-halvings);
    }

    std::nullopt_t refuse(const io::LayerCells& cells, std::int64_t feature, std::string_view what,
                          std::string_view text)
    {
        ++m_layer.record.left_out;
        m_layer.findings.push_back({0, &io::kLayerCellUnreadable, std::string{what},
                                    std::string{text},
                                    fmt::format("{}: the {} \"{}\" cannot be read; left out",
                                                label_of(cells, feature), what, text)});
        return std::nullopt;
    }

    std::unique_ptr<geo::NearLayer> points(const io::LayerShapes& shapes, const Kept& kept)
    {
        std::vector<geo::LonLat> points;
        for (std::size_t i = 0; i < kept.size(); ++i) {
            if (kept[i]) {
                points.push_back({shapes.points[i].lon, shapes.points[i].lat});
                m_layer.extent.add(points.back());
            }
        }
        return geo::near_points(points);
    }

    std::unique_ptr<geo::NearLayer> areas(const io::LayerShapes& shapes, const Kept& kept)
    {
        std::vector<geo::AreaRing> rings;
        for (const auto& ring : shapes.rings) {
            if (!kept[ring.item]) {
                continue;
            }
            geo::AreaRing copy{*kept[ring.item], {}};
            for (const auto corner : ring.corners) {
                copy.corners.push_back({corner.lon, corner.lat});
                m_layer.extent.add(copy.corners.back());
            }
            rings.push_back(std::move(copy));
        }
        return geo::near_areas(rings);
    }

    LayerData& m_layer;
    Date m_as_of;
};

/// Cells of a column of a shipped dataset as text; empty without such a column.
std::string cell_of(const reference::Manifest& manifest, const DataTable& table,
                    const std::string& column, std::size_t row)
{
    if (column.empty() || !table.has(column)) {
        return {};
    }
    const auto declared = std::find_if(manifest.columns.begin(), manifest.columns.end(),
                                       [&](const auto& known) { return known.name == column; });
    const bool number =
        declared != manifest.columns.end() && (declared->kind == reference::ColumnKind::kInteger ||
                                               declared->kind == reference::ColumnKind::kReal);
    return number ? fmt::format("{}", table.number(column)[row])
                  : std::string{table.text(column)[row]};
}

io::LayerShapes shapes_of_dataset(LayerData& layer, const reference::Reference& reference)
{
    auto& setting = layer.setting;
    const auto index = reference.catalogue.find(setting.dataset);
    if (!index) {
        throw Error{Errc::kConfigInvalid,
                    fmt::format("proximity: layer \"{}\": there is no dataset \"{}\"; `sourcelight "
                                "data list` names them",
                                setting.name, setting.dataset)};
    }
    const auto dataset = reference.catalogue.load(setting.dataset, reference.as_of);
    const auto& manifest = reference.catalogue.manifest(*index);
    const auto& table = dataset.table;
    if (!table.has("lon") || !table.has("lat") || setting.kind == config::LayerKind::kAreas) {
        throw Error{
            Errc::kConfigInvalid,
            fmt::format("proximity: layer \"{}\": dataset {} has no columns lon and lat, or "
                        "was asked for as areas",
                        setting.name, setting.dataset)};
    }
    setting.source = fmt::format("{}, {}", manifest.publisher, manifest.title);
    setting.edition = manifest.edition;
    setting.licence = manifest.licence;
    setting.date = to_string(manifest.published);
    const auto name = setting.name_column.empty() ? std::string{"name"} : setting.name_column;
    io::LayerShapes shapes;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (std::isnan(table.number("lon")[row]) || std::isnan(table.number("lat")[row])) {
            ++shapes.left_out;
            continue;
        }
        shapes.features.push_back(dataset.source_rows[row] + 1);
        shapes.points.push_back({table.number("lon")[row], table.number("lat")[row]});
        const std::array held{cell_of(manifest, table, setting.weight_column, row),
                              cell_of(manifest, table, setting.date_column, row),
                              cell_of(manifest, table, setting.key_column, row),
                              cell_of(manifest, table, name, row)};
        shapes.cells.add({held[0], held[1], held[2], held[3]});
        layer.sources.push_back(dataset.ref(row));
    }
    shapes.read = static_cast<std::int64_t>(table.rows()) + dataset.refused;
    layer.record.later = dataset.refused;
    layer.record.format = "shipped dataset";
    return shapes;
}

void note_counts(LayerData& layer)
{
    const auto& record = layer.record;
    if (record.later > 0) {
        layer.findings.push_back(
            {0,
             &io::kLayerNotPublic,
             {},
             layer.setting.date,
             fmt::format("layer {}: {} of {} features are later than the as-of date and were not "
                         "used",
                         layer.setting.name, record.later, record.features)});
    }
    layer.findings.push_back(
        {0,
         &io::kLayerRead,
         {},
         layer.setting.name,
         fmt::format("layer {}: {}; {} features, {} {} used, {} left out, {} after the as-of date",
                     layer.setting.name, record.format, record.features, record.items,
                     config::kind_name(layer.setting.kind), record.left_out, record.later)});
}

}  // namespace

std::string LayerData::label(std::size_t item) const
{
    return label_of(cells[entries[item]], features[entries[item]]);
}

SourceRef LayerData::source(std::size_t item) const
{
    return sources.empty() ? SourceRef{} : sources[entries[item]];
}

std::string kernel_text(const geo::Kernel& kernel)
{
    const auto reach = fmt::format("d up to {} km", kernel.reach_km);
    switch (kernel.kind) {
    case geo::KernelKind::kExponential:
        return fmt::format("w = exp(-d / {} km), {}", kernel.scale_km, reach);
    case geo::KernelKind::kGaussian:
        return fmt::format("w = exp(-d^2 / (2 ({} km)^2)), {}", kernel.scale_km, reach);
    case geo::KernelKind::kStep: break;
    }
    return "w = 1, " + reach;
}

LayerData load_layer(const ProximityLayer& setting, const config::Settings& settings,
                     const reference::Reference& reference)
{
    LayerData layer;
    layer.setting = setting;
    layer.kernel = kernel_of(setting);
    layer.file = setting.file.empty() ? setting.dataset
                                      : std::filesystem::path{setting.file}.filename().string();
    layer.record.setting = config::layer_texts(setting);
    io::LayerShapes shapes;
    if (setting.dataset.empty()) {
        shapes = io::read_layer(request_of(setting, settings));
        layer.record.files = digests_of(setting.file);
        layer.record.format = shapes.format;
        layer.findings = std::move(shapes.findings);
    } else {
        shapes = shapes_of_dataset(layer, reference);
    }
    layer.record.features = shapes.read;
    layer.record.left_out = shapes.left_out;
    const auto published = parse_date(layer.setting.date);
    if (published && *published <= reference.as_of) {
        LayerBuilder{layer, reference.as_of}.build(std::move(shapes));
    } else {
        layer.record.later = shapes.read;
    }
    note_counts(layer);
    return layer;
}

}  // namespace sourcelight::pipeline
