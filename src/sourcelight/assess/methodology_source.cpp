// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/methodology_parts.hpp"
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
    auto base = load(base_path(path, out.base, shipped), shipped, problems, chain);
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
        unit.starts_with("correlation") || unit == "factor") {
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
