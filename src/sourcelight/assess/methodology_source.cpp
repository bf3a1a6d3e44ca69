// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/methodology_parts.hpp"
#include "sourcelight/assess/site_answers.hpp"
#include "sourcelight/config/yaml_overlay.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string_view>

namespace sourcelight::assess {
namespace {

namespace fs = std::filesystem;

/// The file that `extends` names: a shipped methodology by its name, or a file beside this one.
std::string base_path(const std::string& path, const std::string& name, const std::string& shipped)
{
    const auto folder = fs::path{path}.parent_path();
    if (name.find('/') != std::string::npos || name.ends_with(".yaml")) {
        return (folder / name).string();
    }
    return ((shipped.empty() ? folder : fs::path{shipped}) / (name + ".yaml")).string();
}

/// The methodologies of a folder by name; it also holds the indices that they name.
std::vector<std::string> names_in(const std::string& folder)
{
    std::vector<std::string> names;
    std::error_code unknown;
    for (const auto& entry : fs::directory_iterator{folder, unknown}) {
        if (entry.path().extension() == ".yaml" && is_methodology(entry.path().string())) {
            names.push_back(entry.path().stem().string());
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

/// Throws Error kConfigInvalid unless the file that a methodology starts from is there.
void require_base(const std::string& file, const MethodologySource& own, const std::string& shipped,
                  const config::Problems& problems)
{
    if (fs::is_regular_file(file)) {
        return;
    }
    const auto place = problems.place(own.root["extends"]);
    const auto folder = fs::path{own.files.front()}.parent_path().string();
    const auto names = names_in(shipped.empty() ? folder : shipped);
    const auto near = config::nearest(own.base, names);
    throw Error{
        Errc::kConfigInvalid,
        fmt::format("{}: extends is \"{}\", and there is no such methodology{} Shipped are {}; a "
                    "file of your own is named by its path from this file, such as ./base.yaml",
                    place, own.base, near.empty() ? "." : fmt::format("; did you mean {}?", near),
                    fmt::join(names, ", "))};
}

/// Adds a problem unless the file of an index is there.
void require_index(const YAML::Node& root, const char* key, const std::string& file,
                   config::Problems& problems)
{
    if (!file.empty() && !fs::is_regular_file(file)) {
        problems.add(root["indices"][key],
                     fmt::format("indices.{} is \"{}\", and there is no such file; name one from "
                                 "the folder of this file, or leave the key out for the one of the "
                                 "methodology that it extends",
                                 key, root["indices"][key].Scalar()));
    }
}

/// The text of a key of one file's own tree; empty if it does not state it.
std::string text_of(const YAML::Node& map, const char* key)
{
    if (!map.IsDefined() || !map.IsMap()) {
        return {};
    }
    const auto value = map[key];
    return value.IsDefined() && value.IsScalar() ? value.Scalar() : std::string{};
}

std::string own_index(const YAML::Node& root, const char* key)
{
    return text_of(root["indices"], key);
}

MethodologySource load(const std::string& path, const std::string& shipped,
                       config::Problems& problems, std::vector<std::string>& chain)
{
    const auto here = fs::weakly_canonical(path).string();
    const bool circular = std::find(chain.begin(), chain.end(), here) != chain.end();
    chain.push_back(here);
    if (circular) {
        std::vector<std::string> names;
        for (const auto& file : chain) {
            names.push_back(fs::path{file}.filename().string());
        }
        throw Error{Errc::kConfigInvalid,
                    fmt::format("{}: starts from itself: {}; one of them must state every value "
                                "and have no `extends`",
                                path, fmt::join(names, " extends "))};
    }
    MethodologySource out;
    out.root = config::load_yaml(path, Errc::kConfigInvalid);
    out.files.push_back(path);
    if (!out.root.IsMap()) {
        throw Error{Errc::kConfigInvalid,
                    fmt::format("{}:1: a methodology is a mapping of names to values", path)};
    }
    const auto folder = fs::path{path}.parent_path();
    const auto beside = [&folder](const std::string& name) {
        return name.empty() ? name : (folder / name).string();
    };
    out.origin = beside(own_index(out.root, "origin"));
    out.destination = beside(own_index(out.root, "destination"));
    require_index(out.root, "origin", out.origin, problems);
    require_index(out.root, "destination", out.destination, problems);
    out.base = text_of(out.root, "extends");
    if (out.base.empty()) {
        return out;
    }
    for (const auto* key : {"id", "label"}) {
        if (text_of(out.root, key).empty()) {
            problems.add(out.root, fmt::format("{} is missing: a methodology that extends another "
                                               "has a name of its own",
                                               key));
        }
    }
    const auto base_file = base_path(path, out.base, shipped);
    require_base(base_file, out, shipped, problems);
    auto base = load(base_file, shipped, problems, chain);
    problems.add_file(base.root, base.files.front());
    config::complete_from(out.root, base.root, problems);
    out.origin = out.origin.empty() ? base.origin : out.origin;
    out.destination = out.destination.empty() ? base.destination : out.destination;
    out.files.insert(out.files.end(), base.files.begin(), base.files.end());
    return out;
}

struct Domain {
    double low = 0.0;
    double high = 0.0;
    bool open = false;  ///< low itself is outside
    const char* words = "";
};

std::optional<Domain> domain_of(const Parameter& parameter)
{
    constexpr double kAny = 1e300;
    constexpr double kPercent = 100.0;
    const std::string_view unit = parameter.unit;
    if (parameter.name.ends_with("sd") || unit.starts_with("variance")) {
        return Domain{0.0, kAny, false, "0 or above: it is a spread, and 0 switches it off"};
    }
    if (unit.starts_with("probability") || unit.starts_with("share") ||
        unit.starts_with("correlation") || unit.starts_with("0 best to 1") || unit == "factor") {
        return Domain{0.0, 1.0, false, "a number from 0 to 1"};
    }
    if (unit.starts_with("percent")) {
        return Domain{0.0, kPercent, false, "a number from 0 to 100"};
    }
    for (const auto* positive :
         {"shape", "Dirichlet", "Beta", "alpha", "years", "persons", "workers", "relative",
          "exponent", "suppliers", "per year", "million"}) {
        if (unit.starts_with(positive)) {
            return Domain{0.0, kAny, true, "a number above 0"};
        }
    }
    return std::nullopt;
}

}  // namespace

bool is_methodology(const std::string& path)
{
    const auto root = config::load_yaml(path, Errc::kConfigInvalid);
    return root.IsMap() && (root["indices"].IsDefined() || root["extends"].IsDefined());
}

void require_factor(config::YamlMap& map, const std::string& id)
{
    std::vector<std::string> known{"migrants"};
    for (const auto& field : kFactorFields) {
        known.emplace_back(field.factor);
    }
    if (std::find(known.begin(), known.end(), id) == known.end()) {
        map.complain_of("id",
                        fmt::format("is \"{}\", which no column of a list tells; expected one "
                                    "of {}",
                                    id, fmt::join(known, ", ")));
    }
}

MethodologySource load_source(const std::string& path, const std::string& shipped,
                              config::Problems& problems)
{
    std::vector<std::string> chain;
    return load(path, shipped, problems, chain);
}

void require_domain(config::YamlMap& map, const std::string& key, const Parameter& parameter)
{
    const auto domain = domain_of(parameter);
    if (!domain) {
        return;
    }
    const double value = parameter.value;
    const bool inside =
        (domain->open ? value > domain->low : value >= domain->low) && value <= domain->high;
    if (!inside) {
        map.complain_of(key, fmt::format("is {:.6g}; expected {}", value, domain->words));
    }
}

}  // namespace sourcelight::assess
