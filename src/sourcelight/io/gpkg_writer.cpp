// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/core/error.hpp"
#include "sourcelight/io/gdal_session.hpp"
#include "sourcelight/io/writers.hpp"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <memory>
#include <optional>
#include <unordered_set>
#include <utility>

namespace sourcelight::io {
namespace {

/// SQLite's limit is 2,000; fid and geom are columns too.
constexpr std::size_t kMaxColumns = 1990;

/// A GDAL option of this thread for as long as it lives.
class ThreadOption {
public:
    ThreadOption(const char* key, const std::string& value) : m_key{key}
    {
        CPLSetThreadLocalConfigOption(m_key, value.c_str());
    }
    ~ThreadOption() { CPLSetThreadLocalConfigOption(m_key, nullptr); }
    ThreadOption(const ThreadOption&) = delete;
    ThreadOption& operator=(const ThreadOption&) = delete;
    ThreadOption(ThreadOption&&) = delete;
    ThreadOption& operator=(ThreadOption&&) = delete;

private:
    const char* m_key;
};

OGRFieldType field_type(ValueKind kind)
{
    switch (kind) {
    case ValueKind::kInteger: return OFTInteger64;
    case ValueKind::kReal32:
    case ValueKind::kReal64: return OFTReal;
    case ValueKind::kDate: return OFTDate;
    default: return OFTString;
    }
}

std::string lower(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

/// Our columns stay; of the user's, the last ones go when there are too many.
std::vector<std::size_t> columns_that_fit(const std::vector<std::string>& names)
{
    const auto ours = static_cast<std::size_t>(std::count_if(
        names.begin(), names.end(), [](const std::string& n) { return n.starts_with("sl_"); }));
    auto room = kMaxColumns - std::min(ours, kMaxColumns);
    std::vector<std::size_t> columns;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i].starts_with("sl_")) {
            columns.push_back(i);
        } else if (room > 0) {
            columns.push_back(i);
            --room;
        }
    }
    return columns;
}

/// One column of the layer and the values it takes from a batch.
struct Field {
    std::size_t column = 0;  ///< in the batch
    ValueKind kind = ValueKind::kText;
};

/// A row of the table in which QGIS looks for the styles of layers.
struct Style {
    std::string layer;
    std::string name;
    std::string qml;
    std::string sld;
};

OGRSpatialReference wgs84()
{
    OGRSpatialReference system;
    system.importFromEPSG(4326);
    system.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    return system;
}

