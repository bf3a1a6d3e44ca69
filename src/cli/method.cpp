// SPDX-License-Identifier: Apache-2.0
#include "commands.hpp"
#include "method_text.hpp"
#include "output.hpp"

#include "sourcelight/assess/methodology_check.hpp"
#include "sourcelight/core/error.hpp"
#include "sourcelight/core/wrap.hpp"
#include "sourcelight/io/replaced_file.hpp"
#include "sourcelight/pipeline/method_effect.hpp"
#include "sourcelight/pipeline/methodologies.hpp"
#include "sourcelight/publish/text_file.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

namespace sourcelight::cli {
namespace {

using assess::Methodology;
using assess::Parameter;
using nlohmann::ordered_json;
using pipeline::ParameterChange;
using pipeline::value_text;

ordered_json parameter_json(const Parameter& parameter)
{
    ordered_json out{{"name", parameter.name}};
    if (parameter.text.empty()) {
        out["value"] = parameter.value;
    } else {
        out["value"] = parameter.text;
    }
    out["unit"] = parameter.unit;
    out["code"] = parameter.code;
    out["source"] = parameter.source;
    return out;
}

/// A methodology whose indices name data that is there.
Methodology checked(const pipeline::Folders& folders, const std::string& name)
{
    auto methodology = pipeline::methodology_named(folders.configs, name);
    assess::require_known_data(methodology, reference::Catalogue::open(folders.datasets));
    return methodology;
}

ordered_json head_json(const Methodology& methodology)
{
    return {{"id", methodology.id},
            {"label", methodology.label},
            {"extends", methodology.base},
            {"sha256", methodology.sha256}};
}

void print_head(const Methodology& methodology)
{
    print_line(wrap(fmt::format("{}: {}", methodology.id, methodology.label), 2));
    if (!methodology.base.empty()) {
        print_line(wrap(fmt::format("  extends  {}", methodology.base), 11));
    }
    print_line(fmt::format("  SHA-256  {}", methodology.sha256));
}

std::string group_of(const Parameter& parameter)
{
    return parameter.name.substr(0, parameter.name.find('.'));
}

/// Options of `method show`.
struct ShowOptions {
    std::string name = "default";
    std::string only;
};

/// Those whose names start as asked. Throws Error kConfigInvalid if there is none.
std::vector<Parameter> chosen(const Methodology& methodology, const std::string& only)
{
    std::vector<Parameter> parameters;
    for (const auto& parameter : methodology.parameters) {
        if (parameter.name.starts_with(only)) {
            parameters.push_back(parameter);
        }
    }
    if (parameters.empty()) {
        throw Error{Errc::kConfigInvalid,
                    fmt::format("--only {}: no parameter of {} has a name that starts so", only,
                                methodology.id)};
    }
    return parameters;
}

ExitCode show(const SharedOptions& shared, const ShowOptions& options)
{
    const auto folders = folders_of(shared, settings_of(shared));
    const auto methodology = checked(folders, options.name);
    const auto parameters = chosen(methodology, options.only);
    if (shared.json) {
        auto out = head_json(methodology);
        out["parameters"] = ordered_json::array();
        for (const auto& parameter : parameters) {
            out["parameters"].push_back(parameter_json(parameter));
        }
        print_line(out.dump());
        return 0;
    }
    print_head(methodology);
    print_line("  code     E = from data, P = stated prior, which may be edited");
    std::string group;
    for (const auto& parameter : parameters) {
        if (group_of(parameter) != group) {
            group = group_of(parameter);
            print_line("\n" + group);
        }
        print_line(wrap(fmt::format("  {:<34} {} {} ({})", parameter.name.substr(group.size() + 1),
                                    value_text(parameter), parameter.unit, parameter.code),
                        37));
        print_line(wrap(fmt::format("      {}", parameter.source), 6));
    }
    return 0;
}

void print_change(const ParameterChange& change)
{
    const auto told = [](const std::optional<Parameter>& parameter) {
        return parameter ? value_text(*parameter) : std::string{"none"};
    };
    const auto& parameter = change.after ? *change.after : *change.before;
    print_line(wrap(fmt::format("  {}: {} -> {} {} ({})", change.name(), told(change.before),
                                told(change.after), parameter.unit, parameter.code),
                    6));
    print_line(wrap(fmt::format("      {}", parameter.source), 6));
}

ordered_json change_json(const ParameterChange& change)
{
    const auto one = [](const std::optional<Parameter>& parameter) {
        return parameter ? parameter_json(*parameter) : ordered_json(nullptr);
    };
    return {{"name", change.name()},
            {"moves", change.moves()},
            {"before", one(change.before)},
            {"after", one(change.after)}};
}

/// Options of `method diff`.
struct DiffOptions {
    std::string before;
    std::string after;
    std::vector<std::string> files;
    std::string mapping;
    std::string out;
    bool force = false;
};

/// A folder of this process's own, removed at the end.
class ScratchFolder {
public:
    ScratchFolder()
    {
        auto name = (std::filesystem::temp_directory_path() / "sourcelight-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) {
            throw Error{Errc::kOutputUnwritable,
                        fmt::format("{}: no folder can be made there; name another with TMPDIR",
                                    std::filesystem::temp_directory_path().string())};
        }
        m_path = name;
    }
    ~ScratchFolder()
    {
        std::error_code unknown;
        std::filesystem::remove_all(m_path, unknown);
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    ScratchFolder(ScratchFolder&&) = delete;
    ScratchFolder& operator=(ScratchFolder&&) = delete;

    [[nodiscard]] const std::string& path() const noexcept { return m_path; }

private:
    std::string m_path;
};

pipeline::MethodEffect effect_of(const SharedOptions& shared, const DiffOptions& options)
{
    const auto mode = shared.json    ? ConsoleSink::Mode::kJson
                      : shared.quiet ? ConsoleSink::Mode::kQuiet
                                     : ConsoleSink::Mode::kPeople;
    ConsoleSink sink{mode};
    const ScratchFolder scratch;
    pipeline::MethodEffectRequest request;
    request.assess.files = options.files;
    request.assess.mapping = options.mapping;
    request.assess.settings = settings_of(shared);
    request.assess.folders = folders_of(shared, request.assess.settings);
    request.before = options.before;
    request.after = options.after;
    request.scratch = scratch.path();
    std::optional<io::ReplacedFile> table;
    if (!options.out.empty()) {
        table.emplace(options.out, options.force);
    }
    auto effect = pipeline::method_effect(request, sink);
    if (table) {
        publish::TextFile file{table->path()};
        file.write(pipeline::method_effect_csv(effect));
        file.close();
        table->commit();
    }
    return effect;
}

ExitCode diff(const SharedOptions& shared, const DiffOptions& options)
{
    const auto folders = folders_of(shared, settings_of(shared));
    const auto before = checked(folders, options.before);
    const auto after = checked(folders, options.after);
    const auto changes = pipeline::changed_parameters(before, after);
    std::optional<pipeline::MethodEffect> effect;
    if (!options.files.empty()) {
        effect = effect_of(shared, options);
    }
    if (shared.json) {
        ordered_json out{{"before", head_json(before)}, {"after", head_json(after)}};
        out["parameters"] = ordered_json::array();
        for (const auto& change : changes) {
            out["parameters"].push_back(change_json(change));
        }
        if (effect) {
            out["list"] = effect_json(*effect);
        }
        print_line(out.dump());
        return 0;
    }
    print_head(before);
    print_head(after);
    print_line(
        fmt::format("\n{} of {} parameters differ", changes.size(), before.parameters.size()));
    for (const auto& change : changes) {
        print_change(change);
    }
    if (effect) {
        print_effect(*effect);
    }
    return 0;
}

}  // namespace

void add_method(CLI::App& app, SharedOptions& shared, ExitCode& code)
{
    auto* command = app.add_subcommand("method", "Parameters, and what an edit of them does");
    command->require_subcommand(1);
    command->footer("Example: sourcelight method show");
    auto showing = std::make_shared<ShowOptions>();
    auto* shown = command->add_subcommand("show", "Every parameter with value, unit and source");
    shown->add_option("METHODOLOGY", showing->name, "Name of a shipped methodology, or a file");
    shown->add_option("--only", showing->only, "Parameters whose names start so, such as site.");
    shown->add_flag("--json", shared.json, "Print JSON");
    shown->footer("Example: sourcelight method show relative");
    shown->callback([&shared, &code, showing] { code = show(shared, *showing); });

    auto options = std::make_shared<DiffOptions>();
    auto* compared = command->add_subcommand("diff", "What two methodologies do differently");
    compared->add_option("A", options->before, "Name of a shipped methodology, or a file")
        ->required();
    compared->add_option("B", options->after, "The other one")->required();
    auto* list = compared->add_option("--list", options->files,
                                      "Supplier lists to see what the edit does to them");
    compared->add_option("--map", options->mapping, "Mapping of columns (YAML)")->needs(list);
    compared->add_option("--out", options->out, "CSV file to write, one line a supplier")
        ->needs(list);
    compared->add_flag("--force", options->force, "Replace an existing file");
    compared->footer("Example: sourcelight method diff default mine.yaml --list suppliers.csv");
    add_shared(*compared, shared);
    compared->callback([&shared, &code, options] { code = diff(shared, *options); });
}

}  // namespace sourcelight::cli
