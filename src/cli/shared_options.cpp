// SPDX-License-Identifier: Apache-2.0
#include "commands.hpp"

#include "sourcelight/core/error.hpp"

#include <CLI/CLI.hpp>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <tuple>

namespace sourcelight::cli {
namespace {

namespace fs = std::filesystem;

/// The folder whose bin/ holds the program.
fs::path program_root()
{
    std::error_code failure;
    return fs::read_symlink("/proc/self/exe", failure).parent_path().parent_path();
}

/// Where an installation keeps its data, beside the program.
fs::path installed_share() { return program_root() / "share/sourcelight"; }

}  // namespace

void add_shared(CLI::App& command, SharedOptions& shared)
{
    command.add_option("--config", shared.config, "Settings file (docs/settings.md)");
    command.add_option("--set", shared.set, "One setting, such as limits.columns=500");
    command.add_option("--as-of", shared.as_of, "Use only what was public by YYYY-MM-DD");
    command.add_option("--seed", shared.seed, "Key of the random draws");
    command.add_option("--draws", shared.draws, "Joint draws, 16 to 20000");
    command.add_option("--threads", shared.threads, "Worker threads, 0 = one a core");
    command.add_option("--data", shared.data, "Datasets folder");
    command.add_option("--cache", shared.cache, "Folder that keeps built maps between runs");
    command.add_flag("--quiet", shared.quiet, "No progress");
    command.add_flag("--json", shared.json, "Progress and summary as JSON lines");
}

config::Settings settings_of(const SharedOptions& shared, const config::Settings& defaults)
{
    auto settings = config::load_settings(shared.config, shared.set, defaults);
    const std::array<std::tuple<const char*, const char*, const std::string&>, 5> options{{
        {"--as-of", "as_of", shared.as_of},
        {"--seed", "seed", shared.seed},
        {"--draws", "draws", shared.draws},
        {"--threads", "threads", shared.threads},
        {"--cache", "cache", shared.cache},
    }};
    for (const auto& [option, name, value] : options) {
        if (!value.empty()) {
            config::set_setting(settings, name, value, option);
        }
    }
    return settings;
}

std::string datasets_folder(const SharedOptions& shared)
{
    if (!shared.data.empty()) {
        return shared.data;
    }
    if (const char* folder = std::getenv("SOURCELIGHT_DATA")) {
        return folder;
    }
    for (const auto& candidate :
         {installed_share() / "datasets", fs::path{SOURCELIGHT_SOURCE_DIR} / "datasets"}) {
        if (fs::is_directory(candidate)) {
            return candidate.string();
        }
    }
    throw Error{Errc::kDatasetInvalid,
                "the datasets folder was not found; name it with --data or SOURCELIGHT_DATA"};
}

pipeline::Folders folders_of(const SharedOptions& shared, const config::Settings& settings)
{
    const auto datasets = datasets_folder(shared);
    const auto share = installed_share();
    if (fs::is_directory(share / "configs")) {
        return {datasets,
                (share / "configs").string(),
                (share / "report.html").string(),
                (share / "prepared").string(),
                settings.cache,
                (share / "atlas.html").string()};
    }
    const fs::path source{SOURCELIGHT_SOURCE_DIR};
    const auto templates = source / "src/sourcelight/publish/templates";
    return {datasets,
            (source / "configs").string(),
            (templates / "report.html").string(),
            (program_root() / "prepared").string(),
            settings.cache,
            (templates / "atlas.html").string()};
}

}  // namespace sourcelight::cli
