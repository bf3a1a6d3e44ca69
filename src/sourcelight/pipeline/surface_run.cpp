// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/surface_run.hpp"

#include "sourcelight/geo/surface.hpp"
#include "sourcelight/io/cache_folder.hpp"
#include "sourcelight/io/cog_writer.hpp"
#include "sourcelight/io/replaced_file.hpp"
#include "sourcelight/pipeline/ordered.hpp"
#include "sourcelight/pipeline/surface_cells.hpp"
#include "sourcelight/pipeline/surface_notes.hpp"
#include "sourcelight/pipeline/surface_values.hpp"
#include "sourcelight/publish/surface_style.hpp"
#include "sourcelight/publish/text_file.hpp"
#include "sourcelight/resolve/location_data.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace sourcelight::pipeline {
namespace {

constexpr float kNoData = std::numeric_limits<float>::quiet_NaN();
/// Paints a value a support; `value` gives NaN for no data.
template <typename Value>
std::vector<float> painted(const SurfaceCells& cells, std::size_t supports, Value value)
{
    std::vector<float> of(supports);
    for (std::size_t s = 0; s < supports; ++s) {
        of[s] = static_cast<float>(value(s));
    }
    std::vector<float> out(cells.support.size(), kNoData);
    for (std::size_t i = 0; i < out.size(); ++i) {
        if (cells.support[i] < supports) {
            out[i] = of[cells.support[i]];
        }
    }
    return out;
}

/// One number of an estimate.
double part_of(const MaybeEstimate& estimate, double Estimate::*member)
{
    return estimate ? (*estimate).*member : std::numeric_limits<double>::quiet_NaN();
}

/// Mean prevalence of each support, persons per worker.
std::vector<double> rates_of(const SurfaceValues& values)
{
    std::vector<double> rates;
    for (const auto& value : values.values) {
        rates.push_back(value.mean);
    }
    return rates;
}

void add_estimates(const SurfaceCells& cells, const SurfaceValues& values, MapMeasure measure,
                   std::vector<io::RasterBand>& bands)
{
    const auto which = measure == MapMeasure::kPrevalence ? &SurfaceValue::prevalence_per_1000
                                                          : &SurfaceValue::hazard_24m;
    constexpr std::array<double Estimate::*, 3> kMembers{&Estimate::median, &Estimate::lo90,
                                                         &Estimate::hi90};
    for (std::size_t i = 0; i < kMembers.size(); ++i) {
        bands.push_back(estimate_band(measure, i));
        bands.back().values = painted(cells, values.values.size(), [&](std::size_t s) {
            return part_of(values.values[s].*which, kMembers[i]);
        });
    }
}

void add_evidence(const SurfaceCells& cells, const SurfaceValues& values,
                  std::vector<io::RasterBand>& bands)
{
    const auto count = values.values.size();
    bands.push_back(grade_band());
    bands.back().values = painted(cells, count, [&](std::size_t s) {
        const char grade = values.values[s].grade;
        return grade == '\0' ? std::numeric_limits<double>::quiet_NaN()
                             : static_cast<double>(grade - 'A' + 1);
    });
    bands.push_back(listing_band());
    bands.back().values = painted(
        cells, count, [&](std::size_t s) { return static_cast<double>(values.values[s].listing); });
    bands.push_back(support_band());
    bands.back().values = painted(cells, count, [&](std::size_t s) {
        return values.supports[s].kind == geo::SurfaceSupport::Kind::kRegion ? 1.0 : 2.0;
    });
}

/// Expected persons, shared out by `people` and the mean rate of each support.
void add_persons(const SurfaceCells& cells, const SurfaceValues& values,
                 const geo::SupportMap& supports, std::span<const double> people,
                 std::vector<io::RasterBand>& bands)
{
    bands.push_back(persons_band());
    bands.back().values =
        geo::share_out(supports, cells.support, people, rates_of(values), values.persons);
}

/// The given weights, and where persons are shared out by them.
void add_weights(const SurfaceWeights& weights, bool persons, std::vector<io::RasterBand>& bands)
{
    bands.push_back(weight_band());
    bands.back().values.reserve(weights.cells.size());
    for (const auto weight : weights.cells) {
        bands.back().values.push_back(weight > 0.0 ? static_cast<float>(weight) : kNoData);
    }
    if (persons) {
        bands.push_back(basis_band());
        bands.back().values = weights.basis;
    }
}

/// What was read and laid, for the file's own record and for the reader.
std::string weights_text(const GivenWeights& given, const SurfaceWeights& weights)
{
    return fmt::format("{}. {:.1f} % of that lies where an estimate is, in {} {}; countries "
                       "without any have their persons shared out by people",
                       given.note, 100.0 * (1.0 - weights.left_out / given.total),
                       weights.countries, weights.countries == 1 ? "country" : "countries");
}

}  // namespace

MapSummary run_surface(const MapWorld& world, const MapSubject& subject, const MapRequest& request,
                       io::ReplacedFile& out, ProgressSink& sink)
{
    const auto style = out.companion("qml");
    const geo::SurfaceGrid grid;
    std::optional<GivenWeights> given;
    if (!request.weight.file.empty()) {
        sink.message("reading the weights");
        given = read_weights(request.weight, request.settings, grid, sink);
    }
    const auto values = surface_values(world.assessor(), subject);
    const geo::SupportMap supports{values.supports};
    stop_if_asked(sink);
    sink.message("laying the estimates on a grid");
    io::CacheNotes notes;
    const auto data = resolve::load_location_data(
        world.reference(),
        io::PreparedStore{request.folders.prepared, request.folders.cache, &notes});
    for (const auto& note : notes.lines()) {
        sink.warning(note);
    }
    const auto cells =
        surface_cells(world.reference(), data.index, grid, supports, threads_of(request.settings));
    stop_if_asked(sink);
    std::optional<SurfaceWeights> weights;
    if (given) {
        weights = lay_weights(*given, data.index, grid, supports, cells.support, cells.people,
                              rates_of(values));
    }
    io::Raster raster;
    raster.columns = grid.columns();
    raster.rows = grid.rows();
    raster.degrees = grid.degrees();
    raster.as_of = world.reference().as_of;
    raster.threads = threads_of(request.settings);
    raster.metadata = surface_metadata(world, subject, request);
    add_estimates(cells, values, request.measure, raster.bands);
    add_evidence(cells, values, raster.bands);
    const bool persons = request.measure == MapMeasure::kPrevalence;
    if (persons) {
        add_persons(cells, values, supports, weights ? weights->people : cells.people,
                    raster.bands);
    }
    if (weights) {
        add_weights(*weights, persons, raster.bands);
        raster.metadata.emplace_back("WEIGHTS", weights_text(*given, *weights));
        sink.message(raster.metadata.back().second);
    }
    sink.message("writing the raster");
    io::write_cog(out.path(), raster);
    publish::write_text_file(style, publish::surface_qml(scale_of(request.measure)));
    stop_if_asked(sink);
    out.commit();
    return {fmt::format("{}: {} as a raster of {} bands, {} degrees a cell. A cell's value is its "
                        "country's or region's; see the band \"support\".",
                        subject.label, scale_of(request.measure).label, raster.bands.size(),
                        grid.degrees()),
            {}};
}

}  // namespace sourcelight::pipeline
