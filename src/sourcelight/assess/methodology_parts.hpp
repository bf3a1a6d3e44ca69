// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/methodology.hpp"
#include "sourcelight/config/yaml.hpp"

#include <string>
#include <vector>

/// Parts of the reading of a methodology; used by methodology*.cpp only.
namespace sourcelight::assess {

/// Reads `{value, code, unit, source}` leaves and keeps each declaration.
class ParameterReader {
public:
    explicit ParameterReader(std::vector<Parameter>& parameters) : m_parameters{&parameters} {}

    /// The value of group[key]; problems are collected by the map.
    double operator()(config::YamlMap& group, const std::string& group_name,
                      const std::string& key);

private:
    std::vector<Parameter>* m_parameters;
};

/// Adds a problem unless the code is E or P.
void require_code(config::YamlMap& map, const std::string& code);

/// Reads anchors, activity profile, evidence items and factors.
void read_tables(config::YamlMap& top, ParameterReader& reader, Methodology& out);

/// Reads what migrant workers add to an activity; the activity profile must be there.
void read_migrants(config::YamlMap group, ParameterReader& reader, Methodology& out);

/// Reads one index file. Throws Error kConfigInvalid listing its problems.
[[nodiscard]] IndexSpec read_index_spec(const std::string& path);

}  // namespace sourcelight::assess
