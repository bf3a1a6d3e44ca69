// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/geo/gazetteer.hpp"
#include "sourcelight/geo/region_index.hpp"
#include "sourcelight/reference/reference.hpp"
#include "sourcelight/resolve/location.hpp"

#include <vector>

namespace sourcelight::resolve {

/// The boundaries and the gazetteer, made from the shipped datasets once a run.
struct LocationData {
    geo::RegionIndex index;
    geo::Gazetteer gazetteer;
    std::vector<CountryCentre> centres;
};

/// Loads the geographic datasets through the catalogue (their hashes are checked).
/// Throws Error kDatasetInvalid if one is missing or damaged. Cost: about a second, two cores.
[[nodiscard]] LocationData load_location_data(const reference::Reference& reference);

}  // namespace sourcelight::resolve
