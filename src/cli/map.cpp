// SPDX-License-Identifier: Apache-2.0
#include "commands.hpp"
#include "output.hpp"

#include "sourcelight/core/wrap.hpp"
#include "sourcelight/pipeline/map_run.hpp"
#include "sourcelight/reference/good_words.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

namespace sourcelight::cli {
namespace {

ExitCode run(const SharedOptions& shared, pipeline::MapRequest request)
{
    ConsoleSink sink{console_mode(shared.json, shared.quiet)};
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

/// Everything that a map can be drawn of, one a line.
ExitCode list_goods(const SharedOptions& shared)
{
    const auto settings = settings_of(shared);
    const auto reference = pipeline::reference_of(folders_of(shared, settings), settings);
    auto goods = nlohmann::ordered_json::array();
    std::size_t width = 0;
    for (const auto& good : reference.goods.goods) {
        width = std::max(width, good.slug.size());
    }
    for (const auto& good : reference.goods.goods) {
        const auto sector = reference::list_sector_label(good.sector);
        goods.push_back({{"good", good.slug},
                         {"label", good.label},
                         {"sector", sector},
                         {"stage", good.stage}});
        if (!shared.json) {
            print_line(fmt::format("{:<{}}  {:<13}  {:<12}  {}", good.slug, width, sector,
                                   good.stage, good.label));
        }
    }
    std::vector<std::string> sectors;
    for (std::size_t i = 0; i < reference::kSectorCount; ++i) {
        sectors.emplace_back(reference::sector_name(static_cast<reference::Sector>(i)));
    }
    sectors.emplace_back("all");
    if (shared.json) {
        print_line(nlohmann::ordered_json{{"goods", goods}, {"sectors", sectors}}.dump());
        return 0;
    }
    print_line(wrap(fmt::format("{} goods for --good, also by other names (\"shirts\"). For "
                                "--activity: {}, or a code of ISIC 4 or HS such as isic4:1410.",
                                goods.size(), fmt::join(sectors, ", ")),
                    0));
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
    command->add_option("--out", request->out, "FILE.svg, .png, .pdf or .tif");
    command->add_option("--weight", request->weight.file,
                        "With .tif: weigh by this FILE of points or counts");
    command->add_option("--weight-column", request->weight.column,
                        "Its column of numbers (else workers, weight ...)");
    command->add_option("--weight-crs", request->weight.crs,
                        "Its reference system, such as EPSG:32723");
    auto goods = std::make_shared<bool>(false);
    command->add_flag("--goods", *goods, "List all goods and sectors, and draw nothing");
    command->add_flag("--force", request->force, "Replace an existing file");
    add_shared(*command, shared);
    command->footer("Example: sourcelight map --good cotton --out cotton.pdf");
    command->callback([&shared, &code, request, measure, goods] {
        if (*goods) {
            code = list_goods(shared);
            return;
        }
        if (request->good.empty() == request->activity.empty()) {
            throw CLI::RequiredError("--good or --activity");
        }
        if (request->out.empty()) {
            throw CLI::RequiredError("--out");
        }
        request->measure = *measure == "hazard" ? pipeline::MapMeasure::kHazard
                                                : pipeline::MapMeasure::kPrevalence;
        code = run(shared, *request);
    });
}

}  // namespace sourcelight::cli
