// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/methodologies.hpp"

#include "sourcelight/config/yaml.hpp"
#include "sourcelight/core/error.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>

namespace sourcelight::pipeline {
namespace {

namespace fs = std::filesystem;

constexpr const char* kDefault = "default";

}  // namespace

std::vector<std::string> shipped_methodologies(const std::string& configs)
{
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator{fs::path{configs} / "methodology"}) {
        if (entry.path().extension() == ".yaml" && assess::is_methodology(entry.path().string())) {
            names.push_back(entry.path().stem().string());
        }
    }
    std::sort(names.begin(), names.end(), [](const auto& a, const auto& b) {
        return std::pair{a != kDefault, a} < std::pair{b != kDefault, b};
    });
    return names;
}

std::string methodology_file(const std::string& configs, const std::string& name)
{
    const auto names = shipped_methodologies(configs);
    if (name.find('/') != std::string::npos || name.ends_with(".yaml")) {
        if (!fs::exists(name)) {
            throw Error{
                Errc::kConfigInvalid,
                fmt::format("{}: there is no such methodology; put the file back, name it by "
                            "its path from here, or take one of those shipped: {}",
                            name, fmt::join(names, ", "))};
        }
        return name;
    }
    if (std::find(names.begin(), names.end(), name) != names.end()) {
        return fmt::format("{}/methodology/{}.yaml", configs, name);
    }
    const auto near = config::nearest(name, names);
    throw Error{Errc::kConfigInvalid,
                fmt::format("there is no methodology \"{}\"{} Shipped are {}; a file of your own "
                            "is named by its path, such as ./mine.yaml",
                            name, near.empty() ? "." : fmt::format("; did you mean {}?", near),
                            fmt::join(names, ", "))};
}

assess::Methodology methodology_named(const std::string& configs, const std::string& name)
{
    return assess::load_methodology(methodology_file(configs, name), configs + "/methodology");
}

std::vector<ParameterChange> changed_parameters(const assess::Methodology& before,
                                                const assess::Methodology& after)
{
    std::vector<ParameterChange> changes;
    for (const auto& parameter : before.parameters) {
        const auto* other = after.find(parameter.name);
        if (other == nullptr) {
            changes.push_back({parameter, std::nullopt});
        } else if (!(*other == parameter)) {
            changes.push_back({parameter, *other});
        }
    }
    for (const auto& parameter : after.parameters) {
        if (before.find(parameter.name) == nullptr) {
            changes.push_back({std::nullopt, parameter});
        }
    }
    return changes;
}

std::string value_text(const assess::Parameter& parameter)
{
    return parameter.text.empty() ? fmt::format("{}", parameter.value) : parameter.text;
}

}  // namespace sourcelight::pipeline
