// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/region_spread.hpp"
#include "sourcelight/assess/world.hpp"

#include <vector>

/// Parts of the drawing of prevalence; used by world*.cpp only.
namespace sourcelight::assess {

struct World::Unraked {
    model::Table seed;
    std::vector<double> workers;
    std::vector<double> ceilings;
};

}  // namespace sourcelight::assess
