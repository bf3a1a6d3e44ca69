// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/config/settings.hpp"
#include "sourcelight/pipeline/engine.hpp"

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace sourcelight::cli {

/// Options that every command running the engine shares.
struct SharedOptions {
    std::string config;            ///< --config FILE.yaml
    std::vector<std::string> set;  ///< --set key=value
    std::string as_of;
    std::string cache;
    std::string seed;
    std::string draws;
    std::string threads;
    std::string data;  ///< datasets folder; empty = the installed or source one
    bool quiet = false;
    bool json = false;
};

/// What a command leaves for main(): the exit code.
using ExitCode = int;

/// Adds one command to the program; running it stores its exit code in `code`.
void add_assess(CLI::App& app, SharedOptions& shared, ExitCode& code);
void add_atlas(CLI::App& app, SharedOptions& shared, ExitCode& code);
void add_compare(CLI::App& app, SharedOptions& shared, ExitCode& code);
void add_explain(CLI::App& app, SharedOptions& shared, ExitCode& code);
void add_map(CLI::App& app, SharedOptions& shared, ExitCode& code);
void add_data(CLI::App& app, SharedOptions& shared, ExitCode& code);
void add_method(CLI::App& app, SharedOptions& shared, ExitCode& code);
void add_validate(CLI::App& app, SharedOptions& shared, ExitCode& code);

/// The options above on a command.
void add_shared(CLI::App& command, SharedOptions& shared);

/// The settings: those of --config over the command's defaults, then --set, then the options with
/// names of their own. Throws Error kConfigInvalid naming the option as it is typed.
[[nodiscard]] config::Settings settings_of(const SharedOptions& shared,
                                           const config::Settings& defaults = {});

/// The datasets folder: --data, else SOURCELIGHT_DATA, else beside the installed program, else the
/// source tree's. Throws Error kDatasetInvalid if there is none.
[[nodiscard]] std::string datasets_folder(const SharedOptions& shared);

/// Datasets, configs and the pages' templates: the installed ones, else the source tree's; and
/// where built structures are kept.
[[nodiscard]] pipeline::Folders folders_of(const SharedOptions& shared,
                                           const config::Settings& settings);

}  // namespace sourcelight::cli
