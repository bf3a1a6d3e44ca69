// SPDX-License-Identifier: Apache-2.0
#include "commands.hpp"
#include "new_folder.hpp"
#include "output.hpp"

#include "sourcelight/core/wrap.hpp"
#include "sourcelight/pipeline/compare_run.hpp"
#include "sourcelight/publish/comparison_table.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <memory>

namespace sourcelight::cli {
namespace {

/// Options of `compare` beyond the shared ones.
struct CompareOptions {
    std::string before;
    std::string after;
    std::string out;
    bool force = false;
};

ExitCode run(const SharedOptions& shared, const CompareOptions& options)
{
    const auto mode = shared.json    ? ConsoleSink::Mode::kJson
                      : shared.quiet ? ConsoleSink::Mode::kQuiet
                                     : ConsoleSink::Mode::kPeople;
    ConsoleSink sink{mode, "supplier"};
    const auto settings = settings_of(shared);
    pipeline::CompareRequest request;
    request.before = options.before;
    request.after = options.after;
    request.out = options.out;
    request.force = options.force;
    request.folders = folders_of(shared, settings);
    request.threads = pipeline::threads_of(settings);
    require_other_folder(options.out);
    const auto comparison = pipeline::run_compare(request, sink);
    if (shared.json) {
        print_text(publish::comparison_text(comparison));
        return 0;
    }
    for (const auto& sentence : publish::comparison_headline(comparison)) {
        print_line(wrap(sentence, 0));
    }
    for (const auto& note : comparison.notes) {
        print_line(wrap(note, 0));
    }
    print_line(fmt::format("look here: {}/compare.html", options.out));
    return 0;
}

}  // namespace

void add_compare(CLI::App& app, SharedOptions& shared, ExitCode& code)
{
    auto* command = app.add_subcommand("compare", "What moved between two runs and why");
    auto options = std::make_shared<CompareOptions>();
    command->add_option("DIR_A", options->before, "Result folder of the earlier run")->required();
    command->add_option("DIR_B", options->after, "Result folder of the later run")->required();
    command->add_option("--out", options->out, "Result folder")->required();
    command->add_flag("--force", options->force, "Replace an existing result folder");
    command->add_option("--threads", shared.threads, "Worker threads, 0 = one a core");
    command->add_option("--data", shared.data, "Datasets folder");
    command->add_flag("--quiet", shared.quiet, "No progress");
    command->add_flag("--json", shared.json, "Progress and summary as JSON lines");
    command->footer("Example: sourcelight compare spring autumn --out moved");
    command->callback([&shared, &code, options] { code = run(shared, *options); });
}

}  // namespace sourcelight::cli
