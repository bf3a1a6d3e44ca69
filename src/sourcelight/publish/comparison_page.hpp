// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/publish/comparison.hpp"

#include <span>
#include <string>

namespace sourcelight::publish {

/// Lines that the page shows.
inline constexpr std::size_t kComparedOnPage = 500;

/// compare.html: one file without scripts that asks for nothing; filters by radio buttons.
/// @param movers  the suppliers to show, in the order to show them
/// @param all     how many suppliers moved, are new or gone
[[nodiscard]] std::string comparison_page(const Comparison& comparison,
                                          std::span<const ComparedSupplier> movers,
                                          std::int64_t all);

}  // namespace sourcelight::publish
