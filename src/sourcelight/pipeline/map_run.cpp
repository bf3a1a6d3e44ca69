// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/map_run.hpp"

#include "sourcelight/core/error.hpp"
#include "sourcelight/core/text.hpp"
#include "sourcelight/pipeline/map_subject.hpp"
#include "sourcelight/pipeline/map_world.hpp"

#include <fmt/format.h>

#include <filesystem>

namespace sourcelight::pipeline {
namespace {

std::string ending_of(const std::string& out)
{
    return fold(std::filesystem::path{out}.extension().string());
}

void require_free(const MapRequest& request)
{
    std::error_code unknown;
    if (!request.force && std::filesystem::exists(request.out, unknown)) {
        throw Error{Errc::kOutputExists,
                    fmt::format("{}: exists already; --force replaces it", request.out)};
    }
}

FoundSubject find_subject(const MapRequest& request, const reference::Reference& reference)
{
    return request.good.empty() ? find_activity(reference, request.activity)
                                : find_good(reference, request.good);
}

}  // namespace

MapSummary run_map(const MapRequest& request, ProgressSink& sink)
{
    const auto ending = ending_of(request.out);
    require_free(request);
    sink.message("loading facts and model");
    const MapWorld world{request.folders, request.settings};
    const auto found = find_subject(request, world.reference());
    if (!found.subject) {
        return {{}, found.complaint};
    }
    const auto places = world.places(*found.subject);
    return {fmt::format("{}: {} places ({})", found.subject->label, places.size(), ending), {}};
}

}  // namespace sourcelight::pipeline
