// SPDX-License-Identifier: Apache-2.0
#include "commands.hpp"
#include "output.hpp"

#include "sourcelight/core/wrap.hpp"
#include "sourcelight/pipeline/map_run.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <memory>
#include <string>

namespace sourcelight::cli {
namespace {

ExitCode run(const SharedOptions& shared, pipeline::MapRequest request)
{
    ConsoleSink sink{shared.json    ? ConsoleSink::Mode::kJson
                     : shared.quiet ? ConsoleSink::Mode::kQuiet
                                    : ConsoleSink::Mode::kPeople};
    request.settings = settings_of(shared);
    request.folders = folders_of(shared, request.settings);
    const auto summary = pipeline::run_map(request, sink);
    if (!summary.complaint.empty()) {
        throw CLI::ValidationError(summary.complaint);
    }
    if (shared.json) {
        print_line(nlohmann::ordered_json{{"file", request.out}, {"shows", summary.headline}}.dump(
            -1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
    } else {
        print_line(wrap(summary.headline, 0));
        print_line(request.out);
    }
    return 0;
}

}  // namespace

void add_map(CLI::App& app, SharedOptions& shared, ExitCode& code)
{
    auto* command = app.add_subcommand("map", "A print map of the world by good or activity");
    auto request = std::make_shared<pipeline::MapRequest>();
    auto measure = std::make_shared<std::string>("prevalence");
    auto* good = command->add_option("--good", request->good, "Good of the official lists");
    auto* activity =
        command->add_option("--activity", request->activity, "Activity code, sector, or all");
    good->excludes(activity);
    command->add_option("--measure", *measure, "prevalence or hazard")
        ->check(CLI::IsMember({"prevalence", "hazard"}));
    command->add_option("--out", request->out, "FILE.svg, .png, .pdf or .tif")->required();
    command->add_flag("--force", request->force, "Replace an existing file");
    add_shared(*command, shared);
    command->footer("Example: sourcelight map --good cotton --out cotton.pdf");
    command->callback([&shared, &code, request, measure] {
        if (request->good.empty() == request->activity.empty()) {
            throw CLI::RequiredError("--good or --activity");
        }
        request->measure = *measure == "hazard" ? pipeline::MapMeasure::kHazard
                                                : pipeline::MapMeasure::kPrevalence;
        code = run(shared, *request);
    });
}

}  // namespace sourcelight::cli
