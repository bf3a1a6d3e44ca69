// SPDX-License-Identifier: Apache-2.0
#include "usage_hint.hpp"

#include "sourcelight/config/yaml.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string_view>
#include <vector>

namespace sourcelight::cli {
namespace {

using Names = std::vector<std::string>;

Names command_names(const CLI::App& app)
{
    Names names;
    for (const auto* command : app.get_subcommands(nullptr)) {
        names.push_back(command->get_name());
    }
    return names;
}

Names option_names(const CLI::App& app)
{
    Names names;
    for (const auto* option : app.get_options()) {
        for (const auto& name : option->get_lnames()) {
            names.push_back("--" + name);
        }
    }
    return names;
}

/// One sentence if `word` is not among the names: the nearest one, or all if they are commands.
std::string hint_for(std::string_view kind, std::string_view word, const Names& names)
{
    if (std::find(names.begin(), names.end(), word) != names.end()) {
        return {};
    }
    const auto near = config::nearest(word, names);
    if (!near.empty()) {
        return fmt::format("there is no {} \"{}\"; did you mean {}?", kind, word, near);
    }
    return kind == "command" ? fmt::format("there is no command \"{}\"; there are {}", word,
                                           fmt::join(names, ", "))
                             : std::string{};
}

}  // namespace

std::string usage_hint(const CLI::App& app, int argc, const char* const* argv)
{
    const auto* level = &app;
    for (int i = 1; i < argc; ++i) {
        const std::string_view word{argv[i]};
        const auto commands = command_names(*level);
        if (std::find(commands.begin(), commands.end(), word) != commands.end()) {
            level = level->get_subcommand(std::string{word});
            continue;
        }
        const bool option = word.starts_with("--");
        if (!option && commands.empty()) {
            continue;
        }
        auto hint = option
                        ? hint_for("option", word.substr(0, word.find('=')), option_names(*level))
                        : hint_for("command", word, commands);
        if (!hint.empty()) {
            return hint;
        }
    }
    return {};
}

}  // namespace sourcelight::cli
