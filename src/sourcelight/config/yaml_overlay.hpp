// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/config/yaml.hpp"

#include <string>

namespace sourcelight::config {

/// Completes a tree that states only what it changes with everything else of the tree it starts
/// from. Mappings are completed key by key; lists of mappings with a key of their own (`id`,
/// `activity` or `edition`) entry by entry, new entries last; any other value is taken whole.
/// Nodes keep their lines, so that a problem names the file that states the value: give `base` to
/// Problems::add_file().
///
/// A parameter `{value, code, unit, source}` whose value changes must state code and source again,
/// and so must an entry of a list: an old source would vouch for a new value. Either is a problem.
///
/// @param change  modified in place
void complete_from(YAML::Node change, const YAML::Node& base, Problems& problems);

}  // namespace sourcelight::config
