// SPDX-License-Identifier: Apache-2.0
// Writes the pages under docs/ that mirror declarations; a test compares them.
//   sourcelight_docs errors|settings|columns|parameters [CONFIGS]
#include "sourcelight/config/settings.hpp"
#include "sourcelight/core/error.hpp"
#include "sourcelight/pipeline/finding_kinds.hpp"
#include "sourcelight/pipeline/method_effect.hpp"
#include "sourcelight/pipeline/methodologies.hpp"
#include "sourcelight/publish/atlas.hpp"
#include "sourcelight/publish/columns.hpp"
#include "sourcelight/publish/hexagon_layer.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <string>
#include <string_view>

namespace {

using namespace sourcelight;

std::string errors_page()
{
    std::string page =
        "# Errors and findings\n\nGenerated from the declarations; do not edit.\n\n"
        "## Errors: the run cannot go on\n\n"
        "The number is the exit code. 0 = done (findings do not change it), 1 = findings of\n"
        "severity error under `--strict`, 2 = wrong usage.\n\n"
        "| code | name | meaning |\n|---|---|---|\n";
    for (const auto& entry : errc_entries()) {
        page += fmt::format("| {} | {} | {} |\n", static_cast<int>(entry.code), entry.name,
                            entry.meaning);
    }
    page +=
        "\n## Findings: a row is odd\n\nListed in findings.csv and in the column sl_findings.\n\n"
        "| code | severity | meaning | what to do |\n|---|---|---|---|\n";
    for (const auto* kind : pipeline::all_finding_kinds()) {
        page += fmt::format("| {} | {} | {} | {} |\n", kind->code, severity_name(kind->severity),
                            kind->meaning, kind->fix);
    }
    return page;
}

std::string settings_page()
{
    const config::Settings defaults;
    std::string page =
        "# Settings\n\nGenerated from the declarations; do not edit. Set them in a YAML file "
        "(`--config`),\nwith `--set name=value`, or with the option of the same name.\n\n"
        "| name | default | unit | meaning |\n|---|---|---|---|\n";
    for (const auto& setting : config::settings_table()) {
        page += fmt::format("| {} | {} | {} | {} |\n", setting.name,
                            config::setting_text(defaults, setting), setting.unit, setting.meaning);
    }
    page += "\nThe list `proximity` names layers of places near suppliers: "
            "[proximity.md](proximity.md).\n";
    return page;
}

std::string columns_page()
{
    std::string page =
        "# Columns of suppliers.*\n\nGenerated from the declarations; do not edit. The "
        "user's own columns come first,\nas read, under their own names.\n\n"
        "| column | type | meaning |\n|---|---|---|\n";
    for (const auto& column : publish::result_columns()) {
        page += fmt::format("| {} | {} | {} |\n", column.name, publish::column_type_name(column),
                            column.meaning);
    }
    page += "\nA run with layers of places (setting `proximity`) has six columns more for each, "
            "`sl_near_NAME...`:\n[proximity.md](proximity.md).\n";
    page += "\n## Layer sl_hexagons of suppliers.gpkg\n\nSuppliers with a point, added up by "
            "hexagons of equal area (about 2,460 km2).\n\n| column | type | meaning |\n"
            "|---|---|---|\n";
    for (const auto& column : publish::hexagon_columns()) {
        page += fmt::format("| {} | {} | {} |\n", column.name, publish::column_type_name(column),
                            column.meaning);
    }
    page +=
        "\n## atlas.csv and the table that the atlas saves\n\nColumns marked yes stand in both; "
        "the table that the page saves of one\nchoice has them all, in this order."
        "\n\n| column | type | in atlas.csv | meaning |\n|---|---|---|---|\n";
    for (const auto& column : publish::atlas_columns()) {
        page += fmt::format("| {} | {} | {} | {} |\n", column.name, column.type,
                            column.in_file ? "yes" : "no", column.meaning);
    }
    page += "\n## Table of method diff --list --out\n\nOne line a supplier with what both "
            "methodologies say of it.\n\n| column | meaning |\n|---|---|\n";
    for (const auto& [name, meaning] : pipeline::method_effect_columns()) {
        page += fmt::format("| {} | {} |\n", name, meaning);
    }
    return page;
}

/// A text inside a cell of a table.
std::string cell(std::string text)
{
    for (auto at = text.find('|'); at != std::string::npos; at = text.find('|', at + 2)) {
        text.replace(at, 1, "\\|");
    }
    return text;
}

constexpr std::string_view kParameterHead =
    "| parameter | value | unit | code | source |\n|---|---|---|---|---|\n";

std::string parameter_row(const assess::Parameter& parameter)
{
    return fmt::format("| {} | {} | {} | {} | {} |\n", cell(parameter.name),
                       cell(pipeline::value_text(parameter)), cell(parameter.unit), parameter.code,
                       cell(parameter.source));
}

std::string alternative_section(const assess::Methodology& whole, const std::string& name,
                                const assess::Methodology& other)
{
    auto text = fmt::format("\n## {}\n\n{}. `id: {}`, extends `{}`. It changes:\n\n"
                            "| parameter | default | here | unit | code | source |\n"
                            "|---|---|---|---|---|---|\n",
                            name, other.label, other.id, other.base);
    for (const auto& change : pipeline::changed_parameters(whole, other)) {
        const auto& shown = change.after ? *change.after : *change.before;
        text += fmt::format("| {} | {} | {} | {} | {} | {} |\n", cell(change.name()),
                            change.before ? cell(pipeline::value_text(*change.before)) : "none",
                            change.after ? cell(pipeline::value_text(*change.after)) : "none",
                            cell(shown.unit), shown.code, cell(shown.source));
    }
    return text;
}

std::string parameters_page(const std::string& configs)
{
    std::string page =
        "# Parameters\n\nGenerated from configs/methodology; do not edit. `sourcelight method "
        "show` prints the same.\n\nCode E = from data, P = a stated prior, which may be edited: a "
        "file that starts with\n`extends: default` states only what it changes, and "
        "`sourcelight method diff default mine.yaml\n--list suppliers.csv` shows what that does "
        "to a list.\n";
    const auto names = pipeline::shipped_methodologies(configs);
    const auto whole = pipeline::methodology_named(configs, names.front());
    page += fmt::format("\n{}. `id: {}`.\n", whole.label, whole.id);
    std::string group;
    for (const auto& parameter : whole.parameters) {
        if (const auto of = parameter.name.substr(0, parameter.name.find('.')); of != group) {
            group = of;
            page += fmt::format("\n## {}\n\n{}", group, kParameterHead);
        }
        page += parameter_row(parameter);
    }
    page += "\n# Shipped alternatives\n\ndocs/decisions/0019 says why these.\n";
    for (std::size_t i = 1; i < names.size(); ++i) {
        page +=
            alternative_section(whole, names[i], pipeline::methodology_named(configs, names[i]));
    }
    return page;
}

}  // namespace

int main(int argc, char** argv)
{
    const std::string_view page = argc >= 2 ? argv[1] : "";
    std::string text;
    if (page == "errors") {
        text = errors_page();
    } else if (page == "settings") {
        text = settings_page();
    } else if (page == "columns") {
        text = columns_page();
    } else if (page == "parameters") {
        text = parameters_page(argc > 2 ? argv[2] : "configs");
    } else {
        static_cast<void>(std::fputs(
            "usage: sourcelight_docs errors|settings|columns|parameters [CONFIGS]\n", stderr));
        return 2;
    }
    const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
    return written && std::fflush(stdout) == 0 ? 0 : 1;
}
