// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/ids.hpp"
#include "sourcelight/reference/activity_tree.hpp"
#include "sourcelight/reference/reference.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace sourcelight::pipeline {

/// What a map shows: a good of the official lists, an activity of the tree, a sector, or all work
/// (none of the three).
struct MapSubject {
    GoodId good = GoodId::kNone;
    NodeId node = NodeId::kNone;
    std::optional<reference::Sector> sector;
    std::string id;     ///< "cotton", "isic4:1410", "agriculture", "all"
    std::string label;  ///< "Cotton"
};

/// A subject, or why there is none.
struct FoundSubject {
    std::optional<MapSubject> subject;
    std::string complaint;  ///< with the names that are near; empty if found
    std::string note;       ///< what another name than its own was taken for; may be empty
};

/// A good by its slug, its label or any name that the atlas finds it by (good_search.hpp).
[[nodiscard]] FoundSubject find_good(const reference::Reference& reference, std::string_view text);

/// An activity by code ("isic4:1410", "1410", "hs:6109", "good:cotton") or label, a sector by its
/// name, or "all".
[[nodiscard]] FoundSubject find_activity(const reference::Reference& reference,
                                         std::string_view text);

}  // namespace sourcelight::pipeline
