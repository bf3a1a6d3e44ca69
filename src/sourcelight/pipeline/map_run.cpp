// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/map_run.hpp"

#include "sourcelight/core/text.hpp"
#include "sourcelight/io/replaced_file.hpp"
#include "sourcelight/pipeline/map_subject.hpp"
#include "sourcelight/pipeline/map_world.hpp"
#include "sourcelight/pipeline/outcome.hpp"
#include "sourcelight/pipeline/surface_run.hpp"
#include "sourcelight/publish/maps/mapnik_canvas.hpp"
#include "sourcelight/publish/maps/world_map.hpp"
#include "sourcelight/publish/text_file.hpp"

#include <fmt/format.h>

#include <array>
#include <filesystem>
#include <optional>
#include <string_view>
#include <utility>

namespace sourcelight::pipeline {
namespace {

namespace maps = publish::maps;

std::string ending_of(const std::string& out)
{
    return fold(std::filesystem::path{out}.extension().string());
}

/// The kind of picture by the ending of the file's name.
std::optional<maps::Picture> picture_of(const std::string& ending)
{
    constexpr std::array<std::pair<std::string_view, maps::Picture>, 3> kEndings{
        {{"svg", maps::Picture::kSvg}, {"png", maps::Picture::kPng}, {"pdf", maps::Picture::kPdf}}};
    for (const auto& [name, picture] : kEndings) {
        if (ending == name) {
            return picture;
        }
    }
    return std::nullopt;
}

FoundSubject find_subject(const MapRequest& request, const reference::Reference& reference)
{
    return request.good.empty() ? find_activity(reference, request.activity)
                                : find_good(reference, request.good);
}

maps::WorldMapInputs inputs_of(const MapRequest& request, const MapWorld& world,
                               const MapSubject& subject)
{
    maps::WorldMapInputs inputs;
    inputs.label = subject.label;
    inputs.good = subject.good != GoodId::kNone;
    inputs.measure = request.measure == MapMeasure::kHazard ? maps::Measure::kHazard
                                                            : maps::Measure::kPrevalence;
    inputs.places = place_measures(world.places(subject));
    inputs.as_of = world.reference().as_of;
    inputs.draws = request.settings.draws;
    inputs.sources =
        maps::map_sources(world.reference().catalogue, anchors_text(world.assessor()), inputs.good);
    return inputs;
}

}  // namespace

MapSummary run_map(const MapRequest& request, ProgressSink& sink)
{
    const auto ending = ending_of(request.out);
    const auto picture = picture_of(ending);
    const bool is_raster = ending == "tif";
    if (!picture && !is_raster) {
        return {
            {},
            fmt::format("--out {}: the name must end in .svg, .png, .pdf or .tif", request.out)};
    }
    if (!request.weight.file.empty() && !is_raster) {
        return {{},
                fmt::format("--weight shares persons out over the cells of a raster; --out {} is a "
                            "picture, name a .tif",
                            request.out)};
    }
    // Cheap refusals first.
    io::ReplacedFile file{request.out, request.force};
    sink.message("loading facts and model");
    const MapWorld world{request.folders, request.settings};
    if (request.measure == MapMeasure::kPrevalence && !world.methodology().anchored) {
        return {{},
                fmt::format("the methodology {} has no anchors, so there is no prevalence of 1,000 "
                            "workers to draw; ask for --measure hazard, or name a methodology with "
                            "anchors by --set methodology=default",
                            world.methodology().id)};
    }
    const auto found = find_subject(request, world.reference());
    if (!found.subject) {
        return {{}, found.complaint};
    }
    if (!found.note.empty()) {
        sink.message(found.note);
    }
    if (request.measure == MapMeasure::kHazard && found.subject->good == GoodId::kNone &&
        found.subject->node == NodeId::kNone) {
        return {{},
                "the chance of a new finding is one of goods and activities; name one with --good, "
                "or a code such as isic4:14 with --activity"};
    }
    if (is_raster) {
        return run_surface(world, *found.subject, request, file, sink);
    }
    const auto inputs = inputs_of(request, world, *found.subject);
    sink.message("drawing");
    const auto scene = maps::world_map(inputs, world.reference().catalogue);
    publish::TextFile picture_file{file.path()};
    picture_file.write(maps::draw(scene, *picture, inputs.as_of));
    picture_file.close();
    file.commit();
    return {scene.title, {}};
}

}  // namespace sourcelight::pipeline
