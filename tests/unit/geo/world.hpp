// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/geo/region_index.hpp"

namespace sourcelight::test {

/// The shipped boundaries, read once for all tests of the program.
[[nodiscard]] const geo::RegionIndex& world();

}  // namespace sourcelight::test
