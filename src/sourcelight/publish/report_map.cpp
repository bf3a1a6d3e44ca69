// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/report_blocks.hpp"

#include <limits>
#include <set>

namespace sourcelight::publish {
namespace {

std::set<std::string, std::less<>> supplier_countries(const RunCollection& run)
{
    std::set<std::string, std::less<>> countries;
    for (const auto& supplier : run.suppliers) {
        countries.emplace(supplier.place.country.view());
    }
    for (const auto& omitted : run.omitted) {
        countries.emplace(omitted.place.substr(0, 2));
    }
    return countries;
}

template <typename Value>
void write_column(JsonStream& out, std::string_view name, const MapLayer& layer, Value value)
{
    out.key(name).begin_array();
    for (const auto& place : layer.places) {
        value(place);
    }
    out.end_array();
}

void write_layer(JsonStream& out, const MapLayer& layer, Dictionary& places)
{
    const auto part = [&out](MaybeEstimate PlaceMeasure::*measure, double Estimate::*member) {
        return [&out, measure, member](const PlaceMeasure& place) {
            const auto& estimate = place.*measure;
            out.number(estimate ? std::optional{(*estimate).*member} : std::nullopt);
        };
    };
    constexpr auto kP = &PlaceMeasure::prevalence_per_1000;
    constexpr auto kH = &PlaceMeasure::hazard_24m;
    out.begin_object();
    out.key("id").text(layer.id);
    out.key("label").text(layer.label);
    out.key("group").text(layer.group);
    write_column(out, "place", layer,
                 [&](const PlaceMeasure& place) { out.integer(places.index(place.place)); });
    write_column(out, "p", layer, part(kP, &Estimate::median));
    write_column(out, "p_lo", layer, part(kP, &Estimate::lo90));
    write_column(out, "p_hi", layer, part(kP, &Estimate::hi90));
    write_column(out, "h", layer, part(kH, &Estimate::median));
    write_column(out, "h_lo", layer, part(kH, &Estimate::lo90));
    write_column(out, "h_hi", layer, part(kH, &Estimate::hi90));
    write_column(out, "listed", layer,
                 [&out](const PlaceMeasure& place) { out.date(place.listed); });
    out.end_object();
}

}  // namespace

reference::Dataset load_boundaries(const reference::Catalogue& catalogue)
{
    constexpr Date kNever{std::numeric_limits<std::int32_t>::max()};
    return catalogue.load("sourcelight/display_boundaries", kNever, true);
}

void write_shapes(JsonStream& out, const DataTable& table, std::string_view level,
                  const std::function<bool(std::size_t row)>& keep)
{
    const auto& levels = table.text("level");
    out.begin_array();
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (levels[row] != level || !keep(row)) {
            continue;
        }
        out.begin_object();
        out.key("code").text(table.text("code")[row]);
        out.key("country").text(table.text("iso2")[row]);
        out.key("name").text(table.text("name")[row]);
        out.key("lon").degrees(table.number("lon")[row]);
        out.key("lat").degrees(table.number("lat")[row]);
        out.key("geometry").text(table.text("geometry")[row]);
        out.end_object();
    }
    out.end_array();
}

void write_regions(JsonStream& out, const ReportInputs& in)
{
    const auto boundaries = load_boundaries(in.reference.catalogue);
    const auto countries = supplier_countries(in.run);
    const auto& country = boundaries.table.text("iso2");
    write_shapes(out, boundaries.table, "region",
                 [&](std::size_t row) { return countries.find(country[row]) != countries.end(); });
}

void write_points(JsonStream& out, const ReportInputs& in)
{
    const auto& cells = in.run.cells;
    std::int64_t suppliers = 0;
    for (const auto& omitted : in.run.omitted) {
        suppliers += omitted.pointed;
    }
    out.begin_object();
    out.key("suppliers").integer(suppliers);
    out.key("level").integer(cells.level());
    out.key("cells").integer(static_cast<std::int64_t>(cells.cells().size()));
    out.key("text").text(cells.text());
    out.end_object();
}

void write_map(JsonStream& out, const ReportInputs& in)
{
    const auto boundaries = load_boundaries(in.reference.catalogue);
    out.begin_object();
    out.key("countries");
    write_shapes(out, boundaries.table, "country", [](std::size_t) { return true; });
    Dictionary places;
    out.key("layers").begin_array();
    for (const auto& layer : in.outcome.layers) {
        write_layer(out, layer, places);
    }
    out.end_array();
    out.key("places").begin_array();
    for (const auto& place : places.texts()) {
        out.text(place);
    }
    out.end_array();
    out.key("first_layer").text(in.outcome.layers.empty() ? "" : in.outcome.layers.front().id);
    out.end_object();
}

}  // namespace sourcelight::publish
