// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/config/settings.hpp"

#include "sourcelight/config/yaml.hpp"
#include "sourcelight/core/date.hpp"
#include "sourcelight/core/error.hpp"
#include "sourcelight/core/parse_whole.hpp"
#include "sourcelight/core/text.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <set>

namespace sourcelight::config {
namespace {

constexpr double kAny = 9.0e18;
/// The one setting that is a list.
constexpr std::string_view kLayers = "proximity";

constexpr std::array kTable{
    Setting{"as_of", &Settings::as_of, 0, 0, "YYYY-MM-DD",
            "Only facts public by this day are used; empty = the youngest publication among the "
            "shipped datasets of outside sources."},
    Setting{"seed", &Settings::seed, 0, kAny, "",
            "Key of the random draws; same seed, same bytes."},
    Setting{"draws", &Settings::draws, 16, 20'000, "draws",
            "Joint draws behind every interval; 256 is enough to look around."},
    Setting{"threads", &Settings::threads, 0, 256, "threads",
            "Worker threads; 0 = one a core. Results do not depend on it.", false},
    Setting{"methodology", &Settings::methodology, 0, 0, "name or file",
            "Name of a shipped methodology, or a YAML file of your own."},
    Setting{"anchors.national", &Settings::anchors_national, 0, 0, "file",
            "CSV file of national estimates of your own, used in place of the model's share of "
            "those countries in their region's total; docs/anchors.md explains it. Empty = none."},
    Setting{
        "activity.default", &Settings::activity_default, 0, 0, "node",
        "What suppliers count as when a list has no product column at all: isic4:C is "
        "manufacturing as a whole; hs:1511 or good:cotton for a list of one product; empty = not "
        "scored."},
    Setting{"geo.view", &Settings::geo_view, 0, 0, "un or de_facto",
            "Whose country code places in disputed areas get: that of ISO 3166 and the United "
            "Nations, or that of the state that holds the area, where it has a code. Either way a "
            "note names both claims."},
    Setting{"formats", &Settings::formats, 0, 0, "comma separated",
            "Any of parquet, csv, gpkg, workbook, matches, report; empty = all, or parquet and "
            "report above 200,000 rows."},
    Setting{"cache", &Settings::cache, 0, 0, "folder",
            "Where boundaries and place names built from datasets of your own are kept between "
            "runs; those of the shipped datasets come with the program. Empty = nowhere. A folder "
            "that cannot be used is done without.",
            false},
    Setting{"limits.cell_bytes", &Settings::limits_cell_bytes, 1024, 1 << 30, "bytes",
            "Longest cell that is read."},
    Setting{"limits.columns", &Settings::limits_columns, 1, 100'000, "columns",
            "Most columns a table may have."},
    Setting{"limits.unpacked_bytes", &Settings::limits_unpacked_bytes, 1 << 20, kAny, "bytes",
            "Largest size a spreadsheet may have once unpacked."},
    Setting{"limits.layer_bytes", &Settings::limits_layer_bytes, 1024, kAny, "bytes",
            "Largest file that a layer of `proximity` may be; docs/proximity.md explains layers."},
    Setting{"limits.layer_vertices", &Settings::limits_layer_vertices, 1, 100'000'000, "points",
            "Most points, corners included, that a layer of `proximity` may have."},
    Setting{"triage.sites", &Settings::triage_sites, 1, 1000, "sites",
            "A reviewer's week: how many sites are said to be looked at first, with their share of "
            "the expected persons."},
};

std::vector<std::string> known_names()
{
    std::vector<std::string> names;
    names.reserve(kTable.size());
    for (const auto& setting : kTable) {
        names.emplace_back(setting.name);
    }
    return names;
}

const Setting& find_setting(std::string_view name, std::string_view where)
{
    for (const auto& setting : kTable) {
        if (setting.name == name) {
            return setting;
        }
    }
    if (name == kLayers) {
        throw Error{Errc::kConfigInvalid,
                    fmt::format("{}: proximity is a list of layers, in a settings file "
                                "(--config); docs/proximity.md has an example",
                                where)};
    }
    const auto names = known_names();
    const auto hint = nearest(name, names);
    throw Error{
        Errc::kConfigInvalid,
        hint.empty()
            ? fmt::format("{}: there is no setting \"{}\"; docs/settings.md lists them", where,
                          name)
            : fmt::format("{}: there is no setting \"{}\"; did you mean {}?", where, name, hint)};
}

/// "--draws", or "settings: draws" where the place alone does not name the setting.
std::string label_of(const Setting& setting, std::string_view where)
{
    return where.starts_with("--") && where != "--set" ? std::string{where}
                                                       : fmt::format("{}: {}", where, setting.name);
}

[[noreturn]] void refuse(const Setting& setting, std::string_view value, std::string_view where,
                         std::string_view expected)
{
    throw Error{Errc::kConfigInvalid, fmt::format("{} is \"{}\"; expected {}",
                                                  label_of(setting, where), value, expected)};
}

double parse_in_range(const Setting& setting, std::string_view value, std::string_view where)
{
    const bool whole = !std::holds_alternative<double Settings::*>(setting.member);
    const auto number = parse_number(value);
    if (!number || *number < setting.min || *number > setting.max ||
        (whole && *number != std::floor(*number))) {
        auto expected =
            whole ? fmt::format("a whole number from {:.0f} to {:.0f}", setting.min, setting.max)
                  : fmt::format("a number from {} to {}", setting.min, setting.max);
        if (!setting.unit.empty() && setting.unit != setting.name) {
            expected += fmt::format(" {}", setting.unit);
        }
        refuse(setting, value, where, expected);
    }
    return *number;
}

void assign(Settings& settings, const Setting& setting, std::string_view value,
            std::string_view where)
{
    if (const auto* text = std::get_if<std::string Settings::*>(&setting.member)) {
        if (setting.name == "as_of" && !value.empty() &&
            (value.size() != 10 || !parse_date(value))) {
            refuse(setting, value, where, "a day such as 2024-12-31");
        }
        if (setting.name == "geo.view" && value != "un" && value != "de_facto") {
            refuse(setting, value, where, "un or de_facto");
        }
        settings.** text = std::string{value};
        return;
    }
    const double number = parse_in_range(setting, value, where);
    if (const auto* real = std::get_if<double Settings::*>(&setting.member)) {
        settings.** real = number;
        return;
    }
    // A double does not hold every seed.
    settings.*std::get<std::int64_t Settings::*>(setting.member) =
        parse_whole<std::int64_t>(value).value_or(static_cast<std::int64_t>(number));
}

void read_node(const YAML::Node& node, const std::string& prefix, Settings& settings,
               Problems& problems)
{
    std::set<std::string> seen;
    for (const auto& entry : node) {
        const auto name = prefix + entry.first.Scalar();
        if (!seen.insert(name).second) {
            problems.add(entry.first,
                         fmt::format("settings: {} stands there twice; keep one of them", name));
        }
        if (name == kLayers && entry.second.IsSequence()) {
            settings.proximity = read_layers(entry.second, problems);
            continue;
        }
        if (entry.second.IsMap()) {
            read_node(entry.second, name + ".", settings, problems);
            continue;
        }
        if (entry.second.IsSequence()) {
            problems.add(entry.first,
                         fmt::format("settings: {} is a list; expected one value", name));
            continue;
        }
        try {
            const auto value = entry.second.IsScalar() ? entry.second.Scalar() : std::string{};
            assign(settings, find_setting(name, "settings"), value, "settings");
        } catch (const Error& problem) {
            problems.add(entry.first, problem.what());
        }
    }
}

}  // namespace

std::span<const Setting> settings_table() noexcept { return kTable; }

std::string setting_text(const Settings& settings, const Setting& setting)
{
    return std::visit([&settings](auto member) { return fmt::format("{}", settings.*member); },
                      setting.member);
}

void set_setting(Settings& settings, std::string_view name, std::string_view value,
                 std::string_view where)
{
    assign(settings, find_setting(name, where), value, where);
}

Settings load_settings(const std::string& path, const std::vector<std::string>& overrides,
                       const Settings& defaults)
{
    Settings settings = defaults;
    if (!path.empty()) {
        const auto root = load_yaml(path, Errc::kConfigInvalid);
        Problems problems{path};
        if (root.IsMap()) {
            read_node(root, "", settings, problems);
        } else if (!root.IsNull()) {
            problems.add(root, "expected a mapping of settings");
        }
        problems.raise(Errc::kConfigInvalid);
    }
    for (const auto& pair : overrides) {
        const auto at = pair.find('=');
        if (at == std::string::npos) {
            throw Error{Errc::kConfigInvalid, fmt::format("--set {}: expected name=value", pair)};
        }
        set_setting(settings, std::string_view{pair}.substr(0, at),
                    std::string_view{pair}.substr(at + 1), "--set");
    }
    return settings;
}

}  // namespace sourcelight::config
