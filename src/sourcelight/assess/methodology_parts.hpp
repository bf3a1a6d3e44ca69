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

/// Adds a problem at `key` unless the value lies where its unit allows: probabilities and shares
/// in 0 to 1, standard deviations not below 0, shapes and years above 0.
void require_domain(config::YamlMap& map, const std::string& key, const Parameter& parameter);

/// Adds a problem at `id` unless a column of the supplier list tells this factor: one that none
/// tells would only widen every result.
void require_factor(config::YamlMap& map, const std::string& id);

/// The tree of a methodology's file completed by those it starts from.
struct MethodologySource {
    YAML::Node root;
    std::string base;                 ///< what `extends` says
    std::string origin, destination;  ///< paths of the index files
    std::vector<std::string> files;   ///< the file and those it starts from, in that order
};
/// Throws Error kConfigInvalid if a file cannot be read, names one that is not there, or starts
/// from itself.
[[nodiscard]] MethodologySource load_source(const std::string& path, const std::string& shipped,
                                            config::Problems& problems);

/// Reads anchors, activity profile, evidence items and factors.
void read_tables(config::YamlMap& top, ParameterReader& reader, Methodology& out);

/// Reads what migrant workers add to an activity; the activity profile must be there.
void read_migrants(config::YamlMap group, ParameterReader& reader, Methodology& out);

/// Reads one index file; its parameters and places go to `out`. Throws Error kConfigInvalid listing
/// its problems.
[[nodiscard]] IndexSpec read_index_spec(const std::string& path, Methodology& out);

}  // namespace sourcelight::assess
