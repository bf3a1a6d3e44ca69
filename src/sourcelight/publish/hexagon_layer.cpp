// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/hexagon_layer.hpp"

#include "sourcelight/publish/layer_style.hpp"

#include <fmt/format.h>

#include <array>
#include <limits>
#include <utility>
#include <vector>

namespace sourcelight::publish {
namespace {

using aggregate::HexagonRow;

constexpr std::string_view kDescription =
    "Suppliers added up by hexagons of equal area. Only suppliers with a point are in them; "
    "expected persons and sites are sums over joint draws. A hexagon without a colour has no "
    "scored supplier: no data, not low.";

std::optional<double> part(const MaybeEstimate& estimate, double Estimate::*member)
{
    return estimate ? std::optional{(*estimate).*member} : std::nullopt;
}

template <std::size_t Grade>
std::int64_t graded(const HexagonRow& row)
{
    return row.grades[Grade];
}

constexpr std::array kColumns{
    HexagonColumn{"sl_hexagon", "number of the cell in the grid",
                  HexTextGetter{[](const HexagonRow& row) {
                      return fmt::format("{:x}", static_cast<std::uint64_t>(row.cell));
                  }}},
    HexagonColumn{"sl_suppliers", "rows of the list with a point in the hexagon",
                  HexCountGetter{[](const HexagonRow& row) { return row.suppliers; }}},
    HexagonColumn{"sl_scored", "of these, with a score",
                  HexCountGetter{[](const HexagonRow& row) { return row.scored; }}},
    HexagonColumn{"sl_not_scored", "of these, with insufficient data",
                  HexCountGetter{[](const HexagonRow& row) { return row.suppliers - row.scored; }}},
    HexagonColumn{"sl_by_coordinates", "placed by coordinates",
                  HexCountGetter{[](const HexagonRow& row) { return row.exact; }}},
    HexagonColumn{"sl_by_address", "placed by their address",
                  HexCountGetter{[](const HexagonRow& row) { return row.address; }}},
    HexagonColumn{"sl_by_town", "placed in their town only: the site may lie in a hexagon nearby",
                  HexCountGetter{[](const HexagonRow& row) { return row.town; }}},
    HexagonColumn{"sl_listed", "rows whose place and good are listed",
                  HexCountGetter{[](const HexagonRow& row) { return row.listed; }}},
    HexagonColumn{"sl_highest_site_probability", "of the row with the highest median",
                  HexNumberGetter{[](const HexagonRow& row) { return row.highest; }}},
    HexagonColumn{
        "sl_expected_sites", "expected sites with somebody in forced labour, joint draws",
        HexNumberGetter{[](const HexagonRow& row) { return part(row.sites, &Estimate::median); }}},
    HexagonColumn{
        "sl_expected_sites_lo90", "lower end of its 90 % interval",
        HexNumberGetter{[](const HexagonRow& row) { return part(row.sites, &Estimate::lo90); }}},
    HexagonColumn{
        "sl_expected_sites_hi90", "upper end of its 90 % interval",
        HexNumberGetter{[](const HexagonRow& row) { return part(row.sites, &Estimate::hi90); }}},
    HexagonColumn{"sl_expected_persons",
                  "expected persons in forced labour at the sites, joint draws",
                  HexNumberGetter{
                      [](const HexagonRow& row) { return part(row.persons, &Estimate::median); }}},
    HexagonColumn{
        "sl_expected_persons_lo90", "lower end of its 90 % interval",
        HexNumberGetter{[](const HexagonRow& row) { return part(row.persons, &Estimate::lo90); }}},
    HexagonColumn{
        "sl_expected_persons_hi90", "upper end of its 90 % interval",
        HexNumberGetter{[](const HexagonRow& row) { return part(row.persons, &Estimate::hi90); }}},
    HexagonColumn{"sl_grade_a", "scored rows of grade A", HexCountGetter{graded<0>}},
    HexagonColumn{"sl_grade_b", "scored rows of grade B", HexCountGetter{graded<1>}},
    HexagonColumn{"sl_grade_c", "scored rows of grade C", HexCountGetter{graded<2>}},
    HexagonColumn{"sl_grade_d", "scored rows of grade D", HexCountGetter{graded<3>}},
    HexagonColumn{"sl_grade_e", "scored rows of grade E", HexCountGetter{graded<4>}},
};

io::ColumnValues values_of(const HexagonColumn& column, std::span<const HexagonRow> rows)
{
    if (const auto* count = std::get_if<HexCountGetter>(&column.get)) {
        std::vector<std::int64_t> values;
        for (const auto& row : rows) {
            values.push_back((*count)(row));
        }
        return values;
    }
    if (const auto* number = std::get_if<HexNumberGetter>(&column.get)) {
        std::vector<float> values;
        for (const auto& row : rows) {
            const auto value = (*number)(row);
            values.push_back(value ? static_cast<float>(*value)
                                   : std::numeric_limits<float>::quiet_NaN());
        }
        return values;
    }
    io::TextBuilder texts;
    for (const auto& row : rows) {
        texts.append(std::get<HexTextGetter>(column.get)(row));
    }
    return texts.finish();
}

}  // namespace

std::span<const HexagonColumn> hexagon_columns() noexcept { return kColumns; }

std::string_view column_type_name(const HexagonColumn& column) noexcept
{
    constexpr std::array<std::string_view, 3> kTypes{"int64", "float32", "text"};
    return kTypes.at(column.get.index());
}

io::AreaLayer hexagon_layer(std::span<const HexagonRow> rows)
{
    io::AreaLayer layer;
    layer.name = "sl_hexagons";
    layer.description = kDescription;
    std::vector<io::NewColumn> columns;
    columns.reserve(kColumns.size());
    for (const auto& column : kColumns) {
        columns.push_back({std::string{column.name}, values_of(column, rows)});
    }
    layer.table = io::ColumnBatch{}.with(std::move(columns));
    const geo::HexGrid grid{aggregate::kHexagonsAnEdge};
    for (const auto& row : rows) {
        auto& area = layer.areas.emplace_back();
        for (const auto& polygon : grid.polygons(row.cell)) {
            auto& ring = area.emplace_back();
            for (const auto& point : polygon) {
                ring.push_back({point.lon, point.lat});
            }
        }
    }
    const auto& style = hexagon_layer_style();
    layer.style_name = style.name;
    layer.style_qml = style.qml;
    layer.style_sld = style.sld;
    return layer;
}

}  // namespace sourcelight::publish
