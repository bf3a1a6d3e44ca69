// SPDX-License-Identifier: Apache-2.0
#include "commands.hpp"
#include "new_folder.hpp"
#include "output.hpp"

#include "sourcelight/core/wrap.hpp"
#include "sourcelight/pipeline/atlas_run.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <memory>

namespace sourcelight::cli {
namespace {

constexpr double kMegabyte = 1e6;

/// Options of `atlas` beyond the shared ones.
struct AtlasOptions {
    std::string out;
    bool force = false;
};

void print_summary(const pipeline::AtlasSummary& summary, const std::string& out, bool json)
{
    if (json) {
        print_line(nlohmann::ordered_json{{"first", to_string(summary.first)},
                                          {"last", to_string(summary.last)},
                                          {"dates", summary.dates},
                                          {"countries", summary.countries},
                                          {"regions", summary.regions},
                                          {"layers", summary.layers},
                                          {"goods", summary.goods},
                                          {"bytes", summary.bytes}}
                       .dump());
        return;
    }
    const auto dates = summary.dates == 1
                           ? fmt::format("as of {}", to_string(summary.last))
                           : fmt::format("{} dates from {} to {}", summary.dates,
                                         to_string(summary.first), to_string(summary.last));
    print_line(wrap(fmt::format("{} countries and {} regions with evidence of their own, {} layers "
                                "({} of them goods), {}; the page has {:.1f} MB.",
                                summary.countries, summary.regions, summary.layers, summary.goods,
                                dates, static_cast<double>(summary.bytes) / kMegabyte),
                    0));
    print_line(fmt::format("open: {}/atlas.html", out));
}

ExitCode run(const SharedOptions& shared, const AtlasOptions& options)
{
    ConsoleSink sink{console_mode(shared.json, shared.quiet), "layer"};
    config::Settings defaults;
    defaults.draws = pipeline::kAtlasDraws;
    pipeline::AtlasRequest request;
    request.out = options.out;
    request.force = options.force;
    request.settings = settings_of(shared, defaults);
    request.folders = folders_of(shared, request.settings);
    require_other_folder(options.out);
    print_summary(pipeline::run_atlas(request, sink), options.out, shared.json);
    return 0;
}

}  // namespace

void add_atlas(CLI::App& app, SharedOptions& shared, ExitCode& code)
{
    auto* command = app.add_subcommand("atlas", "The world by good, sector, place and date");
    auto options = std::make_shared<AtlasOptions>();
    command->add_option("--out", options->out, "Result folder")->required();
    command->add_flag("--force", options->force, "Replace an existing result folder");
    add_shared(*command, shared);
    command->footer("500 joint draws unless --draws says otherwise.\n"
                    "Example: sourcelight atlas --out atlas");
    command->callback([&shared, &code, options] { code = run(shared, *options); });
}

}  // namespace sourcelight::cli
