// SPDX-License-Identifier: Apache-2.0
#include "commands.hpp"
#include "data_rows.hpp"
#include "output.hpp"

#include "sourcelight/config/yaml.hpp"
#include "sourcelight/core/error.hpp"
#include "sourcelight/core/wrap.hpp"
#include "sourcelight/reference/catalogue.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>

namespace sourcelight::cli {
namespace {

using nlohmann::ordered_json;
using reference::Catalogue;
using reference::Manifest;

ordered_json summary_json(const Manifest& manifest)
{
    return {{"id", manifest.id},
            {"title", manifest.title},
            {"publisher", manifest.publisher},
            {"official", manifest.official},
            {"edition", manifest.edition},
            {"published", to_string(manifest.published)},
            {"licence", manifest.licence},
            {"sha256", manifest.sha256}};
}

/// Everything that the text of `data show` says.
ordered_json manifest_json(const Manifest& manifest)
{
    auto out = summary_json(manifest);
    out["retrieved"] = to_string(manifest.retrieved);
    out["licence_url"] = manifest.licence_url;
    out["address"] = manifest.landing_page;
    out["cite_as"] = manifest.citation;
    out["read_from"] = manifest.read_from;
    out["compiled"] = manifest.how;
    out["known_gaps"] = manifest.known_gaps;
    out["key"] = manifest.key;
    out["columns"] = ordered_json::array();
    for (const auto& column : manifest.columns) {
        out["columns"].push_back(
            {{"name", column.name}, {"meaning", column.meaning}, {"unit", column.unit}});
    }
    return out;
}

/// One line of 80 columns; the publisher gets what the longest id leaves.
std::string summary_line(const Manifest& manifest, std::size_t id_width)
{
    constexpr std::size_t kWidth = 80;
    constexpr std::size_t kDate = 10;
    constexpr std::size_t kLicence = 16;
    const auto publisher = kWidth - id_width - kDate - kLicence - 3;
    return fmt::format("{:<{}} {} {:<{}} {}", manifest.id, id_width, to_string(manifest.published),
                       clip(manifest.licence, kLicence), kLicence,
                       clip(manifest.publisher, publisher));
}

ExitCode list(const SharedOptions& shared)
{
    const auto catalogue = Catalogue::open(datasets_folder(shared));
    std::size_t id_width = 0;
    for (const auto& manifest : catalogue.manifests()) {
        id_width = std::max(id_width, manifest.id.size());
    }
    auto all = ordered_json::array();
    for (const auto& manifest : catalogue.manifests()) {
        if (shared.json) {
            all.push_back(summary_json(manifest));
            continue;
        }
        print_line(summary_line(manifest, id_width));
    }
    if (shared.json) {
        print_line(all.dump());
    } else {
        print_line(fmt::format("{} datasets; `sourcelight data show ID` tells more of one",
                               catalogue.manifests().size()));
    }
    return 0;
}

void print_field(std::string_view name, const std::string& value)
{
    if (!value.empty()) {
        print_line(wrap(fmt::format("{:<12} {}", name, value), 13));
    }
}

void print_manifest(const Manifest& manifest)
{
    print_line(wrap(fmt::format("{}: {}", manifest.id, manifest.title), 2));
    print_field("publisher", manifest.publisher + (manifest.official ? " (official)" : ""));
    print_field("edition", manifest.edition);
    print_field("published", to_string(manifest.published));
    print_field("retrieved", to_string(manifest.retrieved));
    print_field("licence", manifest.licence + "  " + manifest.licence_url);
    print_field("address", manifest.landing_page);
    print_field("cite as", manifest.citation);
    print_field("read from", manifest.read_from);
    print_field("compiled", manifest.how);
    for (const auto& gap : manifest.known_gaps) {
        print_field("known gap", gap);
    }
    print_field("SHA-256", manifest.sha256);
    print_line("columns");
    for (const auto& column : manifest.columns) {
        print_line(wrap(fmt::format("  {:<18} {}{}", column.name, column.meaning,
                                    column.unit.empty() ? "" : " [" + column.unit + "]"),
                        21));
    }
}

/// The dataset that a mistyped or shortened name means: "list_of_goods" is usdol/list_of_goods.
std::string nearest_dataset(const std::string& id, const std::vector<std::string>& known)
{
    if (auto whole = config::nearest(id, known); !whole.empty()) {
        return whole;
    }
    const auto wanted = id.substr(id.find('/') + 1);
    std::vector<std::string> names(known.size());
    std::transform(known.begin(), known.end(), names.begin(),
                   [](const std::string& full) { return full.substr(full.find('/') + 1); });
    const auto close = config::nearest(wanted, names);
    for (std::size_t i = 0; i < known.size() && !wanted.empty(); ++i) {
        if (names[i] == wanted || (!close.empty() && names[i] == close)) {
            return known[i];
        }
    }
    const auto part = std::find_if(known.begin(), known.end(), [&id](const std::string& full) {
        return id.size() > 2 && full.find(id) != std::string::npos;
    });
    return part == known.end() ? std::string{} : *part;
}

ExitCode show(const SharedOptions& shared, const std::string& id, const RowQuery& query)
{
    const auto catalogue = Catalogue::open(datasets_folder(shared));
    const auto found = catalogue.find(id);
    if (!found) {
        std::vector<std::string> known;
        for (const auto& manifest : catalogue.manifests()) {
            known.push_back(manifest.id);
        }
        const auto hint = nearest_dataset(id, known);
        throw Error{Errc::kDatasetInvalid,
                    fmt::format("there is no dataset \"{}\"; {}", id,
                                hint.empty() ? "`sourcelight data list` names them"
                                             : "did you mean " + hint + "?")};
    }
    const auto& manifest = catalogue.manifest(*found);
    if (!query.key.empty() || !query.text.empty()) {
        print_rows(manifest, query, shared.json);
    } else if (shared.json) {
        print_line(manifest_json(manifest).dump());
    } else {
        print_manifest(manifest);
    }
    return 0;
}

ExitCode verify(const SharedOptions& shared)
{
    const auto catalogue = Catalogue::open(datasets_folder(shared));
    std::size_t unsound = 0;
    for (const auto& manifest : catalogue.manifests()) {
        const auto complaints = reference::verify(manifest);
        unsound += complaints.empty() ? 0U : 1U;
        for (const auto& complaint : complaints) {
            print_line(fmt::format("{}: {}", manifest.id, complaint));
        }
    }
    print_line(fmt::format("{} datasets checked against their manifests, {} unsound",
                           catalogue.manifests().size(), unsound));
    return unsound == 0 ? 0 : static_cast<ExitCode>(Errc::kDatasetInvalid);
}

}  // namespace

void add_data(CLI::App& app, SharedOptions& shared, ExitCode& code)
{
    auto* data = app.add_subcommand("data", "What ships: datasets, licences, verification");
    data->require_subcommand(1);
    data->footer("Example: sourcelight data show usdol/list_of_goods");
    const auto common = [&shared](CLI::App* command) {
        command->add_option("--data", shared.data, "Datasets folder");
        command->add_flag("--json", shared.json, "Print JSON");
    };
    auto* list_command = data->add_subcommand("list", "One line a dataset");
    common(list_command);
    list_command->footer("Example: sourcelight data list");
    list_command->callback([&] { code = list(shared); });

    auto* show_command = data->add_subcommand("show", "Everything about one dataset");
    common(show_command);
    auto id = std::make_shared<std::string>();
    show_command->add_option("ID", *id, "Such as usdol/list_of_goods")->required();
    auto query = std::make_shared<RowQuery>();
    show_command->add_option("--row", query->key, "Its rows with these cells: iso2=CN, year=2023");
    show_command->add_option("--find", query->text, "Its rows with this text in a cell");
    show_command->footer("Example: sourcelight data show ilo/ratifications --row iso2=CN");
    show_command->callback([&shared, &code, id, query] { code = show(shared, *id, *query); });

    auto* verify_command = data->add_subcommand("verify", "Check every dataset by its manifest");
    common(verify_command);
    verify_command->footer("Example: sourcelight data verify");
    verify_command->callback([&] { code = verify(shared); });
}

}  // namespace sourcelight::cli
