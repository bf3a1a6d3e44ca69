// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/sections.hpp"
#include "sourcelight/geo/gazetteer.hpp"
#include "sourcelight/geo/region_index.hpp"
#include "sourcelight/reference/reference.hpp"
#include "sourcelight/resolve/disputed_areas.hpp"
#include "sourcelight/resolve/location.hpp"

#include <vector>

namespace sourcelight::resolve {

/// The boundaries and the gazetteer, made from the shipped datasets once a run.
struct LocationData {
    geo::RegionIndex index;
    geo::Gazetteer gazetteer;
    std::vector<CountryCentre> centres;
    std::vector<DisputedArea> areas;
};

/// Takes the boundaries and the gazetteer from the store; builds from the datasets (their hashes
/// are checked) and stores what is not there. The same answers either way. Throws Error
/// kDatasetInvalid if a dataset is missing, or damaged when it is read. Cost: about a second on two
/// cores to build, some ten milliseconds from the store.
[[nodiscard]] LocationData load_location_data(const reference::Reference& reference,
                                              const StructureStore& store = NoStore{});

}  // namespace sourcelight::resolve
