// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/core/text.hpp"
#include "sourcelight/publish/atlas_blocks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace sourcelight::publish {
namespace {

constexpr int kYearDigits = 12;

/// "KP|2023": the cells of a row that its dataset tells rows apart by.
std::string key_cells(const reference::Manifest& manifest, const DataTable& table, std::size_t row)
{
    std::string key;
    for (const auto& name : manifest.key) {
        const auto column = std::find_if(manifest.columns.begin(), manifest.columns.end(),
                                         [&name](const auto& c) { return c.name == name; });
        const bool number =
            column != manifest.columns.end() && (column->kind == reference::ColumnKind::kInteger ||
                                                 column->kind == reference::ColumnKind::kReal);
        key += key.empty() ? "" : "|";
        if (!number) {
            key += table.text(name)[row];
        } else if (const double cell = table.number(name)[row]; std::isfinite(cell)) {
            key += fmt::format("{}", cell);
        }
    }
    return key;
}

}  // namespace

AtlasContext::AtlasContext(const AtlasContents& contents, const reference::Reference& reference)
    : m_contents{&contents}, m_reference{&reference}
{
    for (std::size_t i = 0; i < contents.places.size(); ++i) {
        m_places.emplace(contents.places[i].code, i);
    }
    const auto& datasets = contents.record.datasets;
    for (std::size_t i = 0; i < datasets.size(); ++i) {
        m_datasets.emplace(datasets[i].id, static_cast<std::int64_t>(i));
    }
}

std::optional<std::size_t> AtlasContext::place(std::string_view code) const
{
    const auto found = m_places.find(code);
    return found == m_places.end() ? std::nullopt : std::optional{found->second};
}

std::int64_t AtlasContext::dataset(std::string_view id) const
{
    const auto found = m_datasets.find(id);
    return found == m_datasets.end() ? -1 : found->second;
}

const reference::Dataset* AtlasContext::table(std::string_view id) const
{
    const auto found = m_reference->datasets.find(id);
    return found == m_reference->datasets.end() ? nullptr : &found->second;
}

void AtlasContext::cite(JsonStream& out, const reference::Dataset& dataset, std::size_t row) const
{
    const auto& manifest = m_reference->catalogue.manifest(dataset.index);
    out.begin_array();
    out.integer(this->dataset(manifest.id));
    out.text(key_cells(manifest, dataset.table, row));
    out.end_array();
}

void AtlasContext::cite_whole(JsonStream& out, std::string_view id) const
{
    out.begin_array();
    out.integer(dataset(id));
    out.text("");
    out.end_array();
}

void AtlasContext::cite(JsonStream& out, SourceRef source) const
{
    const auto& id =
        source.known() ? m_reference->catalogue.manifest(source.dataset).id : std::string{};
    const auto* known = source.known() && !source.whole() ? table(id) : nullptr;
    if (known != nullptr) {
        const auto& rows = known->source_rows;
        const auto found = std::lower_bound(rows.begin(), rows.end(), source.row);
        if (found != rows.end() && *found == source.row) {
            cite(out, *known, static_cast<std::size_t>(found - rows.begin()));
            return;
        }
    }
    cite_whole(out, id);
}

bool AtlasContext::ended(std::string_view day) const
{
    const auto end = parse_date(day);
    return end && *end <= m_reference->as_of;
}

void write_good_index(JsonStream& out, GoodId good)
{
    if (good == GoodId::kNone) {
        out.null();
    } else {
        out.integer(static_cast<std::int64_t>(good));
    }
}

void write_place_index(JsonStream& out, std::optional<std::size_t> place)
{
    if (place) {
        out.integer(static_cast<std::int64_t>(*place));
    } else {
        out.null();
    }
}

void write_cell_number(JsonStream& out, const DataTable& table, std::string_view column,
                       std::size_t row)
{
    const double cell = table.number(column)[row];
    out.number(std::isfinite(cell) ? std::optional{cell} : std::nullopt, kYearDigits);
}

}  // namespace sourcelight::publish
