// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/atlas.hpp"

#include "sourcelight/publish/atlas_blocks.hpp"
#include "sourcelight/publish/csv_line.hpp"
#include "sourcelight/publish/page.hpp"

#include <array>

namespace sourcelight::publish {
namespace {

constexpr std::int64_t kDataFormat = 1;
/// The good whose story the first view tells.
constexpr std::string_view kFirstLayer = "cotton";

constexpr std::array kColumns{
    AtlasColumn{"date", "date", true, "day of the edition: only what was public then is used"},
    AtlasColumn{"group", "text", true, "all, sector, isic or good"},
    AtlasColumn{"layer", "text", true, "id of the good, sector or activity"},
    AtlasColumn{"layer_name", "text", false, "its name"},
    AtlasColumn{"place", "text", true, "ISO 3166-1 alpha-2 of a country, ISO 3166-2 of a region"},
    AtlasColumn{"place_name", "text", false, "its name"},
    AtlasColumn{"prevalence_per_1000", "float32", true,
                "estimated persons in forced labour of 1,000 workers; null = no data"},
    AtlasColumn{"prevalence_lo90", "float32", true, "lower end of its 90 % interval"},
    AtlasColumn{"prevalence_hi90", "float32", true, "upper end of its 90 % interval"},
    AtlasColumn{
        "hazard_24m", "float32", true,
        "estimated probability of a new public finding within 24 months; null when the pair "
        "is listed already, for sectors, and where there is no data"},
    AtlasColumn{"hazard_lo90", "float32", true, "lower end of its 90 % interval"},
    AtlasColumn{"hazard_hi90", "float32", true, "upper end of its 90 % interval"},
    AtlasColumn{"listed_since", "date", true,
                "first listing for forced labour in force on the day; empty is not clearance"},
    AtlasColumn{"grade", "text", true, "A to E: how close the evidence is to the work"},
    AtlasColumn{"listed_child_since", "date", false, "first listing for child labour in force"},
    AtlasColumn{"listed_until", "date", false,
                "day on which the last listing ended, when none is in force"},
    AtlasColumn{"listed_until_for", "text", false, "forced labour or child labour"},
    AtlasColumn{"export_share", "float32", false,
                "share of the world's exports of the good; null = not known, never \"not made\""},
    AtlasColumn{"export_year", "int64", false, "year of that share"},
    AtlasColumn{"index", "text", false, "id of the country index shown, if one is"},
    AtlasColumn{"index_value", "float32", false, "its value, in its own unit"},
    AtlasColumn{"index_lo90", "float32", false, "lower end of its 90 % interval, if it has one"},
    AtlasColumn{"index_hi90", "float32", false, "upper end of its 90 % interval, if it has one"},
    AtlasColumn{"index_unit", "text", false, "its unit"},
    AtlasColumn{"index_year", "int64", false, "year that the value is of"},
    AtlasColumn{"sources", "text", false,
                "ids of the tables behind the row; the page saves them as a second file, a run has "
                "them in run.json"},
};

void write_data(JsonStream& out, const AtlasContext& context)
{
    out.key("format").integer(kDataFormat);
    write_atlas_run(out.key("run"), context);
    write_atlas_dates(out.key("dates"), context);
    write_atlas_places(out.key("places"), context);
    write_atlas_map(out.key("map"), context);
    write_atlas_layers(out, context);
    out.key("first_layer").text(kFirstLayer);
    write_atlas_indices(out.key("indices"), context);
    write_atlas_listings(out.key("listings"), context);
    write_atlas_orders(out.key("orders"), context);
    write_atlas_rules(out.key("rules"), context);
    write_atlas_pages(out.key("pages"), context);
    write_atlas_goods(out.key("goods"), context);
    write_atlas_guidance(out.key("guidance"), context);
    write_atlas_method(out.key("method"));
    write_atlas_limits(out.key("limits"), context);
    write_atlas_datasets(out.key("datasets"), context);
}

void write_interval(CsvLine& line, const std::optional<AtlasInterval>& interval)
{
    for (const auto part : {&AtlasInterval::median, &AtlasInterval::lo90, &AtlasInterval::hi90}) {
        if (interval) {
            line.number((*interval).*part);
        } else {
            line.empty();
        }
    }
}

void write_row(TextFile& file, std::string_view date, const AtlasLayer& layer,
               const AtlasPlace& place, const AtlasCell& cell)
{
    CsvLine line;
    line.text(date).text(layer.group).text(layer.id).text(place.code);
    write_interval(line, cell.prevalence_per_1000);
    write_interval(line, cell.hazard_24m);
    line.text(cell.listed ? to_string(*cell.listed) : std::string{});
    line.text(cell.grade == '-' ? std::string{} : std::string(1, cell.grade));
    file.write(line.finish());
}

void write_date(TextFile& file, const AtlasContents& contents, std::size_t d)
{
    const auto date = to_string(contents.dates[d].date);
    for (const auto& layer : contents.layers) {
        for (std::size_t p = 0; p < contents.places.size(); ++p) {
            const auto& cell = layer.at[d][p];
            if (cell.prevalence_per_1000 || cell.hazard_24m || cell.listed) {
                write_row(file, date, layer, contents.places[p], cell);
            }
        }
    }
}

}  // namespace

std::span<const AtlasColumn> atlas_columns() noexcept { return kColumns; }

void write_atlas(const std::string& path, const std::string& template_path,
                 const AtlasContents& contents, const reference::Reference& reference)
{
    const AtlasContext context{contents, reference};
    write_page(path, template_path, [&context](PageBlocks& blocks) {
        blocks.add("data", [&context](JsonStream& out) { write_data(out, context); });
    });
}

void write_atlas_table(const std::string& path, const AtlasContents& contents)
{
    TextFile file{path};
    CsvLine header;
    for (const auto& column : kColumns) {
        if (column.in_file) {
            header.text(column.name);
        }
    }
    file.write(header.finish());
    for (std::size_t d = 0; d < contents.dates.size(); ++d) {
        write_date(file, contents, d);
    }
    file.close();
}

}  // namespace sourcelight::publish
