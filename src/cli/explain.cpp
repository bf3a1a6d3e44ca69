// SPDX-License-Identifier: Apache-2.0
#include "commands.hpp"
#include "output.hpp"

#include "sourcelight/pipeline/explain_run.hpp"

#include <CLI/CLI.hpp>

#include <memory>

namespace sourcelight::cli {

void add_explain(CLI::App& app, SharedOptions& shared, ExitCode& code)
{
    auto* command = app.add_subcommand("explain", "The receipt of one supplier");
    auto request = std::make_shared<pipeline::ExplainRequest>();
    command->add_option("DIR", request->folder, "Result folder of assess")->required();
    command->add_option("SUPPLIER", request->supplier, "Row of the list (sl_row), or its own ID")
        ->required();
    command->add_flag("--id", request->own_id, "SUPPLIER is an own ID, not a row");
    command->add_flag("--full", request->full, "Every line with its source");
    command->add_flag("--sensitivity", request->sensitivity,
                      "More draws; the score without each source");
    command->add_flag("--allow-changed", request->allow_changed,
                      "Go on although a dataset differs from the run's");
    command->add_flag("--json", shared.json, "Print JSON");
    command->add_option("--data", shared.data, "Datasets folder");
    command->footer("Example: sourcelight explain result 14");
    command->callback([&shared, &code, request] {
        request->folders = folders_of(shared, settings_of(shared));
        request->json = shared.json;
        ConsoleSink sink{shared.json ? ConsoleSink::Mode::kJson : ConsoleSink::Mode::kPeople};
        const auto explanation = pipeline::run_explain(*request, sink);
        if (!explanation.note.empty()) {
            print_complaint("note: " + explanation.note);
        }
        print_text(explanation.text);
        code = 0;
    });
}

}  // namespace sourcelight::cli
