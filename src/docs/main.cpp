// SPDX-License-Identifier: Apache-2.0
// Writes docs/errors.md and docs/settings.md from the declarations; a test compares them.
//   sourcelight_docs errors|settings
#include "sourcelight/config/settings.hpp"
#include "sourcelight/core/error.hpp"
#include "sourcelight/pipeline/finding_kinds.hpp"
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
    return page;
}

}  // namespace

int main(int argc, char** argv)
{
    const std::string_view page = argc == 2 ? argv[1] : "";
    std::string text;
    if (page == "errors") {
        text = errors_page();
    } else if (page == "settings") {
        text = settings_page();
    } else if (page == "columns") {
        text = columns_page();
    } else {
        static_cast<void>(std::fputs("usage: sourcelight_docs errors|settings|columns\n", stderr));
        return 2;
    }
    const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
    return written && std::fflush(stdout) == 0 ? 0 : 1;
}
