// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/publish/maps/scene.hpp"
#include "sourcelight/publish/run_collector.hpp"
#include "sourcelight/publish/run_outcome.hpp"
#include "sourcelight/reference/catalogue.hpp"

#include <optional>
#include <string>
#include <vector>

namespace sourcelight::publish::maps {

/// A page and the stem of its file's name.
struct CompanyPage {
    std::string name;
    Scene scene;
};

/// The suppliers of a run on the world, and on the part of it where most of them are, with insets
/// for dense clusters (`world`, `extent`); the second is left away when no supplier has a place.
[[nodiscard]] std::vector<CompanyPage> company_maps(const RunOutcome& outcome,
                                                    const RunCollection& run,
                                                    const reference::Catalogue& catalogue);

}  // namespace sourcelight::publish::maps
