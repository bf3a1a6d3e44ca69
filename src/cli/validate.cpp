// SPDX-License-Identifier: Apache-2.0
#include "commands.hpp"
#include "new_folder.hpp"
#include "output.hpp"

#include "sourcelight/core/wrap.hpp"
#include "sourcelight/pipeline/validate_run.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <memory>

namespace sourcelight::cli {
namespace {

/// Options of `validate` beyond the shared ones.
struct ValidateOptions {
    std::string out;
    bool force = false;
};

void print_summary(const pipeline::ValidateSummary& summary, const std::string& out, bool json)
{
    if (json) {
        auto parts = nlohmann::ordered_json::array();
        for (const auto& part : summary.parts) {
            parts.push_back({{"text", part.text}, {"ok", part.ok}});
        }
        print_line(nlohmann::ordered_json{{"parts", parts}}.dump());
        return;
    }
    constexpr std::size_t kIndent = 6;
    for (const auto& part : summary.parts) {
        print_line(wrap(fmt::format("{:<6}{}", part.ok ? "ok" : "NOT", part.text), kIndent));
    }
    print_line(fmt::format("open: {}/validation.html", out));
}

ExitCode run(const SharedOptions& shared, const ValidateOptions& options)
{
    ConsoleSink sink{console_mode(shared.json, shared.quiet), "origin"};
    pipeline::ValidateRequest request;
    request.out = options.out;
    request.force = options.force;
    request.settings = settings_of(shared);
    request.folders = folders_of(shared, request.settings);
    require_other_folder(options.out);
    print_summary(pipeline::run_validate(request, sink), options.out, shared.json);
    return 0;
}

}  // namespace

void add_validate(CLI::App& app, SharedOptions& shared, ExitCode& code)
{
    auto* command = app.add_subcommand("validate", "Backtest, calibration, anchors and oracles");
    auto options = std::make_shared<ValidateOptions>();
    command->add_option("--out", options->out, "Result folder")->required();
    command->add_flag("--force", options->force, "Replace an existing result folder");
    add_shared(*command, shared);
    command->footer("What fails is reported, not hidden; the exit code is 0 either way.\n"
                    "Example: sourcelight validate --out validation");
    command->callback([&shared, &code, options] { code = run(shared, *options); });
}

}  // namespace sourcelight::cli
