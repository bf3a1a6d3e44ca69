// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/methodology.hpp"

#include <optional>
#include <string>
#include <vector>

namespace sourcelight::pipeline {

/// Names of the shipped methodologies: "default" first, then by name.
[[nodiscard]] std::vector<std::string> shipped_methodologies(const std::string& configs);

/// The file of a methodology: a shipped one by its name, or a path (with a slash or ending in
/// .yaml). Throws Error kConfigInvalid with the names there are.
[[nodiscard]] std::string methodology_file(const std::string& configs, const std::string& name);

/// The methodology of that name or path. Throws Error kConfigInvalid.
[[nodiscard]] assess::Methodology methodology_named(const std::string& configs,
                                                    const std::string& name);

/// A parameter that two methodologies do not state alike; empty where one has none of the name.
struct ParameterChange {
    std::optional<assess::Parameter> before;
    std::optional<assess::Parameter> after;

    [[nodiscard]] const std::string& name() const { return before ? before->name : after->name; }
    /// Whether the value differs, and not only its code, unit or source.
    [[nodiscard]] bool moves() const
    {
        return !before || !after || before->value != after->value || before->text != after->text;
    }
};

/// What differs, in the order of the first methodology, then what only the second has.
[[nodiscard]] std::vector<ParameterChange> changed_parameters(const assess::Methodology& before,
                                                              const assess::Methodology& after);

/// A parameter's value as its file states it: the shortest text that gives the number, or its word.
[[nodiscard]] std::string value_text(const assess::Parameter& parameter);

}  // namespace sourcelight::pipeline
