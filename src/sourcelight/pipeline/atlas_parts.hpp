// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/assessor.hpp"
#include "sourcelight/publish/atlas.hpp"
#include "sourcelight/reference/reference.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sourcelight::pipeline {

/// What a layer is of: all work (neither), a sector, a node of the tree, or a good.
struct AtlasSubject {
    std::string id;
    std::string label;
    std::string group;
    std::string section;
    std::optional<reference::Sector> sector;
    NodeId node = NodeId::kNone;
    GoodId good = GoodId::kNone;
};

/// All work, the broad sectors, the activities that the methodology tells apart inside them, and
/// every good.
[[nodiscard]] std::vector<AtlasSubject> atlas_subjects(const reference::Reference& reference,
                                                       const assess::Methodology& methodology);

/// The estimates of a subject, from all draws of the assessor.
[[nodiscard]] std::vector<assess::PlaceEstimate> atlas_estimates(const assess::Assessor& assessor,
                                                                 const AtlasSubject& subject);

using PlaceIndex = std::map<std::string, std::size_t, std::less<>>;

/// The two composite indices and their parts, with nothing at any date yet.
[[nodiscard]] std::vector<publish::AtlasIndex> atlas_indices(
    const assess::Methodology& methodology);

/// One country's values at one date: place code, index (position in atlas_indices()), value.
struct DatedIndexValue {
    std::string place;
    std::size_t index = 0;
    publish::AtlasIndexValue value;
};

/// The values of all countries at the assessor's date, in order of index and country.
[[nodiscard]] std::vector<DatedIndexValue> atlas_index_values(const assess::Assessor& assessor);

}  // namespace sourcelight::pipeline
