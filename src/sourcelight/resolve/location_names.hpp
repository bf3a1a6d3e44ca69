// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/geo/gazetteer.hpp"
#include "sourcelight/reference/reference.hpp"

#include <string_view>

namespace sourcelight::resolve {

/// The code of a unit below the top level, empty for the top level itself.
[[nodiscard]] inline RegionCode finer_code(std::string_view code, std::string_view top)
{
    return RegionCode{code == top ? std::string_view{} : code};
}

/// The gazetteer of the shipped places, names of regions, postcodes and countries. Places inside a
/// corrected square have its region, and the people of both regions follow.
/// @throws Error if a dataset is missing or damaged. Cost: a second and a half.
[[nodiscard]] geo::Gazetteer make_gazetteer(const reference::Reference& reference);

}  // namespace sourcelight::resolve