class SupplierPackage final : public GeoPackageWriter {
public:
    SupplierPackage(std::string path, const ColumnBatch& layout, const GeoPackageOptions& options)
        : m_path{std::move(path)}, m_options{options},
          m_longitude{layout.find(options.point.longitude)}, m_latitude{layout.find(
                                                                 options.point.latitude)}
    {
        register_gdal_drivers();
        const GdalMessages messages;
        const auto stamp = time_stamp();
        auto* driver = GetGDALDriverManager()->GetDriverByName("GPKG");
        m_dataset.reset(driver->Create(m_path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
        check(m_dataset != nullptr, messages);
        // The whole layer is one transaction: the file is incomplete until finish() anyway.
        check(m_dataset->StartTransaction() == OGRERR_NONE, messages);
        make_layer(layout, messages);
    }

    ~SupplierPackage() override
    {
        const GdalMessages messages;
        m_dataset.reset();
    }
    SupplierPackage(const SupplierPackage&) = delete;
    SupplierPackage& operator=(const SupplierPackage&) = delete;
    SupplierPackage(SupplierPackage&&) = delete;
    SupplierPackage& operator=(SupplierPackage&&) = delete;

    void write(const ColumnBatch& batch) override;
    void add_areas(const AreaLayer& layer) override;
    void finish() override;

private:
    [[nodiscard]] ThreadOption time_stamp() const
    {
        return ThreadOption{"OGR_CURRENT_DATE", to_string(m_options.as_of) + "T00:00:00.000Z"};
    }
    void check(bool good, const GdalMessages& messages) const
    {
        if (!good) {
            throw Error{Errc::kOutputUnwritable,
                        m_path + ": cannot be written: " + messages.last_failure() +
                            "; free some space or choose another folder with --out"};
        }
    }
    void make_layer(const ColumnBatch& layout, const GdalMessages& messages);
    std::vector<Field> make_fields(OGRLayer& layer, const ColumnBatch& layout,
                                   const GdalMessages& messages) const;
    void make_styles(const GdalMessages& messages);

    std::string m_path;
    GeoPackageOptions m_options;
    std::optional<std::size_t> m_longitude;
    std::optional<std::size_t> m_latitude;
    std::unique_ptr<GDALDataset> m_dataset;
    OGRLayer* m_layer = nullptr;
    std::vector<Field> m_fields;
    std::vector<Style> m_styles;
};

void SupplierPackage::make_layer(const ColumnBatch& layout, const GdalMessages& messages)
{
    auto system = wgs84();
    std::array<char*, 1> options{nullptr};
    const bool points = m_longitude && m_latitude;
    m_layer = m_dataset->CreateLayer(m_options.layer.c_str(), points ? &system : nullptr,
                                     points ? wkbPoint : wkbNone, options.data());
    check(m_layer != nullptr, messages);
    m_fields = make_fields(*m_layer, layout, messages);
    if (!m_options.style_name.empty()) {
        m_styles.push_back(
            {m_options.layer, m_options.style_name, m_options.style_qml, m_options.style_sld});
    }
}

std::vector<Field> SupplierPackage::make_fields(OGRLayer& layer, const ColumnBatch& layout,
                                                const GdalMessages& messages) const
{
    std::vector<Field> fields;
    const auto names = layout.names();
    // SQLite compares names without case.
    std::unordered_set<std::string> taken{"fid", "geom"};
    for (const auto column : columns_that_fit(names)) {
        auto name = names[column];
        for (int number = 2; !taken.insert(lower(name)).second; ++number) {
            name = names[column] + "__" + std::to_string(number);
        }
        const auto kind = layout.kind(column);
        OGRFieldDefn field{name.c_str(), field_type(kind)};
        if (kind == ValueKind::kReal32) {
            field.SetSubType(OFSTFloat32);
        }
        check(layer.CreateField(&field) == OGRERR_NONE, messages);
        fields.push_back({column, kind});
    }
    return fields;
}

/// Sets one field of a feature from a typed or printed column.
class FieldSetter {
public:
    FieldSetter(const ColumnBatch& batch, const Field& field)
        : m_batch{&batch}, m_field{field}, m_texts{field.kind == ValueKind::kText ||
                                                           field.kind == ValueKind::kOther ||
                                                           field.kind == ValueKind::kDate
                                                       ? batch.text(field.column)
                                                       : TextColumn{}}
    {
    }

    void set(OGRFeature& feature, int index, std::size_t row, std::string& scratch) const
    {
        if (m_batch->missing(m_field.column, row)) {
            feature.SetFieldNull(index);
            return;
        }
        switch (m_field.kind) {
        case ValueKind::kInteger:
            feature.SetField(index, GIntBig{m_batch->integers(m_field.column)[row]});
            break;
        case ValueKind::kReal32:
            feature.SetField(index, double{m_batch->reals32(m_field.column)[row]});
            break;
        case ValueKind::kReal64:
            feature.SetField(index, m_batch->reals64(m_field.column)[row]);
            break;
        default:
            scratch.assign(m_texts[row]);
            feature.SetField(index, scratch.c_str());
            break;
        }
    }

private:
    const ColumnBatch* m_batch;
    Field m_field;
    TextColumn m_texts;
};

void SupplierPackage::write(const ColumnBatch& batch)
{
    const GdalMessages messages;
    const auto stamp = time_stamp();
    std::vector<FieldSetter> setters;
    for (const auto& field : m_fields) {
        setters.emplace_back(batch, field);
    }
    OGRFeature feature{m_layer->GetLayerDefn()};
    std::string scratch;
    for (std::size_t row = 0; row < batch.rows(); ++row) {
        feature.SetFID(OGRNullFID);
        for (std::size_t i = 0; i < setters.size(); ++i) {
            setters[i].set(feature, static_cast<int>(i), row, scratch);
        }
        const bool placed = m_longitude && m_latitude && !batch.missing(*m_longitude, row) &&
                            !batch.missing(*m_latitude, row);
        feature.SetGeometryDirectly(
            placed ? new OGRPoint{batch.reals64(*m_longitude)[row], batch.reals64(*m_latitude)[row]}
                   : nullptr);
        check(m_layer->CreateFeature(&feature) == OGRERR_NONE, messages);
    }
}

std::unique_ptr<OGRMultiPolygon> area_of(const std::vector<AreaRing>& rings)
{
    auto area = std::make_unique<OGRMultiPolygon>();
    for (const auto& ring : rings) {
        auto outer = std::make_unique<OGRLinearRing>();
        for (const auto& point : ring) {
            outer->addPoint(point[0], point[1]);
        }
        auto polygon = std::make_unique<OGRPolygon>();
        polygon->addRingDirectly(outer.release());
        area->addGeometryDirectly(polygon.release());
    }
    return area;
}

void SupplierPackage::add_areas(const AreaLayer& layer)
{
    const GdalMessages messages;
    const auto stamp = time_stamp();
    auto system = wgs84();
    CPLStringList options;
    options.SetNameValue("DESCRIPTION", layer.description.c_str());
    auto* made =
        m_dataset->CreateLayer(layer.name.c_str(), &system, wkbMultiPolygon, options.List());
    check(made != nullptr, messages);
    const auto fields = make_fields(*made, layer.table, messages);
    std::vector<FieldSetter> setters;
    setters.reserve(fields.size());
    for (const auto& field : fields) {
        setters.emplace_back(layer.table, field);
    }
    OGRFeature feature{made->GetLayerDefn()};
    std::string scratch;
    for (std::size_t row = 0; row < layer.table.rows(); ++row) {
        feature.SetFID(OGRNullFID);
        for (std::size_t i = 0; i < setters.size(); ++i) {
            setters[i].set(feature, static_cast<int>(i), row, scratch);
        }
        feature.SetGeometryDirectly(area_of(layer.areas[row]).release());
        check(made->CreateFeature(&feature) == OGRERR_NONE, messages);
    }
    if (!layer.style_name.empty()) {
        m_styles.push_back({layer.name, layer.style_name, layer.style_qml, layer.style_sld});
    }
}

/// QGIS reads the default style of a layer from the table layer_styles of the same file.
void SupplierPackage::make_styles(const GdalMessages& messages)
{
    constexpr std::array<const char*, 12> kNames{
        "f_table_catalog", "f_table_schema", "f_table_name", "f_geometry_column",
        "styleName",       "styleQML",       "styleSLD",     "useAsDefault",
        "description",     "owner",          "ui",           "update_time"};
    std::array<char*, 1> options{nullptr};
    auto* styles = m_dataset->CreateLayer("layer_styles", nullptr, wkbNone, options.data());
    check(styles != nullptr, messages);
    for (const auto* name : kNames) {
        const std::string_view key{name};
        OGRFieldDefn field{name, key == "update_time"    ? OFTDateTime
                                 : key == "useAsDefault" ? OFTInteger
                                                         : OFTString};
        if (key == "useAsDefault") {
            field.SetSubType(OFSTBoolean);
        }
        check(styles->CreateField(&field) == OGRERR_NONE, messages);
    }
    for (const auto& style : m_styles) {
        const std::array<std::string, kNames.size()> cells{
            "",         "",        style.layer, "geom",
            style.name, style.qml, style.sld,   "1",
            style.name, "",        "",          to_string(m_options.as_of) + "T00:00:00.000Z"};
        OGRFeature row{styles->GetLayerDefn()};
        for (std::size_t i = 0; i < cells.size(); ++i) {
            row.SetField(static_cast<int>(i), cells[i].c_str());
        }
        check(styles->CreateFeature(&row) == OGRERR_NONE, messages);
    }
}

void SupplierPackage::finish()
{
    const GdalMessages messages;
    const auto stamp = time_stamp();
    if (!m_styles.empty()) {
        make_styles(messages);
    }
    check(m_dataset->CommitTransaction() == OGRERR_NONE, messages);
    m_dataset->FlushCache(true);
    m_dataset.reset();
    check(messages.last_failure().empty(), messages);
}

}  // namespace

std::unique_ptr<GeoPackageWriter> make_geopackage_writer(const std::string& path,
                                                         const ColumnBatch& layout,
                                                         const GeoPackageOptions& options)
{
    return std::make_unique<SupplierPackage>(path, layout, options);
}

}  // namespace sourcelight::io
