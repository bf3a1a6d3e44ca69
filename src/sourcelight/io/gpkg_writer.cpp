// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/core/error.hpp"
#include "sourcelight/io/gdal_session.hpp"
#include "sourcelight/io/writers.hpp"

#include <cpl_conv.h>
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

class GeoPackageWriter final : public TableWriter {
public:
    GeoPackageWriter(std::string path, const ColumnBatch& layout, const GeoPackageOptions& options)
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

    ~GeoPackageWriter() override
    {
        const GdalMessages messages;
        m_dataset.reset();
    }
    GeoPackageWriter(const GeoPackageWriter&) = delete;
    GeoPackageWriter& operator=(const GeoPackageWriter&) = delete;
    GeoPackageWriter(GeoPackageWriter&&) = delete;
    GeoPackageWriter& operator=(GeoPackageWriter&&) = delete;

    void write(const ColumnBatch& batch) override;
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
    void make_style(const GdalMessages& messages);

    std::string m_path;
    GeoPackageOptions m_options;
    std::optional<std::size_t> m_longitude;
    std::optional<std::size_t> m_latitude;
    std::unique_ptr<GDALDataset> m_dataset;
    OGRLayer* m_layer = nullptr;
    std::vector<Field> m_fields;
};

void GeoPackageWriter::make_layer(const ColumnBatch& layout, const GdalMessages& messages)
{
    OGRSpatialReference wgs84;
    wgs84.importFromEPSG(4326);
    wgs84.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    std::array<char*, 1> options{nullptr};
    const bool points = m_longitude && m_latitude;
    m_layer = m_dataset->CreateLayer(m_options.layer.c_str(), points ? &wgs84 : nullptr,
                                     points ? wkbPoint : wkbNone, options.data());
    check(m_layer != nullptr, messages);
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
        check(m_layer->CreateField(&field) == OGRERR_NONE, messages);
        m_fields.push_back({column, kind});
    }
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

void GeoPackageWriter::write(const ColumnBatch& batch)
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

/// QGIS reads its default style from the table layer_styles of the same file.
void GeoPackageWriter::make_style(const GdalMessages& messages)
{
    std::array<char*, 1> options{nullptr};
    auto* styles = m_dataset->CreateLayer("layer_styles", nullptr, wkbNone, options.data());
    check(styles != nullptr, messages);
    const std::array<std::pair<const char*, std::string>, 12> cells{
        {{"f_table_catalog", ""},
         {"f_table_schema", ""},
         {"f_table_name", m_options.layer},
         {"f_geometry_column", "geom"},
         {"styleName", m_options.style_name},
         {"styleQML", m_options.style_qml},
         {"styleSLD", m_options.style_sld},
         {"useAsDefault", "1"},
         {"description", m_options.style_name},
         {"owner", ""},
         {"ui", ""},
         {"update_time", to_string(m_options.as_of) + "T00:00:00.000Z"}}};
    for (const auto& [name, value] : cells) {
        const std::string_view key{name};
        OGRFieldDefn field{name, key == "update_time"    ? OFTDateTime
                                 : key == "useAsDefault" ? OFTInteger
                                                         : OFTString};
        if (key == "useAsDefault") {
            field.SetSubType(OFSTBoolean);
        }
        check(styles->CreateField(&field) == OGRERR_NONE, messages);
    }
    OGRFeature style{styles->GetLayerDefn()};
    for (std::size_t i = 0; i < cells.size(); ++i) {
        style.SetField(static_cast<int>(i), cells[i].second.c_str());
    }
    check(styles->CreateFeature(&style) == OGRERR_NONE, messages);
}

void GeoPackageWriter::finish()
{
    const GdalMessages messages;
    const auto stamp = time_stamp();
    if (!m_options.style_name.empty()) {
        make_style(messages);
    }
    check(m_dataset->CommitTransaction() == OGRERR_NONE, messages);
    m_dataset->FlushCache(true);
    m_dataset.reset();
    check(messages.last_failure().empty(), messages);
}

}  // namespace

std::unique_ptr<TableWriter> make_geopackage_writer(const std::string& path,
                                                    const ColumnBatch& layout,
                                                    const GeoPackageOptions& options)
{
    return std::make_unique<GeoPackageWriter>(path, layout, options);
}

}  // namespace sourcelight::io
